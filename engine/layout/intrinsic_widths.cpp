// SPDX-License-Identifier: MIT
#include "layout/intrinsic_widths.h"

#include <vector>

#include "dom/element.h"
#include "dom/replaced.h"
#include "layout/aspect_ratio.h"
#include "layout/box_layout.h"
#include "layout/flex_balance.h"
#include "layout/layout_tree.h"
#include "layout/text_control.h"

namespace janklab {

namespace {

/// Where the base is unknown percentages are 0, also those in calc().
float known_pixels(Length length) { return length.resolve(0); }
/// Where the base is unknown what has a percentage, and stretch, is auto.
Length known_or_auto(Length length) { return length.depends_on_container() ? automatic : length; }

PixelEdges intrinsic_frame(const LayoutBox& box) { return frame_of(box, 0); }

/// Whether the contents alone say how wide it is.
bool has_no_widths(const LayoutStyle& s) {
    return s.width.is_auto() && s.min_width.is_auto() && s.max_width.is_auto() && s.aspect_ratio == 0;
}

/// https://drafts.csswg.org/css-sizing-3/#min-content-zero: a picture or a text control whose width has a percentage
/// asks for nothing where that has to depend on what it asks for.
bool is_compressible(const LayoutStyle& s) {
    return s.has_own_size() && (s.width.has_percent() || s.max_width.has_percent());
}

/// https://drafts.csswg.org/css-flexbox-1/#intrinsic-item-contributions, as Chromium does it: at most the flex base
/// size of what cannot grow, at least that of what cannot shrink, within min and max.
IntrinsicWidths row_item_contribution(LayoutBox& item, bool wraps) {
    const LayoutStyle& s = *item.layout_style;
    const IntrinsicWidths all = width_contribution(item);
    if (s.flex_basis.is_auto() && (s.width.is_px() || has_no_widths(s))) return all;
    const float frame = intrinsic_frame(item).horizontal();
    // fit-content is that of the constraint which is asked for, as automatic sizes are.
    const auto known = [&](Length length) {
        return length.is_auto() || length.unit == LengthUnit::fit_content
                   ? indefinite
                   : border_box_width(item, known_or_auto(length), 0, frame);
    };
    // The pixels of a minimum count, whatever its percentage is of.
    const auto least_of = [&](Length length) { return border_box_width(item, length, 0, frame); };
    const float margins = margin_of(item, 0).horizontal();
    const bool takes_width = !s.flex_basis.is_px();
    const bool by_ratio = s.width.is_intrinsic() && s.aspect_ratio > 0 && s.height.is_px();
    const float width = by_ratio ? all.min - margins : known(s.width);
    // The contents of a picture are as wide as its height makes it.
    const bool is_picture = s.replaced && s.width.is_auto();
    const IntrinsicWidths contents = is_picture || is_compressible(s)
                                         ? IntrinsicWidths{all.min - margins, all.max - margins}
                                         : intrinsic_widths(item);
    const float base = takes_width ? width : known(s.flex_basis);
    const float most = known(s.max_width);
    float least =
        s.min_width.is_auto() ? (item.clips() ? frame : contents.min) : std::max(frame, least_of(s.min_width));
    if (s.min_width.is_auto() && !item.clips() && width >= 0) least = std::min(least, width);
    if (s.min_width.is_auto() && most >= 0) least = std::min(least, most);
    const auto limited = [&](float size, bool is_largest) {
        // A base that comes from the contents is that of the constraint which is asked for.
        const float of_base = base >= 0 ? base : s.aspect_ratio > 0 ? size : is_largest ? contents.max : contents.min;
        if (s.flex_grow == 0 && (is_largest || !wraps)) size = std::min(size, of_base);
        if (s.flex_shrink == 0 && (is_largest || !wraps)) size = std::max(size, of_base);
        if (most >= 0) size = std::min(size, most);
        return finite_length(std::max({size, least, frame})) + margins;
    };
    return {limited(all.min - margins, false), limited(all.max - margins, true)};
}

IntrinsicWidths find_flex_intrinsic_widths(LayoutBox& box) {
    const LayoutStyle& s = *box.layout_style;
    const bool row = s.is_row(), wraps = s.wraps(), balanced = row && s.is_balanced();
    std::vector<float> sizes;  // of balanced items, as large as their contents
    float min = 0, max = 0;
    int items = 0;
    for (LayoutBox* child = box.first_child; child; child = child->next) {
        if (child->is_absolute()) continue;
        const IntrinsicWidths contribution = row ? row_item_contribution(*child, wraps) : width_contribution(*child);
        min = row && !wraps ? min + contribution.min : std::max(min, contribution.min);
        max = row ? max + contribution.max : std::max(max, contribution.max);
        if (balanced) sizes.push_back(contribution.max);
        ++items;
    }
    const float gap = std::max(0.f, known_pixels(s.gap.column));
    if (balanced) return {min, longest_balanced_line(sizes, gap, largest_length, box.style->flex_line_count)};
    const float gaps = row && items > 1 ? gap * static_cast<float>(items - 1) : 0;
    // Several columns: as many as its own height makes.
    if (!row && wraps) return {min, std::max(min, width_of_columns(box, {}, 0))};
    return {min + (wraps ? 0 : gaps), max + gaps};
}

/// Of the content box.
IntrinsicWidths contents_widths(LayoutBox& box) {
    IntrinsicWidths widths{0, 0};
    if (box.layout_style->replaced) {
        widths.min = widths.max = box.element().replaced()->natural.width;
    } else if (box.layout_style->text_control) {
        widths.min = widths.max = text_control_width(box);
    } else if (box.paragraph) {
        widths = inline_intrinsic_widths(box);
    } else if (box.is_flex_container()) {
        widths = find_flex_intrinsic_widths(box);
    } else {
        for (LayoutBox* child = box.first_child; child; child = child->next) {
            if (child->is_absolute()) continue;
            const IntrinsicWidths contribution = width_contribution(*child);
            widths = {std::max(widths.min, contribution.min), std::max(widths.max, contribution.max)};
        }
    }
    return widths;
}

IntrinsicWidths with_frame(const LayoutBox& box, IntrinsicWidths contents, const PixelEdges& frame) {
    IntrinsicWidths widths;
    widths.min = finite_length(std::max(0.f, contents.min) + frame.horizontal());
    widths.max = finite_length(std::max(widths.min, std::max(0.f, contents.max) + frame.horizontal()));
    if (box.layout_style->aspect_ratio > 0) limit_through_ratio(box, widths, frame);
    return widths;
}

}  // namespace

IntrinsicWidths find_intrinsic_widths(LayoutBox& box) {
    return known_sizes(box).intrinsic = with_frame(box, contents_widths(box), intrinsic_frame(box));
}

IntrinsicWidths intrinsic_widths_with_percentages(LayoutBox& box, float available_width) {
    const PixelEdges frame = frame_of(box, available_width);
    const IntrinsicWidths widths = intrinsic_widths(box);  // remembered: that they were asked matters (layout.cpp)
    if (box.layout_style->aspect_ratio > 0) return with_frame(box, contents_widths(box), frame);
    const float without = intrinsic_frame(box).horizontal();
    return with_frame(box, {widths.min - without, widths.max - without}, frame);
}

float min_content_width(LayoutBox& box, float available_width) {
    const float width = intrinsic_widths(box, available_width).min;
    if (box.layout_style->aspect_ratio == 0 || box.layout_style->max_height.is_auto()) return width;
    return finite_length(std::max(0.f, contents_widths(box).min) + frame_of(box, available_width).horizontal());
}

IntrinsicWidths width_contribution(LayoutBox& box) {
    const LayoutStyle& s = *box.layout_style;
    const float margins = margin_of(box, 0).horizontal();
    if (has_no_widths(s)) {
        const IntrinsicWidths contents = intrinsic_widths(box);
        return {contents.min + margins, contents.max + margins};
    }
    const PixelEdges frame = intrinsic_frame(box);
    const float width = frame.horizontal();
    float min = border_box_length(box, known_or_auto(s.width), 0, width), max = min;
    const float base = s.aspect_ratio > 0 ? percentage_base_by_style(box) : indefinite;
    if (min < 0 && s.aspect_ratio > 0) {
        const float height = height_by_style(box, base, frame.vertical());
        const HeightRoom room{.percent_height = base, .contents = frame.vertical()};
        if (height >= 0) min = max = width_of_ratio(box, within_heights(box, height, room, frame.vertical()), 0, frame);
    }
    if (min < 0) {
        IntrinsicWidths contents = intrinsic_widths(box);
        if (base >= 0) limit_through_ratio(box, contents, frame, base);
        min = s.width.unit == LengthUnit::max_content ? contents.max : contents.min;
        max = s.width.unit == LengthUnit::min_content ? contents.min : contents.max;
    }
    const auto limited = [&](float size) {
        const auto limit = [&](Length length) {
            if (length.is_px() || length.has_percent()) return border_box_length(box, known_or_auto(length), 0, width);
            if (!length.is_intrinsic()) return indefinite;
            if (const float by_ratio = width_by_style_of_height(box, 0); by_ratio >= 0) return by_ratio;
            const IntrinsicWidths contents = intrinsic_widths(box);
            return length.unit == LengthUnit::min_content ? contents.min : contents.max;
        };
        if (const float most = limit(s.max_width); most >= 0) size = std::min(size, most);
        const float least =
            s.min_width.has_percent() ? border_box_length(box, s.min_width, 0, width) : limit(s.min_width);
        return finite_length(std::max({size, least, width})) + margins;
    };
    if (is_compressible(s)) {
        const Length& asked = s.width.has_percent() ? s.width : s.max_width;
        min = std::min(min, border_box_length(box, asked, 0, width));
    }
    return {limited(min), limited(max)};
}

float max_content_width(LayoutBox& box, float available_width, KnownHeight height) {
    const IntrinsicWidths contents = intrinsic_widths(box, available_width);
    if (height.height < 0 || !has_columns(box)) return contents.max;
    return std::max(contents.min,
                    width_of_columns(box, height, available_width) + frame_of(box, available_width).horizontal());
}

float fitting_width(LayoutBox& box, float room, float available_width, KnownHeight height) {
    const float least = intrinsic_widths(box, available_width).min;
    return std::min(std::max(least, room), max_content_width(box, available_width, height));
}

}  // namespace janklab
