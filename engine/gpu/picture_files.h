// SPDX-License-Identifier: MIT
// Pictures out of files and bytes: PNG, JPEG and the first frame of a GIF, decoded through stb. Any thread.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "base/bitmap.h"
#include "base/result.h"

namespace janklab {

/// More is not decoded: a few bytes can claim to be a picture of any size.
inline constexpr std::int64_t most_picture_pixels = 64 << 20;  // 256 MB
inline constexpr int largest_picture_side = 32'768;
inline constexpr std::size_t largest_picture_file = 256u << 20;  // bytes

/// Environment errors: no such picture, too large, or cut off. The sentence does not say where the bytes are from.
Result<std::shared_ptr<const Bitmap>> decode_picture(std::span<const std::byte> bytes);
/// Environment errors: the same, and what is wrong with the file. The sentence names it.
Result<std::shared_ptr<const Bitmap>> load_picture(const std::string& path);

}  // namespace janklab
