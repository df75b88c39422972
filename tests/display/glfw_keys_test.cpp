// SPDX-License-Identifier: MIT
// Which key of ours a key of GLFW's is.
#include "display/glfw_keys.h"

#include <doctest/doctest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

using namespace janklab;

TEST_CASE("modifiers, locks and other keys that write nothing have their own names, left and right the same") {
    const auto key = [](int glfw) { return key_from_glfw(glfw, nullptr); };
    CHECK(key(GLFW_KEY_LEFT_SHIFT) == Key::shift);
    CHECK(key(GLFW_KEY_RIGHT_SHIFT) == Key::shift);
    CHECK(key(GLFW_KEY_RIGHT_CONTROL) == Key::control);
    CHECK(key(GLFW_KEY_LEFT_ALT) == Key::alt);
    CHECK(key(GLFW_KEY_LEFT_SUPER) == Key::meta);
    CHECK(key(GLFW_KEY_CAPS_LOCK) == Key::caps_lock);
    CHECK(key(GLFW_KEY_NUM_LOCK) == Key::num_lock);
    CHECK(key(GLFW_KEY_SCROLL_LOCK) == Key::scroll_lock);
    CHECK(key(GLFW_KEY_MENU) == Key::context_menu);
    CHECK(key(GLFW_KEY_PRINT_SCREEN) == Key::print_screen);
    CHECK(key(GLFW_KEY_PAUSE) == Key::pause);
    CHECK(key(GLFW_KEY_INSERT) == Key::insert);
    CHECK(static_cast<std::uint32_t>(key(GLFW_KEY_F25)) == static_cast<std::uint32_t>(Key::f1) + 24);
    CHECK(key(GLFW_KEY_UNKNOWN) == Key::unknown);
}

TEST_CASE("a key that writes is what the layout has it write, in capitals, and without a layout what GLFW calls it") {
    CHECK(key_from_glfw(GLFW_KEY_Q, "a") == Key{'A'});
    CHECK(key_from_glfw(GLFW_KEY_SEMICOLON, "\u00F6") == Key{0xD6});
    CHECK(key_from_glfw(GLFW_KEY_Q, nullptr) == Key{'Q'});
}
