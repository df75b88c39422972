// SPDX-License-Identifier: MIT
#include "page/key_input.h"

#include <algorithm>
#include <climits>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "display/scroll_routing.h"
#include "dom/document.h"
#include "layout/hit_test.h"
#include "page/text_input.h"
#include "paint/scroll_tree.h"
#include "style/style.h"

namespace janklab {

namespace {

Event event_of(std::string_view type, const InputEvent& input) {
    Event event(type);
    event.time = input.time;
    event.shift = input.shift;
    event.control = input.control;
    event.alt = input.alt;
    event.repeat = input.repeat;
    return event;
}

/// "Sequential focus navigation": https://html.spec.whatwg.org/multipage/interaction.html#sequential-focus-navigation
/// Those with a positive index first, in its order, then those with 0; equal ones in tree order.
std::vector<Element*> in_tab_order(Document& document) {
    std::vector<Element*> order;
    for (Node* node = &document.body(); node; node = next_in_tree(*node, document.body())) {
        Element* element = node->as_element();
        if (element && element->tab_index().value_or(-1) >= 0 && document.can_have_focus(*element))
            order.push_back(element);
    }
    const auto rank = [](const Element* element) {
        const int index = *element->tab_index();
        return index == 0 ? INT_MAX : index;
    };
    std::ranges::stable_sort(order, {}, rank);
    return order;
}

}  // namespace

std::string key_text(Key key, bool shift) {
    const auto code = static_cast<std::uint32_t>(key);
    if (code >= static_cast<std::uint32_t>(Key::f1) && code < static_cast<std::uint32_t>(Key::f1) + 25)
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
        case Key::insert:
            return "Insert";
        case Key::pause:
            return "Pause";
        case Key::print_screen:
            return "PrintScreen";
        case Key::context_menu:
            return "ContextMenu";
        case Key::shift:
            return "Shift";
        case Key::control:
            return "Control";
        case Key::alt:
            return "Alt";
        case Key::meta:
            return "Meta";
        case Key::caps_lock:
            return "CapsLock";
        case Key::num_lock:
            return "NumLock";
        case Key::scroll_lock:
            return "ScrollLock";
        default:
            break;
    }
    if (code == 0 || code >= 0x100) return "Unidentified";
    const bool capital = (code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE && code != 0xD7);
    return utf8(static_cast<char32_t>(capital && !shift ? code + 0x20 : code));
}

namespace {

/// What the layout made of the key, where the display knows that.
std::string key_text(const InputEvent& input) {
    if (input.dead) return "Dead";
    const bool named = static_cast<std::uint32_t>(input.key) >= 0x100;
    return input.code_point && !named ? utf8(input.code_point) : key_text(input.key, input.shift);
}

}  // namespace

void KeyInput::pressed(const InputEvent& input) {
    const Ref<Element> target(document_.active_element());
    Event key = event_of("keydown", input);
    key.key = key_text(input);
    types_ = target->dispatch_from_platform(key);
    if (types_) do_default(input, target);
}

void KeyInput::released(const InputEvent& input) {
    const Ref<Element> target(document_.active_element());
    Event key = event_of("keyup", input);
    key.key = key_text(input);
    const bool wanted = target->dispatch_from_platform(key);
    if (input.key != Key::space) return;
    if (std::exchange(space_down_, nullptr) == target && wanted) press(target, input);
}

void KeyInput::typed(const InputEvent& input) {
    if (!types_) return;
    const Ref<Element> target(document_.active_element());
    Event text = event_of("textinput", input);
    text.key = text.text = utf8(input.code_point);
    if (target->dispatch_from_platform(text)) text_.typed(input, *target);
}

void KeyInput::do_default(const InputEvent& input, const Ref<Element>& target) {
    const bool focused = target != &document_.body();
    if (focused && text_.key_pressed(input, *target)) return;
    if (input.control) {
        if (input.key == Key{'C'}) return exchange_with_clipboard("copy", input);
        if (input.key == Key{'X'}) return exchange_with_clipboard("cut", input);
        if (input.key == Key{'V'}) return exchange_with_clipboard("paste", input);
        return;
    }
    if (input.key == Key::tab) return move_focus_in_order(input.shift);
    if (focused && input.key == Key::enter && !input.alt && target->pressed_by_enter()) return press(target, input);
    if (focused && input.key == Key::space && target->pressed_by_space()) {
        space_down_ = target;
        return;
    }
    if (input.scrolled || scrolled_by_key(input, {1, 1}) == Point{}) return;
    update_layout(document_);  // what a listener has changed counts
    scroll(*target, input);
}

void KeyInput::move_focus_in_order(bool backwards) {
    std::vector<Element*> order = in_tab_order(document_);
    if (order.empty()) return;
    if (backwards) std::ranges::reverse(order);
    const auto now = std::ranges::find(order, document_.active_element());
    // After the last comes the page itself, then the first.
    Element* next = now == order.end() ? order.front() : now + 1 == order.end() ? nullptr : *(now + 1);
    document_.move_focus(next, FocusBy::keyboard);
    if (!next) return;
    update_layout(document_);
    next->scroll_into_view({.down = ScrollAlign::nearest});
}

void KeyInput::press(const Ref<Element>& target, const InputEvent& input) {
    Event click = event_of("click", input);
    target->dispatch_from_platform(click);
}

void KeyInput::exchange_with_clipboard(std::string_view type, const InputEvent& input) {
    const Ref<Element> target(document_.active_element());
    Event event = event_of(type, input);
    const bool paste = type == "paste";
    if (paste) event.text = clipboard_;
    const bool wanted = target->dispatch_from_platform(event);
    if (paste) {
        if (wanted) text_.pasted(event.text, *target);
        return;
    }
    // What a listener put there goes first; without one, what is selected.
    if (wanted && event.text.empty()) event.text = text_.copied(*target);
    if (!event.text.empty() && write_clipboard) write_clipboard(event.text);
    if (wanted && type == "cut") text_.cut(*target);
}

void KeyInput::scroll(Element& from, const InputEvent& input) {
    update_layout(document_);  // what listeners have changed counts
    const Element* scroller = scrollable_ancestor(&from, scrolled_by_key(input, {1, 1}));  // only its direction counts
    if (!scroller) return;
    const Point by = scrolled_by_key(input, {scroller->client_width(), scroller->client_height()});
    scroll_by_input(from, {.by = by, .smooth = true}, scroll_on_display_);
}

}  // namespace janklab
