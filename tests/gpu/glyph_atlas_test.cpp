// SPDX-License-Identifier: MIT
#include "gpu/glyph_atlas.h"

#include <doctest/doctest.h>

#include <algorithm>
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

TEST_CASE("glyphs keep their places and pictures while the atlas grows around them") {
    GlyphAtlas atlas(fonts(), {.width = 128, .smallest_height = 32, .largest_height = 2048});
    std::vector<GlyphKey> keys;
    std::vector<AtlasGlyph> places;
    for (char32_t c = '!'; c < 0x7f; ++c) {
        for (const float size : {13.f, 24.f}) {
            keys.push_back(key(c, size));
            const AtlasGlyph* glyph = atlas.find(keys.back());
            REQUIRE(glyph);
            places.push_back(*glyph);
        }
    }
    CHECK(atlas.size().height > 32);
    CHECK(atlas.size().height < 2048);
    CHECK(atlas.evictions() == 0);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const AtlasGlyph& glyph = *atlas.find(keys[i]);
        CHECK(glyph.x == places[i].x);
        CHECK(glyph.y == places[i].y);
        CHECK(holds(atlas, glyph, keys[i]));
    }
}

TEST_CASE("a full atlas gives up what was used longest ago, and no more than it must") {
    GlyphAtlas atlas(fonts(), {.width = 128, .smallest_height = 128, .largest_height = 128});
    std::vector<GlyphKey> oldest, newer;
    for (char32_t c = 'A'; atlas.evictions() == 0 && c < 'Z'; ++c) {  // a shelf a frame, all but the first used again
        atlas.begin_frame();
        for (const GlyphKey& k : newer) REQUIRE(atlas.find(k));
        std::vector<GlyphKey>& row = oldest.empty() ? oldest : newer;
        for (const int subpixel : {0, 1, 2, 3}) {
            row.push_back(key(c, 40, subpixel));
            REQUIRE(atlas.find(row.back()));
        }
    }
    for (const GlyphKey& k : oldest) CHECK(!atlas.find_kept(k));
    for (const GlyphKey& k : newer) {
        const AtlasGlyph* kept = atlas.find_kept(k);
        REQUIRE(kept);
        CHECK(holds(atlas, *kept, k));
    }
    CHECK(atlas.size() == PixelSize{128, 128});
    CHECK(atlas.evictions() == 1);
}

TEST_CASE("through hundreds of evictions every glyph that is found has its own picture") {
    GlyphAtlas atlas(fonts(), {.width = 128, .smallest_height = 64, .largest_height = 256});
    std::uint32_t random = 12345;
    const auto next = [&](std::uint32_t below) {
        random = random * 1664525 + 1013904223;
        return (random >> 8) % below;
    };
    for (int frame = 0; frame < 300; ++frame) {
        atlas.begin_frame();
        std::vector<GlyphKey> used;
        for (int i = 0; i < 12; ++i) {
            const GlyphKey k = key('!' + next(90), static_cast<float>(8 + next(30)), static_cast<int>(next(4)));
            if (atlas.find(k)) used.push_back(k);
        }
        for (const GlyphKey& k : used) {
            const AtlasGlyph* glyph = atlas.find_kept(k);
            REQUIRE(glyph);
            REQUIRE(holds(atlas, *glyph, k));
        }
    }
    CHECK(atlas.evictions() > 200);
    CHECK(atlas.glyph_count() < 400);
}

TEST_CASE("glyphs much higher than those given up find room in their place") {
    GlyphAtlas atlas(fonts(), {.width = 128, .smallest_height = 128, .largest_height = 128});
    for (char32_t c = '!'; c < 0x7f; ++c) atlas.find(key(c, 14));
    for (char32_t c = '!'; c < 0x7f; ++c) atlas.find(key(c, 14, 2));
    atlas.begin_frame();
    const GlyphKey large = key('W', 90);
    const AtlasGlyph* glyph = atlas.find(large);
    REQUIRE(glyph);
    CHECK(holds(atlas, *glyph, large));
}

TEST_CASE("what finds no room besides this frame's own glyphs is refused, and the others stay good") {
    GlyphAtlas atlas(fonts(), {.width = 64, .smallest_height = 64, .largest_height = 64});
    std::vector<GlyphKey> kept;
    int refused = 0;
    for (char32_t c = 'A'; c <= 'Z'; ++c) {
        if (atlas.find(key(c, 30))) kept.push_back(key(c, 30));
        else ++refused;
    }
    CHECK(refused > 0);
    CHECK(!atlas.budget_is_spent());
    REQUIRE(kept.size() > 1);
    for (const GlyphKey& k : kept) CHECK(holds(atlas, *atlas.find(k), k));
    CHECK(!atlas.find(key('W', 200)));
    atlas.begin_frame();
    CHECK(atlas.find(key('Z', 30)));
}

TEST_CASE("white space of any number of sizes is not kept for ever") {
    GlyphAtlas atlas(fonts());
    for (int i = 1; i < 5000; ++i) atlas.find(key(' ', static_cast<float>(i) / 64));
    CHECK(atlas.glyph_count() <= 1024);
    CHECK(atlas.size().height == AtlasLimits{}.smallest_height);
}

TEST_CASE("a frame rasterises no more than its budget, and the next one goes on") {
    GlyphAtlas atlas(fonts());
    atlas.begin_frame({.glyphs = 3});
    int found = 0;
    for (char32_t c = 'a'; c <= 'e'; ++c) found += atlas.find(key(c)) != nullptr;
    CHECK(found == 3);
    CHECK(atlas.budget_is_spent());
    CHECK(atlas.find(key('a')));  // what is there costs nothing
    CHECK(!atlas.find_kept(key('e')));
    atlas.begin_frame({.glyphs = 3});
    CHECK(!atlas.budget_is_spent());
    for (char32_t c = 'a'; c <= 'e'; ++c) CHECK(atlas.find(key(c)));
    CHECK(!atlas.budget_is_spent());
}

TEST_CASE("where time is the budget, glyphs come until it has passed, and always one") {
    /// Each look at it takes a millisecond.
    class SlowClock final : public Clock {
      public:
        TimePoint now() override { return stamp(); }
        TimePoint stamp() const override { return time_ += 1ms; }
        bool busy(Duration, const StopFlag&) override { return true; }
        ClockKind kind() const override { return ClockKind::virtual_time; }

      private:
        mutable TimePoint time_ = time_zero;
    };
    const SlowClock clock;
    GlyphAtlas atlas(fonts());
    const auto found_within = [&](Duration time) {
        atlas.begin_frame({.clock = &clock, .time = time});
        const std::size_t before = atlas.glyph_count();
        for (char32_t c = 'a'; c <= 'z'; ++c) atlas.find(key(c));
        return atlas.glyph_count() - before;
    };
    CHECK(found_within(0ms) == 1);
    CHECK(found_within(4ms) == 4);
    CHECK(found_within(1s) == 21);
    CHECK(found_within(0ms) == 0);
    CHECK(!atlas.budget_is_spent());
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

TEST_CASE("the texture holds each glyph of a frame with nothing around it, after growing and after giving up") {
    if (!gl_for_tests()) return;
    GlyphAtlas atlas(fonts(), {.width = 128, .smallest_height = 64, .largest_height = 256});
    constexpr int looked_at = 2;  // the margin, and what a stretched glyph sees beyond it
    const auto same_around = [&](const std::vector<std::uint8_t>& texture, const AtlasGlyph& glyph) {
        bool same = true;
        for (int y = std::max(0, glyph.y - looked_at); y < std::min(256, glyph.y + glyph.height + looked_at); ++y) {
            for (int x = std::max(0, glyph.x - looked_at); x < std::min(128, glyph.x + glyph.width + looked_at); ++x) {
                same &= texture[static_cast<std::size_t>(y) * 128 + x] == atlas.coverage_at(x, y);
            }
        }
        return same;
    };
    for (int frame = 0; frame < 200; ++frame) {
        atlas.begin_frame();
        std::vector<AtlasGlyph> glyphs;
        for (int i = 0; i < 5; ++i) {
            const GlyphKey k =
                key(static_cast<char32_t>('A' + (frame * 5 + i) % 50), static_cast<float>(12 + frame % 40));
            const AtlasGlyph* glyph = atlas.find(k);
            REQUIRE(glyph);
            REQUIRE(holds(atlas, *glyph, k));
            glyphs.push_back(*glyph);
        }
        atlas.upload();
        const std::vector<std::uint8_t> texture = atlas.read_texture();
        for (const AtlasGlyph& glyph : glyphs) REQUIRE(same_around(texture, glyph));
    }
    CHECK(atlas.size().height == 256);
    CHECK(atlas.evictions() > 0);
}
