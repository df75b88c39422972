// SPDX-License-Identifier: MIT
#include "display/scroll_routing.h"

namespace janklab {

namespace {

constexpr float arrow_step = 40;  // CSS pixels

}  // namespace

Point scrolled_by_key(const InputEvent& event, Size port) {
    if (event.control || event.alt) return {};
    constexpr float far = 1e7f;
    const float page = port.height * share_of_a_page;
    switch (event.key) {
        case Key::up:
            return {0, -arrow_step};
        case Key::down:
            return {0, arrow_step};
        case Key::left:
            return {-arrow_step, 0};
        case Key::right:
            return {arrow_step, 0};
        case Key::page_up:
            return {0, -page};
        case Key::page_down:
            return {0, page};
        case Key::home:
            return {0, -far};
        case Key::end:
            return {0, far};
        case Key::space:
            return {0, event.shift ? -page : page};
        default:
            return {};
    }
}

Point scrolled_by_wheel(const InputEvent& event) {
    return event.shift && event.wheel.x == 0 ? Point{event.wheel.y, 0} : event.wheel;
}

void ScrollRouting::commit_taken() {
    if (const CompositorFrame* frame = link_.current()) scrolling_.take(frame->scrolling);
    for (const ScrollRequest& request : early_) scrolling_.scroll(request, scrolling_.now());
    early_.clear();
}

void ScrollRouting::take_requests(TimePoint now) {
    ScrollRequest request;
    while (link_.take_scroll_request(request)) {
        request.smooth = request.smooth && smooth_;
        if (!scrolling_.scroll(request, now) && link_.commit_waiting()) early_.push_back(request);
    }
}

ScrollHit ScrollRouting::hit(Point point, TimePoint now) const {
    const CompositorFrame* frame = link_.current();
    if (!frame || frame->scrolling.scrollers.empty()) return {};
    return hit_scroller(*frame, scrolling_, point, now);
}

bool ScrollRouting::route(InputEvent& event) {
    switch (event.kind) {
        case InputKind::wheel:
            route_wheel(event);
            return true;
        case InputKind::key_down:
            route_key(event);
            return true;
        case InputKind::pointer_down:
        case InputKind::pointer_move:
        case InputKind::pointer_up:
        case InputKind::pointer_leave:
            return !route_pointer(event);
        default:
            return true;
    }
}

void ScrollRouting::route_wheel(InputEvent& event) {
    if (event.control) return;  // zooms, where somebody listens
    int node = -1;
    if (!scrolling_.gesture_goes_on(event.position, event.time)) {
        node = hit(event.position, event.time).node;
        if (node < 0 || scrolling_.tree().scrollers[static_cast<std::size_t>(node)].page_decides) return;
    }
    event.scrolled = true;
    scrolling_.wheel(node, scrolled_by_wheel(event), smooth_ && event.wheel_steps, event.time, event.position);
}

void ScrollRouting::route_key(InputEvent& event) {
    const KeyScrolling& keys = scrolling_.tree().keys;
    if (keys.scroller < 0 || keys.page_decides || (event.key == Key::space && keys.space_presses)) return;
    const Size port = scrolling_.tree().scrollers[static_cast<std::size_t>(keys.scroller)].port;
    const Point by = scrolled_by_key(event, port);
    if (by == Point{}) return;
    event.scrolled = true;
    scrolling_.scroll(keys.scroller, by, smooth_, event.time);
}

/// True: it belongs to a bar.
bool ScrollRouting::route_pointer(const InputEvent& event) {
    const unsigned button = 1u << event.button;
    const bool held = buttons_of_bar_ != 0;
    if (event.kind == InputKind::pointer_up) {
        if (!(buttons_of_bar_ & button)) return false;
        buttons_of_bar_ &= ~button;
        if (event.button == left_button) scrolling_.release_bar(event.time);
        return true;
    }
    if (held) {
        if (event.kind == InputKind::pointer_down) buttons_of_bar_ |= button;
        else if (event.kind == InputKind::pointer_move) scrolling_.drag_bar(to_held_.apply(event.position), event.time);
        return true;
    }
    const bool left = event.kind == InputKind::pointer_leave;
    const ScrollHit under = left ? ScrollHit{} : hit(event.position, event.time);
    scrolling_.hover_bar(under.bar, event.time);
    if (event.kind != InputKind::pointer_down || event.button != left_button || under.bar < 0) return false;
    buttons_of_bar_ = button;
    to_held_ = under.to_port;
    scrolling_.press_bar(under.bar, under.axis, under.port, under.to_port.apply(event.position), event.time);
    return true;
}

void ScrollRouting::begin_frame(const BeginFrame& frame, bool for_page) {
    scrolling_.advance(frame.time);
    if (for_page && has_news()) link_.send(scrolling_.take_news());
}

}  // namespace janklab
