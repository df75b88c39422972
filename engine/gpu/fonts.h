// SPDX-License-Identifier: MIT
// Fonts: the faces that pages are written in, and those that stand in for what they lack. Measures text for layout
// (page thread) and turns glyphs into coverage for the glyph atlas (display thread). Immutable after loading but for
// caches that need no locks, so both threads read it.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/font_face.h"
#include "base/result.h"
#include "gpu/font_files.h"
#include "gpu/glyph_bitmap.h"
#include "layout/text_measurer.h"

namespace janklab {

class FallbackFonts;
class Typeface;

class Fonts final : public TextMeasurer {
  public:
    /// Environment errors: a file cannot be read or is no TrueType font; the sentence names it. Fallback fonts are not
    /// looked at before a code point needs them, and passed over when they cannot be used.
    static Result<std::unique_ptr<const Fonts>> load(const FontFiles& files);
    /// find_font_files() and load() in one.
    static Result<std::unique_ptr<const Fonts>> load();
    ~Fonts() override;

    /// `font_size` is the em in CSS pixels, results are CSS pixels. A size that is not positive and finite counts as 0.
    FontMetrics metrics(FontFace face, float font_size) const override;
    /// A code point that the face lacks has the width of the first fallback's glyph that has it, and if none has, of a
    /// box with its number (code_point_box.h). 0 for control characters and what is by default ignorable.
    float advance(FontFace face, float font_size, char32_t code_point) const override;
    /// 0 for faces of one width, and between glyphs of different fonts.
    float kerning(FontFace face, float font_size, char32_t left, char32_t right) const override;

    void add_outline(FontFace face, char32_t code_point, Path& into) const override;

    static constexpr int subpixel_positions = 4;
    /// `subpixel` quarters of a pixel to the right, 0 to 3. Empty (width 0) for what is_invisible().
    void rasterize(FontFace face, char32_t code_point, float pixels_per_em, int subpixel, GlyphBitmap& into) const;

    const FontFiles& files() const { return files_; }

  private:
    struct Outline {
        const Typeface* font = nullptr;  // null: none has it
        int glyph = 0;
    };
    struct FoundLately;
    Fonts();
    Outline outline_of(FontFace face, char32_t code_point) const;

    FontFiles files_;
    std::vector<std::unique_ptr<Typeface>> faces_;           // by FontFace
    std::vector<std::unique_ptr<FallbackFonts>> fallbacks_;  // by FontFace
    std::unique_ptr<FoundLately> found_lately_;
};

/// On which nothing is drawn and which takes no room: control characters, line and paragraph separators, and what
/// Unicode calls default ignorable (joiners, variation selectors, marks of direction, soft hyphens).
/// https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
bool is_invisible(char32_t code_point);

}  // namespace janklab
