// SPDX-License-Identifier: MIT
// Picture: what ImGui laid out, drawn with GL. The parts beside the page are kept in graphics memory and only copied
// until they are laid out anew; what lies over the page (banner, tooltip) is drawn each time. Measured with llvmpipe at
// 1280x720: drawing everything costs 12 ms of processor time, copying below 1 ms. Display thread, with a context
// current.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>

#include "gpu/framebuffer.h"
#include "inspector/window_layout.h"

struct ImDrawData;
struct ImDrawList;

namespace janklab {

class Picture {
  public:
    /// ImGui's context must be current, and stay the same.
    Picture();
    ~Picture();
    Picture(const Picture&) = delete;

    /// Before a frame of ImGui begins: draw commands remember the texture of the fonts, which is made here.
    void begin(bool fonts_changed);
    /// Draws to the framebuffer that is bound, `size` large. `fresh`: `laid_out` is new since the last time.
    void draw(const ImDrawData& laid_out, const WindowLayout& layout, float scale, PixelSize size, bool fresh);

  private:
    struct Kept {
        const char* region;  // panels.h
        std::optional<Framebuffer> picture = {};
        PixelRect place = {};
        bool shown = false;  // it was laid out the last time
    };
    void keep(Kept& kept, ImDrawList* list, const PixelRect& place);

    std::array<Kept, 4> kept_;
};

}  // namespace janklab
