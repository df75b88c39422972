// SPDX-License-Identifier: MIT
// Paragraph: a run of neighbouring texts, shaped once into glyphs with their places on one endless line, then broken
// into lines at spaces. Page thread. https://drafts.csswg.org/css-text/#white-space-rules
#pragma once

#include <cstdint>
#include <vector>

#include "base/geometry.h"
#include "style/style.h"

namespace janklab {

class Text;
class TextMeasurer;

struct ShapedGlyph {
    char32_t code_point = 0;
    float x = 0;  // of the pen, on the endless line, kerning included
    float advance = 0;
};

/// Glyphs `first` to `first + count` of the paragraph; spaces at the end are left out.
struct Line {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    float width = 0;
};

class Paragraph {
  public:
    /// The texts from `first` to `last`, which are neighbours.
    void set_texts(const Text* first, const Text* last) {
        first_ = first;
        last_ = last;
        shaped_ = false;
    }
    void note_text_changed() { shaped_ = false; }
    bool contains(const Text& text) const;

    /// Measures the glyphs if text or font changed. To be called before everything below.
    void shape(const InheritedStyle& style, const TextMeasurer& measurer);
    /// The width of the widest word, and of the widest line when only forced breaks count.
    float min_content() const { return min_content_; }
    float max_content() const { return max_content_; }
    /// How many lines there are in `width`, without keeping them.
    int count_lines(float width) const;
    /// Breaks into lines and keeps them: to be painted.
    void break_lines(float width);

    const std::vector<ShapedGlyph>& glyphs() const { return glyphs_; }
    const std::vector<Line>& lines() const { return lines_; }
    /// CSS pixels from one line to the next, and from a line's top to its baseline.
    float line_height() const { return line_height_; }
    float baseline() const { return baseline_; }

  private:
    template <class Take>
    void for_each_line(float width, Take take) const;
    void collect_code_points(WhiteSpace white_space);
    void measure_glyphs(const InheritedStyle& style, const TextMeasurer& measurer);

    const Text* first_ = nullptr;
    const Text* last_ = nullptr;
    std::vector<ShapedGlyph> glyphs_;
    std::vector<Line> lines_;
    float min_content_ = 0, max_content_ = 0;
    float line_height_ = 0, baseline_ = 0;
    float broken_at_ = -1;
    float font_size_ = 0;
    float letter_spacing_ = 0;
    FontFace face_{};
    WhiteSpace white_space_{};
    bool shaped_ = false;
};

/// Whether a text is nothing but white space that `white_space` lets disappear.
bool is_blank(const Text& text, WhiteSpace white_space);

}  // namespace janklab
