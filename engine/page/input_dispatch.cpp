// SPDX-License-Identifier: MIT
#include "page/input_dispatch.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include "base/utf8.h"
#include "dom/document.h"
#include "layout/hit_test.h"
#include "loop/event_loop.h"

namespace janklab {

namespace {

Event event_of(const char* type, const InputEvent& input) {
    Event event(type);
    event.time = input.time;
    event.position = input.position;
    event.button = input.button;
    event.shift = input.shift;
    event.control = input.control;
    event.alt = input.alt;
    event.repeat = input.repeat;
    return event;
}

/// The `key` of a key event, by https://w3c.github.io/uievents-key/
std::string key_text(Key key, bool shift) {
    const auto code = static_cast<std::uint32_t>(key);
    if (code >= static_cast<std::uint32_t>(Key::f1) && code < static_cast<std::uint32_t>(Key::f1) + 12)
        return "F" + std::to_string(code - static_cast<std::uint32_t>(Key::f1) + 1);
    switch (key) {
        case Key::enter:
            return "Enter";
        case Key::escape:
            return "Escape";
        case Key::tab:
            return "Tab";
        case Key::backspace:
            return "Backspace";
        case Key::del:
            return "Delete";
        case Key::left:
            return "ArrowLeft";
        case Key::right:
            return "ArrowRight";
        case Key::up:
            return "ArrowUp";
        case Key::down:
            return "ArrowDown";
        case Key::page_up:
            return "PageUp";
        case Key::page_down:
            return "PageDown";
        case Key::home:
            return "Home";
        case Key::end:
            return "End";
        default:
            break;
    }
    if (code == 0 || code >= 0x100) return "Unidentified";
    return std::string(
        1, static_cast<char>(shift ? code : static_cast<std::uint32_t>(std::tolower(static_cast<int>(code)))));
}

/// `element` and everything above it, from the inside out; empty for null.
std::vector<Ref<Element>> line_to_root(Element* element) {
    std::vector<Ref<Element>> line;
    for (; element; element = element->parent()) line.emplace_back(element);
    return line;
}

}  // namespace

void InputDispatch::receive(const InputEvent& event) {
    if (event.kind == InputKind::pointer_move) {
        move_ = event;
        move_waits_ = true;
        return;
    }
    queued_.emplace_back(event);
    // The platform queues it, no line of the page does.
    loop_.queue_a_platform_task(TaskSource::user_interaction, Name(to_string(event.kind), CodeLocation{}), event.id,
                                [this] { dispatch_first(); });
}

void InputDispatch::dispatch_first() { dispatch(queued_.take_front()); }

void InputDispatch::dispatch_what_waits_for_the_frame() {
    if (!move_waits_) return;
    move_waits_ = false;
    pointer_moved(move_);
}

void InputDispatch::dispatch(const InputEvent& event) {
    // A discrete event is not allowed to overtake the move before it.
    dispatch_what_waits_for_the_frame();
    switch (event.kind) {
        case InputKind::pointer_move:
            return pointer_moved(event);
        case InputKind::pointer_down:
            return pointer_pressed(event);
        case InputKind::pointer_up:
            return pointer_released(event);
        case InputKind::pointer_leave:
            return hover(nullptr, event);
        case InputKind::wheel:
            return wheel_turned(event);
        case InputKind::key_down:
        case InputKind::key_up:
            return key_changed(event);
        case InputKind::text:
            return text_typed(event);
        case InputKind::resize:
        case InputKind::visibility:
            return;  // not for elements: Page::receive
    }
}

Element& InputDispatch::target_at(Point position) {
    Element* hit = hit_test(document_, position);
    return hit ? *hit : document_.body();
}

void InputDispatch::hover(Element* target, const InputEvent& event) {
    if (hovered_ == target) return;
    const Ref<Element> left = std::exchange(hovered_, Ref<Element>(target));
    // Neither event bubbles: each element that is left or entered gets its own, the inner first out, the outer first
    // in.
    const std::vector<Ref<Element>> before = line_to_root(left.get()), now = line_to_root(target);
    for (const Ref<Element>& element : before) {
        if (std::find(now.begin(), now.end(), element) != now.end()) continue;
        Event leave = event_of("pointerleave", event);
        element->dispatch_from_platform(leave);
    }
    for (auto element = now.rbegin(); element != now.rend(); ++element) {
        if (std::find(before.begin(), before.end(), *element) != before.end()) continue;
        Event enter = event_of("pointerenter", event);
        (*element)->dispatch_from_platform(enter);
    }
}

void InputDispatch::pointer_moved(const InputEvent& event) {
    const Ref<Element> target = target_at(event.position);
    hover(target.get(), event);
    Event move = event_of("pointermove", event);
    target->dispatch_from_platform(move);
}

void InputDispatch::pointer_pressed(const InputEvent& event) {
    const Ref<Element> target = target_at(event.position);
    hover(target.get(), event);
    pressed_ = target;
    Event down = event_of("pointerdown", event);
    target->dispatch_from_platform(down);
}

void InputDispatch::pointer_released(const InputEvent& event) {
    const Ref<Element> target = target_at(event.position);
    const Ref<Element> pressed = std::exchange(pressed_, nullptr);
    Event up = event_of("pointerup", event);
    target->dispatch_from_platform(up);
    const Ref<Element> clicked = pressed ? common_ancestor(pressed.get(), target.get()) : nullptr;
    if (!clicked || event.button != 0) return;
    Event click = event_of("click", event);
    clicked->dispatch_from_platform(click);
}

void InputDispatch::wheel_turned(const InputEvent& event) {
    const Ref<Element> target = target_at(event.position);
    Event wheel = event_of("wheel", event);
    wheel.offset = event.wheel;
    if (!target->dispatch_from_platform(wheel)) return;
    if (Element* scroller = scrollable_ancestor(target.get(), event.wheel))
        scroller->scroll_to(scroller->scroll_position() + event.wheel);
}

void InputDispatch::key_changed(const InputEvent& event) {
    Event key = event_of(event.kind == InputKind::key_down ? "keydown" : "keyup", event);
    key.key = key_text(event.key, event.shift);
    document_.body().dispatch_from_platform(key);
}

void InputDispatch::text_typed(const InputEvent& event) {
    Event text = event_of("textinput", event);
    text.key = utf8(event.code_point);
    document_.body().dispatch_from_platform(text);
}

}  // namespace janklab
