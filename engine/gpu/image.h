// SPDX-License-Identifier: MIT
// Image: a picture in memory, read from and written to PNG through stb, and the comparison that screenshot tests use.
// Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/geometry.h"
#include "base/result.h"

namespace janklab {

/// Rows from top to bottom, four bytes a pixel: red, green, blue, alpha (not premultiplied).
struct Image {
    PixelSize size;
    std::vector<std::uint8_t> rgba;

    bool empty() const { return rgba.empty(); }
    /// The pixel `x` from the left, `y` from the top; both must lie inside.
    Color at(int x, int y) const;
    friend bool operator==(const Image&, const Image&) = default;
};

/// Environment errors: the file cannot be read, or is no PNG.
Result<Image> load_png(const std::string& path);
Result<Image> decode_png(std::span<const std::byte> bytes);
/// Environment error: the file cannot be written.
Result<void> write_png(const std::string& path, const Image& image);

/// How two pictures differ. `tolerance` is per channel, 0 to 255: a pixel differs when one channel is further apart.
struct ImageDifference {
    bool same_size = true;
    int differing_pixels = 0;
    int largest_difference = 0;      ///< The largest of any channel, counted before tolerance.
    int first_x = -1, first_y = -1;  ///< The first differing pixel in reading order.

    bool same() const { return same_size && differing_pixels == 0; }
    /// For a test's message: "12 of 9600 pixels differ by up to 40, the first at 3, 7".
    std::string sentence;
};
ImageDifference compare_images(const Image& actual, const Image& expected, int tolerance = 0);

}  // namespace janklab
