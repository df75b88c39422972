// SPDX-License-Identifier: MIT
// KeyInput: keys and text go to the focused element; what no listener prevents does what it does in browsers: Tab
// moves the focus, Enter and Space press what has it, Ctrl with C, X and V are copy, cut and paste, arrows scroll. Page
// thread. https://w3c.github.io/uievents/#events-keyboardevents, https://w3c.github.io/clipboard-apis/
#pragma once

#include <string>
#include <string_view>

#include "base/move_only_function.h"
#include "display/input_event.h"
#include "dom/element.h"
#include "page/scroll_by_input.h"

namespace janklab {

class Document;
class TextInput;

class KeyInput {
  public:
    KeyInput(Document& document, TextInput& text, ScrollOnDisplay& scroll_on_display)
        : document_(document), text_(text), scroll_on_display_(scroll_on_display) {}

    void pressed(const InputEvent& input);
    void released(const InputEvent& input);
    void typed(const InputEvent& input);
    /// What the clipboard holds, as the display read it before the keys that ask for it.
    void clipboard_is(std::string text) { clipboard_ = std::move(text); }
    /// Called with what a listener of `copy` or `cut` wants in the clipboard. May be empty.
    MoveOnlyFunction<void(std::string_view)> write_clipboard;

  private:
    void do_default(const InputEvent& input, const Ref<Element>& target);
    void move_focus_in_order(bool backwards);
    void press(const Ref<Element>& target, const InputEvent& input);
    void exchange_with_clipboard(std::string_view type, const InputEvent& input);
    void scroll(Element& from, const InputEvent& input);

    Document& document_;
    TextInput& text_;
    ScrollOnDisplay& scroll_on_display_;
    std::string clipboard_;
    bool types_ = true;        // the latest keydown was not prevented: what it types is told
    Ref<Element> space_down_;  // pressed when Space goes up on it again
};

/// The `key` of a key event: https://w3c.github.io/uievents-key/
std::string key_text(Key key, bool shift);

}  // namespace janklab
