// SPDX-License-Identifier: MIT
#include "gpu/image.h"

#include <doctest/doctest.h>

#include <fstream>

#include "gpu/embedded_assets.h"

using namespace janklab;

namespace {

const std::string output = JANKLAB_TEST_OUTPUT_FOLDER;

Image chequered(int side) {
    Image image{{side, side}, {}};
    for (int i = 0; i < side * side; ++i) {
        const bool light = (i % side + i / side) % 2 == 0;
        for (int c = 0; c < 4; ++c) image.rgba.push_back(c == 3 ? 255 : light ? 250 : 10);
    }
    return image;
}

}  // namespace

TEST_CASE("a picture written as PNG is read back the same") {
    const Image image = chequered(7);
    const std::string path = output + "/chequered.png";
    REQUIRE(write_png(path, image).ok());
    Result<Image> read = load_png(path);
    REQUIRE(read.ok());
    CHECK(*read == image);
    CHECK(read->at(0, 0) == Color{250, 250, 250, 255});
    CHECK(read->at(1, 0) == Color{10, 10, 10, 255});
}

TEST_CASE("a picture that is not there is an error that names it") {
    const Result<Image> read = load_png("/nowhere/at/all.png");
    REQUIRE(!read.ok());
    CHECK(read.error().kind == ErrorKind::environment);
    CHECK(read.error().sentence.find("/nowhere/at/all.png") != std::string::npos);
}

TEST_CASE("a file that is no PNG is an error that names it and says what is wanted") {
    const std::string path = output + "/not_a_picture.png";
    std::ofstream(path) << "these are words";
    const Result<Image> read = load_png(path);
    REQUIRE(!read.ok());
    CHECK(read.error().sentence.find(path) != std::string::npos);
    CHECK(read.error().sentence.find("a PNG is wanted") != std::string::npos);
}

TEST_CASE("writing a picture where there is no folder is an error that names the file") {
    const Result<void> written = write_png("/nowhere/at/all.png", chequered(2));
    REQUIRE(!written.ok());
    CHECK(written.error().sentence.find("/nowhere/at/all.png") != std::string::npos);
}

TEST_CASE("a full disk is an error that names the file") {
    const Result<void> written = write_png("/dev/full", chequered(64));
    REQUIRE(!written.ok());
    CHECK(written.error().sentence.find("/dev/full") != std::string::npos);
}

TEST_CASE("equal pictures have no difference") {
    const ImageDifference difference = compare_images(chequered(4), chequered(4));
    CHECK(difference.same());
    CHECK(difference.largest_difference == 0);
}

TEST_CASE("a difference within the tolerance is none, one beyond it is counted and placed") {
    const Image expected = chequered(4);
    Image actual = expected;
    actual.rgba[(2 * 4 + 1) * 4] += 5;  // red at 1, 2
    CHECK(compare_images(actual, expected, 5).same());
    const ImageDifference difference = compare_images(actual, expected, 4);
    CHECK(!difference.same());
    CHECK(difference.differing_pixels == 1);
    CHECK(difference.largest_difference == 5);
    CHECK(difference.first_x == 1);
    CHECK(difference.first_y == 2);
    CHECK(difference.sentence == "1 of 16 pixels differ by up to 5 (allowed: 4), the first at 1, 2");
}

TEST_CASE("pictures of different sizes are different, whatever the tolerance") {
    const ImageDifference difference = compare_images(chequered(4), chequered(5), 255);
    CHECK(!difference.same());
    CHECK(!difference.same_size);
    CHECK(difference.sentence.find("4 x 4") != std::string::npos);
}

TEST_CASE("the window's icon is embedded in two sizes") {
    for (const int side : {64, 256}) {
        Result<Image> icon = embedded_image("icon-" + std::to_string(side) + ".png");
        REQUIRE(icon.ok());
        CHECK(icon->size == PixelSize{side, side});
        CHECK(icon->at(0, 0).a == 0);
        CHECK(icon->at(side / 2, side / 2).a == 255);
    }
}

TEST_CASE("an asset that was not embedded is an error that names it") {
    const Result<Image> missing = embedded_image("poster.png");
    REQUIRE(!missing.ok());
    CHECK(missing.error().sentence.find("poster.png") != std::string::npos);
}
