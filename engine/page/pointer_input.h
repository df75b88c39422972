// SPDX-License-Identifier: MIT
// PointerInput: what the pointer did, as the web's events: over and enter, capture, clicks and their count, context
// menu, dragging, wheel; with hover, active and focus. Page thread.
// https://w3c.github.io/pointerevents/, https://w3c.github.io/uievents/
#pragma once

#include <string_view>
#include <vector>

#include "display/cursor_shape.h"
#include "display/input_event.h"
#include "dom/event.h"
#include "page/drag_and_drop.h"
#include "page/scroll_by_input.h"

namespace janklab {

class Document;
class Element;
class TextInput;

class PointerInput {
  public:
    PointerInput(Document& document, TextInput& text, ScrollOnDisplay& scroll_on_display)
        : document_(document), text_(text), scroll_on_display_(scroll_on_display), drag_(document) {}

    /// `samples`: every position since the last move, this one's included.
    void moved(const InputEvent& input, std::span<const PointerSample> samples);
    void moved_raw(const InputEvent& input);
    void pressed(const InputEvent& input);
    void released(const InputEvent& input);
    void left(const InputEvent& input);
    /// What lies under the pointer may have been scrolled, laid out anew or taken away. Told as if the pointer had
    /// moved to what is there now, but without a move.
    void contents_moved(TimePoint now);
    void wheel_turned(const InputEvent& input);
    /// As the style of the element says that the pointer is over.
    CursorShape cursor() const;

  private:
    Event event_of(std::string_view type, const InputEvent& input, int button = 0) const;
    Ref<Element> target_of(const InputEvent& input);
    void enter(Element* target, const InputEvent& input);
    void enter_what_is_there(const InputEvent& input);
    void note_place(const InputEvent& input);
    void cancel(const InputEvent& input);
    void activate(Element* innermost);
    void count_click(const InputEvent& input);
    void click(const InputEvent& input, Element* target);

    Document& document_;
    TextInput& text_;
    ScrollOnDisplay& scroll_on_display_;
    DragAndDrop drag_;
    InputEvent latest_;                 // of what says where the pointer is
    bool inside_ = false;               // the window
    std::vector<Ref<Element>> over_;    // what the pointer has entered, the innermost first
    std::vector<Ref<Element>> active_;  // what is pressed, likewise
    Ref<Element> pressed_;              // where the button went down that a click would belong to
    std::uint8_t buttons_ = 0;
    // Of the latest press, by which the next one may be the second of a double click.
    struct Press {
        TimePoint time = time_never;
        Point position;
        std::uint8_t button = 0;
        std::uint16_t count = 0;
    } press_;
};

}  // namespace janklab
