// SPDX-License-Identifier: MIT
#include "display/buffer_age.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <dlfcn.h>

#include <algorithm>

namespace janklab {
namespace {

constexpr int glx_back_buffer_age = 0x20F4, egl_buffer_age = 0x313D;
constexpr unsigned oldest = 1000;

/// GLFW may be the one for the other window system, which lacks the function.
template <class Function>
Function of_glfw(const char* name) {
    return reinterpret_cast<Function>(dlsym(RTLD_DEFAULT, name));
}

}  // namespace

BufferAge::BufferAge(GLFWwindow* window) {
    const auto x11_display = of_glfw<void* (*)()>("glfwGetX11Display");
    const auto glx_drawable = of_glfw<unsigned long (*)(GLFWwindow*)>("glfwGetGLXWindow");
    const auto egl_display = of_glfw<void* (*)()>("glfwGetEGLDisplay");
    const auto egl_surface = of_glfw<void* (*)(GLFWwindow*)>("glfwGetEGLSurface");
    const bool by_egl = glfwGetWindowAttrib(window, GLFW_CONTEXT_CREATION_API) == GLFW_EGL_CONTEXT_API || !glx_drawable;
    if (by_egl && egl_display && egl_surface && glfwExtensionSupported("EGL_EXT_buffer_age")) {
        query_egl_ = reinterpret_cast<QueryEgl>(glfwGetProcAddress("eglQuerySurface"));
        display_ = egl_display();
        surface_ = egl_surface(window);
        if (query_egl_ && display_ && surface_) source_ = "EGL_EXT_buffer_age";
    } else if (!by_egl && x11_display && glfwExtensionSupported("GLX_EXT_buffer_age")) {
        query_glx_ = reinterpret_cast<QueryGlx>(glfwGetProcAddress("glXQueryDrawable"));
        display_ = x11_display();
        drawable_ = glx_drawable(window);
        if (query_glx_ && display_ && drawable_) source_ = "GLX_EXT_buffer_age";
    }
}

int BufferAge::now() const {
    if (!source_) return 0;
    if (query_egl_) {
        int age = 0;
        return query_egl_(display_, surface_, egl_buffer_age, &age) && age > 0 ? age : 0;
    }
    unsigned age = 0;
    query_glx_(display_, drawable_, glx_back_buffer_age, &age);
    return static_cast<int>(std::min(age, oldest));
}

}  // namespace janklab
