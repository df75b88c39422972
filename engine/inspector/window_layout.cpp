// SPDX-License-Identifier: MIT
#include "inspector/window_layout.h"

#include "inspector/theme.h"

namespace janklab {
namespace {

float on_grid(float length) { return std::floor(length / grid) * grid; }

InspectorForm form_for(Size window) {
    if (window.width >= 640 && window.height >= 400) return InspectorForm::full;
    return window.width >= 160 && window.height >= 96 ? InspectorForm::bar : InspectorForm::none;
}

/// As wide as a sentence is, and no wider.
Rect banner_on(const Rect& page) {
    constexpr float widest = 88 * grid, height = 7 * grid;
    const float margin = page.width >= 60 * grid ? 2 * grid : grid;
    const float width = std::clamp(page.width - 2 * margin, 0.f, widest);
    return {std::floor((page.width - width) / 2), std::max(0.f, page.bottom() - margin - height), width,
            std::min(height, page.height)};
}

}  // namespace

WindowLayout layout_of(Size window) {
    WindowLayout layout;
    layout.form = form_for(window);
    layout.page = {0, 0, window.width, window.height};
    if (layout.form == InspectorForm::full) {
        const float column = on_grid(std::clamp(window.width * 0.35f, 344.f, 560.f));
        const float strip = on_grid(std::clamp(window.height * 0.26f, 144.f, 304.f));
        const float page_width = window.width - column;
        const float page_height = window.height - strip;
        layout.page = {0, 0, page_width, page_height};
        layout.column = {page_width, 0, column, page_height};
        layout.graph = {0, page_height, page_width, strip};
        layout.corner = {page_width, page_height, column, strip};
    }
    if (layout.form == InspectorForm::bar) {
        constexpr float height = 5 * grid;
        layout.page.height -= height;
        layout.bar = {0, layout.page.bottom(), window.width, height};
    }
    layout.banner = banner_on(layout.page);
    return layout;
}

}  // namespace janklab
