// SPDX-License-Identifier: MIT
// TextInput: what keys, text, pointer and clipboard do to a text control that has the focus (`input`, `textarea`), with
// the events that the web has for it: beforeinput, input, change. Keeps the caret in view and lets it blink. Page
// thread. https://w3c.github.io/input-events/, https://html.spec.whatwg.org/multipage/form-control-infrastructure.html
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/move_only_function.h"
#include "display/input_event.h"
#include "dom/element.h"
#include "dom/text_edit.h"
#include "loop/timers.h"

namespace janklab {

class Document;
class EventLoop;

class TextInput {
  public:
    TextInput(EventLoop& loop, Document& document);

    /// The default action of a key. False when it is not one that edits: it may do something else.
    bool key_pressed(const InputEvent& input, Element& control);
    /// The default action of what a keyboard layout made of keys, dead ones included.
    void typed(const InputEvent& input, Element& control);
    /// The default actions of copy, cut and paste. Copy and cut return what goes to the clipboard.
    std::string_view copied(Element& control);
    void cut(Element& control);
    void pasted(std::string_view text, Element& control);

    /// The pointer: a click puts the caret, two select a word and three the line; a drag goes on in the same unit.
    void pressed(const InputEvent& input, int click_count, Element& control);
    void dragged(Point position);
    void released();

    /// After layout, before paint: scrolls the control so that its caret shows, if it has moved since.
    void bring_caret_into_view();

  private:
    enum class Unit : std::uint8_t { character, word, line };
    TextSelection unit_at(const TextEdit& edit, std::size_t offset) const;
    bool move_by(const InputEvent& input, Element& control);
    bool erase_by(const InputEvent& input, Element& control);
    void step_lines(Element& control, int lines, bool extend);
    /// Sends beforeinput; unless it is prevented, calls `edit`, and sends input if that changed the text.
    template <class Edit>
    void change(Element& control, std::string_view input_type, std::string_view data, Edit edit);
    void note_moved(Element& control);
    /// Sends change, if the value is another than when it was edited first.
    void commit_value(Element& control, DispatchedBy by);
    void blink();

    EventLoop& loop_;
    Document& document_;
    TimePoint time_;         // of the input that edits
    Ref<Element> dragging_;  // the button went down in it and is still down
    Unit unit_ = Unit::character;
    TextSelection drag_from_;      // the unit that was pressed
    Ref<Element> edited_;          // has been edited since its value was committed
    std::string value_before_;     // of edited_, before its first edit
    Ref<Element> moved_;           // whose caret must be brought into view
    std::optional<float> column_;  // where steps by lines began; else the caret has moved since
    TimerId blinking_, dragging_on_;
};

}  // namespace janklab
