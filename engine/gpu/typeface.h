// SPDX-License-Identifier: MIT
// Typeface: one font file (TrueType or OpenType, the first font of a collection): which glyph a code point has, how
// wide it is, what stands between two neighbours, and its coverage. Immutable but for caches that threads share without
// locks. Outlines and tables are read by stb_truetype, whose implementation lies in the system's library.
#pragma once

#include <stb_truetype.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "base/path.h"
#include "base/result.h"
#include "gpu/mapped_file.h"

namespace janklab {

struct GlyphBitmap;

class Typeface {
  public:
    /// Environment errors: the file cannot be read or is no font; the sentence names it.
    static Result<std::unique_ptr<Typeface>> load(const std::string& path);

    /// 0: the font lacks it. Constant time for alphabetic scripts of Europe, a search for the rest.
    int glyph_of(char32_t code_point) const {
        return code_point < direct_count ? glyphs_[code_point]
                                         : stbtt_FindGlyphIndex(&info_, static_cast<int>(code_point));
    }
    /// Parts of the em.
    float advance(int glyph) const;
    float direct_advance(char32_t code_point) const { return static_cast<float>(advances_[code_point]) * em_per_unit_; }
    /// What the font's GPOS or kern table adds between two glyphs, parts of the em; 0 in a font of one width.
    float kerning(int left, int right) const;
    float ascent() const { return static_cast<float>(ascent_) * em_per_unit_; }
    float descent() const { return static_cast<float>(-descent_) * em_per_unit_; }
    float line_gap() const { return static_cast<float>(line_gap_) * em_per_unit_; }
    /// How far the em square reaches above the baseline: the font's typographic ascent and descent, made to be an em.
    float em_ascent() const { return em_ascent_; }
    float x_height() const { return static_cast<float>(x_height_) * em_per_unit_; }

    /// `code_point` says how heights are fitted to whole pixels, `shift` moves to the right by a part of a pixel.
    void rasterize(int glyph, char32_t code_point, float pixels_per_em, float shift, GlyphBitmap& into) const;

    /// Adds the edges of the glyph: in parts of the em, the pen at 0,0, y down.
    void add_outline(int glyph, Path& into) const;

    /// Latin with its extensions, Greek and Cyrillic: looked up when the font is loaded.
    static constexpr char32_t direct_count = 0x530;

  private:
    static constexpr std::size_t kerning_slots = 8192;

    void measure();
    int height_of(int glyph) const;
    float vertical_scale(char32_t code_point, float pixels_per_em) const;

    MappedFile file_;
    stbtt_fontinfo info_{};
    float em_per_unit_ = 0, em_ascent_ = 0;
    int ascent_ = 0, descent_ = 0, line_gap_ = 0;           // font units; descent is negative
    int x_height_ = 0, o_height_ = 0, capital_height_ = 0;  // font units
    bool fixed_width_ = false;
    std::array<std::uint16_t, direct_count> glyphs_{};
    std::array<std::int16_t, direct_count> advances_{};  // font units
    // The pairs asked for lately, each with its place by a hash: the glyphs in the upper half, then a bit that says
    // that the slot is in use, and the units in the lowest 16 bits.
    mutable std::array<std::atomic<std::uint64_t>, kerning_slots> kerning_{};
};

}  // namespace janklab
