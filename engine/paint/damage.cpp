// SPDX-License-Identifier: MIT
// Two walks make two sequences of items; what stands in only one of them, or in another order, is damage.
#include "paint/damage.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <span>

#include "layout/geometry.h"
#include "paint/item_geometry.h"

namespace janklab {
namespace {

constexpr std::size_t farthest_look_ahead = 64;
constexpr std::size_t most_comparisons = 20000;  // then items are compared in pairs only, which is soon told

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
    hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
    return hash ^ (hash >> 29);
}
std::uint64_t mixed(std::uint64_t hash, float value) {
    return mixed(hash, std::uint64_t{std::bit_cast<std::uint32_t>(value)});
}
std::uint64_t mixed(std::uint64_t hash, Point p) { return mixed(mixed(hash, p.x), p.y); }
std::uint64_t mixed(std::uint64_t hash, const Rect& r) {
    return mixed(mixed(mixed(hash, r.origin()), r.width), r.height);
}
std::uint64_t mixed(std::uint64_t hash, const PackedCorners& c) {
    return mixed(mixed(hash, std::bit_cast<std::uint64_t>(c.across)), std::bit_cast<std::uint64_t>(c.down));
}
std::uint64_t mixed(std::uint64_t hash, const Transform& t) {
    return mixed(mixed(mixed(mixed(mixed(mixed(hash, t.a), t.b), t.c), t.d), t.e), t.f);
}

bool same_glyphs(const TextItem& a, const Glyph* glyphs_a, Point offset_a, const TextItem& b, const Glyph* glyphs_b,
                 Point offset_b) {
    return std::equal(glyphs_a + a.first, glyphs_a + a.first + a.count, glyphs_b + b.first,
                      [&](const Glyph& one, const Glyph& other) {
                          return one.code_point == other.code_point && one.pen + offset_a == other.pen + offset_b;
                      });
}

bool is_pop(const DisplayItem& item) {
    return std::holds_alternative<PopClipItem>(item) || std::holds_alternative<PopLayerItem>(item) ||
           std::holds_alternative<PopScrollItem>(item) || std::holds_alternative<PopShiftItem>(item);
}

}  // namespace

Rect DamageFinder::find(const DisplayItems& before, const DisplayItems& after, Size viewport, std::uint32_t fresh_from,
                        const ScrollTree& scrolling) {
    scrolling_ = &scrolling;
    const Rect all{0, 0, viewport.width, viewport.height};
    fresh_from_ = fresh_from;
    ++walk_;
    after_.clear();
    before_.clear();
    levels_.assign(1, {.to_viewport = {}, .visible = all});
    here_ = 0;
    is_new_ = true;  // first, so that the other walk knows which lists both have
    collect(after, {}, after_);
    is_new_ = false;
    collect(before, {}, before_);
    return compare(all);
}

void DamageFinder::collect(const DisplayItems& contents, Point offset, std::vector<Units>& into) {
    const std::uint32_t outside = here_, depth_outside = levels_[here_].depth;
    const std::span<const DisplayItem> items = contents.items;
    std::size_t first = 0;
    // Those from `first` on are told; `next` comes after them.
    const auto tell = [&](std::size_t end, std::size_t next) {
        if (first < end)
            into.push_back(
                {items.subspan(first, end - first), contents.glyphs.data(), contents.stops.data(), offset, here_});
        first = next;
    };
    for (std::size_t i = 0; i < items.size(); ++i) {
        const DisplayItem& item = items[i];
        if (std::holds_alternative<BoxItem>(item)) continue;  // what there is most of
        if (const auto* inner = std::get_if<SubListItem>(&item)) {
            if (takes_as_a_whole(*inner->list)) continue;
            tell(i, i + 1);
            collect(*inner->list, offset + inner->offset, into);
        } else if (is_pop(item)) {
            tell(i, i + 1);
            if (levels_[here_].depth > depth_outside) here_ = levels_[here_].around;
        } else if (const auto* clip = std::get_if<PushClipItem>(&item)) {
            tell(i + 1, i + 1);
            push(*clip, offset);
        } else if (const auto* layer = std::get_if<PushLayerItem>(&item)) {
            tell(i + 1, i + 1);
            push(*layer, offset);
        } else if (const auto* scroll = std::get_if<PushScrollItem>(&item)) {
            tell(i + 1, i + 1);
            push(*scroll, offset);
        } else if (const auto* shift = std::get_if<PushShiftItem>(&item)) {
            tell(i + 1, i + 1);
            push(*shift);
        }
    }
    tell(items.size(), items.size());
    here_ = outside;
}

void DamageFinder::collect(const RecordedList& list, Point offset, std::vector<Units>& into) {
    const DisplayItems all = list.contents();
    if (!list.is_plain()) collect(all, offset, into);
    else if (!all.items.empty()) into.push_back({all.items, all.glyphs.data(), all.stops.data(), offset, here_});
}

bool DamageFinder::takes_as_a_whole(const RecordedList& list) const {
    if (list.has_shifts()) return false;  // its bounds do not tell where it is
    if (is_new_) {
        list.met_in() = walk_;
        return list.serial() < fresh_from_;
    }
    return list.met_in() == walk_;  // in the new frame too: there it stays, or has moved
}

/// Positions are not part of the surroundings: whoever scrolls draws the port again.
void DamageFinder::push(const PushScrollItem& scroll, Point offset) {
    Level inner = levels_[here_];
    const Rect port = scroll.port.moved_by(offset);
    inner.surroundings = mixed(mixed(mixed(inner.surroundings, std::uint64_t{3}), scroll.layer.value), port);
    if (!inner.can_move) inner.visible = intersected(inner.visible, bounds_of(inner.to_viewport, port));
    const int index = index_of_scroller(*scrolling_, scroll.layer);
    push_moved(inner, index < 0 ? Point{} : Point{} - scrolling_->scrollers[static_cast<std::size_t>(index)].position);
}

void DamageFinder::push(const PushShiftItem& shift) {
    Level inner = levels_[here_];
    const std::uint64_t hash = mixed(mixed(inner.surroundings, std::uint64_t{4}), shift.sticky.value);
    inner.surroundings = mixed(hash, std::uint64_t{shift.levels});
    Point by = shift.sticky ? shift_of_sticky(*scrolling_, shift.sticky) : Point{};
    int left = shift.levels;
    for (const Level* level = &levels_[here_]; level->depth > 0 && left > 0; level = &levels_[level->around]) {
        if (!level->counts) continue;
        by = by - level->moved;
        inner.visible = levels_[level->around].visible;
        --left;
    }
    push_moved(inner, by);
}

void DamageFinder::push_moved(Level inner, Point by) {
    inner.to_viewport = inner.to_viewport * Transform::translation(by.x, by.y);
    push(inner);
    levels_[here_].counts = true;
    levels_[here_].moved = by;
}

void DamageFinder::push(Level inner) {
    inner.around = here_;
    inner.counts = false;
    ++inner.depth;
    here_ = static_cast<std::uint32_t>(levels_.size());
    levels_.push_back(inner);
}

void DamageFinder::push(const PushClipItem& clip, Point offset) {
    Level inner = levels_[here_];
    const Rect rect = clip.rect.moved_by(offset);
    inner.surroundings = mixed(mixed(mixed(inner.surroundings, std::uint64_t{1}), rect), clip.radius);
    if (!inner.can_move) inner.visible = intersected(inner.visible, bounds_of(inner.to_viewport, rect));
    push_moved(inner, {});
}

void DamageFinder::push(const PushLayerItem& layer, Point offset) {
    Level inner = levels_[here_];
    const Point origin = layer.origin + offset;
    std::uint64_t hash = mixed(mixed(inner.surroundings, std::uint64_t{2}), layer.layer.value);
    hash = mixed(mixed(mixed(hash, origin), layer.transform), layer.opacity);
    inner.surroundings = mixed(hash, static_cast<std::uint64_t>(layer.reason));
    inner.to_viewport = inner.to_viewport * Transform::translation(origin.x, origin.y) * layer.transform *
                        Transform::translation(-origin.x, -origin.y);
    inner.can_move |= layer.reason != LayerReason::effect;
    push(inner);
}

/// Where the unit is in the viewport; of the beginning of a layer or a clip, everything in it.
Rect DamageFinder::seen(const Unit& unit) const {
    const Level* level = &levels_[unit.level];
    Rect rect;
    Transform to_viewport = level->to_viewport;
    if (const auto* layer = std::get_if<PushLayerItem>(unit.item)) {
        const Point origin = layer->origin + unit.offset;
        to_viewport = to_viewport * Transform::translation(origin.x, origin.y) * layer->transform *
                      Transform::translation(-origin.x, -origin.y);
        rect = layer->bounds;
        if (layer->reason != LayerReason::effect) return bounds_of(to_viewport, rect.moved_by(unit.offset));
    } else if (const auto* clip = std::get_if<PushClipItem>(unit.item)) {
        rect = clip->rect;
    } else if (const auto* scroll = std::get_if<PushScrollItem>(unit.item)) {
        rect = scroll->port;
    } else {
        rect = ink_of(*unit.item);
    }
    if (rect.empty()) return {};
    const Rect bounds = bounds_of(to_viewport, rect.moved_by(unit.offset));
    const Rect visible = level->can_move ? bounds : intersected(bounds, level->visible);
    return visible.empty() ? Rect{} : visible;
}

bool DamageFinder::same(const Unit& a, const Unit& b) const {
    return same_surroundings(a.level, b.level) && same_item(a, b);
}

/// One in the place of the other, in another colour, say: nothing need be looked for further on.
bool DamageFinder::is_in_place_of(const Unit& a, const Unit& b) const {
    if (a.item->index() != b.item->index() || !same_surroundings(a.level, b.level)) return false;
    if (const auto* box = std::get_if<BoxItem>(a.item))
        return box->rect.moved_by(a.offset) == std::get<BoxItem>(*b.item).rect.moved_by(b.offset);
    if (const auto* text = std::get_if<TextItem>(a.item))
        return text->bounds.moved_by(a.offset) == std::get<TextItem>(*b.item).bounds.moved_by(b.offset);
    return false;
}

bool DamageFinder::same_surroundings(std::uint32_t level, std::uint32_t other) const {
    return level == other || levels_[level].surroundings == levels_[other].surroundings;
}

/// Goes on behind what is the same in both, as far as it goes without a look at other surroundings. Returns whether
/// there was any.
bool DamageFinder::skip_same(Cursor& before, Cursor& after) const {
    const Units &a = before.units(), &b = after.units();
    if (!same_surroundings(a.level, b.level)) return false;
    const std::span<const DisplayItem> rest = before.rest(), other = after.rest();
    const std::size_t most = std::min(rest.size(), other.size());
    std::size_t count = 0;
    for (; count < most; ++count) {
        const auto *box = std::get_if<BoxItem>(&rest[count]), *there = std::get_if<BoxItem>(&other[count]);
        if (box && there && a.offset == b.offset && std::memcmp(box, there, sizeof *box) == 0) continue;
        if (!same_item({&rest[count], a.glyphs, a.stops, a.offset}, {&other[count], b.glyphs, b.stops, b.offset}))
            break;
    }
    if (count == 0) return false;
    before.advance(count);
    after.advance(count);
    return true;
}

/// Levels apart.
bool DamageFinder::same_item(const Unit& a, const Unit& b) {
    if (a.item->index() != b.item->index()) return false;
    if (const auto* box = std::get_if<BoxItem>(a.item)) {
        BoxItem one = *box, other = std::get<BoxItem>(*b.item);
        one.rect = one.rect.moved_by(a.offset);
        other.rect = other.rect.moved_by(b.offset);
        return one == other;
    }
    if (const auto* list = std::get_if<SubListItem>(a.item)) {
        const auto& other = std::get<SubListItem>(*b.item);
        return list->list == other.list && list->offset + a.offset == other.offset + b.offset;
    }
    if (const auto* layer = std::get_if<PushLayerItem>(a.item)) {  // the bounds follow from what is inside
        PushLayerItem one = *layer, other = std::get<PushLayerItem>(*b.item);
        one.origin = one.origin + a.offset;
        other.origin = other.origin + b.offset;
        one.bounds = other.bounds = {};
        return one == other;
    }
    if (const auto* text = std::get_if<TextItem>(a.item)) {
        TextItem one = *text, other = std::get<TextItem>(*b.item);
        if (one.count != other.count || !same_glyphs(one, a.glyphs, a.offset, other, b.glyphs, b.offset)) return false;
        one.first = other.first = 0;
        one.bounds = one.bounds.moved_by(a.offset);
        other.bounds = other.bounds.moved_by(b.offset);
        return one == other;
    }
    if (const auto* gradient = std::get_if<GradientItem>(a.item)) {
        GradientItem one = std::get<GradientItem>(moved_by(*gradient, a.offset));
        GradientItem other = std::get<GradientItem>(moved_by(*b.item, b.offset));
        const auto* stops = a.stops + one.first_stop;
        if (one.stop_count != other.stop_count ||
            !std::equal(stops, stops + one.stop_count, b.stops + other.first_stop)) {
            return false;
        }
        one.first_stop = other.first_stop = 0;
        return one == other;
    }
    return a.offset == b.offset ? *a.item == *b.item : moved_by(*a.item, a.offset) == moved_by(*b.item, b.offset);
}

/// Returns where it is seen.
Rect DamageFinder::note_changed(const Unit& unit, const Rect& viewport) {
    const Rect rect = seen(unit);
    const Rect visible = intersected(rect, viewport);
    if (!visible.empty() && changed_.size() < most_changed && (changed_.empty() || changed_.back() != visible))
        changed_.push_back(visible);
    return rect;
}

// What is the same in both, in the same order, stays as it is; the rest is damage where it was and where it is.
Rect DamageFinder::compare(const Rect& viewport) {
    Rect damage;
    changed_.clear();
    std::size_t comparisons = 0;
    Cursor i(before_), j(after_);
    const auto it_went = [&] {
        damage = united(damage, seen(*i));
        i.advance();
    };
    const auto it_came = [&] {
        damage = united(damage, note_changed(*j, viewport));
        j.advance();
    };
    while (!i.at_end() || !j.at_end()) {
        if (i.at_end()) {
            it_came();
            continue;
        }
        if (j.at_end()) {
            it_went();
            continue;
        }
        if (skip_same(i, j)) continue;
        if (is_in_place_of(*i, *j)) {
            it_went();
            it_came();
            continue;
        }
        // The nearest place where they agree again.
        std::size_t gone = 0, come = 0;
        Cursor further_i = i, further_j = j;
        for (std::size_t ahead = 1; ahead <= farthest_look_ahead && comparisons < most_comparisons; ++ahead) {
            comparisons += 2;
            if (!further_i.at_end()) further_i.advance();
            if (!further_i.at_end() && same(*further_i, *j)) {
                gone = ahead;
                break;
            }
            if (!further_j.at_end()) further_j.advance();
            if (!further_j.at_end() && same(*i, *further_j)) {
                come = ahead;
                break;
            }
        }
        if (gone == 0 && come == 0) gone = come = 1;
        for (; gone > 0; --gone) it_went();
        for (; come > 0; --come) it_came();
        if (intersected(damage, viewport) == viewport) break;
    }
    damage = intersected(damage, viewport);
    return damage.empty() ? Rect{} : damage;
}

}  // namespace janklab
