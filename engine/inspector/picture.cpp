// SPDX-License-Identifier: MIT
#include "inspector/picture.h"

#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/check.h"
#include "display/frame_drawing.h"
#include "inspector/panels.h"
#include "inspector/theme.h"

namespace janklab {
namespace {

/// Draws one list of ImGui's as if `place` were the whole screen.
void draw_list(ImDrawList* list, const PixelRect& place) {
    ImDrawData data;
    data.Valid = true;
    data.CmdLists = &list;
    data.CmdListsCount = 1;
    data.TotalVtxCount = list->VtxBuffer.Size;
    data.TotalIdxCount = list->IdxBuffer.Size;
    data.DisplayPos = {static_cast<float>(place.x), static_cast<float>(place.y)};
    data.DisplaySize = {static_cast<float>(place.width), static_cast<float>(place.height)};
    data.FramebufferScale = {1, 1};
    ImGui_ImplOpenGL3_RenderDrawData(&data);
}

bool belongs_to(const ImDrawList& list, const char* region) {
    return list._OwnerName && std::strcmp(list._OwnerName, region) == 0;
}

ImDrawList* list_of(const ImDrawData& laid_out, const char* region) {
    for (int i = 0; i < laid_out.CmdListsCount; ++i) {
        if (belongs_to(*laid_out.CmdLists[i], region)) return laid_out.CmdLists[i];
    }
    return nullptr;
}

}  // namespace

Picture::Picture() : kept_{Kept{column_region}, Kept{graph_region}, Kept{corner_region}, Kept{bar_region}} {
    MUST(ImGui_ImplOpenGL3_Init("#version 330 core"), "the inspector draws with GL 3.3, which must be current");
}

Picture::~Picture() { ImGui_ImplOpenGL3_Shutdown(); }

void Picture::begin(bool fonts_changed) {
    if (fonts_changed) ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_NewFrame();
    if (!ImGui::GetIO().Fonts->TexID) ImGui_ImplOpenGL3_CreateFontsTexture();
}

void Picture::keep(Kept& kept, ImDrawList* list, const PixelRect& place) {
    kept.place = place;
    kept.shown = list && !place.empty();
    if (!kept.shown) return;
    const PixelSize size{place.width, place.height};
    if (!kept.picture || kept.picture->size() != size) {
        Result<Framebuffer> made = Framebuffer::create(size);
        if (!made) {  // Larger than the card can do: then it is not shown.
            kept.picture.reset();
            kept.shown = false;
            return;
        }
        kept.picture.emplace(std::move(*made));
    }
    clear(kept.picture->gl_name(), size, theme.background);
    draw_list(list, place);
}

void Picture::draw(const ImDrawData& laid_out, const WindowLayout& layout, float scale, PixelSize size, bool fresh) {
    const unsigned target = bound_framebuffer();
    const Rect places[] = {layout.column, layout.graph, layout.corner, layout.bar};
    for (std::size_t i = 0; fresh && i < kept_.size(); ++i) {
        keep(kept_[i], list_of(laid_out, kept_[i].region), device_pixels(places[i], scale));
    }
    for (const Kept& kept : kept_) {
        if (kept.shown) kept.picture->copy_to(target, size, kept.place.x, kept.place.y);
    }
    for (int i = 0; i < laid_out.CmdListsCount; ++i) {
        ImDrawList* list = laid_out.CmdLists[i];
        const bool is_kept =
            std::ranges::any_of(kept_, [&](const Kept& kept) { return belongs_to(*list, kept.region); });
        if (!is_kept) draw_list(list, {0, 0, size.width, size.height});
    }
}

}  // namespace janklab
