// SPDX-License-Identifier: MIT
// Text on a canvas: glyphs are paths as any other, so that they can be turned, stroked, clipped and filled with
// anything. https://html.spec.whatwg.org/multipage/canvas.html#text-preparation-algorithm
#include <algorithm>
#include <cmath>
#include <string>

#include "base/utf8.h"
#include "canvas/canvas_2d.h"
#include "canvas/canvas_glyphs.h"
#include "layout/text_measurer.h"
#include "style/declarations.h"

namespace janklab {
namespace {

/// Calls `visit(code point, pen)` from left to right; returns the width. White space is one space each.
template <class Visit>
float for_each_glyph(const TextMeasurer& text, const CanvasFont& font, std::string_view words, Visit visit) {
    float pen = 0;
    char32_t before = 0;
    for (std::size_t at = 0; at < words.size();) {
        char32_t code_point = next_code_point(words, at);
        if (code_point == '\t' || code_point == '\n' || code_point == '\r' || code_point == '\f') code_point = ' ';
        if (before) pen += text.kerning(font.face, font.size, before, code_point);
        visit(code_point, pen);
        pen += text.advance(font.face, font.size, code_point);
        before = code_point;
    }
    return pen;
}

}  // namespace

const Path& CanvasGlyphs::outline(const TextMeasurer& text, FontFace face, char32_t code_point) {
    const std::uint64_t key = static_cast<std::uint64_t>(face) << 32 | code_point;
    const auto [found, is_new] = outlines_.try_emplace(key);
    if (is_new) text.add_outline(face, code_point, found->second);
    return found->second;
}

void Canvas2D::set_font(const CanvasFont& font) {
    if (std::isfinite(font.size) && font.size > 0) state_.font = font;
}

void Canvas2D::set_font(std::string_view css) {
    DeclarationBlock block;
    if (!block.set("font", css) || !block.values.font_size) return;
    const bool mono = block.values.font_family == FontFamily::mono;
    const bool bold = block.values.font_weight.value_or(400) >= 600;
    set_font({mono ? FontFace::mono : bold ? FontFace::sans_bold : FontFace::sans, *block.values.font_size});
}

CanvasTextMetrics Canvas2D::measure_text(std::string_view words) const {
    if (!text_) return {};
    const float width = for_each_glyph(*text_, state_.font, words, [](char32_t, float) {});
    const FontMetrics font = text_->metrics(state_.font.face, state_.font.size);
    const float left = state_.align == CanvasTextAlign::center                                          ? width / 2
                       : state_.align == CanvasTextAlign::end || state_.align == CanvasTextAlign::right ? width
                                                                                                        : 0;
    return {.width = width,
            .actual_bounding_box_left = left,
            .actual_bounding_box_right = width - left,
            .font_bounding_box_ascent = font.ascent,
            .font_bounding_box_descent = font.descent};
}

/// The glyphs' outlines in pixels of the canvas.
PathView Canvas2D::text_path(std::string_view words, float x, float y, float max_width) {
    scratch_.clear();
    if (!text_ || !std::isfinite(x) || !std::isfinite(y) || !(max_width > 0)) return scratch_.view();
    const CanvasTextMetrics metrics = measure_text(words);
    const float squeeze = metrics.width > max_width ? max_width / metrics.width : 1;
    const float ascent = metrics.font_bounding_box_ascent, descent = metrics.font_bounding_box_descent;
    // https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-textbaseline: top, middle and bottom are those
    // of the em square.
    const float em = state_.font.size;
    const float above = text_->metrics(state_.font.face, em).em_ascent, below = em - above;
    float down = 0;
    switch (state_.baseline) {
        case CanvasTextBaseline::alphabetic:
            break;
        case CanvasTextBaseline::top:
            down = above;
            break;
        case CanvasTextBaseline::hanging:
            down = 0.8f * ascent;
            break;
        case CanvasTextBaseline::middle:
            down = (above - below) / 2;
            break;
        case CanvasTextBaseline::ideographic:
            down = -descent;
            break;
        case CanvasTextBaseline::bottom:
            down = -below;
            break;
    }
    const Transform line = state_.transform *
                           Transform::translation(x - metrics.actual_bounding_box_left * squeeze, y + down) *
                           Transform::scaling(squeeze, 1);
    for_each_glyph(*text_, state_.font, words, [&](char32_t code_point, float pen) {
        const Path& outline = glyphs_->outline(*text_, state_.font.face, code_point);
        scratch_.add_path(outline, line * Transform::translation(pen, 0) * Transform::scaling(em, em));
    });
    return scratch_.view();
}

void Canvas2D::fill_text(std::string_view words, float x, float y, float max_width) {
    record_fill(text_path(words, x, y, max_width), FillRule::nonzero);
}

void Canvas2D::stroke_text(std::string_view words, float x, float y, float max_width) {
    record_stroke(text_path(words, x, y, max_width));
}

}  // namespace janklab
