// SPDX-License-Identifier: MIT
// GlDevice: what is known about the GL of the current thread: functions loaded, version, renderer, whether it draws in
// software. Make it right after the context is made current. Display thread.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"

namespace janklab {

using GlFunction = void (*)();
/// glfwGetProcAddress, or OffscreenGl's own.
using GlLoader = GlFunction (*)(const char* name);

class GlDevice {
  public:
    /// Environment error: no context is current, or it is older than GL 3.3 core.
    static Result<GlDevice> open(GlLoader loader);

    const std::string& renderer() const { return renderer_; }  ///< "llvmpipe (LLVM 15.0.6, 256 bits)"
    const std::string& version() const { return version_; }    ///< "4.5 (Core Profile) Mesa 22.3.6"
    /// The processor draws, not a graphics card: GPU times are n/a, and drawing costs what a page would have.
    bool software() const { return software_; }
    /// One sentence for people: "Drawing with llvmpipe (...), GL 4.5, in software."
    std::string sentence() const;
    /// Messages of importance that the driver sent through KHR_debug since the start; a debug build prints them.
    static std::uint64_t debug_messages();

  private:
    std::string renderer_, version_;
    bool software_ = false;
};

/// Whether a GL_RENDERER string names a renderer that runs on the processor.
bool is_software_renderer(const std::string& renderer);

}  // namespace janklab
