// SPDX-License-Identifier: MIT
// GlyphAtlas: glyphs as coverage in one texture, each at its exact size in device pixels and at four positions inside a
// pixel. A glyph is rasterised when it is first asked for, unless the frame's budget is spent: then it comes with a
// later frame. When the atlas is full it grows, and at its largest size it gives up the shelves used longest ago.
// Display thread; only upload() needs a context.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/clock.h"
#include "base/font_face.h"
#include "base/geometry.h"
#include "gpu/fonts.h"
#include "gpu/framebuffer.h"
#include "gpu/shelves.h"

namespace janklab {

/// Where a glyph lies in the texture, in texels, and where its picture goes from the pen, in device pixels. A margin of
/// one empty texel surrounds it. White space has width 0.
struct AtlasGlyph {
    std::uint16_t x = 0, y = 0, width = 0, height = 0;
    std::int16_t left = 0, top = 0;
};

struct GlyphKey {
    FontFace face = FontFace::sans;
    char32_t code_point = 0;
    float pixels_per_em = 16;
    int subpixel = 0;  ///< Quarters of a pixel to the right, 0 to 3.
};

/// What the glyphs of one text have in common.
struct GlyphRun {
    /// `pixels_per_em` is positive and at most GlyphAtlas::largest_pixels_per_em.
    GlyphRun(FontFace face, float pixels_per_em);
    FontFace face;
    float pixels_per_em;
    std::uint64_t key;
};

/// Texels, a byte each. The texture has the largest height from the start (growing one would stop a frame); outside of
/// graphics memory the height doubles from the smallest to the largest.
struct AtlasLimits {
    int width = 1024;
    int smallest_height = 256, largest_height = 4096;
};

/// How much may be rasterised in one frame. One glyph always may. With a clock the time decides, and differs from run
/// to run; the number of glyphs alone makes the same frames every time.
struct GlyphBudget {
    std::uint32_t glyphs = UINT32_MAX;
    const Clock* clock = nullptr;  ///< Null: time does not count.
    Duration time{};
};

class GlyphAtlas {
  public:
    /// Larger glyphs are not kept: ask for a smaller one and stretch it.
    static constexpr float largest_pixels_per_em = 256;

    /// `fonts` must outlive it.
    explicit GlyphAtlas(const Fonts& fonts, AtlasLimits limits = {});
    ~GlyphAtlas();
    GlyphAtlas(const GlyphAtlas&) = delete;
    GlyphAtlas& operator=(const GlyphAtlas&) = delete;

    /// From here on a new frame: what was used before may make room.
    void begin_frame(const GlyphBudget& budget = {});
    /// Null when the budget is spent, or when there is no room besides what this frame uses. The pointer is good until
    /// the next call.
    const AtlasGlyph* find(const GlyphRun& run, char32_t code_point, int subpixel) {
        const AtlasGlyph* kept = find_kept(run, code_point, subpixel);
        return kept ? kept : make(run, code_point, subpixel);
    }
    const AtlasGlyph* find(const GlyphKey& key) {
        return find({key.face, key.pixels_per_em}, key.code_point, key.subpixel);
    }
    /// The glyph if it is there already, else null: rasterises nothing.
    const AtlasGlyph* find_kept(const GlyphRun& run, char32_t code_point, int subpixel) {
        const std::uint64_t key = key_of(run, code_point, subpixel);
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t i = spread(key) & mask; slots_[i] != none; i = (i + 1) & mask) {
            const Entry& entry = entries_[static_cast<std::size_t>(slots_[i])];
            if (entry.key != key) continue;
            if (entry.shelf != none) shelves_.use(entry.shelf, frame_);
            return &entry.glyph;
        }
        return nullptr;
    }
    const AtlasGlyph* find_kept(const GlyphKey& key) {
        return find_kept({key.face, key.pixels_per_em}, key.code_point, key.subpixel);
    }
    /// Whether a find() of this frame was refused because of the budget: ask again in the next frame.
    bool budget_is_spent() const { return budget_is_spent_; }

    /// Brings to the texture what is new. Returns how many glyphs were. The first call makes the texture, which takes
    /// milliseconds: make it before the first frame.
    std::uint32_t upload();
    unsigned texture() const { return texture_; }

    /// Of the part in use.
    PixelSize size() const { return {shelves_.width(), shelves_.height()}; }
    std::size_t glyph_count() const { return entries_.size() - unused_entries_.size(); }
    /// How many shelves were given up.
    std::uint64_t evictions() const { return evictions_; }
    std::uint8_t coverage_at(int x, int y) const;
    /// The texture read back, rows from above: for tests, since it waits for the card. It must have been uploaded.
    std::vector<std::uint8_t> read_texture() const;

  private:
    static constexpr std::int32_t none = -1;
    struct Entry {
        std::uint64_t key = 0;
        AtlasGlyph glyph;
        Shelves::Id shelf = none;
        std::int32_t next_on_shelf = none;
    };

    static std::uint64_t key_of(const GlyphRun& run, char32_t code_point, int subpixel) {
        return run.key | static_cast<std::uint64_t>(subpixel) << 38 | (code_point & 0x3fffff);
    }
    static std::size_t spread(std::uint64_t key) { return static_cast<std::size_t>(key * 0x9e3779b97f4a7c15ull >> 32); }
    const AtlasGlyph* make(const GlyphRun& run, char32_t code_point, int subpixel);
    bool time_is_up();
    std::int32_t insert(const Entry& entry);
    void point_to(std::int32_t entry);
    void erase_all(std::int32_t& first);
    void forget(std::uint64_t key);
    bool place(int width, int height, Shelves::Place& into);
    bool grow();
    bool evict(int height);
    void copy_in(const AtlasGlyph& glyph);
    void mark_dirty(const PixelRect& rect);
    void make_texture();

    const Fonts& fonts_;
    AtlasLimits limits_;
    Shelves shelves_;
    std::vector<std::uint8_t> texels_;  // the texture's twin
    std::vector<Entry> entries_;        // with holes
    std::vector<std::int32_t> unused_entries_;
    std::vector<std::int32_t> slots_;           // entries by key: open addressing, a power of two, at most half full
    std::vector<std::int32_t> first_on_shelf_;  // entries by shelf, linked
    std::int32_t first_blank_ = none;           // entries of white space, which stand on no shelf
    std::size_t blanks_ = 0;
    std::vector<Shelves::Id> emptied_;
    GlyphBitmap bitmap_;
    std::vector<PixelRect> dirty_;  // not yet in the texture
    std::uint32_t fresh_ = 0;       // glyphs in it
    std::uint64_t frame_ = 1;
    GlyphBudget budget_;
    std::uint32_t rasterized_ = 0;  // in this frame
    TimePoint rasterizing_since_{};
    bool budget_is_spent_ = false;
    bool full_ = false;  // of what this frame uses
    std::uint64_t evictions_ = 0;
    unsigned texture_ = 0;
};

}  // namespace janklab
