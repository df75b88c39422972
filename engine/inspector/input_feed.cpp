// SPDX-License-Identifier: MIT
#include "inspector/input_feed.h"

#include <imgui.h>

#include <cfloat>

namespace janklab {

void InputFeed::take(const InputEvent& event) {
    switch (event.kind) {
        case InputKind::pointer_move:
            // Only the latest place matters, so that a fast mouse does not fill the queue.
            if (!events_.empty() && events_[events_.size() - 1].kind == InputKind::pointer_move) {
                events_[events_.size() - 1] = event;
                break;
            }
            [[fallthrough]];
        case InputKind::pointer_down:
        case InputKind::pointer_up:
        case InputKind::pointer_leave:
        case InputKind::wheel:
            events_.emplace_back(event);
            break;
        default:
            break;
    }
}

void InputFeed::tell(ImGuiIO& io, float scale) {
    bool button_told = false;
    while (!events_.empty()) {
        const InputEvent& event = events_.front();
        const bool is_button = event.kind == InputKind::pointer_down || event.kind == InputKind::pointer_up;
        if (button_told && event.kind != InputKind::wheel) return;
        if (event.kind == InputKind::pointer_leave) io.MousePos = {-FLT_MAX, -FLT_MAX};
        else io.MousePos = {event.position.x * scale, event.position.y * scale};
        constexpr int of_imgui[] = {ImGuiMouseButton_Left, ImGuiMouseButton_Middle, ImGuiMouseButton_Right};
        if (is_button && event.button < IM_ARRAYSIZE(of_imgui)) {
            io.MouseDown[of_imgui[event.button]] = event.kind == InputKind::pointer_down;
            button_told = true;
        }
        // ImGui scrolls a window by five lines of its first font for one unit, upwards when positive.
        if (event.kind == InputKind::wheel) io.MouseWheel -= event.wheel.y * scale / (5 * io.Fonts->Fonts[0]->FontSize);
        events_.pop_front();
    }
}

}  // namespace janklab
