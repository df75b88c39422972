// SPDX-License-Identifier: MIT
#include "display/input_routing.h"

#include <algorithm>

namespace janklab {

namespace {

constexpr Key f11 = static_cast<Key>(static_cast<std::uint32_t>(Key::f1) + 10);

}  // namespace

int InputRouting::route() {
    if (const std::optional<std::string> text = link_.take_clipboard()) window_.set_clipboard(*text);
    batch_.clear();
    window_.take_events(batch_);
    route_state();
    for (InputEvent& event : batch_) {
        event.id = input_id(++count_);
        switch (event.kind) {
            case InputKind::pointer_move:
            case InputKind::pointer_down:
            case InputKind::pointer_up:
            case InputKind::pointer_leave:
            case InputKind::wheel:
                route_pointer(event);
                break;
            case InputKind::key_down:
            case InputKind::key_up:
            case InputKind::text:
                route_key(event);
                break;
            case InputKind::resize:
            case InputKind::visibility:
            case InputKind::window_focus:
                break;  // from state(), not from here
        }
    }
    window_.set_cursor(overlay_.cursor().value_or(over_page_ ? link_.cursor() : CursorShape::arrow));
    return static_cast<int>(batch_.size());
}

void InputRouting::route_state() {
    const WindowState& state = window_.state();
    if (state.visibility != visibility_) {
        visibility_ = state.visibility;
        events_.visibility_changed(visibility_);
        announce({.kind = InputKind::visibility, .visible = visibility_ == Visibility::shown});
    }
    if (state.focused != focused_) {
        focused_ = state.focused;
        announce({.kind = InputKind::window_focus, .focused = focused_});
    }
    if (visibility_ == Visibility::hidden) return;  // a size of nothing is no news for a page
    const Rect area = overlay_.page_area(state.size);
    const bool resized = area.size() != page_area_.size() || state.scale != scale_;
    page_area_ = area;
    scale_ = state.scale;
    if (!resized) return;
    announce({.kind = InputKind::resize, .size = area.size(), .scale = state.scale});
}

void InputRouting::announce(InputEvent event) {
    event.id = input_id(++count_);
    event.time = clock_.stamp();
    overlay_.take_input(event);
    send(event);
}

void InputRouting::route_pointer(const InputEvent& event) {
    const unsigned button = 1u << event.button;
    if (event.kind == InputKind::pointer_up) buttons_down_ &= ~button;

    const bool held_by_page = holder_ == Holder::page;
    const bool taken = !held_by_page && overlay_.take_input(event);
    const bool on_page = event.kind != InputKind::pointer_leave && page_area_.contains(event.position);
    const bool for_page = held_by_page || (holder_ == Holder::nobody && !taken && on_page);

    if (event.kind == InputKind::pointer_down) {
        buttons_down_ |= button;
        if (holder_ == Holder::nobody) holder_ = for_page ? Holder::page : Holder::overlay;
    }
    if (buttons_down_ == 0) holder_ = Holder::nobody;

    if (event.kind == InputKind::pointer_leave) {
        if (holder_ != Holder::page) leave_page(event);
    } else if (for_page) {
        over_page_ = true;
        send(event);
    } else {
        leave_page(event);
    }
}

void InputRouting::route_key(const InputEvent& event) {
    const bool taken = overlay_.take_input(event);
    const auto held = std::find(keys_not_for_page_.begin(), keys_not_for_page_.end(), event.key);
    if (event.kind == InputKind::key_up && held != keys_not_for_page_.end()) {
        keys_not_for_page_.erase(held);
        return;
    }
    if (taken || event.key == f11) {
        if (event.kind == InputKind::key_down && held == keys_not_for_page_.end())
            keys_not_for_page_.push_back(event.key);
        if (!taken && event.kind == InputKind::key_down && !event.repeat) window_.toggle_fullscreen();
        return;
    }
    // Only for the keys that ask for it: reading the clipboard means asking another program.
    if (asks_for_clipboard(event)) link_.send(PageMail{ClipboardText{window_.clipboard()}});
    send(event);
}

void InputRouting::leave_page(const InputEvent& event) {
    if (!over_page_) return;
    over_page_ = false;
    InputEvent leave = event;
    leave.kind = InputKind::pointer_leave;
    send(leave);
}

void InputRouting::send(InputEvent event) {
    event.position = event.position - page_area_.origin();
    const bool for_page = scrolling_.route(event);
    events_.input(event, for_page);
    if (for_page) link_.send(event);
}

}  // namespace janklab
