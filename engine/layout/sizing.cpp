// SPDX-License-Identifier: MIT
// Sizes with percentages, limits, ratios and intrinsic widths.
// https://drafts.csswg.org/css-sizing-3/, https://drafts.csswg.org/css-sizing-4/#aspect-ratio
#include "layout/sizing.h"

#include <vector>

#include "dom/element.h"
#include "dom/replaced.h"
#include "layout/box_layout.h"
#include "layout/flex_balance.h"
#include "layout/layout_tree.h"
#include "layout/text_control.h"

namespace janklab {
namespace {

float pixels(Length length, float base) { return length.is_px() ? length.value : length.resolve(base); }
float positive_pixels(Length length, float base) { return std::max(0.f, pixels(length, base)); }
/// Where the base is unknown percentages are 0, also those in calc().
float known_pixels(Length length) { return length.resolve(0); }
/// Where the base is unknown what has a percentage, and stretch, is auto.
Length known_or_auto(Length length) { return length.depends_on_container() ? automatic : length; }

PixelEdges intrinsic_frame(const LayoutBox& box) { return frame_of(box, 0); }

}  // namespace

PixelEdges frame_with_percentages(const LayoutBox& box, float available_width) {
    const Style& s = *box.style;
    const PixelEdges border = s.border.used_width();
    return {positive_pixels(s.padding.top, available_width) + border.top,
            positive_pixels(s.padding.right, available_width) + border.right,
            positive_pixels(s.padding.bottom, available_width) + border.bottom,
            positive_pixels(s.padding.left, available_width) + border.left};
}

PixelEdges margin_with_percentages(const LayoutBox& box, float available_width) {
    const Edges& margin = box.style->margin;
    return {pixels(margin.top, available_width), pixels(margin.right, available_width),
            pixels(margin.bottom, available_width), pixels(margin.left, available_width)};
}

// -- heights that styles tell before layout
// ----------------------------------------------------------------------------------------

namespace {

/// What percentages of heights in a box refer to, as far as that is known before layout: its style has pixels.
float content_height_by_style(const LayoutBox& box) {
    const LayoutStyle& s = *box.layout_style;
    if (!s.height.is_px()) return indefinite;
    const float frame = intrinsic_frame(box).vertical();
    float height = border_box_length(box, s.height, indefinite, frame);
    if (s.max_height.is_px()) height = std::min(height, border_box_length(box, s.max_height, indefinite, frame));
    if (s.min_height.is_px()) height = std::max(height, border_box_length(box, s.min_height, indefinite, frame));
    return std::max(0.f, height - frame);
}
float percentage_base_by_style(const LayoutBox& box) {
    return box.parent && !box.is_absolute() ? content_height_by_style(block_container(*box.parent)) : indefinite;
}

/// In the line of a row that does not wrap.
bool is_stretched_in_row(const LayoutBox& item) {
    const LayoutStyle &s = *item.layout_style, &container = *item.parent->layout_style;
    if (!item.parent->is_flex_container() || !container.is_row() || container.wraps()) return false;
    const Align align = (s.align_self.keyword == Align::automatic ? container.align_items : s.align_self).keyword;
    return align == Align::stretch && !item.style->margin.top.is_auto() && !item.style->margin.bottom.is_auto();
}

/// The border box's height, as far as that is known before layout.
float height_by_style(const LayoutBox& box, float base, float frame) {
    const LayoutStyle& s = *box.layout_style;
    if (!s.height.is_auto()) return border_box_length(box, s.height, base, frame);
    if (base < 0 || !is_stretched_in_row(box)) return indefinite;
    return std::max(frame, base - margin_of(box, 0).vertical());
}

/// Of a box with a ratio whose height is known before layout: the width that follows. Else indefinite.
float width_by_style_of_height(LayoutBox& box, float available_width) {
    if (box.layout_style->aspect_ratio == 0) return indefinite;
    const PixelEdges frame = frame_of(box, available_width);
    const float base = percentage_base_by_style(box), height = height_by_style(box, base, frame.vertical());
    if (height < 0) return indefinite;
    const HeightRoom room{.percent_height = base, .contents = frame.vertical()};
    return width_by_ratio(box, within_heights(box, height, room, frame.vertical()), frame);
}

}  // namespace

// -- limits
// ------------------------------------------------------------------------------------------------------------

float keyword_width(LayoutBox& box, const Length& length, float available_width, float frame, float filled) {
    const float by_ratio = length.is_stretch() ? indefinite : width_by_style_of_height(box, available_width);
    if (by_ratio >= 0) return by_ratio;
    if (length.unit == LengthUnit::min_content) return intrinsic_widths(box, available_width).min;
    if (length.unit == LengthUnit::max_content) return intrinsic_widths(box, available_width).max;
    const float margins = margin_of(box, available_width).horizontal();
    const float room = (filled >= 0 ? filled : available_width) - margins;
    return length.is_stretch() ? std::max(frame, room) : fitting_width(box, room, available_width);
}

float keyword_height(LayoutBox& box, const Length& length, const HeightRoom& room, float frame) {
    if (!length.is_stretch()) return room.contents >= 0 ? room.contents : contents_height(box, room);
    const float filled = room.filled >= 0 ? room.filled : room.percent_height;
    if (filled < 0) return indefinite;
    return std::max(frame, filled - margin_of(box, room.available_width).vertical());
}

float limited_height(LayoutBox& box, float size, const HeightRoom& room, float frame) {
    const LayoutStyle& s = *box.layout_style;
    if (!s.max_height.is_auto()) {
        const float most = border_box_height(box, s.max_height, room, frame);
        if (most >= 0) size = std::min(size, most);
    }
    return s.min_height.is_auto() ? size : std::max(size, least_height(box, room, frame));
}

float contents_height(LayoutBox& box, const HeightRoom& room) {
    const BoxConstraints constraints{.available_width = room.available_width,
                                     .percent_height = room.percent_height,
                                     .width = room.width,
                                     .contents_only = true};
    return layout_box(box, constraints, Pass::measure).height;
}

float max_content_width(LayoutBox& box, float available_width, KnownHeight height) {
    const IntrinsicWidths contents = intrinsic_widths(box, available_width);
    if (height.height < 0 || !has_columns(box)) return contents.max;
    return std::max(contents.min, width_of_columns(box, height) + frame_of(box, available_width).horizontal());
}

float fitting_width(LayoutBox& box, float room, float available_width, KnownHeight height) {
    const float least = intrinsic_widths(box, available_width).min;
    return std::min(std::max(least, room), max_content_width(box, available_width, height));
}

// -- aspect ratio: of the border box, or of the content box, as box-sizing says
// -----------------------------------------

namespace {
bool ratio_is_of_border_box(const LayoutBox& box) {
    return box.layout_style->box_sizing == BoxSizing::border_box && !box.layout_style->ratio_is_natural;
}
}  // namespace

float width_by_ratio(const LayoutBox& box, float height, const PixelEdges& frame) {
    const float ratio = box.layout_style->aspect_ratio;
    if (ratio_is_of_border_box(box)) return std::max(finite_length(height * ratio), frame.horizontal());
    return finite_length(std::max(0.f, height - frame.vertical()) * ratio + frame.horizontal());
}

float height_by_ratio(const LayoutBox& box, float width, const PixelEdges& frame) {
    const float ratio = box.layout_style->aspect_ratio;
    if (ratio_is_of_border_box(box)) return std::max(finite_length(width / ratio), frame.vertical());
    return finite_length(std::max(0.f, width - frame.horizontal()) / ratio + frame.vertical());
}

namespace {
/// A minimum and a maximum of a border box.
struct Limits {
    float least = 0, most = largest_length;
};
/// The minimum wins over the maximum, the limits of the side itself over those that are seen through the ratio.
float within(float size, const Limits& own, const Limits& seen) {
    const float least = std::max(own.least, std::min(seen.least, own.most));
    const float most = std::min(own.most, std::max(seen.most, seen.least));
    return finite_length(std::max(least, std::min(size, most)));
}
Limits limits_of_width(LayoutBox& box, const HeightRoom& room, float frame, float filled) {
    const LayoutStyle& s = *box.layout_style;
    const float most = border_box_width(box, s.max_width, room.available_width, frame, filled);
    const float least = border_box_width(box, s.min_width, room.available_width, frame, filled);
    return {std::max(frame, least), most < 0 ? largest_length : most};
}
/// What the contents would make of it is no limit.
Limits limits_of_height(LayoutBox& box, const HeightRoom& room, float frame) {
    const LayoutStyle& s = *box.layout_style;
    const float most = s.max_height.is_intrinsic() ? indefinite : border_box_height(box, s.max_height, room, frame);
    const float least = s.min_height.is_intrinsic() ? indefinite : least_height(box, room, frame);
    return {std::max(frame, least), most < 0 ? largest_length : most};
}
}  // namespace

float within_transferred_widths(LayoutBox& box, float size, const HeightRoom& room, const PixelEdges& frame,
                                float filled) {
    const Limits heights = limits_of_height(box, room, frame.vertical());
    const Limits seen{width_by_ratio(box, heights.least, frame), width_by_ratio(box, heights.most, frame)};
    return within(size, limits_of_width(box, room, frame.horizontal(), filled), seen);
}

// -- intrinsic widths
// --------------------------------------------------------------------------------------------------

namespace {

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
    if (!row && wraps) return {min, std::max(min, width_of_columns(box, {}))};
    return {min + (wraps ? 0 : gaps), max + gaps};
}

}  // namespace

namespace {

/// https://drafts.csswg.org/css-sizing-4/#aspect-ratio-size-transfers: limits of the height limit the width. `base`:
/// what percentages of heights are of.
void limit_through_ratio(const LayoutBox& box, IntrinsicWidths& widths, const PixelEdges& frame,
                         float base = indefinite) {
    const auto limit = [&](Length height, float base) {
        const float high = border_box_length(box, height, base, frame.vertical());
        return high < 0 ? indefinite : width_by_ratio(box, high, frame);
    };
    const float of_minimum = limit(box.layout_style->min_height, std::max(0.f, base));  // percentages of nothing are 0
    const float least = std::max(of_minimum, width_by_ratio(box, frame.vertical(), frame));
    const float most = limit(box.layout_style->max_height, base);
    for (float* width : {&widths.min, &widths.max}) {
        if (most >= 0) *width = std::min(*width, most);
        *width = std::max(*width, least);
    }
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

/// https://drafts.csswg.org/css-sizing-4/#aspect-ratio-minimum
float width_of_ratio(LayoutBox& box, float height, float available_width, const PixelEdges& frame,
                     bool height_is_known) {
    const LayoutStyle& s = *box.layout_style;
    const float width = width_by_ratio(box, height, frame);
    if (!s.min_width.is_auto() || box.clips() || s.replaced) return width;
    return std::max(
        width, height_is_known ? min_content_width(box, available_width) : intrinsic_widths(box, available_width).min);
}

bool height_is_for_any_width(LayoutBox& box) {
    if (box.height_asked) return box.height_is_for_any_width;
    const LayoutStyle& s = *box.layout_style;
    bool holds = !box.paragraph && s.aspect_ratio == 0 && !s.frame_has_percent && !s.margin_has_percent &&
                 !(box.is_flex_container() && s.wraps());
    for (LayoutBox* child = box.first_child; child && holds; child = child->next) {
        holds = child->is_absolute() || height_is_for_any_width(*child);
    }
    box.height_asked = true;
    box.height_is_for_any_width = holds;
    return holds;
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

Point offset_of_relative(const LayoutBox& box, const ContentArea& area) {
    const Edges& inset = box.style->inset;
    const auto along = [](Length start, Length end, float base, bool end_wins) {
        const float whole = std::max(0.f, base);
        const bool has_start = start.is_px() || (start.has_percent() && base >= 0);
        const bool has_end = end.is_px() || (end.has_percent() && base >= 0);
        if (has_start && !(end_wins && has_end)) return start.resolve(whole);
        return has_end ? -end.resolve(whole) : 0.f;
    };
    const bool rtl = box.parent && box.parent->rtl;
    return {along(inset.left, inset.right, area.width, rtl),
            along(inset.top, inset.bottom, area.percent_height, false)};
}

}  // namespace janklab
