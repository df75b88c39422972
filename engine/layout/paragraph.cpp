// SPDX-License-Identifier: MIT
// Shaping and line breaking. Deviations: lines break at spaces only (no hyphens, no ideographs, nothing inside a word),
// a tab is eight spaces, and kerning does not cross two elements.
#include "layout/paragraph.h"

#include <algorithm>
#include <string_view>

#include "base/utf8.h"
#include "dom/node.h"
#include "layout/text_measurer.h"

namespace janklab {
namespace {

constexpr char32_t zero_width_space = 0x200B;  // a line may end here

bool is_space(char32_t c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
/// Glyphs on which nothing is drawn and at which a line may end.
bool is_break(const ShapedGlyph& glyph) {
    return glyph.code_point == ' ' || glyph.code_point == '\n' || glyph.code_point == zero_width_space;
}

}  // namespace

bool is_blank(const Text& text, WhiteSpace white_space) {
    if (white_space == WhiteSpace::pre) return text.data().empty();
    return std::all_of(text.data().begin(), text.data().end(),
                       [](char c) { return is_space(static_cast<unsigned char>(c)); });
}

bool Paragraph::contains(const Text& text) const {
    for (const Node* node = first_; node; node = node->next_sibling()) {
        if (node == &text) return true;
        if (node == last_) return false;
    }
    return false;
}

void Paragraph::shape(const InheritedStyle& style, const TextMeasurer& measurer) {
    const FontMetrics metrics = measurer.metrics(style.font_face, style.font_size);
    line_height_ = style.line_height.resolve(style.font_size);
    baseline_ = (line_height_ - metrics.ascent - metrics.descent) / 2 + metrics.ascent;
    if (shaped_ && face_ == style.font_face && font_size_ == style.font_size && white_space_ == style.white_space &&
        letter_spacing_ == style.letter_spacing)
        return;
    shaped_ = true;
    face_ = style.font_face;
    font_size_ = style.font_size;
    white_space_ = style.white_space;
    letter_spacing_ = style.letter_spacing;
    broken_at_ = -1;
    collect_code_points(style.white_space);
    measure_glyphs(style, measurer);
}

/// "White space processing", phase I: what is left of the texts as one row of code points.
void Paragraph::collect_code_points(WhiteSpace white_space) {
    glyphs_.clear();
    const bool keep = white_space == WhiteSpace::pre;
    for (const Node* node = first_; node; node = node->next_sibling()) {
        const std::string_view data = node->as_text() ? std::string_view(node->as_text()->data()) : std::string_view();
        for (std::size_t at = 0; at < data.size();) {
            const char32_t c = next_code_point(data, at);
            if (!is_space(c)) {
                glyphs_.push_back({.code_point = c});
            } else if (keep) {
                if (c == '\n') glyphs_.push_back({.code_point = '\n'});
                else glyphs_.insert(glyphs_.end(), c == '\t' ? 8 : c == ' ' ? 1 : 0, ShapedGlyph{.code_point = ' '});
            } else if (!glyphs_.empty() && glyphs_.back().code_point != ' ') {
                glyphs_.push_back({.code_point = ' '});  // runs become one space, at the beginning none
            }
        }
        if (node == last_) break;
    }
    if (!keep && !glyphs_.empty() && glyphs_.back().code_point == ' ') glyphs_.pop_back();
}

void Paragraph::measure_glyphs(const InheritedStyle& style, const TextMeasurer& measurer) {
    min_content_ = max_content_ = 0;
    float pen = 0, word_start = 0, line_start = 0, word_end = 0;
    char32_t previous = 0;
    const auto end_word = [&] { min_content_ = std::max(min_content_, word_end - word_start); };
    for (ShapedGlyph& glyph : glyphs_) {
        const bool forced_break = glyph.code_point == '\n';
        if (previous && !forced_break)
            pen += measurer.kerning(style.font_face, style.font_size, previous, glyph.code_point);
        glyph.x = pen;
        glyph.advance = forced_break || glyph.code_point == zero_width_space
                            ? 0
                            : measurer.advance(style.font_face, style.font_size, glyph.code_point);
        if (glyph.advance > 0) glyph.advance = std::max(0.f, glyph.advance + letter_spacing_);
        pen += glyph.advance;
        if (is_break(glyph) && white_space_ == WhiteSpace::normal) {
            end_word();
            word_start = word_end = pen;
        } else if (forced_break) {
            max_content_ = std::max(max_content_, pen - line_start);
            line_start = pen;
        } else {
            word_end = pen;
        }
        previous = forced_break ? 0 : glyph.code_point;
    }
    end_word();
    max_content_ = std::max(max_content_, pen - line_start);
    if (white_space_ != WhiteSpace::normal) min_content_ = max_content_;
}

/// Calls `take(first, end, width)` for each line, `end` behind its last visible glyph.
template <class Take>
void Paragraph::for_each_line(float width, Take take) const {
    const std::size_t count = glyphs_.size();
    const bool wraps = white_space_ == WhiteSpace::normal;
    // What fits by less than a hundredth of a pixel fits: widths are sums of floats.
    const float limit = width + 0.01f;
    std::size_t first = 0;
    while (first < count) {
        const float start = glyphs_[first].x;
        std::size_t end = first;   // behind the last word that fits
        std::size_t next = count;  // where the next line begins
        if (!wraps) {
            while (end < count && glyphs_[end].code_point != '\n') ++end;
            next = end < count ? end + 1 : count;
        } else if (glyphs_[count - 1].x + glyphs_[count - 1].advance - start <= limit) {
            end = count;  // the rest fits
        } else {
            for (std::size_t i = first; i < count; ++i) {
                if (is_break(glyphs_[i])) {
                    end = i;
                    next = i + 1;
                } else if (end > first && glyphs_[i].x + glyphs_[i].advance - start > limit) {
                    break;  // this word does not fit, the one before did
                } else if (i + 1 == count) {
                    end = next = count;
                }
            }
        }
        take(first, end, end > first ? glyphs_[end - 1].x + glyphs_[end - 1].advance - start : 0.f);
        first = next;
    }
}

int Paragraph::count_lines(float width) const {
    if (width == broken_at_) return static_cast<int>(lines_.size());
    int lines = 0;
    for_each_line(width, [&](std::size_t, std::size_t, float) { ++lines; });
    return lines;
}

void Paragraph::break_lines(float width) {
    if (width == broken_at_) return;
    broken_at_ = width;
    lines_.clear();
    for_each_line(width, [&](std::size_t first, std::size_t end, float line_width) {
        lines_.push_back({static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(end - first), line_width});
    });
}

}  // namespace janklab
