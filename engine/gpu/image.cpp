// SPDX-License-Identifier: MIT
// PNG through stb, whose implementation lies in the system's library.
#include "gpu/image.h"

#include <fmt/format.h>
#include <stb_image.h>
#include <stb_image_write.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>

#include "base/check.h"

namespace janklab {

namespace {

constexpr int channels = 4;

}  // namespace

Color Image::at(int x, int y) const {
    MUST(x >= 0 && y >= 0 && x < size.width && y < size.height, "a pixel outside of the image was asked for");
    const std::uint8_t* p = rgba.data() + (static_cast<std::size_t>(y) * size.width + x) * channels;
    return {p[0], p[1], p[2], p[3]};
}

Result<Image> decode_png(std::span<const std::byte> bytes) {
    Image image;
    int channels_in_file = 0;
    stbi_uc* pixels =
        stbi_load_from_memory(reinterpret_cast<const stbi_uc*>(bytes.data()), static_cast<int>(bytes.size()),
                              &image.size.width, &image.size.height, &channels_in_file, channels);
    if (!pixels) return Error{fmt::format("the picture cannot be decoded: {}; a PNG is wanted", stbi_failure_reason())};
    image.rgba.assign(pixels, pixels + static_cast<std::size_t>(image.size.width) * image.size.height * channels);
    stbi_image_free(pixels);
    return image;
}

Result<Image> load_png(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return Error{fmt::format("the picture {} cannot be read; a readable PNG is wanted", path)};
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    Result<Image> image = decode_png(std::as_bytes(std::span(bytes)));
    if (!image) return Error{fmt::format("{}: {}", path, image.error().sentence)};
    return image;
}

Result<void> write_png(const std::string& path, const Image& image) {
    MUST(image.rgba.size() == static_cast<std::size_t>(image.size.width) * image.size.height * channels,
         "an image must have four bytes a pixel");
    std::string png;
    const auto append = [](void* to, void* bytes, int count) {
        static_cast<std::string*>(to)->append(static_cast<const char*>(bytes), static_cast<std::size_t>(count));
    };
    MUST(stbi_write_png_to_func(append, &png, image.size.width, image.size.height, channels, image.rgba.data(),
                                image.size.width * channels),
         "an image in memory can be encoded");
    // Through a file of our own: stb does not say whether the disk took what it wrote.
    std::FILE* file = std::fopen(path.c_str(), "wb");
    bool written = file && std::fwrite(png.data(), 1, png.size(), file) == png.size();
    if (file && std::fclose(file) != 0) written = false;
    if (!written) return Error{fmt::format("the picture {} cannot be written: {}", path, std::strerror(errno))};
    return {};
}

ImageDifference compare_images(const Image& actual, const Image& expected, int tolerance) {
    ImageDifference difference;
    if (actual.size != expected.size) {
        difference.same_size = false;
        difference.sentence = fmt::format("the picture is {} x {} pixels, {} x {} were expected", actual.size.width,
                                          actual.size.height, expected.size.width, expected.size.height);
        return difference;
    }
    const int pixels = actual.size.width * actual.size.height;
    for (int i = 0; i < pixels; ++i) {
        int apart = 0;
        for (int c = 0; c < channels; ++c) {
            apart = std::max(apart, std::abs(actual.rgba[i * channels + c] - expected.rgba[i * channels + c]));
        }
        difference.largest_difference = std::max(difference.largest_difference, apart);
        if (apart <= tolerance) continue;
        if (difference.differing_pixels++ == 0) {
            difference.first_x = i % actual.size.width;
            difference.first_y = i / actual.size.width;
        }
    }
    difference.sentence = difference.differing_pixels == 0
                              ? fmt::format("the pictures agree within {}", tolerance)
                              : fmt::format("{} of {} pixels differ by up to {} (allowed: {}), the first at {}, {}",
                                            difference.differing_pixels, pixels, difference.largest_difference,
                                            tolerance, difference.first_x, difference.first_y);
    return difference;
}

}  // namespace janklab
