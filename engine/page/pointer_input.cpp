// SPDX-License-Identifier: MIT
#include "page/pointer_input.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "display/scroll_routing.h"
#include "dom/document.h"
#include "layout/hit_test.h"
#include "layout/layout_tree.h"
#include "page/text_input.h"
#include "style/style.h"

namespace janklab {

namespace {

constexpr int no_button = -1;

/// Event::button of what the input causes: the button that it has changed.
int changed_button(const InputEvent& input) {
    return input.kind == InputKind::pointer_down || input.kind == InputKind::pointer_up ? input.button : no_button;
}

/// In Event::buttons, which has its own order.
std::uint8_t bit_of(std::uint8_t button) {
    if (button == middle_button) return 4;
    return static_cast<std::uint8_t>(button == right_button ? 2 : 1u << button);
}

// What desktops use; neither standard gives figures.
constexpr Duration double_click_time = 500ms;
constexpr float double_click_distance = 5;  // CSS pixels

/// `element` and everything above it, from the inside out; empty for null.
std::vector<Ref<Element>> line_to_root(Element* element) {
    std::vector<Ref<Element>> line;
    for (; element; element = element->parent()) line.emplace_back(element);
    return line;
}

bool contains(const std::vector<Ref<Element>>& line, const Ref<Element>& element) {
    return std::find(line.begin(), line.end(), element) != line.end();
}

Ref<Element> innermost(const std::vector<Ref<Element>>& line) { return line.empty() ? nullptr : line.front(); }

Element* nearest_that_takes_focus(Element* element) {
    while (element && !element->document().can_have_focus(*element)) element = element->parent();
    return element;
}

}  // namespace

Event PointerInput::event_of(std::string_view type, const InputEvent& input, int button) const {
    Event event(type);
    event.time = input.time;
    event.position = input.position;
    event.button = static_cast<std::int8_t>(button);
    event.buttons = buttons_;
    event.shift = input.shift;
    event.control = input.control;
    event.alt = input.alt;
    return event;
}

/// Where events go: to the element that has captured the pointer, else to the one under it, else to the body.
Ref<Element> PointerInput::target_of(const InputEvent& input) {
    document_.pointer_capture().process_pending(event_of({}, input, changed_button(input)));
    if (Element* captor = document_.pointer_capture().element()) return captor;
    update_layout(document_);  // what the task before has changed counts
    Element* hit = hit_test(document_, input.position);
    return hit ? *hit : document_.body();
}

/// "Boundary events": https://w3c.github.io/pointerevents/#boundary-events-caused-by-pointer-capture
void PointerInput::enter(Element* target, const InputEvent& input) {
    // What was taken out of the tree since, though it may be back, is hovered no more: nothing is told to it, or of it.
    const bool target_is_gone = !over_.empty() && !over_.front()->is(InteractionState::hover);
    if (!target_is_gone && innermost(over_) == target) return;
    std::erase_if(over_, [](const Ref<Element>& element) { return !element->is(InteractionState::hover); });
    const Ref<Element> to(target), from = target_is_gone ? nullptr : innermost(over_);
    const std::vector<Ref<Element>> now = line_to_root(target), before = std::exchange(over_, now);
    const auto tell = [&](const Ref<Element>& element, std::string_view type, const Ref<Element>& other) {
        Event event = event_of(type, input, no_button);
        event.related_target = other.get();
        element->dispatch_from_platform(event);
    };
    for (const Ref<Element>& element : before) {
        if (!contains(now, element)) element->set_interaction(InteractionState::hover, false);
    }
    for (const Ref<Element>& element : now) element->set_interaction(InteractionState::hover, true);
    // Out and over bubble; each element that is left or entered gets its own leave or enter, the inner first out, the
    // outer first in.
    if (from && from != to) tell(from, "pointerout", to);
    for (const Ref<Element>& element : before) {
        if (!contains(now, element)) tell(element, "pointerleave", to);
    }
    if (to && from != to) tell(to, "pointerover", from);
    for (auto element = now.rbegin(); element != now.rend(); ++element) {
        if (!contains(before, *element)) tell(*element, "pointerenter", from);
    }
}

void PointerInput::note_place(const InputEvent& input) {
    latest_ = input;
    latest_.kind = InputKind::pointer_move;                // what is told of the place later has no button
    const LayoutTree* tree = document_.layout_side.get();  // before the first layout nothing is known
    inside_ = !tree || Rect{0, 0, tree->viewport.width, tree->viewport.height}.contains(input.position);
}

/// Where nobody has captured it, the pointer is in nothing when it is out of the window.
void PointerInput::enter_what_is_there(const InputEvent& input) {
    const Ref<Element> target = target_of(input);
    const bool somewhere = inside_ || document_.pointer_capture().element();
    enter(somewhere ? target.get() : nullptr, input);
}

void PointerInput::left(const InputEvent& input) {
    inside_ = false;
    if (!drag_.running()) enter_what_is_there(input);
}

void PointerInput::contents_moved(TimePoint now) {
    if (!inside_ || drag_.running() || document_.pointer_capture().is_claimed()) return;
    latest_.time = now;
    enter_what_is_there(latest_);
}

/// The pointer's events end here, and no click follows. https://w3c.github.io/pointerevents/#the-pointercancel-event
void PointerInput::cancel(const InputEvent& input) {
    Element* captor = document_.pointer_capture().element();
    const Ref<Element> target(captor ? captor : over_.empty() ? &document_.body() : over_.front().get());
    Event event = event_of("pointercancel", input);
    event.buttons = 0;
    target->dispatch_from_platform(event);
    document_.pointer_capture().set_button_down(false);
    document_.pointer_capture().process_pending(event);
    pressed_ = nullptr;
    text_.released();
    activate(nullptr);
    enter(nullptr, input);
}

void PointerInput::moved(const InputEvent& input, std::span<const PointerSample> samples) {
    const Event drag = event_of("drag", input);
    if (drag_.begins(drag)) cancel(input);
    note_place(input);
    if (drag_.running()) return drag_.moved(drag);  // meanwhile there are no pointer events
    const Ref<Element> target = target_of(input);
    enter(target.get(), input);
    Event move = event_of("pointermove", input, no_button);
    move.coalesced = samples;
    if (target->dispatch_from_platform(move)) text_.dragged(input.position);
}

void PointerInput::moved_raw(const InputEvent& input) {
    if (drag_.running()) return;
    Event raw = event_of("pointerrawupdate", input, no_button);
    target_of(input)->dispatch_from_platform(raw);
}

/// While a button is down, a second one is told as a move: "chorded buttons".
/// https://w3c.github.io/pointerevents/#chorded-button-interactions
void PointerInput::pressed(const InputEvent& input) {
    note_place(input);
    const bool chorded = buttons_ != 0;
    buttons_ |= bit_of(input.button);
    document_.pointer_capture().set_button_down(true);
    count_click(input);
    const Ref<Element> target = target_of(input);
    enter(target.get(), input);
    if (!chorded) {
        pressed_ = target;
        activate(target.get());
    }
    Event down = event_of(chorded ? "pointermove" : "pointerdown", input, input.button);
    const bool wanted = target->dispatch_from_platform(down);
    if (!chorded && wanted) {
        document_.move_focus(nearest_that_takes_focus(target.get()), FocusBy::pointer);
        if (input.button == left_button) {
            drag_.pressed(target.get(), input.position);
            if (target->text_edit()) text_.pressed(input, press_.count, *target);
        }
    }
    if (input.button == right_button) {
        Event menu = event_of("contextmenu", input, input.button);
        target->dispatch_from_platform(menu);
    }
}

void PointerInput::released(const InputEvent& input) {
    note_place(input);
    buttons_ &= static_cast<std::uint8_t>(~bit_of(input.button));
    const bool chorded = buttons_ != 0;
    if (!chorded && drag_.released(event_of("drop", input))) {
        document_.pointer_capture().set_button_down(false);
        return enter_what_is_there(input);  // no release and no click: the pointer was cancelled
    }
    const Ref<Element> target = target_of(input);
    Event up = event_of(chorded ? "pointermove" : "pointerup", input, input.button);
    target->dispatch_from_platform(up);
    if (chorded) return;
    text_.released();
    const bool was_held = !inside_ || document_.pointer_capture().is_claimed();
    document_.pointer_capture().set_button_down(false);
    document_.pointer_capture().process_pending(up);
    const Ref<Element> pressed = std::exchange(pressed_, nullptr);
    activate(nullptr);
    if (pressed) click(input, common_ancestor(pressed.get(), target.get()));
    if (was_held) enter_what_is_there(input);
}

void PointerInput::click(const InputEvent& input, Element* target) {
    if (!target) return;
    const Ref<Element> keep(target);
    Event click = event_of(input.button == left_button ? "click" : "auxclick", input, input.button);
    click.click_count = press_.count;
    target->dispatch_from_platform(click);
    if (input.button != left_button || press_.count != 2) return;
    Event twice = event_of("dblclick", input);
    twice.click_count = press_.count;
    target->dispatch_from_platform(twice);
}

void PointerInput::count_click(const InputEvent& input) {
    const bool again =
        press_.time != time_never && input.button == press_.button && input.time - press_.time <= double_click_time &&
        std::hypot(input.position.x - press_.position.x, input.position.y - press_.position.y) <= double_click_distance;
    press_ = {input.time, input.position, input.button, static_cast<std::uint16_t>(again ? press_.count + 1 : 1)};
}

/// :active: the element, null for none, with all above it; but nothing where a disabled control is pressed.
void PointerInput::activate(Element* innermost) {
    for (const Ref<Element>& element : active_) element->set_interaction(InteractionState::active, false);
    active_ = line_to_root(innermost);
    if (std::ranges::any_of(active_, [](const Ref<Element>& one) { return one->is_disabled_control(); }))
        active_.clear();
    for (const Ref<Element>& element : active_) element->set_interaction(InteractionState::active, true);
}

CursorShape PointerInput::cursor() const {
    if (over_.empty()) return CursorShape::arrow;
    switch (over_.front()->inherited_style().cursor) {
        case Cursor::pointer:
        case Cursor::grab:
        case Cursor::grabbing:
            return CursorShape::pointing_hand;
        case Cursor::text:
            return CursorShape::text;
        case Cursor::crosshair:
            return CursorShape::crosshair;
        default:
            return CursorShape::arrow;
    }
}

void PointerInput::wheel_turned(const InputEvent& input) {
    const Ref<Element> target = target_of(input);
    Event wheel = event_of("wheel", input);
    wheel.offset = scrolled_by_wheel(input);
    wheel.cancelable = !input.scrolled;  // too late
    if (!target->dispatch_from_platform(wheel) || input.scrolled || input.control) return;
    const ScrollRequest turn{.by = wheel.offset, .smooth = input.wheel_steps, .wheel = true, .pointer = input.position};
    scroll_by_input(*target, turn, scroll_on_display_);
}

}  // namespace janklab
