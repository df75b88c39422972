// SPDX-License-Identifier: MIT
// Pictures on their way to the graphics memory and out of it again.
#include "gpu/picture_textures.h"

#include "support/gl_for_tests.h"

using namespace janklab;

namespace {

std::shared_ptr<const Bitmap> picture(int side) {
    const auto bytes = static_cast<std::size_t>(side) * static_cast<std::size_t>(side) * 4;
    return Bitmap::make({side, side}, std::vector<std::uint8_t>(bytes, 200));
}

}  // namespace

TEST_CASE("a frame brings no more bytes than its budget, but at least one row") {
    if (!gl_for_tests()) return;
    PictureTextures textures({.a_frame = 1000});
    const std::shared_ptr<const Bitmap> large = picture(64);
    int frames = 0;
    while (!textures.texture(*large)) {
        textures.begin_frame();
        textures.want(*large);
        textures.upload();
        CHECK(textures.bytes_uploaded() <= 1000 + 256);
        CHECK(textures.waiting() == (textures.texture(*large) ? 0 : 1));
        REQUIRE(++frames < 1000);
    }
    CHECK(frames > 15);
    CHECK(textures.bytes_kept() == large->bytes());
}

TEST_CASE("over its budget the picture unused for longest goes, and what the frame uses never does") {
    if (!gl_for_tests()) return;
    PictureTextures textures({.kept = 2 * picture(32)->bytes()});
    const std::shared_ptr<const Bitmap> a = picture(32), b = picture(32), c = picture(32);
    const auto frame = [&](std::initializer_list<const Bitmap*> shown) {
        textures.begin_frame();
        for (const Bitmap* one : shown) textures.want(*one);
        textures.upload();
    };
    frame({a.get()});
    frame({b.get()});
    frame({a.get(), c.get()});
    CHECK(textures.texture(*a));
    CHECK(!textures.texture(*b));
    CHECK(textures.texture(*c));
    CHECK(textures.evictions() == 1);
    frame({a.get(), b.get(), c.get()});
    CHECK(textures.texture(*a));
    CHECK(textures.texture(*b));
    CHECK(textures.texture(*c));
    CHECK(textures.bytes_kept() == 3 * a->bytes());
}

TEST_CASE("a picture that leaves the frame half way goes on where it was when it comes back") {
    if (!gl_for_tests()) return;
    PictureTextures textures({.a_frame = 8000});
    const std::shared_ptr<const Bitmap> a = picture(64);
    const auto frame = [&](bool shown) {
        textures.begin_frame();
        if (shown) textures.want(*a);
        textures.upload();
    };
    frame(true);
    frame(false);
    CHECK(textures.waiting() == 0);
    frame(true);
    frame(true);
    CHECK(textures.texture(*a));
}

TEST_CASE("textures of a context that is gone are brought again") {
    if (!gl_for_tests()) return;
    PictureTextures textures;
    const std::shared_ptr<const Bitmap> a = picture(16);
    for (int i = 0; i < 2; ++i) {
        textures.begin_frame();
        textures.want(*a);
        textures.upload();
        CHECK(textures.texture(*a));
        textures.forget_all();
        CHECK(!textures.texture(*a));
        CHECK(textures.bytes_kept() == 0);
    }
}

TEST_CASE("the levels of a picture are means of its pixels, premultiplied") {
    const std::shared_ptr<const Bitmap> one = Bitmap::make({3, 1}, {255, 0, 0, 255, 255, 255, 255, 0, 0, 0, 255, 255});
    CHECK(one->levels().size() == 2);
    CHECK(one->levels()[0].rgba == std::vector<std::uint8_t>{255, 0, 0, 255, 0, 0, 0, 0, 0, 0, 255, 255});
    CHECK(one->levels()[1].size == PixelSize{1, 1});
    CHECK(one->levels()[1].rgba == std::vector<std::uint8_t>{128, 0, 0, 128});
    CHECK(!one->is_opaque());
    CHECK(one->bytes() == 16);
}
