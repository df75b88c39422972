// SPDX-License-Identifier: MIT
// TextMeasurer: how wide text is. Layout asks; engine/gpu answers from real fonts; tests answer with a fixed width, so
// that layout's tests need no font. Page thread; implementations are immutable after loading.
#pragma once

#include "base/font_face.h"
#include "base/path.h"

namespace janklab {

/// CSS pixels; ascent and descent are positive distances from the baseline.
struct FontMetrics {
    float ascent = 0;
    float descent = 0;
    float line_gap = 0;
    float x_height = 0;   // 0: not known
    float em_ascent = 0;  // how far the em square reaches above the baseline; the rest of it is below
};

class TextMeasurer {
  public:
    virtual ~TextMeasurer() = default;
    virtual FontMetrics metrics(FontFace face, float font_size) const = 0;
    /// The advance of one code point without kerning.
    virtual float advance(FontFace face, float font_size, char32_t code_point) const = 0;
    /// What to add between two neighbours.
    virtual float kerning(FontFace face, float font_size, char32_t left, char32_t right) const = 0;
    /// Adds the edges of a glyph: in parts of the em, the pen at 0,0, y down. Nothing where there is nothing to see, or
    /// where nobody knows.
    virtual void add_outline(FontFace face, char32_t code_point, Path& into) const {
        (void)face, (void)code_point, (void)into;
    }
};

}  // namespace janklab
