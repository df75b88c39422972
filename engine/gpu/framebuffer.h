// SPDX-License-Identifier: MIT
// Framebuffer: a picture in graphics memory that can be drawn to, kept from frame to frame, copied to the window and
// read back. Display thread, with a context current.
#pragma once

#include <cstdint>

#include "base/geometry.h"
#include "base/result.h"
#include "gpu/image.h"

namespace janklab {

/// Device pixels from the top left of what they lie in.
struct PixelRect {
    int x = 0, y = 0, width = 0, height = 0;
    constexpr int right() const { return x + width; }
    constexpr int bottom() const { return y + height; }
    constexpr bool empty() const { return width <= 0 || height <= 0; }
    constexpr std::uint64_t pixels() const {
        return empty() ? 0 : static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height);
    }
    friend bool operator==(const PixelRect&, const PixelRect&) = default;
};
PixelRect intersected(const PixelRect& a, const PixelRect& b);
PixelRect united(const PixelRect& a, const PixelRect& b);

/// The name of the window's own framebuffer in GL.
inline constexpr unsigned window_framebuffer = 0;

class Framebuffer {
  public:
    /// RGBA, 8 bits a channel, all zero. Environment error: the size is not positive or more than the card can do.
    static Result<Framebuffer> create(PixelSize size);
    Framebuffer(Framebuffer&& other) noexcept;
    Framebuffer& operator=(Framebuffer&& other) noexcept;
    ~Framebuffer();

    PixelSize size() const { return size_; }
    unsigned gl_name() const { return framebuffer_; }
    unsigned texture() const { return texture_; }

    /// Copies everything to `target` (window_framebuffer or another's gl_name()), which is `target_size` large, with
    /// the top left corner at `x`, `y` from its top left. What does not fit is cut off. Leaves `target` bound.
    void copy_to(unsigned target, PixelSize target_size, int x = 0, int y = 0) const;
    /// The same for a part of it only.
    void copy_to(unsigned target, PixelSize target_size, int x, int y, const PixelRect& part) const;
    Image read() const;

  private:
    Framebuffer() = default;
    PixelSize size_;
    unsigned framebuffer_ = 0, texture_ = 0;
};

/// Fills all of it, and leaves it bound, with its whole size as the viewport.
void clear(unsigned framebuffer, PixelSize size, Color color);
/// The name of what drawing goes to now.
unsigned bound_framebuffer();
/// Waits until everything that was drawn is done: for measuring, not for frames.
void finish_drawing();

/// Reads back the framebuffer with that name, `size` large; window_framebuffer gives what was drawn but not swapped
/// yet.
Image read_pixels(unsigned framebuffer, PixelSize size);

}  // namespace janklab
