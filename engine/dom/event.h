// SPDX-License-Identifier: MIT
// Event: what listeners receive. One plain struct for every type of event, with the fields that pointer, wheel and key
// events have on the web. Page thread. https://dom.spec.whatwg.org/#interface-event
#pragma once

#include <any>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/geometry.h"
#include "base/time.h"

namespace janklab {

class EventTarget;

enum class EventPhase : std::uint8_t { none, capturing, at_target, bubbling };

/// Who calls the listeners. After each listener that the platform called the call stack is empty, so a microtask
/// checkpoint follows; between the listeners of script's own dispatch_event() there is none (SEMANTICS 1.2).
enum class DispatchedBy : std::uint8_t { platform, script };

/// One position that the pointer had.
struct PointerSample {
    TimePoint time;
    Point position;
};

struct Event {
    /// An event of the platform's, with the bubbling and cancelling that the standards give to its type.
    /// Types of our own (custom events) neither bubble nor can be cancelled unless the fields are set.
    explicit Event(std::string_view type);
    /// The same at the time and place of a pointer event, with its buttons and modifier keys.
    Event(std::string_view type, const Event& pointer);

    std::string type;  // "pointerdown", "click", "wheel", "keydown", "resize", "scroll", your own
    bool bubbles = false;
    bool cancelable = false;
    TimePoint time;                 // when it happened: of input, the input's own time stamp; left out, when it is sent
    Point position;                 // of pointer and wheel events: CSS pixels of the viewport
    Point offset;                   // of a wheel event: CSS pixels to scroll, down and right positive
    std::int8_t button = 0;         // 0 left, 1 middle, 2 right; -1: a pointer event that no button has caused
    std::uint8_t buttons = 0;       // of pointer events: 1 left, 2 right, 4 middle, while they are down
    std::uint16_t click_count = 0;  // of clicks: 2 for the second of a double click ("detail")
    std::string key;                // of key events, as on the web: "a", "Enter", "ArrowLeft"
    std::string text;  // of textinput, beforeinput and input: what was typed ("data"); of copy, cut and paste: the
                       // clipboard's, which copy and cut may set
    std::string input_type;  // of beforeinput and input: "insertText", "deleteContentBackward" and so on
    EventTarget* related_target =
        nullptr;  // of enter, leave, over, out, focus and blur: the other one; during the dispatch
    std::span<const PointerSample> coalesced;  // of pointermove: all that were joined to it, the oldest first; likewise
    std::string animation_name;            // of transition events: the property; of animation events: the @keyframes
    Duration elapsed_time{};               // likewise: how long it has run, delay not included
    std::optional<Duration> current_time;  // of an Animation's finish and cancel
    bool shift = false, control = false, alt = false, repeat = false;
    std::any detail;  // of custom events

    /// The element it was sent to, and the one whose listener runs now.
    EventTarget* target() const { return target_; }
    EventTarget* current_target() const { return current_target_; }
    EventPhase phase() const { return phase_; }
    bool is_trusted() const { return trusted_; }

    /// Later targets of the path do not get it.
    void stop_propagation() { propagation_stopped_ = true; }
    /// Nor do later listeners of this target.
    void stop_immediate_propagation() { propagation_stopped_ = immediate_propagation_stopped_ = true; }
    /// No default action (a wheel scrolls nothing, ...). Without effect when not cancelable or in a passive listener.
    void prevent_default() {
        if (cancelable && !in_passive_listener_) canceled_ = true;
    }
    bool default_prevented() const { return canceled_; }

  private:
    friend class EventDispatch;
    EventTarget* target_ = nullptr;
    EventTarget* current_target_ = nullptr;
    EventPhase phase_ = EventPhase::none;
    bool trusted_ = false;
    bool dispatching_ = false;
    bool propagation_stopped_ = false;
    bool immediate_propagation_stopped_ = false;
    bool canceled_ = false;
    bool in_passive_listener_ = false;
};

}  // namespace janklab
