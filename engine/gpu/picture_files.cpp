// SPDX-License-Identifier: MIT
#include "gpu/picture_files.h"

#include <fmt/format.h>
#include <stb_image.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <vector>

namespace janklab {
namespace {

constexpr const char* what_is_right = "a PNG, JPEG or GIF is wanted";

}  // namespace

Result<std::shared_ptr<const Bitmap>> decode_picture(std::span<const std::byte> bytes) {
    if (bytes.size() > largest_picture_file)
        return Error{fmt::format("the picture has {} bytes, {} are the most", bytes.size(), largest_picture_file)};
    const auto* data = reinterpret_cast<const stbi_uc*>(bytes.data());
    const int count = static_cast<int>(bytes.size());
    int width = 0, height = 0, channels = 0;
    if (bytes.empty() || !stbi_info_from_memory(data, count, &width, &height, &channels)) {
        const char* reason = bytes.empty() ? "it is empty" : stbi_failure_reason();
        return Error{fmt::format("the picture cannot be decoded: {}; {}", reason, what_is_right)};
    }
    if (width <= 0 || height <= 0 || width > largest_picture_side || height > largest_picture_side ||
        std::int64_t{width} * height > most_picture_pixels) {
        return Error{
            fmt::format("the picture says that it is {} x {} pixels; {} pixels a side and {} in all are the most",
                        width, height, largest_picture_side, most_picture_pixels)};
    }
    stbi_uc* pixels = stbi_load_from_memory(data, count, &width, &height, &channels, 4);
    if (!pixels) {
        return Error{fmt::format("the picture cannot be decoded: {}; {}", stbi_failure_reason(), what_is_right)};
    }
    const std::size_t size = static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4;
    std::vector<std::uint8_t> rgba(pixels, pixels + size);
    stbi_image_free(pixels);
    return Bitmap::make({width, height}, std::move(rgba));
}

Result<std::shared_ptr<const Bitmap>> load_picture(const std::string& path) {
    std::error_code code;
    const std::filesystem::file_status status = std::filesystem::status(path, code);
    if (!std::filesystem::exists(status)) return Error{fmt::format("the picture {} does not exist", path)};
    if (!std::filesystem::is_regular_file(status))
        return Error{fmt::format("the picture {} is no file; {}", path, what_is_right)};
    const std::uintmax_t size = std::filesystem::file_size(path, code);
    if (code || size > largest_picture_file)
        return Error{fmt::format("the picture {} is larger than {} bytes", path, largest_picture_file)};
    std::vector<std::byte> bytes(static_cast<std::size_t>(size));
    std::FILE* file = std::fopen(path.c_str(), "rb");
    const bool read = file && std::fread(bytes.data(), 1, bytes.size(), file) == bytes.size();
    const int why = errno;
    if (file) std::fclose(file);
    if (!read) return Error{fmt::format("the picture {} cannot be read: {}", path, std::strerror(why))};
    Result<std::shared_ptr<const Bitmap>> picture = decode_picture(bytes);
    if (!picture) return Error{fmt::format("{}: {}", path, picture.error().sentence)};
    return picture;
}

}  // namespace janklab
