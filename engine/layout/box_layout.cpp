// SPDX-License-Identifier: MIT
// The entry for all kinds of boxes: looks whether the result is known, finds width, contents and height, in this order.
// https://drafts.csswg.org/css2/#Computing_widths_and_margins
#include "layout/box_layout.h"

#include <algorithm>
#include <optional>

#include "dom/element.h"
#include "dom/replaced.h"
#include "layout/layout_tree.h"
#include "layout/repaint.h"
#include "layout/text_control.h"

namespace janklab {
namespace {

/// Whether a result found for `known` is that for `asked` too.
bool same_result(const LayoutBox& box, const BoxConstraints& known, const BoxConstraints& asked) {
    if (known.width != asked.width || known.height != asked.height || known.contents_only != asked.contents_only)
        return false;
    if (known.available_width != asked.available_width && !(box.layout_style->width_is_its_own && asked.width < 0))
        return false;
    if (known.shrink_to_fit != asked.shrink_to_fit && asked.width < 0) return false;
    if (known.percent_height != asked.percent_height && box.layout_style->uses_percent_height) return false;
    if (asked.wants_baseline && (!known.wants_baseline || known.last_baseline != asked.last_baseline)) return false;
    return known.height_is_definite == asked.height_is_definite || asked.height < 0 || !box.child_uses_percent_height;
}

/// The same but for the widths, where they do not matter to the height.
bool same_height(LayoutBox& box, const BoxConstraints& known, BoxConstraints asked) {
    if (known.width < 0 || asked.width < 0 || !height_is_for_any_width(box)) return false;
    asked.width = known.width;
    asked.available_width = known.available_width;
    return same_result(box, known, asked);
}

bool arrangement_known(LayoutBox& box, const BoxConstraints& asked) {
    if (box.dirty) return false;
    if (same_result(box, box.arranged_for, asked)) return true;
    // A parent that stretches a box to just the height that its contents had already changes nothing inside.
    const LayoutStyle& s = *box.layout_style;
    const bool only_pinned = asked.height == box.rect.height && box.arranged_for.height < 0 && s.height.is_auto() &&
                             !box.child_uses_percent_height && !s.gap.row.has_percent() && !asked.wants_baseline;
    if (!only_pinned) return false;
    BoxConstraints pinned = box.arranged_for;
    pinned.height = asked.height;
    pinned.height_is_definite = asked.height_is_definite;
    if (!same_result(box, pinned, asked)) return false;
    box.arranged_for = asked;
    return true;
}

/// What was measured, or was arranged, for the same constraints; nothing where that is unknown.
std::optional<Size> known_size(LayoutBox& box, const BoxConstraints& asked, Pass pass) {
    if (!box.known) return {};
    // Its margins are those of the last run, which must be the one that is known.
    const bool margins_matter = !is_formatting_root(box) || box.layout_style->margin_has_percent;
    if (!(margins_matter && box.margins_are_measured) && arrangement_known(box, asked)) return box.rect.size();
    if (pass == Pass::arrange || !box.measured_valid || (margins_matter && !box.margins_are_measured)) return {};
    if (same_result(box, box.known->measured_for, asked)) return box.known->measured;
    if (same_height(box, box.known->measured_for, asked)) return Size{asked.width, box.known->measured.height};
    return {};
}

HeightRoom height_room(const BoxConstraints& constraints) {
    return {.percent_height = constraints.percent_height,
            .available_width = constraints.available_width,
            .width = constraints.width};
}

/// The border box's height by the style alone; indefinite if it is that of the contents.
float specified_height(LayoutBox& box, const BoxConstraints& constraints, const PixelEdges& frame) {
    if (constraints.height >= 0 || constraints.contents_only) return constraints.height;
    const HeightRoom room = height_room(constraints);
    const float height = own_height(box, room, frame.vertical());
    return height < 0 ? indefinite : within_heights(box, height, room, frame.vertical());
}

float used_width(LayoutBox& box, const BoxConstraints& constraints, const PixelEdges& frame, float height) {
    if (constraints.width >= 0) return constraints.width;
    const LayoutStyle& s = *box.layout_style;
    const bool by_ratio = s.aspect_ratio > 0 && height >= 0 && (s.width.is_auto() || s.width.is_intrinsic());
    float width = by_ratio ? width_of_ratio(box, height, constraints.available_width, frame)
                           : border_box_width(box, s.width, constraints.available_width, frame.horizontal());
    if (width < 0) {
        const float room =
            std::max(0.f, constraints.available_width - margin_of(box, constraints.available_width).horizontal());
        width = s.has_own_size()            ? intrinsic_widths(box, constraints.available_width).max
                : constraints.shrink_to_fit ? fitting_width(box, room, constraints.available_width, {height})
                                            : room;
    }
    if (s.height_limits_width && s.aspect_ratio > 0 && !by_ratio)
        return within_transferred_widths(box, width, height_room(constraints), frame);
    return within_widths(box, width, constraints.available_width, frame.horizontal());
}

/// https://drafts.csswg.org/css-align-3/#baseline-export: as if a scroll container were not scrolled, within its border
/// box; the last baseline of a block container that scrolls is its lower margin edge.
float baseline_of_scroll_container(const LayoutBox& box, const BoxConstraints& constraints, float baseline,
                                   float height) {
    if (box.layout_style->text_control) return baseline;
    if (constraints.last_baseline && !box.is_flex_container())
        return height + margin_of(box, constraints.available_width).bottom;
    return baseline == no_baseline ? no_baseline : std::clamp(baseline, 0.f, height);
}

/// What an automatic height may become, as content heights.
void find_height_limits(LayoutBox& box, const BoxConstraints& constraints, ContentArea& area) {
    const LayoutStyle& s = *box.layout_style;
    const float frame = area.frame.vertical();
    const HeightRoom room = height_room(constraints);
    // The contents' own height limits nothing.
    const float most = s.max_height.is_intrinsic() ? indefinite : border_box_height(box, s.max_height, room, frame);
    const float least = s.min_height.is_intrinsic() ? indefinite : least_height(box, room, frame);
    if (most >= 0) area.max_height = std::max(0.f, most - frame);
    area.min_height = std::max(0.f, least - frame);
    area.max_height = std::max(area.max_height, area.min_height);
}

/// Of the content box of a picture in that width.
float natural_height(const LayoutBox& box, float width) {
    const ReplacedContent& content = *box.element().replaced();
    const float ratio = box.layout_style->aspect_ratio;
    return ratio > 0 && box.layout_style->ratio_is_natural ? finite_length(width / ratio)
           : ratio > 0                                     ? 0
                                                           : content.natural.height;
}

Contents layout_contents(LayoutBox& box, const ContentArea& area, Pass pass) {
    if (box.layout_style->replaced) return {.height = natural_height(box, area.width), .baseline = no_baseline};
    if (box.layout_style->text_control) return layout_text_control(box, area, pass);
    if (box.paragraph) return layout_inline_contents(box, area, pass);
    return box.is_flex_container() ? layout_flex_contents(box, area, pass) : layout_block_contents(box, area, pass);
}

void count_visit(const LayoutBox& box, const BoxConstraints& constraints, Pass pass) {
    LayoutStats& stats = box.tree().stats;
    if (pass == Pass::arrange) {
        ++stats.boxes_visited;
        stats.visited_as_changed += box.dirty;
        return;
    }
    ++stats.boxes_measured;
    stats.measured_for_contents += constraints.contents_only;
    stats.measured_for_baseline += constraints.wants_baseline;
}

/// Its own height where the parent does not decide it; without it, that of its frame.
float leaf_height(LayoutBox& leaf, const BoxConstraints& constraints) {
    if (constraints.height >= 0) return constraints.height;
    if (constraints.contents_only) return frame_of(leaf, constraints.available_width).vertical();
    return height_of_leaf(leaf, constraints.available_width, constraints.percent_height);
}

}  // namespace

Size layout_box(LayoutBox& box, const BoxConstraints& constraints, Pass pass) {
    // 1. Known already? What was arranged has been measured too.
    if (constraints.wants_baseline) box.baseline_asked = true;
    if (is_plain_leaf(box)) {
        const float height = leaf_height(box, constraints);
        const Size size{used_width(box, constraints, frame_of(box, constraints.available_width), height), height};
        if (pass == Pass::arrange) arrange_leaf(box.tree(), box, size, constraints);
        return size;
    }
    if (const std::optional<Size> size = known_size(box, constraints, pass)) return *size;
    KnownSizes& known = known_sizes(box);
    count_visit(box, constraints, pass);

    // 2. What the style says of the height, and the width.
    const LayoutStyle& s = *box.layout_style;
    ContentArea area;
    area.frame = frame_of(box, constraints.available_width);
    const float frame_height = area.frame.vertical();
    const bool own_height_counts = constraints.height < 0 && !constraints.contents_only;
    float height = specified_height(box, constraints, area.frame);
    const float width = used_width(box, constraints, area.frame, height);
    // An automatic height that follows from the width by the ratio is at least that of the contents.
    float least_height = 0;
    bool at_least_contents = false;
    if (height < 0 && s.aspect_ratio > 0) {
        least_height = height_by_ratio(box, width, area.frame);
        at_least_contents = s.min_height.is_auto() && !box.clips() && !constraints.contents_only;
        if (!at_least_contents && own_height_counts) {
            HeightRoom room = height_room(constraints);
            room.contents = least_height;
            height = within_heights(box, least_height, room, frame_height);
        }
        if (constraints.contents_only) least_height = 0;
    }

    // 3. The contents. A known height need not be measured.
    if (!box.is_absolute()) {
        const PixelEdges margin = margin_of(box, constraints.available_width);
        known.above = known.below = {};
        known.above.add(margin.top);
        known.below.add(margin.bottom);
        box.collapses_through = false;
        box.margins_are_measured = pass == Pass::measure;
    }
    float baseline = no_baseline;
    const bool margins_reach_out = !is_formatting_root(box) && area.frame.top == 0 && (box.first_child || height == 0);
    if (pass == Pass::arrange || height < 0 || constraints.wants_baseline || margins_reach_out) {
        area.width = std::max(0.f, width - area.frame.horizontal());
        area.wants_baseline = constraints.wants_baseline;
        area.last_baseline = constraints.last_baseline;
        if (height >= 0) area.height = std::max(0.f, height - frame_height);
        if (height >= 0 && constraints.height_is_definite) area.percent_height = area.height;
        if (height < 0 && least_height > 0) area.percent_height = std::max(0.f, least_height - frame_height);
        if (own_height_counts && height < 0) {
            find_height_limits(box, constraints, area);
            area.min_height = std::min(area.max_height, std::max(area.min_height, least_height - frame_height));
        }
        const Contents contents = layout_contents(box, area, pass);
        // 4. An automatic height is that of the contents.
        if (height < 0) {
            HeightRoom room = height_room(constraints);
            room.contents = finite_length(contents.height + frame_height);
            height = std::max(room.contents, least_height);
            if (least_height > 0) room.contents = least_height;  // limits by contents are of what the ratio makes
            if (own_height_counts) height = within_heights(box, height, room, frame_height);
        }
        if (height > 0) box.collapses_through = false;  // by a ratio, perhaps
        baseline = contents.baseline;
        if (constraints.wants_baseline && box.clips())
            baseline = baseline_of_scroll_container(box, constraints, baseline, height);
    }

    // 5. Remember.
    if (pass == Pass::measure) {
        known.measured = {width, height};
        known.measured_baseline = baseline;
        known.measured_for = constraints;
        box.measured_valid = true;
        return known.measured;
    }
    note_rearranged(box);
    note_arranged(*known.tree, box, {width, height}, constraints);
    // 6. Absolute boxes refer to the size that is known now.
    if (box.absolute_below && box.is_containing_block()) arrange_absolute_boxes(box);
    return {width, height};
}

}  // namespace janklab
