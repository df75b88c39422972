// SPDX-License-Identifier: MIT
#include "layout/text_control.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "dom/element.h"
#include "layout/paragraph.h"
#include "layout/text_measurer.h"

namespace janklab {
namespace {

/// "Limited to only positive numbers with fallback".
float count_of(const Element& control, std::string_view attribute, unsigned otherwise) {
    constexpr unsigned most = 10'000;
    const std::string_view text = control.attribute(attribute).value_or("");
    unsigned value = 0;
    const bool understood = std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc{};
    return static_cast<float>(understood && value > 0 ? std::min(value, most) : otherwise);
}

/// Below the lines that there are.
void add_empty_line(Paragraph& paragraph, const ContentArea& area, const InlineMetrics& metrics, TextAlign align) {
    Line line;
    line.first = line.end = static_cast<std::uint32_t>(paragraph.pieces().size());
    line.first_fragment = line.end_fragment = static_cast<std::uint32_t>(paragraph.fragments.size());
    line.rect = {area.frame.left, area.frame.top, 0, metrics.line_ascent + metrics.line_descent};
    if (align == TextAlign::center) line.rect.x += area.width / 2;
    if (align == TextAlign::right || align == TextAlign::end) line.rect.x += area.width;
    if (!paragraph.lines.empty()) line.rect.y = paragraph.lines.back().rect.bottom();
    line.baseline = line.rect.y + metrics.line_ascent;
    paragraph.lines.push_back(line);
}

void move_down(Paragraph& paragraph, float by) {
    for (Line& line : paragraph.lines) {
        line.rect.y += by;
        line.baseline += by;
    }
    for (InlineFragment& fragment : paragraph.fragments) {
        fragment.rect.y += by;
        fragment.baseline += by;
    }
    paragraph.ink.y += by;
}

}  // namespace

float text_control_width(const LayoutBox& control) {
    const Element& element = control.element();
    const InheritedStyle& style = control.inherited();
    const float characters = count_of(element, element.text_edit()->has_many_lines() ? "cols" : "size", 20);
    const float one = control.tree().measurer->advance(style.font_face, style.font_size, U'0') + style.letter_spacing;
    return std::ceil(characters * std::max(0.f, one));
}

Contents layout_text_control(LayoutBox& control, const ContentArea& area, Pass pass) {
    const InlineMetrics metrics = metrics_of(control.inherited(), *control.tree().measurer);
    const float line_height = metrics.line_ascent + metrics.line_descent;
    const bool many = control.element().text_edit()->has_many_lines();
    Contents contents;
    if (control.paragraph) contents = layout_inline_contents(control, area, pass);
    contents.height = line_height * (many ? count_of(control.element(), "rows", 2) : 1);
    const float room = std::max(area.height, area.min_height) - line_height;
    const float lower = many ? 0 : std::floor(std::max(0.f, room / 2));
    contents.baseline =
        (contents.baseline == no_baseline ? area.frame.top + metrics.line_ascent : contents.baseline) + lower;
    if (pass == Pass::measure || !control.paragraph) return contents;
    const std::vector<InlinePiece>& pieces = control.paragraph->pieces();
    if (pieces.empty() || pieces.back().code_point == '\n')
        add_empty_line(*control.paragraph, area, metrics, control.inherited().text_align);
    if (lower > 0) move_down(*control.paragraph, lower);
    return contents;
}

}  // namespace janklab
