// SPDX-License-Identifier: MIT
// Premultiplying, and the levels: each pixel is the mean of the pixels that it stands for.
#include "base/bitmap.h"

#include <atomic>

#include "base/check.h"

namespace janklab {
namespace {

constexpr std::size_t channels = 4;

std::size_t byte_count(PixelSize size) {
    return static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) * channels;
}

bool premultiply(std::vector<std::uint8_t>& rgba) {
    bool opaque = true;
    for (std::size_t i = 0; i < rgba.size(); i += channels) {
        const unsigned alpha = rgba[i + 3];
        if (alpha == 255) continue;
        opaque = false;
        for (std::size_t c = 0; c < 3; ++c) {
            const unsigned product = rgba[i + c] * alpha + 128;
            rgba[i + c] = static_cast<std::uint8_t>((product + (product >> 8)) >> 8);  // divided by 255, rounded
        }
    }
    return opaque;
}

/// Where a side is odd its last pixel counts twice.
BitmapLevel half_of(const BitmapLevel& level) {
    BitmapLevel half{{std::max(1, level.size.width / 2), std::max(1, level.size.height / 2)}, {}};
    half.rgba.resize(byte_count(half.size));
    const auto row = static_cast<std::size_t>(level.size.width) * channels;
    for (int y = 0; y < half.size.height; ++y) {
        const auto upper = static_cast<std::size_t>(std::min(2 * y, level.size.height - 1));
        const auto lower = static_cast<std::size_t>(std::min(2 * y + 1, level.size.height - 1));
        std::uint8_t* to =
            &half.rgba[static_cast<std::size_t>(y) * static_cast<std::size_t>(half.size.width) * channels];
        for (int x = 0; x < half.size.width; ++x) {
            const auto left = static_cast<std::size_t>(std::min(2 * x, level.size.width - 1)) * channels;
            const auto right = static_cast<std::size_t>(std::min(2 * x + 1, level.size.width - 1)) * channels;
            for (std::size_t c = 0; c < channels; ++c) {
                const unsigned sum = level.rgba[upper * row + left + c] + level.rgba[upper * row + right + c] +
                                     level.rgba[lower * row + left + c] + level.rgba[lower * row + right + c];
                *to++ = static_cast<std::uint8_t>((sum + 2) / 4);
            }
        }
    }
    return half;
}

}  // namespace

std::shared_ptr<const Bitmap> Bitmap::make(PixelSize size, std::vector<std::uint8_t> rgba) {
    MUST(size.width > 0 && size.height > 0 && rgba.size() == byte_count(size), "a picture has four bytes a pixel");
    static std::atomic<std::uint64_t> last_id{0};
    const std::shared_ptr<Bitmap> made(new Bitmap);
    made->id_ = ++last_id;
    made->opaque_ = premultiply(rgba);
    made->levels_.push_back({size, std::move(rgba)});
    while (made->levels_.back().size != PixelSize{1, 1}) made->levels_.push_back(half_of(made->levels_.back()));
    return made;
}

std::size_t Bitmap::bytes() const {
    std::size_t sum = 0;
    for (const BitmapLevel& level : levels_) sum += level.rgba.size();
    return sum;
}

}  // namespace janklab
