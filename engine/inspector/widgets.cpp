// SPDX-License-Identifier: MIT
#include "inspector/widgets.h"

#include <imgui.h>

#include <cmath>

#include "inspector/theme.h"

namespace janklab {
namespace {

constexpr float corner = 4, icon_side = 10, row_height = 3 * grid;

struct Touch {
    bool hovered = false, held = false, let_go = false, clicked = false;
};

Touch touch(const Canvas& canvas, const char* id, const Rect& rect) {
    const float scale = canvas.scale();
    ImGui::SetCursorScreenPos({rect.x * scale, rect.y * scale});
    Touch touch;
    touch.clicked = ImGui::InvisibleButton(id, {std::max(1.f, rect.width * scale), std::max(1.f, rect.height * scale)});
    touch.hovered = ImGui::IsItemHovered();
    touch.held = ImGui::IsItemActive();
    touch.let_go = ImGui::IsItemDeactivated();
    return touch;
}

Color surface_for(const Touch& touch) {
    if (touch.held && touch.hovered) return theme.pressed;
    return touch.hovered ? theme.hovered : theme.raised;
}

void draw_icon(Canvas& canvas, Icon icon, Point center, Color color) {
    const float half = icon_side / 2;
    const float left = center.x - half, top = center.y - half;
    switch (icon) {
        case Icon::none:
            break;
        case Icon::pause:
            canvas.fill({left + 1, top, 3, icon_side}, color);
            canvas.fill({left + 6, top, 3, icon_side}, color);
            break;
        case Icon::play:
            canvas.triangle({left + 1, top}, {left + icon_side, center.y}, {left + 1, top + icon_side}, color);
            break;
        case Icon::step:
            canvas.triangle({left, top}, {left + 7, center.y}, {left, top + icon_side}, color);
            canvas.fill({left + 8, top, 2, icon_side}, color);
            break;
        case Icon::stop:
            canvas.fill({left, top, icon_side, icon_side}, color);
            break;
        case Icon::back:
            canvas.triangle({left + 1, center.y}, {left + 8, top}, {left + 8, top + icon_side}, color);
            break;
    }
}

float choice_width(const Canvas& canvas, const std::string& label) {
    return std::ceil(canvas.width_of(TextStyle::small, label)) + 2 * grid;
}

constexpr float choice_gap = grid / 2;

/// Calls `place(index, rect)` for each choice, in rows that wrap at the right edge.
template <class Place>
float place_choices(const Canvas& canvas, const std::vector<std::string>& choices, const Rect& rect, Place place) {
    constexpr float gap = choice_gap;
    float x = rect.x, y = rect.y;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const float width = std::min(choice_width(canvas, choices[i]), rect.width);
        if (x > rect.x && x + width > rect.right()) x = rect.x, y += row_height + gap;
        place(static_cast<int>(i), Rect{x, y, width, row_height});
        x += width + gap;
    }
    return y + row_height - rect.y;
}

/// Those of the bits in `chosen` stand out. Returns the index that was clicked, or -1.
int draw_choices(Canvas& canvas, const char* id, const Rect& rect, const std::vector<std::string>& choices,
                 std::uint32_t chosen) {
    int clicked = -1;
    ImGui::PushID(id);
    place_choices(canvas, choices, rect, [&](int index, const Rect& place) {
        ImGui::PushID(index);
        const Touch hand = touch(canvas, "choice", place);
        ImGui::PopID();
        const bool is_chosen = chosen >> index & 1;
        canvas.fill(place, is_chosen ? theme.accent : surface_for(hand), corner);
        canvas.text_centred(place.inset_by(2), is_chosen ? TextStyle::small_bold : TextStyle::small,
                            is_chosen ? theme.background : theme.text, choices[static_cast<std::size_t>(index)]);
        if (hand.clicked) clicked = index;
    });
    ImGui::PopID();
    return clicked;
}

}  // namespace

float button_width(const Canvas& canvas, const ButtonLook& look) {
    float width = 2 * grid + std::ceil(canvas.width_of(TextStyle::small, look.label));
    if (look.icon != Icon::none) width += icon_side + (look.label.empty() ? 0 : grid);
    if (!look.key.empty()) width += grid + std::ceil(canvas.width_of(TextStyle::small, look.key));
    return width;
}

bool button(Canvas& canvas, const char* id, const Rect& rect, const ButtonLook& look) {
    const Touch hand = touch(canvas, id, rect);
    Color surface = look.enabled ? surface_for(hand) : theme.surface;
    Color label = look.enabled ? theme.text : theme.dim_text;
    Color key = look.enabled ? theme.quiet_text : theme.dim_text;
    if (look.alarming && look.enabled) {
        surface = hand.hovered ? rgb(0xffffff) : rgb(0xf4e7e6);
        label = key = theme.alarm_surface;
    }
    canvas.fill(rect, surface, corner);
    if (!look.enabled) canvas.outline(rect, theme.line, corner);
    const float middle = rect.y + rect.height / 2;
    float x = rect.x + std::max(grid, (rect.width - button_width(canvas, look)) / 2 + grid);
    if (look.icon != Icon::none) {
        draw_icon(canvas, look.icon, {std::floor(x) + icon_side / 2, middle}, label);
        x += icon_side + grid;
    }
    x += canvas.text(x, middle, TextStyle::small, label, look.label, rect.right() - grid - x);
    if (!look.key.empty()) canvas.text(x + grid, middle, TextStyle::small, key, look.key, rect.right() - 2 * grid - x);
    return hand.clicked && look.enabled;
}

double on_step(double value, const SliderRange& range) {
    if (!(value > range.minimum)) return range.minimum;
    if (!(range.step > 0)) return std::min(value, range.maximum);
    const double most = std::floor((range.maximum - range.minimum) / range.step + 1e-9);
    return range.minimum + std::min(most, std::round((value - range.minimum) / range.step)) * range.step;
}

int decimals_of(double step) {
    int decimals = 0;
    for (double rest = std::fabs(step); decimals < 3 && std::fabs(rest - std::round(rest)) > 1e-6; rest *= 10)
        ++decimals;
    return decimals;
}

bool slider(Canvas& canvas, const char* id, const Rect& rect, const SliderRange& range, double& value) {
    constexpr float knob = 7;
    const Touch hand = touch(canvas, id, rect);
    const float from = rect.x + knob, length = std::max(1.f, rect.width - 2 * knob);
    bool moved = false;
    if (hand.held || hand.let_go) {  // The last move and the release may come in one frame.
        const double at = (ImGui::GetIO().MousePos.x / canvas.scale() - from) / length;
        const double wanted = on_step(range.minimum + at * (range.maximum - range.minimum), range);
        moved = wanted != value;
        value = wanted;
    }
    const double span = range.maximum - range.minimum;
    const float part = span > 0 ? static_cast<float>(std::clamp((value - range.minimum) / span, 0.0, 1.0)) : 0;
    const float middle = rect.y + rect.height / 2;
    canvas.fill({rect.x, middle - 2, rect.width, 4}, theme.raised, 2);
    canvas.fill({rect.x, middle - 2, knob + part * length, 4}, theme.accent, 2);
    canvas.disc({from + part * length, middle}, hand.held || hand.hovered ? knob : knob - 1,
                hand.held || hand.hovered ? theme.text : rgb(0xd5dbe6));
    return moved;
}

float choices_width(const Canvas& canvas, const std::vector<std::string>& choices) {
    float width = -choice_gap;
    for (const std::string& label : choices) width += choice_width(canvas, label) + choice_gap;
    return std::max(0.f, width);
}

float choice_height(const Canvas& canvas, const std::vector<std::string>& choices, float width) {
    return place_choices(canvas, choices, {0, 0, width, 0}, [](int, const Rect&) {});
}

int choice(Canvas& canvas, const char* id, const Rect& rect, const std::vector<std::string>& choices, int chosen) {
    const int clicked = draw_choices(canvas, id, rect, choices, chosen < 0 ? 0 : 1u << chosen);
    return clicked == chosen ? -1 : clicked;
}

bool switches(Canvas& canvas, const char* id, const Rect& rect, const std::vector<std::string>& labels,
              std::uint32_t& on) {
    const int clicked = draw_choices(canvas, id, rect, labels, on);
    if (clicked >= 0) on ^= 1u << clicked;
    return clicked >= 0;
}

bool toggle(Canvas& canvas, const char* id, const Rect& rect, bool& on) {
    constexpr float width = 4 * grid, height = 2 * grid;
    const Rect track{rect.x, rect.y + (rect.height - height) / 2, width, height};
    const Touch hand = touch(canvas, id, rect);
    if (hand.clicked) on = !on;
    canvas.fill(track, on ? theme.accent : surface_for(hand), height / 2);
    canvas.disc({on ? track.right() - grid : track.x + grid, track.y + grid}, 6,
                on ? theme.background : theme.quiet_text);
    return hand.clicked;
}

bool hovered(const Canvas& canvas, const Rect& rect) {
    if (!ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem)) return false;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    return rect.contains({mouse.x / canvas.scale(), mouse.y / canvas.scale()});
}

}  // namespace janklab
