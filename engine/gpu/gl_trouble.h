// SPDX-License-Identifier: MIT
// What can befall a GL that works: its context is lost (the driver was reset, a card was taken away), or graphics
// memory is used up. Asked once a frame; who made things in the context makes them anew. Display thread, context
// current. https://registry.khronos.org/OpenGL/extensions/KHR/KHR_robustness.txt
#pragma once

#include <cstdint>

#include "gpu/gl_device.h"

namespace janklab {

enum class GlTrouble : std::uint8_t { none, out_of_memory, context_lost };

/// What has happened since the last time, the worst of it; GL's errors are taken. A lost context is seen where the
/// context was made robust and its driver tells; GL's own CONTEXT_LOST error counts too.
GlTrouble take_gl_trouble();

/// Once, after the functions of a new context were loaded (GlDevice does it).
void note_gl_loader(GlLoader loader);

// -- for tests: what no driver does on demand -----------------------------------------------------------------------
/// The next take_gl_trouble() says so.
void inject_gl_trouble(GlTrouble trouble);
/// The next `count` pictures (Framebuffer::create) find no memory.
void inject_picture_failures(int count);
/// Counts one of them down. For Framebuffer alone.
bool take_injected_picture_failure();

}  // namespace janklab
