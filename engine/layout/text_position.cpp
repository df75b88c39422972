// SPDX-License-Identifier: MIT
#include "layout/text_position.h"

#include <algorithm>
#include <string_view>

#include "base/utf8.h"
#include "dom/element.h"
#include "layout/geometry.h"
#include "layout/line_break_rules.h"
#include "layout/paint_order.h"

namespace janklab {
namespace {

/// A control keeps all white space, so that its pieces are the code points of its text, one by one.
class ControlText {
  public:
    explicit ControlText(const LayoutBox& control)
        : control_(control), paragraph_(control.paragraph.get()), text_(control.element().value()) {}
    bool has_lines() const { return paragraph_ && !paragraph_->lines.empty(); }

    Rect caret(std::size_t offset) const {
        if (!has_lines()) return {content_rect(control_).x, content_rect(control_).y, 0, 0};
        const std::size_t piece = piece_at(offset);
        const Line& line = line_of(piece);
        return {place_in(line, piece), line.rect.y, 0, line.rect.height};
    }

    std::size_t offset_at(Point point) const {
        if (!has_lines()) return 0;
        const Line* line = &lines().front();
        for (const Line& candidate : lines()) {
            if (candidate.rect.y <= point.y) line = &candidate;
        }
        std::size_t found = line->first;
        for_each_gap(*line, [&](std::size_t piece, float left, float right) {
            if (point.x >= (left + right) / 2) found = piece + 1;
        });
        // At the end of a line that was broken, the caret stays on it: before the space that hangs there.
        const bool broken_there = found == line->end && found > line->first && line != &lines().back() &&
                                  pieces()[found - 1].code_point != '\n';
        return offset_of(broken_there ? found - 1 : found);
    }

    void selection(std::size_t start, std::size_t end, std::vector<Rect>& into) const {
        into.clear();
        if (!has_lines() || start >= end) return;
        const std::size_t first = piece_at(start), last = piece_at(end);
        for (const Line& line : lines()) {
            const std::size_t from = std::max<std::size_t>(first, line.first);
            const std::size_t to = std::min<std::size_t>(last, line.end);
            if (from >= to) continue;
            const float left = place_in(line, from);
            float right = place_in(line, to);
            // A selected line end shows as a little room.
            if (pieces()[to - 1].code_point == '\n') right += line.rect.height / 4;
            into.push_back({left, line.rect.y, right - left, line.rect.height});
        }
    }

  private:
    const std::vector<InlinePiece>& pieces() const { return paragraph_->pieces(); }
    const std::vector<Line>& lines() const { return paragraph_->lines; }

    std::size_t piece_at(std::size_t offset) const {
        std::size_t piece = 0;
        for (std::size_t at = 0; at < std::min(offset, text_.size()); ++piece) next_code_point(text_, at);
        return std::min(piece, pieces().size());
    }
    std::size_t offset_of(std::size_t piece) const {
        std::size_t at = 0;
        for (std::size_t i = 0; i < piece && at < text_.size(); ++i) next_code_point(text_, at);
        return at;
    }
    const Line& line_of(std::size_t piece) const {
        const auto after = std::upper_bound(lines().begin(), lines().end(), piece,
                                            [](std::size_t one, const Line& line) { return one < line.first; });
        return after == lines().begin() ? *after : *(after - 1);
    }

    /// Calls `visit(piece, left, right)` for the glyphs of the line, as they are painted.
    template <class Visit>
    void for_each_gap(const Line& line, Visit visit) const {
        for (std::uint32_t i = line.first_fragment; i < line.end_fragment; ++i) {
            const InlineFragment& part = paragraph_->fragments[i];
            if (part.kind != FragmentKind::text) continue;
            float x = part.rect.x;
            for (std::uint32_t p = part.first; p < part.first + part.count; ++p) {
                const InlinePiece& piece = pieces()[p];
                const bool last = p + 1 == part.first + part.count;
                if (p > part.first && piece.code_point != soft_hyphen) x += piece.kerning;
                float right = x + piece.advance;
                if (piece.stretches && p + 1 < part.visible_end) right += part.stretch;
                if (last) right = part.rect.right();
                visit(p, x, right);
                x = right;
            }
        }
    }
    /// The x before the piece; of the line's end behind the last that shows.
    float place_in(const Line& line, std::size_t piece) const {
        float place = line.rect.x;
        for_each_gap(line, [&](std::size_t one, float left, float right) {
            if (one < piece) place = right;
            else if (one == piece) place = left;
        });
        return place;
    }

    const LayoutBox& control_;
    const Paragraph* paragraph_;
    std::string_view text_;
};

}  // namespace

Rect caret_rect(const LayoutBox& control, std::size_t offset) { return ControlText(control).caret(offset); }

std::size_t text_offset_at(const LayoutBox& control, Point point) { return ControlText(control).offset_at(point); }

void selection_rects(const LayoutBox& control, std::size_t start, std::size_t end, std::vector<Rect>& into) {
    ControlText(control).selection(start, end, into);
}

Rect text_window(const LayoutBox& control) {
    const Rect padding = clip_rect(control, {}), content = content_rect(control);
    if (control.element().text_edit()->has_many_lines()) return padding;
    return intersected(padding, {content.x - caret_width, padding.y, content.width + 2 * caret_width, padding.height});
}

Point scroll_to_show(const LayoutBox& control, const Rect& rect) {
    const Rect window = text_window(control);
    const Point scroll = control.element().scroll_position();
    const auto outside = [](float from, float to, float view, float length) {
        if (from < view) return from - view;
        return std::max(0.f, to - (view + length));
    };
    // With the padding above the first line and below the last.
    const Rect content = content_rect(control);
    float above = content.y - window.y, below = window.bottom() - content.bottom();
    if (above + rect.height + below > window.height) above = below = 0;
    return {outside(rect.x - caret_width, rect.x + caret_width, window.x + scroll.x, window.width),
            outside(rect.y - above, rect.bottom() + below, window.y + scroll.y, window.height)};
}

}  // namespace janklab
