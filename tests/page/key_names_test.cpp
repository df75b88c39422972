// SPDX-License-Identifier: MIT
// What `key` of a key event says. https://www.w3.org/TR/uievents-key/
#include <doctest/doctest.h>

#include "page/key_input.h"
#include "page/test_page.h"

using namespace janklab;

TEST_CASE("every key that has a name is told by it") {
    struct Named {
        Key key;
        const char* name;
    };
    for (const Named& one : {Named{Key::shift, "Shift"},
                             {Key::control, "Control"},
                             {Key::alt, "Alt"},
                             {Key::meta, "Meta"},
                             {Key::caps_lock, "CapsLock"},
                             {Key::num_lock, "NumLock"},
                             {Key::scroll_lock, "ScrollLock"},
                             {Key::context_menu, "ContextMenu"},
                             {Key::print_screen, "PrintScreen"},
                             {Key::pause, "Pause"},
                             {Key::insert, "Insert"},
                             {Key::escape, "Escape"},
                             {Key::up, "ArrowUp"},
                             {Key::del, "Delete"},
                             {Key::space, " "},
                             {Key::unknown, "Unidentified"}}) {
        CHECK(key_text(one.key, false) == one.name);
        CHECK(key_text(one.key, true) == one.name);
    }
    for (std::uint32_t n = 0; n < 25; ++n)
        CHECK(key_text(static_cast<Key>(static_cast<std::uint32_t>(Key::f1) + n), false) ==
              "F" + std::to_string(n + 1));
    CHECK(key_text(static_cast<Key>(static_cast<std::uint32_t>(Key::f1) + 25), false) == "Unidentified");
    CHECK(key_text(Key{'A'}, false) == "a");
    CHECK(key_text(Key{'A'}, true) == "A");
}

TEST_CASE("pressing a modifier alone is a keydown of its own, and presses, types and scrolls nothing") {
    std::vector<ScriptedInput> inputs;
    for (const InputKind kind : {InputKind::key_down, InputKind::key_up})
        inputs.push_back({time_zero + 20ms * (1 + inputs.size()), {.kind = kind, .shift = true, .key = Key::shift}});
    TestPage test(inputs);
    Element& button = test.page().body().append_text("go");
    button.set_attribute("tabindex", "0");
    button.focus();
    for (const char* type : {"keydown", "keyup", "click", "textinput"})
        button.on(type, "note", [&](Event& event) { test.note(event.type + " " + event.key); });
    test.run.advance(100ms);
    CHECK(test.happened == std::vector<std::string>{"keydown Shift", "keyup Shift"});
}
