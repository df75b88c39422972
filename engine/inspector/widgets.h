// SPDX-License-Identifier: MIT
// The few things that a hand can touch: button, slider, choice, toggle. Each draws itself into a rectangle in CSS
// pixels and says what the hand did. Display thread, inside an ImGui frame and window.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/geometry.h"
#include "inspector/canvas.h"

namespace janklab {

enum class Icon : std::uint8_t { none, pause, play, step, stop, back };

struct ButtonLook {
    std::string_view label;
    std::string_view key;  // the key that does the same, shown dim; empty for none
    Icon icon = Icon::none;
    bool enabled = true;
    bool alarming = false;
};

/// How wide the button wants to be.
float button_width(const Canvas& canvas, const ButtonLook& look);
/// True when it was clicked. `id` tells it from the others in the same window.
bool button(Canvas& canvas, const char* id, const Rect& rect, const ButtonLook& look);

struct SliderRange {
    double minimum = 0, maximum = 1, step = 1;
};
/// `value` moved to the nearest step within the range; the largest step below the maximum where they do not meet.
double on_step(double value, const SliderRange& range);
/// Figures after the point that a value on this step needs: 0 for 1 and 5, 1 for 0.5, at most 3.
int decimals_of(double step);
/// True when the hand moved it; `value` then lies on a step. `rect` is the track's row, the knob included.
bool slider(Canvas& canvas, const char* id, const Rect& rect, const SliderRange& range, double& value);

/// The width of the choices side by side.
float choices_width(const Canvas& canvas, const std::vector<std::string>& choices);
/// The height of the choices when they wrap into rows of `width`.
float choice_height(const Canvas& canvas, const std::vector<std::string>& choices, float width);
/// Returns the index that was clicked, or -1.
int choice(Canvas& canvas, const char* id, const Rect& rect, const std::vector<std::string>& choices, int chosen);

/// A switch of 32 by 16 at the rectangle's left end. True when it was clicked; `on` has changed then.
bool toggle(Canvas& canvas, const char* id, const Rect& rect, bool& on);

/// Switches side by side, each on or off by itself: bit i of `on`. True when one was clicked; `on` has changed then.
/// As wide as choices_width says.
bool switches(Canvas& canvas, const char* id, const Rect& rect, const std::vector<std::string>& labels,
              std::uint32_t& on);

/// True while the pointer rests on the rectangle and nothing lies above it.
bool hovered(const Canvas& canvas, const Rect& rect);

}  // namespace janklab
