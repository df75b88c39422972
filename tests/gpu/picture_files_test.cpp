// SPDX-License-Identifier: MIT
// Files that are pictures, and files that are not quite.
#include "gpu/picture_files.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "gpu/image.h"

using namespace janklab;

namespace {

const std::filesystem::path folder = std::filesystem::path(JANKLAB_TEST_OUTPUT_FOLDER) / "picture_files_test";

/// A PNG of 40 x 30 pixels, red on the left, half transparent green on the right.
std::string png() {
    std::filesystem::create_directories(folder);
    const std::string path = (folder / "two.png").string();
    Image image{{40, 30}, {}};
    for (int i = 0; i < 40 * 30; ++i) {
        const bool left = i % 40 < 20;
        image.rgba.insert(image.rgba.end(),
                          {left ? std::uint8_t{255} : std::uint8_t{0}, left ? std::uint8_t{0} : std::uint8_t{255}, 0,
                           left ? std::uint8_t{255} : std::uint8_t{128}});
    }
    REQUIRE(write_png(path, image).ok());
    return path;
}
std::vector<std::byte> bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const std::span<const std::byte> bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}
bool says(const Result<std::shared_ptr<const Bitmap>>& result, std::string_view words) {
    return !result && result.error().sentence.find(words) != std::string::npos;
}
/// One pixel of GIF: red.
std::vector<std::byte> gif() {
    constexpr unsigned char data[] = {'G', 'I',  'F', '8', '9', 'a', 1, 0, 1, 0, 0x80, 0, 0, 255,  0, 0, 0,   0,
                                      0,   0x2c, 0,   0,   0,   0,   1, 0, 1, 0, 0,    2, 2, 0x44, 1, 0, 0x3b};
    const std::span<const std::byte> bytes = std::as_bytes(std::span(data));
    return {bytes.begin(), bytes.end()};
}

}  // namespace

TEST_CASE("a PNG and a GIF are decoded and premultiplied") {
    const Result<std::shared_ptr<const Bitmap>> picture = load_picture(png());
    REQUIRE(picture.ok());
    CHECK((*picture)->size() == PixelSize{40, 30});
    CHECK((*picture)->levels()[0].rgba[0] == 255);
    CHECK((*picture)->levels()[0].rgba[39 * 4 + 1] == 128);
    CHECK(!(*picture)->is_opaque());
    const Result<std::shared_ptr<const Bitmap>> first_frame = decode_picture(gif());
    REQUIRE(first_frame.ok());
    CHECK((*first_frame)->levels()[0].rgba == std::vector<std::uint8_t>{255, 0, 0, 255});
}

TEST_CASE("a JPEG is decoded") {
    const Result<std::shared_ptr<const Bitmap>> picture =
        load_picture(std::string(JANKLAB_TEST_SOURCE_FOLDER) + "/tests/gpu/golden/red.jpg");
    REQUIRE(picture.ok());
    CHECK((*picture)->size() == PixelSize{16, 16});
    const std::uint8_t* first = (*picture)->levels()[0].rgba.data();
    CHECK(std::abs(first[0] - 220) < 4);
    CHECK(std::abs(first[1] - 30) < 4);
    CHECK(first[3] == 255);
}

TEST_CASE("a missing file, a folder, an empty file and one that is no picture are told apart in a sentence") {
    const std::string path = png();
    CHECK(says(load_picture((folder / "nowhere.png").string()), "nowhere.png does not exist"));
    CHECK(says(load_picture(folder.string()), "is no file"));
    std::ofstream(folder / "empty.png").close();
    CHECK(says(load_picture((folder / "empty.png").string()), "it is empty"));
    std::ofstream(folder / "words.png") << "these are words";
    CHECK(says(load_picture((folder / "words.png").string()), "a PNG, JPEG or GIF is wanted"));
}

TEST_CASE("a picture cut off anywhere is either refused or decoded, and nothing breaks") {
    const std::vector<std::byte> whole = bytes_of(png());
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const Result<std::shared_ptr<const Bitmap>> part = decode_picture(std::span(whole).first(length));
        if (part) CHECK((*part)->size() == PixelSize{40, 30});
    }
    CHECK(!decode_picture(std::span(whole).first(whole.size() / 2)).ok());
}

TEST_CASE("a few bytes that claim to be a huge picture are refused before any memory is asked for") {
    std::vector<std::byte> bomb = bytes_of(png());
    for (const auto& [width, height] : {std::pair{0x7fffffffu, 1u}, {30'000u, 30'000u}, {0xffffffffu, 0xffffffffu}}) {
        for (unsigned i = 0; i < 4; ++i) {
            bomb[16 + i] = static_cast<std::byte>(width >> (24 - 8 * i));
            bomb[20 + i] = static_cast<std::byte>(height >> (24 - 8 * i));
        }
        const Result<std::shared_ptr<const Bitmap>> result = decode_picture(bomb);
        REQUIRE(!result.ok());
        CHECK(!result.error().sentence.empty());
    }
}
