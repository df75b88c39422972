// SPDX-License-Identifier: MIT
#include "compositor/scrolling.h"

#include <algorithm>
#include <cmath>

namespace janklab {

namespace {

constexpr float farthest_at_once = 1e7f;  // CSS pixels

float sane(float way) { return std::isfinite(way) ? std::clamp(way, -farthest_at_once, farthest_at_once) : 0; }

Point clamped(Point position, const ScrollNode& node) {
    return {std::clamp(position.x, node.min.x, node.max.x), std::clamp(position.y, node.min.y, node.max.y)};
}

int find(const std::vector<std::pair<LayerId, int>>& sorted, LayerId layer) {
    const auto found = std::ranges::lower_bound(sorted, layer, {}, &std::pair<LayerId, int>::first);
    return found != sorted.end() && found->first == layer ? found->second : -1;
}

}  // namespace

const ScrollTree Scrolling::nothing;

// -- commits

void Scrolling::take(const ScrollTree& tree) {
    states_before_.swap(states_);
    states_.clear();
    tree_ = &tree;
    for (std::size_t i = 0; i < tree.scrollers.size(); ++i) {
        const ScrollNode& node = tree.scrollers[i];
        const int before = find(by_layer_, node.layer);
        // One that was not there, or has been away: what the page knows is all there is.
        State next{.layer = node.layer, .position = node.position, .moved = node.included};
        if (before >= 0) next = states_before_[static_cast<std::size_t>(before)];
        states_.push_back(next);
    }
    by_layer_.clear();
    stickies_.clear();
    for (std::size_t i = 0; i < tree.scrollers.size(); ++i) {
        by_layer_.emplace_back(tree.scrollers[i].layer, static_cast<int>(i));
    }
    for (std::size_t i = 0; i < tree.stickies.size(); ++i) {
        stickies_.emplace_back(tree.stickies[i].layer, static_cast<int>(i));
    }
    std::ranges::sort(by_layer_);
    std::ranges::sort(stickies_);
    for (std::size_t i = 0; i < states_.size(); ++i) {
        const int index = static_cast<int>(i);
        State& state = states_[i];
        const Point before = state.position;
        place(index);
        if (state.started == time_never) continue;
        // What the page changed under way changes the way.
        state.from = clamped(state.from + state.position - before, node(index));
        state.target = clamped(state.target + state.position - before, node(index));
    }
    if (dragged_ && index_of(dragged_->scroller) < 0) dragged_.reset();
    ++version_;
}

/// The page's position and what it does not include yet.
void Scrolling::place(int index) {
    const ScrollNode& here = node(index);
    State& state = this->state(index);
    const ScrollDistance way = state.moved - here.included;
    state.position = scrolled_by(here.position, way, here.min, here.max);
    // What lies beyond the ends is not moved: else the way back would begin with it.
    const auto cut = [](float at, double by, float position, double& moved) {
        const auto wanted = static_cast<float>(static_cast<double>(at) + by);
        if (wanted != position) moved += static_cast<double>(position) - static_cast<double>(wanted);
    };
    cut(here.position.x, way.x, state.position.x, state.moved.x);
    cut(here.position.y, way.y, state.position.y, state.moved.y);
}

int Scrolling::index_of(LayerId scroller) const { return find(by_layer_, scroller); }

// -- moving

Point Scrolling::goal(int index) const {
    const State& state = states_[static_cast<std::size_t>(index)];
    return state.started == time_never ? state.position : state.target;
}

bool Scrolling::can_move(int index, Point by) const {
    const ScrollNode& here = node(index);
    const Point at = goal(index);
    const auto along = [](bool axis, float position, float way, float least, float most) {
        return axis && ((way > 0 && position < most) || (way < 0 && position > least));
    };
    return along(here.x, at.x, by.x, here.min.x, here.max.x) || along(here.y, at.y, by.y, here.min.y, here.max.y);
}

int Scrolling::first_that_can_move(int index, Point by) const {
    for (; index >= 0; index = node(index).around) {
        if (can_move(index, by)) return index;
        if (node(index).contained) return -1;
    }
    return -1;
}

bool Scrolling::wheel(int index, Point by, bool smooth, TimePoint now) {
    advance(now);
    by = {sane(by.x), sane(by.y)};
    if (by == Point{}) return false;
    const bool goes_on = last_wheel_ != time_never && now - last_wheel_ < gesture_pause && index_of(latched_) >= 0;
    const int target = goes_on ? index_of(latched_) : first_that_can_move(index, by);
    if (target < 0) return false;
    latched_ = node(target).layer;
    last_wheel_ = now;
    move(target, by, smooth, now);
    return true;
}

bool Scrolling::scroll(int index, Point by, bool smooth, TimePoint now) {
    advance(now);
    by = {sane(by.x), sane(by.y)};
    const int target = first_that_can_move(index, by);
    if (target < 0) return false;
    move(target, by, smooth, now);
    return true;
}

bool Scrolling::scroll(const ScrollRequest& request, TimePoint now) {
    const int index = index_of(request.scroller);
    if (index < 0) return false;
    return scroll(index, request.by, request.smooth, now);
}

void Scrolling::move(int index, Point by, bool smooth, TimePoint now) {
    const ScrollNode& here = node(index);
    const Point at = goal(index);
    const Point target = clamped({here.x ? at.x + by.x : at.x, here.y ? at.y + by.y : at.y}, here);
    State& state = this->state(index);
    if (!smooth) {
        state.started = time_never;
        return move_to(index, target, now);
    }
    if (target == at) return;
    state.from = state.position;
    state.target = target;
    state.started = now;
    state.last_moved = now;
}

void Scrolling::move_to(int index, Point position, TimePoint now) {
    State& state = this->state(index);
    position = clamped(position, node(index));
    if (position == state.position) return;
    state.moved.x += static_cast<double>(position.x) - static_cast<double>(state.position.x);
    state.moved.y += static_cast<double>(position.y) - static_cast<double>(state.position.y);
    place(index);
    state.last_moved = now;
    state.in_gesture = state.untold = news_ = true;
    ++version_;
}

// -- bars

void Scrolling::press_bar(int index, BarAxis axis, const Rect& port, Point at, TimePoint now) {
    advance(now);
    const ScrollBar bar = scroll_bar(node(index), port, position(index), axis);
    const bool down = axis == BarAxis::down;
    const float along = down ? at.y : at.x;
    const float start = down ? bar.thumb.y : bar.thumb.x, length = down ? bar.thumb.height : bar.thumb.width;
    if (along >= start && along < start + length) {
        dragged_ = Dragged{node(index).layer, axis, port, along - start};
        return;
    }
    // Beside the thumb: a page in that direction.
    const float page = (down ? port.height : port.width) * 0.875f * (along < start ? -1.f : 1.f);
    move(index, down ? Point{0, page} : Point{page, 0}, true, now);
}

void Scrolling::drag_bar(Point at, TimePoint now) {
    if (!dragged_) return;
    const int index = index_of(dragged_->scroller);
    const ScrollBar bar = scroll_bar(node(index), dragged_->port, position(index), dragged_->axis);
    if (!(bar.free_way > 0) || !std::isfinite(at.x) || !std::isfinite(at.y)) return;
    const ScrollNode& here = node(index);
    Point target = position(index);
    const auto along = [&](float pointer, float track, float least, float most) {
        return least + (most - least) * std::clamp((pointer - dragged_->grabbed_at - track) / bar.free_way, 0.f, 1.f);
    };
    if (dragged_->axis == BarAxis::down) target.y = along(at.y, bar.track.y, here.min.y, here.max.y);
    else target.x = along(at.x, bar.track.x, here.min.x, here.max.x);
    state(index).started = time_never;
    move_to(index, target, now);
}

void Scrolling::release_bar(TimePoint now) {
    if (!dragged_) return;
    if (const int index = index_of(dragged_->scroller); index >= 0) state(index).last_moved = now;
    dragged_.reset();
}

void Scrolling::hover_bar(int index, TimePoint now) {
    const LayerId over = index >= 0 ? node(index).layer : LayerId{};
    if (over == hovered_) return;
    if (const int left = index_of(hovered_); left >= 0) state(left).last_moved = now;
    hovered_ = over;
    ++version_;
}

float Scrolling::bar_opacity(int index, TimePoint now) const {
    const State& state = states_[static_cast<std::size_t>(index)];
    if (state.layer == hovered_ || (dragged_ && dragged_->scroller == state.layer)) return 1;
    if (state.last_moved == time_never) return 0;
    const Duration since = now - state.last_moved;
    if (since <= bar_time) return 1;
    if (since >= bar_time + bar_fade) return 0;
    return 1 - static_cast<float>(to_ms(since - bar_time) / to_ms(bar_fade));
}

// -- time

void Scrolling::advance(TimePoint now) {
    if (now <= now_) return;
    now_ = now;
    for (std::size_t i = 0; i < states_.size(); ++i) {
        State& state = states_[i];
        const int index = static_cast<int>(i);
        if (state.started != time_never) {
            const double part = to_ms(now - state.started) / to_ms(smooth_scroll_time);
            const float share = part >= 1 ? 1 : ease_.at(static_cast<float>(part));
            const Point way = state.target - state.from;
            move_to(index, part >= 1 ? state.target : state.from + Point{way.x * share, way.y * share}, now);
            if (part >= 1) state.started = time_never;
        }
        const bool held = dragged_ && dragged_->scroller == state.layer;
        if (state.in_gesture && state.started == time_never && !held && now - state.last_moved >= gesture_pause) {
            state.in_gesture = false;
            state.end_untold = news_ = true;
        }
    }
}

bool Scrolling::animating(TimePoint now) const {
    return std::ranges::any_of(states_, [&](const State& state) {
        if (state.started != time_never) return true;
        if (state.last_moved == time_never) return false;
        // Until the picture without the bar was drawn, too.
        const Duration since = now - state.last_moved;
        return since > bar_time && since < bar_time + bar_fade + 50ms;
    });
}

std::span<const ScrollUpdate> Scrolling::take_news() {
    updates_.clear();
    news_ = false;
    for (State& state : states_) {
        if (!state.untold && !state.end_untold) continue;
        updates_.push_back({state.layer, state.moved, state.end_untold});
        state.untold = state.end_untold = false;
    }
    return updates_;
}

bool Scrolling::as_the_page_knows() const {
    for (std::size_t i = 0; i < states_.size(); ++i) {
        if (states_[i].position != tree_->scrollers[i].position) return false;
    }
    return true;
}

// -- sticky boxes

Point Scrolling::shift(LayerId sticky) const {
    const int index = find(stickies_, sticky);
    if (index < 0) return {};
    const StickyNode& node = tree_->stickies[static_cast<std::size_t>(index)];
    if (node.scroller < 0) return {};
    const Point at = position(node.scroller);
    return sticky_shift(node.constraint, at, shift_around(*tree_, node, at));
}

}  // namespace janklab
