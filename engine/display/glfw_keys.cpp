// SPDX-License-Identifier: MIT
#include "display/glfw_keys.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

namespace janklab {

namespace {

// The first code point of UTF-8 text, if it is one of Latin letters or signs; else 0.
char32_t first_code_point(const char* text) {
    const auto byte = [text](int i) { return static_cast<unsigned char>(text[i]); };
    if (byte(0) < 0x80) return byte(0);
    if ((byte(0) & 0xe0) == 0xc0 && (byte(1) & 0xc0) == 0x80) return (byte(0) & 0x1fu) << 6 | (byte(1) & 0x3fu);
    return 0;
}

char32_t upper_case(char32_t code_point) {
    const bool ascii = code_point >= 'a' && code_point <= 'z';
    const bool latin = code_point >= 0xe0 && code_point <= 0xfe && code_point != 0xf7;
    return ascii || latin ? code_point - 32 : code_point;
}

Key named_key(int key) {
    switch (key) {
        case GLFW_KEY_SPACE:
            return Key::space;
        case GLFW_KEY_ENTER:
        case GLFW_KEY_KP_ENTER:
            return Key::enter;
        case GLFW_KEY_ESCAPE:
            return Key::escape;
        case GLFW_KEY_TAB:
            return Key::tab;
        case GLFW_KEY_BACKSPACE:
            return Key::backspace;
        case GLFW_KEY_DELETE:
            return Key::del;
        case GLFW_KEY_LEFT:
            return Key::left;
        case GLFW_KEY_RIGHT:
            return Key::right;
        case GLFW_KEY_UP:
            return Key::up;
        case GLFW_KEY_DOWN:
            return Key::down;
        case GLFW_KEY_PAGE_UP:
            return Key::page_up;
        case GLFW_KEY_PAGE_DOWN:
            return Key::page_down;
        case GLFW_KEY_HOME:
            return Key::home;
        case GLFW_KEY_END:
            return Key::end;
        case GLFW_KEY_INSERT:
            return Key::insert;
        case GLFW_KEY_PAUSE:
            return Key::pause;
        case GLFW_KEY_PRINT_SCREEN:
            return Key::print_screen;
        case GLFW_KEY_MENU:
            return Key::context_menu;
        case GLFW_KEY_LEFT_SHIFT:
        case GLFW_KEY_RIGHT_SHIFT:
            return Key::shift;
        case GLFW_KEY_LEFT_CONTROL:
        case GLFW_KEY_RIGHT_CONTROL:
            return Key::control;
        case GLFW_KEY_LEFT_ALT:
        case GLFW_KEY_RIGHT_ALT:
            return Key::alt;
        case GLFW_KEY_LEFT_SUPER:
        case GLFW_KEY_RIGHT_SUPER:
            return Key::meta;
        case GLFW_KEY_CAPS_LOCK:
            return Key::caps_lock;
        case GLFW_KEY_NUM_LOCK:
            return Key::num_lock;
        case GLFW_KEY_SCROLL_LOCK:
            return Key::scroll_lock;
        default:
            break;
    }
    if (key >= GLFW_KEY_F1 && key <= GLFW_KEY_F25) {
        return static_cast<Key>(static_cast<std::uint32_t>(Key::f1) + static_cast<std::uint32_t>(key - GLFW_KEY_F1));
    }
    return Key::unknown;
}

}  // namespace

Key key_from_glfw(int key, const char* name) {
    if (const Key named = named_key(key); named != Key::unknown) return named;
    const char32_t code_point = name ? upper_case(first_code_point(name)) : 0;
    if (code_point >= '!') return static_cast<Key>(code_point);
    if (key >= '!' && key < 0x100) return static_cast<Key>(key);  // GLFW names these by their ASCII code
    return Key::unknown;
}

}  // namespace janklab
