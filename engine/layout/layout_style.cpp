// SPDX-License-Identifier: MIT
// Making LayoutStyles, and finding equal ones: a hash table whose entries know their users.
#include "layout/layout_style.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

namespace janklab {
namespace {

float pixels(Length length) { return length.is_px() ? length.value : 0; }
float positive_pixels(Length length) { return std::max(0.f, pixels(length)); }
bool has_percent(const Edges& edges) {
    return edges.top.has_percent() || edges.right.has_percent() || edges.bottom.has_percent() ||
           edges.left.has_percent();
}
bool has_auto(const Edges& edges) {
    return edges.top.is_auto() || edges.right.is_auto() || edges.bottom.is_auto() || edges.left.is_auto();
}

bool are_equal(const LayoutStyle& a, const LayoutStyle& b) { return std::memcmp(&a, &b, sizeof a) == 0; }

/// Of the bytes, in two lanes.
std::uint32_t hash_of(const LayoutStyle& style) {
    std::array<std::uint64_t, sizeof style / 8> words;
    std::memcpy(words.data(), &style, sizeof style);
    std::uint64_t even = 0, odd = 0;
    for (std::size_t i = 0; i < words.size(); i += 2) {
        even = (std::rotl(even, 23) ^ words[i]) * 0x9e3779b97f4a7c15u;
        odd = (std::rotl(odd, 23) ^ words[i + 1]) * 0xc2b2ae3d27d4eb4fu;
    }
    return static_cast<std::uint32_t>((even ^ std::rotl(odd, 32)) >> 32);
}

}  // namespace

LayoutStyle layout_style_of(const Style& style) {
    LayoutStyle of;
    of.width = style.width, of.height = style.height;
    of.min_width = style.min_width, of.min_height = style.min_height;
    of.max_width = style.max_width, of.max_height = style.max_height;
    of.flex_basis = style.flex_basis;
    const Edges& padding = style.padding;
    const PixelEdges border = style.border.used_width();
    of.frame = {positive_pixels(padding.top) + border.top, positive_pixels(padding.right) + border.right,
                positive_pixels(padding.bottom) + border.bottom, positive_pixels(padding.left) + border.left};
    of.margin = {pixels(style.margin.top), pixels(style.margin.right), pixels(style.margin.bottom),
                 pixels(style.margin.left)};
    of.gap = style.gap;
    of.flex_grow = style.flex_grow, of.flex_shrink = style.flex_shrink;
    of.aspect_ratio = style.aspect_ratio;
    of.display = style.display;
    of.position = style.position;
    of.box_sizing = style.box_sizing;
    of.flex_direction = style.flex_direction;
    of.flex_wrap = style.flex_wrap;
    of.justify_content = style.justify_content;
    of.align_items = style.align_items;
    of.align_self = style.align_self;
    of.align_content = style.align_content;
    of.frame_has_percent = has_percent(padding);
    of.margin_has_percent = has_percent(style.margin);
    of.margin_has_auto = has_auto(style.margin);
    of.clips = style.overflow != OverflowAxes{};
    const bool moved_by_percent =
        style.position == Position::relative && (style.inset.top.has_percent() || style.inset.bottom.has_percent());
    of.uses_percent_height = of.height.depends_on_container() || of.min_height.depends_on_container() ||
                             of.max_height.depends_on_container() || of.flex_basis.depends_on_container() ||
                             moved_by_percent;
    of.height_limits_stretch = of.min_height.is_stretch() || of.max_height.is_stretch();
    const auto is_seen_through_ratio = [](const Length& limit) { return !limit.is_auto() && !limit.is_intrinsic(); };
    of.height_limits_width = (of.width.is_auto() || of.width.is_intrinsic()) &&
                             (is_seen_through_ratio(of.min_height) || is_seen_through_ratio(of.max_height) ||
                              of.frame_has_percent || of.frame.vertical() > 0);
    const auto fills = [](const Length& limit) {
        return limit.depends_on_container() || limit.unit == LengthUnit::fit_content;
    };
    of.width_is_its_own = of.width.is_px() && !fills(of.min_width) && !fills(of.max_width) && !of.frame_has_percent &&
                          !of.margin_has_percent;
    return of;
}

const LayoutStyle& LayoutStyles::share(const LayoutStyle& style) {
    if (last_ && are_equal(*last_, style)) {
        ++last_->users;
        return *last_;
    }
    if (count_ >= buckets_.size()) grow();
    const std::uint32_t hash = hash_of(style);
    Shared*& bucket = buckets_[hash & (buckets_.size() - 1)];
    for (Shared* shared = bucket; shared; shared = shared->next) {
        if (shared->hash != hash || !are_equal(*shared, style)) continue;
        ++shared->users;
        return *(last_ = shared);
    }
    Shared& made = allocate();
    static_cast<LayoutStyle&>(made) = style;
    made.users = 1;
    made.hash = hash;
    made.next = std::exchange(bucket, &made);
    ++count_;
    return *(last_ = &made);
}

void LayoutStyles::let_go(const LayoutStyle& shared) {
    auto& one = const_cast<Shared&>(static_cast<const Shared&>(shared));
    if (--one.users > 0) return;
    if (last_ == &one) last_ = nullptr;
    Shared** at = &buckets_[one.hash & (buckets_.size() - 1)];
    while (*at != &one) at = &(*at)->next;
    *at = one.next;
    one.next = std::exchange(free_, &one);
    --count_;
}

LayoutStyles::Shared& LayoutStyles::allocate() {
    if (!free_) {
        chunks_.push_back(std::make_unique<Shared[]>(styles_a_chunk));
        for (std::size_t i = styles_a_chunk; i-- > 0;) {
            chunks_.back()[i].next = std::exchange(free_, &chunks_.back()[i]);
        }
    }
    return *std::exchange(free_, free_->next);
}

void LayoutStyles::grow() {
    std::vector<Shared*> old(std::max<std::size_t>(32, buckets_.size() * 2));
    old.swap(buckets_);
    for (Shared* shared : old) {
        while (shared) {
            Shared* next = shared->next;
            shared->next = std::exchange(buckets_[shared->hash & (buckets_.size() - 1)], shared);
            shared = next;
        }
    }
}

}  // namespace janklab
