// SPDX-License-Identifier: MIT
// GlyphAtlas: glyphs as coverage in one texture, each at its exact size in device pixels and at four positions inside a
// pixel. A glyph is rasterised when it is first asked for; when the atlas is full it grows, and at its largest size it
// gives up what the present frame has not used. Display thread; only upload() needs a context.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/font_face.h"
#include "base/geometry.h"
#include "gpu/fonts.h"

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

/// Texels; both widths and heights double from the smallest to the largest.
struct AtlasLimits {
    PixelSize smallest{512, 256};
    PixelSize largest{2048, 2048};
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
    void begin_frame() { ++frame_; }
    /// Null when there is no room besides what this frame uses. The pointer is good until the next call.
    const AtlasGlyph* find(const GlyphKey& key);

    /// Brings new glyphs, and after growing everything, to the texture. Returns how many glyphs were new.
    std::uint32_t upload();
    unsigned texture() const { return texture_; }

    PixelSize size() const { return size_; }
    std::size_t glyph_count() const { return used_slots_; }
    /// How often everything unused was given up.
    std::uint32_t evictions() const { return evictions_; }
    std::uint8_t coverage_at(int x, int y) const;

  private:
    struct Shelf {
        int y = 0, height = 0;
        int used_width = 0;
        std::uint64_t last_used = 0;  // frame
    };
    struct Slot {
        std::uint64_t key = 0;  // 0: free
        AtlasGlyph glyph;
        std::int32_t shelf = -1;
    };
    struct Place {
        int x = 0, y = 0;
        std::int32_t shelf = -1;
    };

    Slot* slot_of(std::uint64_t key);
    Slot& insert(const Slot& slot);
    void rehash(std::size_t slots);
    bool place(int width, int height, Place& into);
    bool place_on_shelf(int width, int height, Place& into);
    bool open_shelf(int height);
    bool grow();
    bool evict();
    void copy_in(const AtlasGlyph& glyph);

    const Fonts& fonts_;
    AtlasLimits limits_;
    PixelSize size_;
    std::vector<std::uint8_t> texels_;  // the texture's twin
    std::vector<Shelf> shelves_;
    int bottom_ = 0;           // where the next shelf opens
    std::vector<Slot> slots_;  // open addressing, a power of two, at most half full
    std::size_t used_slots_ = 0;
    GlyphBitmap bitmap_;
    std::vector<AtlasGlyph> fresh_;  // not yet in the texture
    bool texture_is_stale_ = true;   // all of it
    std::uint64_t frame_ = 1;
    std::uint32_t evictions_ = 0;
    unsigned texture_ = 0;
};

}  // namespace janklab
