// SPDX-License-Identifier: MIT
#include "compositor/scrolling.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace janklab {

namespace {

constexpr float farthest_at_once = 1e7f;  // CSS pixels

float sane(float way) { return std::isfinite(way) ? std::clamp(way, -farthest_at_once, farthest_at_once) : 0; }

float coordinate(Point point, BarAxis axis) { return axis == BarAxis::down ? point.y : point.x; }
float start_of(const Rect& rect, BarAxis axis) { return axis == BarAxis::down ? rect.y : rect.x; }
float length_of(const Rect& rect, BarAxis axis) { return axis == BarAxis::down ? rect.height : rect.width; }

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
        State next{.layer = node.layer, .position = node.position, .moved = node.included, .jumps = node.jumps};
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
        place(index);
        // A jump ends the glide. Of what was moved the page's position lacks only what it had not heard of.
        if (std::exchange(state.jumps, node(index).jumps) != node(index).jumps) state.started = time_never;
        state.target = clamped(state.target, node(index));
    }
    if (held_bar_ && index_of(held_bar_->scroller) < 0) held_bar_.reset();
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

bool Scrolling::gesture_goes_on(Point pointer, TimePoint now) const {
    return last_wheel_ != time_never && now - last_wheel_ < gesture_pause && index_of(latched_) >= 0 &&
           std::hypot(pointer.x - last_pointer_.x, pointer.y - last_pointer_.y) <= gesture_reach;
}

bool Scrolling::wheel(int index, Point by, bool smooth, TimePoint now, Point pointer) {
    advance(now);
    by = {sane(by.x), sane(by.y)};
    if (by == Point{}) return false;
    const int target = gesture_goes_on(pointer, now) ? index_of(latched_) : first_that_can_move(index, by);
    if (target < 0) return false;
    latched_ = node(target).layer;
    last_wheel_ = now;
    last_pointer_ = pointer;
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
    if (request.wheel) return wheel(index, request.by, request.smooth, now, request.pointer), true;
    return scroll(index, request.by, request.smooth, now), true;
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
    ++moves_;
}

// -- bars

void Scrolling::press_bar(int index, BarAxis axis, const Rect& port, Point at, TimePoint now) {
    advance(now);
    const ScrollBar bar = scroll_bar(node(index), port, position(index), axis);
    const float along = coordinate(at, axis), start = start_of(bar.thumb, axis);
    held_bar_ = HeldBar{.scroller = node(index).layer, .axis = axis, .port = port, .at = at};
    if (along >= start && along < start + length_of(bar.thumb, axis)) {
        held_bar_->grabbed_at = along - start;
        return;
    }
    held_bar_->pages = along < start ? -1.f : 1.f;
    scroll_a_page(now);
    held_bar_->next_page = now + first_page_time;
}

/// Towards the pointer, beside the thumb; until the thumb, at the end of its glide, has reached it.
void Scrolling::scroll_a_page(TimePoint now) {
    HeldBar& held = *held_bar_;
    const int index = index_of(held.scroller);
    const ScrollBar bar = scroll_bar(node(index), held.port, goal(index), held.axis);
    const float along = coordinate(held.at, held.axis), start = start_of(bar.thumb, held.axis);
    const bool beside = held.pages < 0 ? along < start : along >= start + length_of(bar.thumb, held.axis);
    held.next_page = beside ? now + page_time : time_never;
    if (!beside) return;
    const float page = length_of(held.port, held.axis) * share_of_a_page * held.pages;
    move(index, held.axis == BarAxis::down ? Point{0, page} : Point{page, 0}, true, now);
}

void Scrolling::drag_bar(Point at, TimePoint now) {
    if (!held_bar_ || !std::isfinite(at.x) || !std::isfinite(at.y)) return;
    HeldBar& held = *held_bar_;
    held.at = at;
    const int index = index_of(held.scroller);
    const ScrollNode& here = node(index);
    const ScrollBar bar = scroll_bar(here, held.port, position(index), held.axis);
    if (held.pages != 0) held.next_page = std::min(held.next_page, now + page_time);
    if (held.pages != 0 || !(bar.free_way > 0)) return;
    const float part = (coordinate(at, held.axis) - held.grabbed_at - start_of(bar.track, held.axis)) / bar.free_way;
    Point target = position(index);
    float& along = held.axis == BarAxis::down ? target.y : target.x;
    const float least = coordinate(here.min, held.axis), most = coordinate(here.max, held.axis);
    along = least + (most - least) * std::clamp(part, 0.f, 1.f);
    state(index).started = time_never;
    move_to(index, target, now);
}

void Scrolling::release_bar(TimePoint now) {
    if (!held_bar_) return;
    if (const int index = index_of(held_bar_->scroller); index >= 0) state(index).last_moved = now;
    held_bar_.reset();
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
    if (state.layer == hovered_ || (held_bar_ && held_bar_->scroller == state.layer)) return 1;
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
    if (held_bar_ && held_bar_->next_page <= now) scroll_a_page(now);
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
        const bool held = held_bar_ && held_bar_->scroller == state.layer;
        if (state.in_gesture && state.started == time_never && !held && now - state.last_moved >= gesture_pause) {
            state.in_gesture = false;
            state.end_untold = news_ = true;
        }
    }
}

bool Scrolling::gliding() const {
    return std::ranges::any_of(states_, [](const State& state) { return state.started != time_never; });
}

bool Scrolling::animating(TimePoint now) const {
    if (held_bar_ && held_bar_->next_page != time_never) return true;
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
