// SPDX-License-Identifier: MIT
// FixedText: a TextMeasurer whose every glyph is half the font size wide, so that tests can compute by head. The pair
// "AV" is kerned by a tenth of the font size; ascent, that of the em square and x-height 0.8, descent 0.2 of it.
#pragma once

#include "layout/text_measurer.h"

namespace janklab {

class FixedText final : public TextMeasurer {
  public:
    FontMetrics metrics(FontFace, float font_size) const override {
        return {.ascent = 0.8f * font_size,
                .descent = 0.2f * font_size,
                .line_gap = 0,
                .x_height = 0.8f * font_size,
                .em_ascent = 0.8f * font_size};
    }
    float advance(FontFace face, float font_size, char32_t) const override {
        return face == FontFace::sans_bold ? font_size : font_size / 2;
    }
    float kerning(FontFace, float font_size, char32_t left, char32_t right) const override {
        return left == 'A' && right == 'V' ? -font_size / 10 : 0;
    }
};

}  // namespace janklab
