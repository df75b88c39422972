// SPDX-License-Identifier: MIT
#include "gpu/glyph_atlas.h"

#include <doctest/doctest.h>

#include <vector>

#include "support/gl_for_tests.h"

using namespace janklab;

namespace {

const Fonts& fonts() {
    static Result<std::unique_ptr<const Fonts>> loaded = Fonts::load();
    REQUIRE(loaded.ok());
    return **loaded;
}

GlyphKey key(char32_t c, float size = 16, int subpixel = 0) { return {FontFace::sans, c, size, subpixel}; }

// Whether the atlas holds exactly what the font draws, with an empty margin around it.
bool holds(const GlyphAtlas& atlas, const AtlasGlyph& glyph, const GlyphKey& of) {
    GlyphBitmap bitmap;
    fonts().rasterize(of.face, of.code_point, of.pixels_per_em, of.subpixel, bitmap);
    if (bitmap.width != glyph.width || bitmap.height != glyph.height) return false;
    for (int y = -1; y <= glyph.height; ++y) {
        for (int x = -1; x <= glyph.width; ++x) {
            const bool margin = x < 0 || y < 0 || x == glyph.width || y == glyph.height;
            const int expected = margin ? 0 : bitmap.coverage[static_cast<std::size_t>(y) * bitmap.width + x];
            if (atlas.coverage_at(glyph.x + x, glyph.y + y) != expected) return false;
        }
    }
    return true;
}

}  // namespace

TEST_CASE("a glyph is kept once for each size, face and place inside a pixel") {
    GlyphAtlas atlas(fonts());
    const AtlasGlyph first = *atlas.find(key('a'));
    const AtlasGlyph again = *atlas.find(key('a'));
    CHECK(first.x == again.x);
    CHECK(first.y == again.y);
    CHECK(atlas.glyph_count() == 1);
    atlas.find(key('a', 17));
    atlas.find(key('a', 16, 1));
    atlas.find({FontFace::mono, 'a', 16, 0});
    CHECK(atlas.glyph_count() == 4);
}

TEST_CASE("white space takes no room") {
    GlyphAtlas atlas(fonts());
    const AtlasGlyph* space = atlas.find(key(' '));
    REQUIRE(space);
    CHECK(space->width == 0);
}

TEST_CASE("glyphs keep their pictures while the atlas grows around them") {
    GlyphAtlas atlas(fonts(), {{64, 32}, {512, 512}});
    std::vector<GlyphKey> keys;
    for (char32_t c = '!'; c < 0x7f; ++c) {
        for (const float size : {13.f, 24.f}) keys.push_back(key(c, size));
    }
    for (const GlyphKey& k : keys) REQUIRE(atlas.find(k));
    CHECK(atlas.size().width > 64);
    CHECK(atlas.size().height > 32);
    CHECK(atlas.evictions() == 0);
    for (const GlyphKey& k : keys) CHECK(holds(atlas, *atlas.find(k), k));
}

TEST_CASE("a full atlas gives up what the frame does not use, and keeps what it does") {
    GlyphAtlas atlas(fonts(), {{64, 64}, {128, 128}});
    for (char32_t c = 'a'; c <= 'z'; ++c) atlas.find(key(c, 30));
    atlas.begin_frame();
    std::vector<GlyphKey> now;
    for (char32_t c = 'A'; c <= 'H'; ++c) now.push_back(key(c, 30));
    for (const GlyphKey& k : now) REQUIRE(atlas.find(k));
    CHECK(atlas.size() == PixelSize{128, 128});
    CHECK(atlas.evictions() == 1);
    for (const GlyphKey& k : now) CHECK(holds(atlas, *atlas.find(k), k));
}

TEST_CASE("glyphs much higher than those given up find room in their place") {
    GlyphAtlas atlas(fonts(), {{128, 128}, {128, 128}});
    for (char32_t c = '!'; c < 0x7f; ++c) atlas.find(key(c, 14));
    for (char32_t c = '!'; c < 0x7f; ++c) atlas.find(key(c, 14, 2));
    atlas.begin_frame();
    const GlyphKey large = key('W', 90);
    const AtlasGlyph* glyph = atlas.find(large);
    REQUIRE(glyph);
    CHECK(holds(atlas, *glyph, large));
}

TEST_CASE("what finds no room besides this frame's own glyphs is refused, and the others stay good") {
    GlyphAtlas atlas(fonts(), {{64, 64}, {64, 64}});
    std::vector<GlyphKey> kept;
    int refused = 0;
    for (char32_t c = 'A'; c <= 'Z'; ++c) {
        if (atlas.find(key(c, 30))) kept.push_back(key(c, 30));
        else ++refused;
    }
    CHECK(refused > 0);
    REQUIRE(kept.size() > 1);
    for (const GlyphKey& k : kept) CHECK(holds(atlas, *atlas.find(k), k));
    CHECK(!atlas.find(key('W', 200)));
}

TEST_CASE("only new glyphs are uploaded, and nothing when there are none") {
    if (!gl_for_tests()) return;
    GlyphAtlas atlas(fonts());
    atlas.find(key('a'));
    atlas.find(key('b'));
    CHECK(atlas.upload() == 2);
    CHECK(atlas.upload() == 0);
    atlas.find(key('a'));
    atlas.find(key('c'));
    CHECK(atlas.upload() == 1);
    CHECK(atlas.texture() != 0);
}
