// SPDX-License-Identifier: MIT
// Column: what the sections of the column beside the page, and of the corner, share: a cursor that runs down, headings,
// separators. Display thread, inside an ImGui frame.
#pragma once

#include "inspector/canvas.h"
#include "inspector/figures_view.h"
#include "inspector/theme.h"

namespace janklab {

struct Column {
    static constexpr float side = 2 * grid, line_height = 2 * grid, row_height = 20;

    Canvas& canvas;
    float left, width;
    float y;
    float right() const { return left + width; }

    void separator() {
        canvas.fill({left - side, y + grid, width + 2 * side, 1}, theme.line);
        y += 2 * grid;
    }
    /// Does not move the cursor: what stands beside it is drawn next.
    void heading(const char* text) { canvas.text(left, y + 1.5f * grid, TextStyle::small_bold, theme.text, text); }
};

/// "Since the start". Two counters in a row where there is room for both, with nothing cut off.
void draw_counters(Column& column, const CountersView& counters, float row_height);

}  // namespace janklab
