// SPDX-License-Identifier: MIT
// What does not wait for room: the banner over a page that is blocked, and the bar of a window too small for the rest.
#include <algorithm>

#include "inspector/panels.h"
#include "inspector/theme.h"
#include "inspector/widgets.h"

namespace janklab {
namespace {

struct BarButton {
    const char* id;
    ButtonLook look;
    LoopCommand command;  // none: the way back
};

/// From the right to the left; returns where they begin.
float draw_bar_buttons(Canvas& canvas, const Rect& rect, const PageContent& content, Wishes& wishes) {
    const LoopSituation& now = content.situation;
    const BarButton buttons[] = {
        {"stop", {.label = "Stop", .key = {}, .icon = Icon::stop}, LoopCommand::stop},
        now.paused ? BarButton{"pause", {.label = "Resume", .key = {}, .icon = Icon::play}, LoopCommand::resume}
                   : BarButton{"pause", {.label = "Pause", .key = {}, .icon = Icon::pause}, LoopCommand::pause},
        {"leave", {.label = content.way_back, .key = {}, .icon = Icon::back}, LoopCommand::none},
    };
    float wanted = 0;
    for (const BarButton& entry : buttons) wanted += button_width(canvas, entry.look) + grid;
    const bool has_room = wanted + grid <= rect.width;
    float right = rect.right() - grid;
    for (const BarButton& entry : buttons) {
        const bool is_way_back = entry.command == LoopCommand::none;
        if (is_way_back && !content.can_leave()) continue;
        ButtonLook look = entry.look;
        if (!has_room) look.label = {};
        look.enabled = is_way_back || possible(entry.command, now);
        look.alarming = entry.command == LoopCommand::stop;
        const float width = button_width(canvas, look);
        if (button(canvas, entry.id, {right - width, rect.y + grid, width, 3 * grid}, look)) {
            wishes.command = entry.command;
            wishes.leave = is_way_back;
        }
        right -= width + grid;
    }
    return right;
}

}  // namespace

void draw_bar(const FontSet& fonts, float scale, const Rect& rect, const InspectorViews& views,
              const PageContent& content, Wishes& wishes) {
    Region region(bar_region, fonts, scale, rect);
    Canvas& canvas = region.canvas();
    canvas.fill({rect.x, rect.y, rect.width, 1}, theme.line);
    const float right = draw_bar_buttons(canvas, rect, content, wishes);
    const float middle = rect.y + rect.height / 2;
    const StateWords state = state_words(content.situation, views.now);
    const float left = rect.x + 1.5f * grid;
    canvas.disc({left + 4, middle}, 4, state.color);
    canvas.text(left + 2 * grid, middle, TextStyle::small_bold, state.color, state.words.view(),
                right - left - 2 * grid);
}

void draw_banner(const FontSet& fonts, float scale, const Rect& rect, const Banner& banner, Wishes& wishes) {
    if (banner.state() == Banner::State::hidden) return;
    const bool blocked = banner.state() == Banner::State::blocked;
    Region region(banner_region, fonts, scale, rect);
    Canvas& canvas = region.canvas();
    if (!blocked) {  // An afterword is quieter: as small as its sentence, at the same lower edge.
        const float wanted = canvas.width_of(TextStyle::small, banner.headline().view()) + 4 * grid;
        const float width = std::min(rect.width, std::ceil(wanted)), height = std::min(rect.height, 4 * grid);
        const Rect note{std::floor(rect.x + (rect.width - width) / 2), rect.bottom() - height, width, height};
        canvas.fill(note, theme.surface, 8);
        canvas.outline(note, theme.hovered, 8);
        canvas.text(note.x + 2 * grid, note.y + height / 2, TextStyle::small, theme.text, banner.headline().view(),
                    width - 4 * grid + 1);
        return;
    }
    canvas.fill(rect, theme.alarm_surface, 8);
    const float left = rect.x + 2 * grid;
    const ButtonLook look{.label = "Stop", .key = stop_key, .icon = Icon::stop, .alarming = true};
    const float width = button_width(canvas, look) + grid;
    float right = rect.right() - 1.5f * grid;
    if (button(canvas, "stop", {right - width, rect.y + 1.5f * grid, width, rect.height - 3 * grid}, look)) {
        wishes.command = LoopCommand::stop;
    }
    right -= width + 2 * grid;
    const bool two_lines = !banner.detail().empty();
    const float middle = rect.y + rect.height / 2;
    canvas.text(left, two_lines ? middle - 9 : middle, TextStyle::body_bold, theme.text, banner.headline().view(),
                right - left);
    if (two_lines) canvas.text(left, middle + 10, TextStyle::code, rgb(0xffd9d5), banner.detail().view(), right - left);
}

}  // namespace janklab
