// SPDX-License-Identifier: MIT
#include <imgui.h>

#include "inspector/panels.h"

namespace janklab {
namespace {

/// Opens the window, so that the canvas of the region finds a draw list to draw on.
ImDrawList* open(const char* name, float scale, const Rect& rect, Color color, bool scrolls) {
    ImGui::SetNextWindowPos({std::floor(rect.x * scale + 0.5f), std::floor(rect.y * scale + 0.5f)});
    ImGui::SetNextWindowSize({std::floor(rect.width * scale + 0.5f), std::floor(rect.height * scale + 0.5f)});
    ImGui::PushStyleColor(ImGuiCol_WindowBg, IM_COL32(color.r, color.g, color.b, color.a));
    ImGuiWindowFlags flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                             ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                             ImGuiWindowFlags_NoFocusOnAppearing;
    if (!scrolls) flags |= ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
    ImGui::Begin(name, nullptr, flags);
    return ImGui::GetWindowDrawList();
}

}  // namespace

Region::Region(const char* name, const FontSet& fonts, float scale, const Rect& rect, Color color, bool scrolls)
    : canvas_(open(name, scale, rect, color, scrolls), fonts, scale) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    origin_ = {at.x / scale, at.y / scale};
}

Region::~Region() {
    ImGui::End();
    ImGui::PopStyleColor();
}

void Region::set_height(float height) {
    ImGui::SetCursorScreenPos({origin_.x * canvas_.scale(), origin_.y * canvas_.scale()});
    ImGui::Dummy({1, height * canvas_.scale()});
}

}  // namespace janklab
