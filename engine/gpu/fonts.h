// SPDX-License-Identifier: MIT
// Fonts: the three faces, loaded once. Measures text for layout (page thread) and turns glyphs into coverage for the
// glyph atlas (display thread). Immutable after loading, so both threads read it without locks.
// Metrics follow the OpenType tables hhea, hmtx, kern and GPOS: https://learn.microsoft.com/typography/opentype/spec/
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/font_face.h"
#include "base/result.h"
#include "gpu/font_files.h"
#include "layout/text_measurer.h"

namespace janklab {

/// The coverage of one glyph, 0 to 255, at an exact device pixel size. Reused from call to call.
struct GlyphBitmap {
    int left = 0, top = 0;  ///< Device pixels from the pen to the first column and row; up is negative.
    int width = 0, height = 0;
    std::vector<std::uint8_t> coverage;  ///< Rows from top to bottom, `width` bytes each.
};

class Fonts final : public TextMeasurer {
  public:
    /// Environment errors: a file cannot be read or is no TrueType font; the sentence names it.
    static Result<std::unique_ptr<const Fonts>> load(const FontFiles& files);
    /// find_font_files() and load() in one.
    static Result<std::unique_ptr<const Fonts>> load();
    ~Fonts() override;

    /// `font_size` is the em in CSS pixels, results are CSS pixels. A size that is not positive and finite counts as 0.
    FontMetrics metrics(FontFace face, float font_size) const override;
    /// A code point that the face lacks has the width of the fallback's glyph, and if that lacks it too, of a box.
    float advance(FontFace face, float font_size, char32_t code_point) const override;
    /// 0 for faces of one width and for pairs outside of ASCII.
    float kerning(FontFace face, float font_size, char32_t left, char32_t right) const override;

    static constexpr int subpixel_positions = 4;
    /// `subpixel` quarters of a pixel to the right, 0 to 3. Empty (width 0) for white space and control characters.
    void rasterize(FontFace face, char32_t code_point, float pixels_per_em, int subpixel, GlyphBitmap& into) const;

    const FontFiles& files() const { return files_; }

  private:
    struct Face;
    struct Outline {
        const Face* face;
        int glyph;
    };
    Fonts();
    Outline outline_of(FontFace face, char32_t code_point) const;

    FontFiles files_;
    std::vector<std::unique_ptr<Face>> faces_;  // by FontFace, then the fallback if there is one
};

}  // namespace janklab
