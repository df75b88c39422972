// SPDX-License-Identifier: MIT
#include <imgui.h>

#include "display/frame_drawing.h"
#include "inspector/panels.h"

namespace janklab {
namespace {

/// Opens the window, so that the canvas of the region finds a draw list to draw on.
ImDrawList* open(const char* name, float scale, const Rect& rect, bool scrolls) {
    const PixelRect place = device_pixels(rect, scale);
    ImGui::SetNextWindowPos({static_cast<float>(place.x), static_cast<float>(place.y)});
    ImGui::SetNextWindowSize({static_cast<float>(place.width), static_cast<float>(place.height)});
    ImGuiWindowFlags flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoResize |
                             ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoSavedSettings |
                             ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoFocusOnAppearing;
    if (!scrolls) flags |= ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
    ImGui::Begin(name, nullptr, flags);
    return ImGui::GetWindowDrawList();
}

}  // namespace

Region::Region(const char* name, const FontSet& fonts, float scale, const Rect& rect, bool scrolls)
    : canvas_(open(name, scale, rect, scrolls), fonts, scale), bottom_(rect.bottom()) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    origin_ = {at.x / scale, at.y / scale};
}

Region::~Region() { ImGui::End(); }

void Region::set_height(float height) {
    ImGui::SetCursorScreenPos({origin_.x * canvas_.scale(), origin_.y * canvas_.scale()});
    ImGui::Dummy({1, height * canvas_.scale()});
    more_below_ = origin_.y + height > bottom_ + 1;
}

}  // namespace janklab
