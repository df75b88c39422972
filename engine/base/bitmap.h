// SPDX-License-Identifier: MIT
// Bitmap: a decoded image that nobody changes any more, with smaller copies of itself for drawing it small. Shared by
// pointer between threads; made on any.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/geometry.h"

namespace janklab {

/// Rows from top to bottom, four bytes a pixel: red, green, blue, alpha; premultiplied.
struct BitmapLevel {
    PixelSize size;
    std::vector<std::uint8_t> rgba;
};

class Bitmap {
  public:
    /// Takes pixels that are not premultiplied, `size.width * size.height * 4` bytes. Level 0 is the image itself, each
    /// further one half as large, down to one pixel.
    static std::shared_ptr<const Bitmap> make(PixelSize size, std::vector<std::uint8_t> rgba);

    std::uint64_t id() const { return id_; }  // never reused within a run
    PixelSize size() const { return levels_[0].size; }
    const std::vector<BitmapLevel>& levels() const { return levels_; }
    /// Of all levels.
    std::size_t bytes() const;
    /// Every pixel is.
    bool is_opaque() const { return opaque_; }

  private:
    Bitmap() = default;
    std::uint64_t id_ = 0;
    std::vector<BitmapLevel> levels_;
    bool opaque_ = true;
};

}  // namespace janklab
