// SPDX-License-Identifier: MIT
// A texture with a framebuffer around it. GL counts rows from below; everything outside of this file from above.
#include "gpu/framebuffer.h"

#include <fmt/format.h>
#include <glad/gl.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/check.h"
#include "gpu/gl_trouble.h"

namespace janklab {

PixelRect intersected(const PixelRect& a, const PixelRect& b) {
    const int x = std::max(a.x, b.x), y = std::max(a.y, b.y);
    return {x, y, std::max(0, std::min(a.right(), b.right()) - x), std::max(0, std::min(a.bottom(), b.bottom()) - y)};
}

PixelRect united(const PixelRect& a, const PixelRect& b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    const int x = std::min(a.x, b.x), y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

Result<Framebuffer> Framebuffer::create(PixelSize size) {
    GLint most = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &most);
    if (size.width <= 0 || size.height <= 0 || size.width > most || size.height > most) {
        return Error{fmt::format("a picture of {} x {} pixels cannot be drawn; both sides must be 1 to {} pixels",
                                 size.width, size.height, most)};
    }
    if (take_injected_picture_failure()) return Error{"no graphics memory is left (a test says so)"};
    Framebuffer made;
    made.size_ = size;
    glGenTextures(1, &made.texture_);
    glBindTexture(GL_TEXTURE_2D, made.texture_);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, size.width, size.height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glGenFramebuffers(1, &made.framebuffer_);
    glBindFramebuffer(GL_FRAMEBUFFER, made.framebuffer_);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, made.texture_, 0);
    if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE) {
        return Error{fmt::format("GL cannot draw to a picture of {} x {} pixels; less graphics memory must be in use",
                                 size.width, size.height)};
    }
    glDisable(GL_SCISSOR_TEST);
    glClearColor(0, 0, 0, 0);
    glClear(GL_COLOR_BUFFER_BIT);
    return made;
}

Framebuffer::Framebuffer(Framebuffer&& other) noexcept
    : size_(std::exchange(other.size_, {})),
      framebuffer_(std::exchange(other.framebuffer_, 0)),
      texture_(std::exchange(other.texture_, 0)) {}

Framebuffer& Framebuffer::operator=(Framebuffer&& other) noexcept {
    std::swap(size_, other.size_);
    std::swap(framebuffer_, other.framebuffer_);
    std::swap(texture_, other.texture_);
    return *this;
}

Framebuffer::~Framebuffer() {
    if (framebuffer_) glDeleteFramebuffers(1, &framebuffer_);
    if (texture_) glDeleteTextures(1, &texture_);
}

void Framebuffer::copy_to(unsigned target, PixelSize target_size, int x, int y) const {
    copy_to(target, target_size, x, y, {0, 0, size_.width, size_.height});
}

void Framebuffer::copy_to(unsigned target, PixelSize target_size, int x, int y, const PixelRect& part) const {
    const PixelRect from = intersected(part, {0, 0, size_.width, size_.height});
    if (!from.empty()) {
        glDisable(GL_SCISSOR_TEST);
        glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_);
        glBindFramebuffer(GL_DRAW_FRAMEBUFFER, target);
        // GL counts rows from below.
        const int from_top = size_.height - from.y, to_top = target_size.height - y - from.y, to_left = x + from.x;
        glBlitFramebuffer(from.x, from_top - from.height, from.right(), from_top, to_left, to_top - from.height,
                          to_left + from.width, to_top, GL_COLOR_BUFFER_BIT, GL_NEAREST);
    }
    glBindFramebuffer(GL_FRAMEBUFFER, target);
}

Image Framebuffer::read() const { return read_pixels(framebuffer_, size_); }

void clear(unsigned framebuffer, PixelSize size, Color color) {
    glDisable(GL_SCISSOR_TEST);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
    glViewport(0, 0, size.width, size.height);
    const float alpha = color.a / 255.f;
    glClearColor(color.r / 255.f * alpha, color.g / 255.f * alpha, color.b / 255.f * alpha, alpha);
    glClear(GL_COLOR_BUFFER_BIT);
}

unsigned bound_framebuffer() {
    GLint name = 0;
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &name);
    return static_cast<unsigned>(name);
}

void finish_drawing() { glFinish(); }

Image read_pixels(unsigned framebuffer, PixelSize size) {
    MUST(size.width > 0 && size.height > 0, "an empty framebuffer was read");
    Image image{size, std::vector<std::uint8_t>(static_cast<std::size_t>(size.width) * size.height * 4)};
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
    if (framebuffer == window_framebuffer) glReadBuffer(GL_BACK);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, size.width, size.height, GL_RGBA, GL_UNSIGNED_BYTE, image.rgba.data());
    const std::size_t row = static_cast<std::size_t>(size.width) * 4;
    for (int top = 0, bottom = size.height - 1; top < bottom; ++top, --bottom) {
        std::swap_ranges(image.rgba.begin() + top * row, image.rgba.begin() + (top + 1) * row,
                         image.rgba.begin() + bottom * row);
    }
    return image;
}

}  // namespace janklab
