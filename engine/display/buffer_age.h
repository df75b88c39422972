// SPDX-License-Identifier: MIT
// BufferAge: asks the window system how old the picture in a window's back buffer is, so that only what changed since
// need be drawn there. Display thread. https://registry.khronos.org/EGL/extensions/EXT/EGL_EXT_buffer_age.txt,
// https://registry.khronos.org/OpenGL/extensions/EXT/GLX_EXT_buffer_age.txt
#pragma once

struct GLFWwindow;

namespace janklab {

class BufferAge {
  public:
    /// Of nothing: never known.
    BufferAge() = default;
    /// The window's context must be current, and outlive it. Without either extension: never known.
    explicit BufferAge(GLFWwindow* window);

    /// In swaps; 0: not known, or nothing is there yet. A round trip at most to the library, none to the server.
    int now() const;
    /// The extension that is used; null: none.
    const char* source() const { return source_; }

  private:
    using QueryGlx = int (*)(void* display, unsigned long drawable, int attribute, unsigned* value);
    using QueryEgl = unsigned (*)(void* display, void* surface, int attribute, int* value);
    QueryGlx query_glx_ = nullptr;
    QueryEgl query_egl_ = nullptr;
    void* display_ = nullptr;
    void* surface_ = nullptr;
    unsigned long drawable_ = 0;
    const char* source_ = nullptr;
};

}  // namespace janklab
