// SPDX-License-Identifier: MIT
#include "inspector/window_layout.h"

#include "inspector/theme.h"

namespace janklab {
namespace {

float on_grid(float length) { return std::floor(length / grid) * grid; }

}  // namespace

WindowLayout layout_of(Size window) {
    constexpr float smallest_width = 640, smallest_height = 400;
    WindowLayout layout;
    layout.page = {0, 0, window.width, window.height};
    layout.visible = window.width >= smallest_width && window.height >= smallest_height;
    if (layout.visible) {
        const float column = on_grid(std::clamp(window.width * 0.35f, 320.f, 560.f));
        const float strip = on_grid(std::clamp(window.height * 0.21f, 120.f, 240.f));
        const float page_width = window.width - column;
        const float page_height = window.height - strip;
        layout.page = {0, 0, page_width, page_height};
        layout.column = {page_width, 0, column, page_height};
        layout.graph = {0, page_height, page_width, strip};
        layout.counters = {page_width, page_height, column, strip};
    }
    const float margin = 2 * grid;
    layout.banner = {margin, margin, std::max(0.f, layout.page.width - 2 * margin), 7 * grid};
    return layout;
}

}  // namespace janklab
