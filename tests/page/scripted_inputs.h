// SPDX-License-Identifier: MIT
// What a person does with a page, for tests of it.
#pragma once

#include <string>
#include <vector>

#include "page/test_page.h"
#include "style/style.h"

namespace janklab {

using Inputs = std::vector<ScriptedInput>;
using Words = std::vector<std::string>;

inline ScriptedInput move(Duration at, Point to) { return pointer(InputKind::pointer_move, at, to); }
inline ScriptedInput press(Duration at, Point to, std::uint8_t button = 0) {
    ScriptedInput input = pointer(InputKind::pointer_down, at, to);
    input.event.button = button;
    return input;
}
inline ScriptedInput release(Duration at, Point to, std::uint8_t button = 0) {
    ScriptedInput input = pointer(InputKind::pointer_up, at, to);
    input.event.button = button;
    return input;
}
inline ScriptedInput key(Duration at, Key key, bool shift = false, bool control = false) {
    return {time_zero + at, {.kind = InputKind::key_down, .shift = shift, .control = control, .key = key}};
}
inline ScriptedInput key_up(Duration at, Key key) { return {time_zero + at, {.kind = InputKind::key_up, .key = key}}; }

/// Notes each event of these types that reaches `element`, as "name: type".
inline void note(TestPage& test, Element& element, const std::string& name, const std::vector<const char*>& types) {
    for (const char* type : types) {
        element.on(type, "note", [&test, name](Event& event) { test.note(name + ": " + event.type); });
    }
}

inline Element& box(TestPage& test, float height = 100) { return test.page().body().append({.height = px(height)}); }
/// Everything that tells where the pointer is, and what has it.
inline const std::vector<const char*> pointer_events{
    "pointerdown", "pointermove",  "pointerup",    "pointercancel",     "pointerover",
    "pointerout",  "pointerenter", "pointerleave", "gotpointercapture", "lostpointercapture"};
/// A new last child of the body with this tag, 100 pixels high.
inline Element& box_as(TestPage& test, const char* tag) {
    const Ref<Element> made = test.page().document().create_element(tag);
    made->set_style({.height = px(100)});
    test.page().body().append_child(*made);
    return *made;
}

}  // namespace janklab
