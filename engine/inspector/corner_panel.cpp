// SPDX-License-Identifier: MIT
// The corner of the strip below the column: the latest long tasks, the lines that force layouts, or else the counters,
// and the switches for what is shown over the page.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "inspector/column.h"
#include "inspector/panels.h"
#include "inspector/theme.h"
#include "inspector/widgets.h"

namespace janklab {
namespace {

constexpr float side = 2 * grid, row_height = 2.5f * grid, switches_height = 4 * grid;

/// A list under a heading; what does not fit any more is left out.
struct List {
    Canvas& canvas;
    Rect rect;  // what is left, below what was drawn
    void heading(const char* text, const ShortText& figures) {
        const float middle = rect.y + row_height / 2;
        const float width = canvas.text(rect.x, middle, TextStyle::small_bold, theme.text, text);
        canvas.text_to(rect.right(), middle, TextStyle::small, theme.quiet_text, figures.view(),
                       rect.width - width - grid);
        take(row_height + grid / 2);
    }
    bool has_room() const { return rect.height >= row_height; }
    Rect row() {
        const Rect row{rect.x, rect.y, rect.width, row_height};
        take(row_height);
        return row;
    }
    void take(float height) {
        rect.y += height;
        rect.height -= height;
    }
};

const char* without_folder(const char* file) {
    const char* slash = file ? std::strrchr(file, '/') : nullptr;
    return slash ? slash + 1 : file;
}

/// As much as fits: all of it, without its folder, or only its end: the line is what one looks for.
ShortText place_within(const Canvas& canvas, const CodeLocation& where, float room) {
    ShortText place = ShortText().add_place(where.file(), where.line());
    if (canvas.width_of(TextStyle::code, place.view()) <= room) return place;
    place = ShortText().add_place(without_folder(where.file()), where.line());
    const float width = canvas.width_of(TextStyle::code, place.view());
    if (place.empty() || width <= room) return place;
    constexpr std::size_t least = 6;
    const auto fits = static_cast<std::size_t>(room / (width / static_cast<float>(place.view().size())));
    if (fits < least) return {};
    return ShortText("…").add(place.view().substr(place.view().size() - (fits - 1)));
}

/// What it is called, and its place in the source, which gets at least half of the room.
void draw_entry(Canvas& canvas, const Rect& row, const Name& name, const ShortText& cost, Color color) {
    const float middle = row.y + row.height / 2;
    float room = row.width - grid;
    room -= canvas.text_to(row.right(), middle, TextStyle::code, color, cost.view());
    const char* text = name.text && *name.text ? name.text : "(no name)";
    constexpr float gap = 1.5f * grid;
    const float wanted = canvas.width_of(TextStyle::small, text);
    const ShortText place = place_within(canvas, name.where, std::max(room / 2, room - wanted - gap));
    const float placed = place.empty() ? 0 : canvas.width_of(TextStyle::code, place.view()) + gap;
    const float named = canvas.text(row.x, middle, TextStyle::small, theme.text, text, room - placed);
    canvas.text(row.x + named + gap, middle, TextStyle::code, theme.dim_text, place.view());
}

void draw_long_tasks(List& list, const InspectorViews& views, const LongTasks& tasks) {
    ShortText sum;
    if (tasks.count() > 0)
        sum.add_count(tasks.count()).add(" in all, blocking ").add_duration(tasks.total_blocking_time());
    list.heading("Latest long tasks", sum);
    bool any = false;
    for (const LongMark& mark : views.graph.marks()) {
        if (!mark.running || !list.has_room()) continue;
        draw_entry(list.canvas, list.row(), mark.name, ShortText("runs ").add_duration(mark.duration), theme.alarm);
        any = true;
    }
    const Latest<LongTask>& latest = tasks.latest();
    for (std::size_t i = latest.size(); i-- > 0 && list.has_room();) {
        draw_entry(list.canvas, list.row(), latest[i].name, ShortText().add_duration(latest[i].duration), theme.alarm);
        any = true;
    }
    if (any || !list.has_room()) return;
    const Rect row = list.row();
    list.canvas.text(row.x, row.y + row.height / 2, TextStyle::small, theme.dim_text,
                     "None so far: no task lasted over 50 ms.", row.width);
}

void draw_forced_layouts(List& list, const ForcedLayoutsView& layouts) {
    list.heading("Forced layouts",
                 ShortText().add_count(layouts.count()).add(" in all, ").add_duration(layouts.total()));
    for (const ForcedLayoutSite& site : layouts.sites()) {
        if (!list.has_room()) break;
        draw_entry(list.canvas, list.row(), site.reader,
                   ShortText("×").add_count(site.count).add("  ").add_duration(site.total), theme.rendering);
    }
}

void draw_switches(Canvas& canvas, const Rect& row, Annotations shown, Wishes& wishes) {
    static const std::vector<std::string> names{"layout", "paint", "layers"};
    const float label =
        canvas.text(row.x, row.y + row.height / 2, TextStyle::small, theme.quiet_text, "Show on the page");
    std::uint32_t on = (shown.layout ? 1u : 0u) | (shown.paint ? 2u : 0u) | (shown.layers ? 4u : 0u);
    const float left = label + 1.5f * grid;
    if (switches(canvas, "annotations", {row.x + left, row.y, row.width - left, row.height}, names, on))
        wishes.annotations = Annotations{.layout = (on & 1) != 0, .paint = (on & 2) != 0, .layers = (on & 4) != 0};
}

Rect above_switches(const Rect& corner) {
    return {corner.x + side, corner.y + grid, corner.width - 2 * side, corner.height - switches_height - 1.5f * grid};
}

bool has_long_tasks(const InspectorViews& views, const LongTasks& tasks) {
    return tasks.count() > 0 || std::ranges::any_of(views.graph.marks(), &LongMark::running);
}

void draw_counters_within(Canvas& canvas, const Rect& rect, const CountersView& counters) {
    constexpr float heading = 3 * grid, rows = CountersView::count / 2;
    Column place{canvas, rect.x, rect.width, rect.y - grid / 2};
    draw_counters(place, counters, std::clamp(std::floor((rect.height - heading) / rows), 2 * grid, row_height));
}

}  // namespace

bool has_room_for_counters(const Rect& corner, const InspectorViews& views, const LongTasks& tasks) {
    const Rect room = above_switches(corner);
    return room.width >= 400 && room.height >= (3 + 6 * 2) * grid && views.forced_layouts.empty() &&
           !has_long_tasks(views, tasks);
}

void draw_corner(const FontSet& fonts, float scale, const Rect& rect, const InspectorViews& views,
                 const CornerContent& content, Wishes& wishes) {
    Region region(corner_region, fonts, scale, rect);
    Canvas& canvas = region.canvas();
    canvas.fill({rect.x, rect.y, rect.width, 1}, theme.line);
    const float width = rect.width - 2 * side;
    List tasks_list{canvas, above_switches(rect)};
    if (!views.forced_layouts.empty()) {  // a third of the rows
        const auto rows = static_cast<std::size_t>(tasks_list.rect.height / row_height);
        const std::size_t shown_sites =
            std::min(views.forced_layouts.sites().size(), std::max<std::size_t>(1, rows / 3));
        const float height = row_height * static_cast<float>(1 + shown_sites) + grid / 2;
        List layouts{canvas, {rect.x + side, tasks_list.rect.bottom() - height, width, height}};
        tasks_list.rect.height -= height + grid / 2;
        draw_forced_layouts(layouts, views.forced_layouts);
    }
    if (!content.counters_in_column && has_room_for_counters(rect, views, content.tasks))
        draw_counters_within(canvas, tasks_list.rect, views.counters);
    else draw_long_tasks(tasks_list, views, content.tasks);
    draw_switches(canvas, {rect.x + side, rect.bottom() - switches_height + grid / 2, width, 3 * grid}, content.shown,
                  wishes);
}

}  // namespace janklab
