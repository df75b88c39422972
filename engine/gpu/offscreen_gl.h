// SPDX-License-Identifier: MIT
// OffscreenGl: GL without a window, for headless pictures and for tests. It has no surface: draw to a Framebuffer.
// Tries EGL's surfaceless platform, then EGL's devices. The thread that makes it owns it.
// https://registry.khronos.org/EGL/extensions/KHR/EGL_KHR_surfaceless_context.txt
#pragma once

#include <array>
#include <span>

#include "base/result.h"
#include "gpu/gl_device.h"

namespace janklab {

enum class OffscreenPlatform : std::uint8_t { surfaceless, device };
inline constexpr std::array every_offscreen_platform{OffscreenPlatform::surfaceless, OffscreenPlatform::device};

class OffscreenGl {
  public:
    /// Makes a GL 3.3 core context current on the calling thread. Environment error: none of the platforms has one;
    /// the sentence says what each answered.
    static Result<OffscreenGl> create(std::span<const OffscreenPlatform> platforms = every_offscreen_platform);
    OffscreenGl(OffscreenGl&& other) noexcept;
    OffscreenGl& operator=(OffscreenGl&& other) noexcept;
    ~OffscreenGl();

    const GlDevice& device() const { return device_; }

  private:
    OffscreenGl() = default;
    void close();

    void* display_ = nullptr;
    void* gl_ = nullptr;  // the EGLContext
    GlDevice device_;
};

}  // namespace janklab
