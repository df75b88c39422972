// SPDX-License-Identifier: MIT
// Loads GL through glad, and listens to KHR_debug in debug builds.
#include "gpu/gl_device.h"

#include <fmt/format.h>
#include <glad/gl.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <cstring>

#include "gpu/gl_trouble.h"

namespace janklab {

namespace {

std::atomic<std::uint64_t> messages{0};

void GLAPIENTRY on_message(GLenum source, GLenum, GLuint, GLenum severity, GLsizei, const GLchar* text, const void*) {
    if (source == GL_DEBUG_SOURCE_SHADER_COMPILER) return;  // ShaderLibrary reports it better
    if (severity != GL_DEBUG_SEVERITY_HIGH && severity != GL_DEBUG_SEVERITY_MEDIUM) return;
    messages.fetch_add(1, std::memory_order_relaxed);
    fmt::print(stderr, "GL: {}\n", text);
}

std::string text_of(GLenum name) {
    const GLubyte* text = glGetString(name);
    return text ? reinterpret_cast<const char*>(text) : "";
}

}  // namespace

bool is_software_renderer(const std::string& renderer) {
    constexpr std::array names{"llvmpipe",    "lavapipe", "softpipe",    "swrast",      "SWR",
                               "SwiftShader", "Software", "GDI Generic", "Basic Render"};
    for (const char* name : names) {
        if (renderer.find(name) != std::string::npos) return true;
    }
    return false;
}

Result<GlDevice> GlDevice::open(GlLoader loader) {
    const int version = gladLoadGL(reinterpret_cast<GLADloadfunc>(loader));
    if (version == 0) return Error{"GL did not load on this thread; a current context of GL 3.3 core is wanted"};
    GlDevice device;
    device.renderer_ = text_of(GL_RENDERER);
    device.version_ = text_of(GL_VERSION);
    device.software_ = is_software_renderer(device.renderer_);
    if (version < GLAD_MAKE_VERSION(3, 3)) {
        return Error{fmt::format("{} offers GL {}; GL 3.3 core is wanted", device.renderer_, device.version_)};
    }
    note_gl_loader(loader);
#ifdef JANKLAB_SOURCE_FOLDER  // a debug build
    if (GLAD_GL_KHR_debug) {
        glEnable(GL_DEBUG_OUTPUT);
        glEnable(GL_DEBUG_OUTPUT_SYNCHRONOUS);
        glDebugMessageCallback(on_message, nullptr);
    }
#else
    (void)on_message;
#endif
    return device;
}

std::string GlDevice::sentence() const {
    return fmt::format("Drawing with {}, GL {}{}.", renderer_, version_,
                       software_ ? ", on the processor (GPU times are n/a)" : "");
}

std::uint64_t GlDevice::debug_messages() { return messages.load(std::memory_order_relaxed); }

}  // namespace janklab
