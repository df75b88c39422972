// SPDX-License-Identifier: MIT
// GL without a window for tests that draw. Where a machine has none, those tests say so and pass: begin them with
//   if (!gl_for_tests()) return;
#pragma once

#include <doctest/doctest.h>

#include "gpu/offscreen_gl.h"

/// Null, after a printed sentence, when there is no GL. One for the whole program, current on the calling thread.
inline const janklab::OffscreenGl* gl_for_tests() {
    static const janklab::Result<janklab::OffscreenGl> gl = janklab::OffscreenGl::create();
    if (gl.ok()) return &gl.value();
    MESSAGE("skipped: ", gl.error().sentence);
    return nullptr;
}
