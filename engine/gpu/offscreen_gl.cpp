// SPDX-License-Identifier: MIT
// EGL displays, tried one after the other until one gives a GL 3.3 core context without a surface.
#include "gpu/offscreen_gl.h"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <fmt/format.h>

#include <string_view>
#include <utility>
#include <vector>

namespace janklab {

namespace {

GlFunction load_function(const char* name) { return eglGetProcAddress(name); }

template <class Function>
Function egl_function(const char* name) {
    return reinterpret_cast<Function>(eglGetProcAddress(name));
}

// What a platform offers, best first. None when the EGL of this machine does not know it.
std::vector<EGLDisplay> displays_of(OffscreenPlatform platform) {
    const auto get_display = egl_function<PFNEGLGETPLATFORMDISPLAYEXTPROC>("eglGetPlatformDisplayEXT");
    if (!get_display) return {};
    if (platform == OffscreenPlatform::surfaceless) {
        EGLDisplay display = get_display(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
        return display == EGL_NO_DISPLAY ? std::vector<EGLDisplay>{} : std::vector{display};
    }
    const auto query_devices = egl_function<PFNEGLQUERYDEVICESEXTPROC>("eglQueryDevicesEXT");
    EGLDeviceEXT devices[16];
    EGLint count = 0;
    if (!query_devices || !query_devices(16, devices, &count)) return {};
    std::vector<EGLDisplay> displays;
    for (EGLint i = 0; i < count; ++i) {
        EGLDisplay display = get_display(EGL_PLATFORM_DEVICE_EXT, devices[i], nullptr);
        if (display != EGL_NO_DISPLAY) displays.push_back(display);
    }
    return displays;
}

EGLContext create_gl(EGLDisplay display) {
    const std::string_view extensions = eglQueryString(display, EGL_EXTENSIONS);
    if (extensions.find("EGL_KHR_surfaceless_context") == std::string_view::npos) return EGL_NO_CONTEXT;
    if (!eglBindAPI(EGL_OPENGL_API)) return EGL_NO_CONTEXT;
    const EGLint wanted[] = {EGL_SURFACE_TYPE, 0, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    if (!eglChooseConfig(display, wanted, &config, 1, &count) || count == 0) return EGL_NO_CONTEXT;
    const EGLint attributes[] = {EGL_CONTEXT_MAJOR_VERSION,
                                 3,
                                 EGL_CONTEXT_MINOR_VERSION,
                                 3,
                                 EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                 EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
#ifdef JANKLAB_SOURCE_FOLDER  // a debug build
                                 EGL_CONTEXT_OPENGL_DEBUG,
                                 EGL_TRUE,
#endif
                                 EGL_CONTEXT_OPENGL_RESET_NOTIFICATION_STRATEGY,
                                 EGL_LOSE_CONTEXT_ON_RESET,
                                 EGL_NONE};
    EGLContext gl = eglCreateContext(display, config, EGL_NO_CONTEXT, attributes);
    if (gl == EGL_NO_CONTEXT) {  // perhaps one that does not tell when it is lost
        std::array<EGLint, std::size(attributes)> plain{};
        std::ranges::copy(attributes, plain.begin());
        plain[plain.size() - 3] = EGL_NONE;
        gl = eglCreateContext(display, config, EGL_NO_CONTEXT, plain.data());
    }
    if (gl != EGL_NO_CONTEXT && !eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, gl)) {
        eglDestroyContext(display, gl);
        return EGL_NO_CONTEXT;
    }
    return gl;
}

const char* name_of(OffscreenPlatform platform) {
    return platform == OffscreenPlatform::surfaceless ? "surfaceless" : "device";
}

}  // namespace

Result<OffscreenGl> OffscreenGl::create(std::span<const OffscreenPlatform> platforms) {
    std::string answers;
    for (const OffscreenPlatform platform : platforms) {
        std::string answer = "not offered";
        for (EGLDisplay display : displays_of(platform)) {
            if (!eglInitialize(display, nullptr, nullptr)) {
                answer = fmt::format("does not start (EGL error 0x{:x})", eglGetError());
                continue;
            }
            OffscreenGl made;
            made.display_ = display;
            made.gl_ = create_gl(display);
            if (made.gl_ == EGL_NO_CONTEXT) {
                answer = fmt::format("has no GL 3.3 core (EGL error 0x{:x})", eglGetError());
                continue;
            }
            Result<GlDevice> device = GlDevice::open(load_function);
            if (device) {
                made.device_ = std::move(*device);
                return made;
            }
            answer = device.error().sentence;
        }
        answers += fmt::format("{}{}: {}", answers.empty() ? "" : "; ", name_of(platform), answer);
    }
    if (answers.empty()) answers = "no platform was tried";
    return Error{
        fmt::format("GL without a window cannot be had from EGL ({}); a driver with GL 3.3 core is wanted, such as "
                    "libgl1-mesa-dri (Debian's name), which needs no graphics card",
                    answers)};
}

OffscreenGl::OffscreenGl(OffscreenGl&& other) noexcept
    : display_(std::exchange(other.display_, nullptr)),
      gl_(std::exchange(other.gl_, nullptr)),
      device_(std::move(other.device_)) {}

OffscreenGl& OffscreenGl::operator=(OffscreenGl&& other) noexcept {
    if (this == &other) return *this;
    close();
    display_ = std::exchange(other.display_, nullptr);
    gl_ = std::exchange(other.gl_, nullptr);
    device_ = std::move(other.device_);
    return *this;
}

OffscreenGl::~OffscreenGl() { close(); }

// The display stays open: EGL has one of each platform for the whole process, and others may be using it.
void OffscreenGl::close() {
    if (!gl_) return;
    if (eglGetCurrentContext() == gl_) eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    eglDestroyContext(display_, gl_);
    gl_ = nullptr;
}

}  // namespace janklab
