// SPDX-License-Identifier: MIT
// What the standards say of each type of event. UI Events, Pointer Events, CSSOM View.
#include "dom/event.h"

#include <algorithm>
#include <array>

namespace janklab {
namespace {

struct KnownType {
    std::string_view type;
    bool bubbles;
    bool cancelable;
};
constexpr std::array known_types{
    KnownType{"pointerdown", true, true},
    KnownType{"pointerup", true, true},
    KnownType{"pointermove", true, true},
    KnownType{"pointerenter", false, false},
    KnownType{"pointerleave", false, false},
    KnownType{"pointercancel", true, false},
    KnownType{"pointerover", true, true},
    KnownType{"pointerout", true, true},
    KnownType{"pointerrawupdate", true, false},
    KnownType{"gotpointercapture", true, false},
    KnownType{"lostpointercapture", true, false},
    KnownType{"click", true, true},
    KnownType{"dblclick", true, true},
    KnownType{"auxclick", true, true},
    KnownType{"contextmenu", true, true},
    KnownType{"dragstart", true, true},
    KnownType{"drag", true, true},
    KnownType{"dragenter", true, true},
    KnownType{"dragover", true, true},
    KnownType{"dragleave", true, false},
    KnownType{"drop", true, true},
    KnownType{"dragend", true, false},
    KnownType{"textinput", true, true},
    KnownType{"copy", true, true},
    KnownType{"cut", true, true},
    KnownType{"paste", true, true},
    KnownType{"focusin", true, false},
    KnownType{"focusout", true, false},
    KnownType{"wheel", true, true},
    KnownType{"keydown", true, true},
    KnownType{"keyup", true, true},
    KnownType{"beforeinput", true, true},
    KnownType{"input", true, false},
    KnownType{"change", true, false},
    KnownType{"transitionrun", true, false},
    KnownType{"transitionstart", true, false},
    KnownType{"transitionend", true, true},
    KnownType{"transitioncancel", true, false},
    KnownType{"animationstart", true, false},
    KnownType{"animationiteration", true, false},
    KnownType{"animationend", true, false},
    KnownType{"animationcancel", true, false},
    KnownType{"focus", false, false},
    KnownType{"blur", false, false},
    KnownType{"resize", false, false},
    KnownType{"scroll", false, false},
    KnownType{"scrollend", false, false},
    KnownType{"visibilitychange", true, false},
};

}  // namespace

Event::Event(std::string_view event_type) : type(event_type) {
    const auto* known = std::find_if(known_types.begin(), known_types.end(),
                                     [&](const KnownType& entry) { return entry.type == event_type; });
    if (known == known_types.end()) return;
    bubbles = known->bubbles;
    cancelable = known->cancelable;
}

Event::Event(std::string_view event_type, const Event& pointer) : Event(event_type) {
    time = pointer.time;
    position = pointer.position;
    button = pointer.button;
    buttons = pointer.buttons;
    shift = pointer.shift;
    control = pointer.control;
    alt = pointer.alt;
}

}  // namespace janklab
