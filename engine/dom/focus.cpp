// SPDX-License-Identifier: MIT
// Focus: to which element the keys go. https://html.spec.whatwg.org/multipage/interaction.html#focus
// Areas are elements with a `tabindex` that are shown, which the page knows, for it knows boxes.
#include <charconv>
#include <utility>

#include "dom/document.h"

namespace janklab {

bool Element::is_disabled_control() const {
    return (text_edit_ || tag_ == "button" || tag_ == "select") && attribute("disabled");
}

bool Element::pressed_by_enter() const { return tag_ == "button" || (tag_ == "a" && attribute("href")); }
bool Element::pressed_by_space() const { return tag_ == "button"; }

std::optional<int> Element::tab_index() const {
    if (is_disabled_control()) return std::nullopt;
    const std::string_view text = attribute("tabindex").value_or("");
    int number = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc{}) return number;
    return text_edit_ || pressed_by_enter() ? std::optional(0) : std::nullopt;
}

bool Element::focus() { return document_->move_focus(this, FocusBy::script); }

void Element::blur() {
    if (document_->active_element() == this) document_->move_focus(nullptr, FocusBy::script);
}

/// "Focusable area": https://html.spec.whatwg.org/multipage/interaction.html#focusable-area
bool Document::can_have_focus(Element& element) {
    return element.connected() && element.tab_index() && (!hooks.is_shown || hooks.is_shown(element));
}

/// https://html.spec.whatwg.org/multipage/interaction.html#focus-fixup-rule
void Document::fix_up_focus() {
    if (focused_ && !can_have_focus(*focused_)) move_focus(nullptr, FocusBy::fixup);
}

/// "Focus update steps": https://html.spec.whatwg.org/multipage/interaction.html#focus-update-steps
bool Document::move_focus(Element* to, FocusBy by) {
    if (to && !can_have_focus(*to)) return false;
    if (focused_ == to) return true;
    const DispatchedBy dispatched_by = by == FocusBy::script ? DispatchedBy::script : DispatchedBy::platform;
    const Ref<Element> gained(to), lost = std::exchange(focused_, gained);
    note_who_decides();
    if (!window_focused_) {  // nobody is told before the window has the keys again
        ring_comes_back_ = to && (by != FocusBy::pointer || to->text_edit());
        return true;
    }
    const auto tell = [&](const Ref<Element>& element, const Ref<Element>& other, std::string_view type) {
        if (!element) return;
        Event event(type);
        event.related_target = other.get();
        element->dispatch(event, dispatched_by);
    };
    if (lost && hooks.losing_focus) hooks.losing_focus(*lost, dispatched_by);
    if (lost) {
        lost->set_interaction(InteractionState::focus, false);
        lost->set_interaction(InteractionState::focus_visible, false);
        tell(lost, gained, "blur");
        tell(lost, gained, "focusout");
    }
    // A listener may have moved the focus on, or taken the element away.
    if (!gained || focused_ != gained) return focused_ == to;
    gained->set_interaction(InteractionState::focus, true);
    // Where text is typed, the focus is always to be seen.
    gained->set_interaction(InteractionState::focus_visible, by != FocusBy::pointer || gained->text_edit());
    tell(gained, lost, "focus");
    tell(gained, lost, "focusin");
    if (focused_ == gained && hooks.gained_focus) hooks.gained_focus(*gained, by);
    return focused_ == gained;
}

/// The same steps for a chain that ends with the window.
void Document::set_window_focused(bool focused) {
    if (std::exchange(window_focused_, focused) == focused) return;
    const Ref<Element> element = focused_;
    const auto tell = [&](EventTarget& target, std::string_view type) {
        Event event(type);
        target.dispatch_from_platform(event);
    };
    if (!focused) {
        if (element) {
            if (hooks.losing_focus) hooks.losing_focus(*element, DispatchedBy::platform);
            ring_comes_back_ = element->is(InteractionState::focus_visible);
            element->set_interaction(InteractionState::focus, false);
            element->set_interaction(InteractionState::focus_visible, false);
            tell(*element, "blur");
            tell(*element, "focusout");
        }
        return tell(window(), "blur");
    }
    tell(window(), "focus");
    if (!element || focused_ != element) return;
    element->set_interaction(InteractionState::focus, true);
    element->set_interaction(InteractionState::focus_visible, ring_comes_back_);
    tell(*element, "focus");
    tell(*element, "focusin");
    if (focused_ == element && hooks.gained_focus) hooks.gained_focus(*element, FocusBy::script);
}

}  // namespace janklab
