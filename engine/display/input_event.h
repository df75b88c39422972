// SPDX-License-Identifier: MIT
// InputEvent: what a person did, with the time at which it happened. Positions are CSS pixels of the page's viewport.
#pragma once

#include <cstdint>

#include "base/geometry.h"
#include "base/time.h"
#include "trace/event.h"

namespace janklab {

enum class InputKind : std::uint8_t {
    pointer_move,
    pointer_down,
    pointer_up,
    pointer_leave,
    wheel,
    key_down,
    key_up,
    text,          // one code point, after keyboard layout
    resize,        // of the viewport
    visibility,    // minimised or shown again
    window_focus,  // keys go to the window from now on, or no more
};
const char* to_string(InputKind kind);
/// A press, a release or a key: what interaction to next paint counts (https://www.w3.org/TR/event-timing/).
constexpr bool is_interaction(InputKind kind) {
    return kind == InputKind::pointer_down || kind == InputKind::pointer_up || kind == InputKind::key_down ||
           kind == InputKind::key_up;
}

/// Keys by what they mean; printable ones by their upper-case code point.
enum class Key : std::uint32_t {
    unknown = 0,
    space = ' ',
    enter = 0x100,
    escape,
    tab,
    backspace,
    del,
    left,
    right,
    up,
    down,
    page_up,
    page_down,
    home,
    end,
    insert,
    pause,
    print_screen,
    context_menu,
    shift,
    control,
    alt,
    meta,
    caps_lock,
    num_lock,
    scroll_lock,
    f1 = 0x140,  // to f25 = f1 + 24
};

/// Of the n-th input of a run. The highest bit is set, so that it never equals a WorkId of the loop.
constexpr std::uint64_t input_id(std::uint64_t n) { return n | std::uint64_t{1} << 63; }

/// Numbered as on the web: https://w3c.github.io/pointerevents/#the-button-property
inline constexpr std::uint8_t left_button = 0, middle_button = 1, right_button = 2;

struct InputEvent {
    /// input_id(n), given by the display.
    std::uint64_t id = 0;
    InputKind kind{};
    std::uint8_t button = 0;  // left_button, ...
    bool shift = false, control = false, alt = false, repeat = false;
    bool visible = true;       // for visibility
    bool focused = true;       // for window_focus
    bool wheel_steps = false;  // a wheel with notches, whose steps glide; else every distance counts at once
    bool scrolled = false;     // the display thread has scrolled by it, or nothing can: no default action is left
    Key key{};
    char32_t code_point = 0;  // for text; for keys what they type, 0: nothing, or it is not known
    bool dead = false;        // for key_down: types nothing itself, but an accent with the next key
    Point position{};
    Point wheel{};     // CSS pixels to scroll, down and right positive
    Size size{};       // for resize: CSS pixels
    float scale = 1;   // for resize: device pixels a CSS pixel
    TimePoint time{};  // when it happened, by the word of
    InputTimeSource said_by = InputTimeSource::when_read;
};
/// A key that pastes: the page must know what the clipboard holds before it gets it.
constexpr bool asks_for_clipboard(const InputEvent& event) {
    return event.kind == InputKind::key_down && event.control && event.key == Key{'V'};
}

}  // namespace janklab
