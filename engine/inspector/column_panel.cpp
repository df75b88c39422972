// SPDX-License-Identifier: MIT
// The column from top to bottom: the demo and its controls, what the page thread does now, the commands, the queues.
#include <fmt/format.h>

#include <cmath>

#include "inspector/panels.h"
#include "inspector/theme.h"
#include "inspector/widgets.h"

namespace janklab {
namespace {

constexpr float side = 2 * grid;
constexpr float line_height = 2 * grid;

/// A cursor that runs down the column.
struct Column {
    Canvas& canvas;
    float left, width;
    float y;
    float right() const { return left + width; }
};

void draw_separator(Column& column) {
    column.y += 1.5f * grid;
    column.canvas.fill({column.left - side, column.y, column.width + 2 * side, 1}, theme.line);
    column.y += 1.5f * grid;
}

// -- the demo --------------------------------------------------------------------------------------------------------

void draw_title(Column& column, const ColumnContent& content) {
    Canvas& canvas = column.canvas;
    const LoopSituation& now = content.situation;
    const char* state = now.paused ? "paused" : now.blocked ? "blocked" : "live";
    const Color color = now.paused ? theme.accent : now.blocked ? theme.alarm : theme.good;
    const float middle = column.y + 1.5f * grid;
    const float state_width = canvas.text_to(column.right(), middle, TextStyle::small_bold, color, state);
    canvas.disc({column.right() - state_width - grid, middle}, 4, color);
    canvas.text(column.left, middle, TextStyle::title, theme.text, content.title, column.width - state_width - 4 * grid);
    column.y += 3.5f * grid;
    column.y += canvas.paragraph({column.left, column.y}, column.width, TextStyle::small, theme.quiet_text,
                                 content.look_for, 4, line_height);
}

ShortText value_text(const ControlSpec& spec) {
    ShortText text;
    text.add_number(spec.value, decimals_of(spec.step));
    if (!spec.unit.empty()) text.add(" ").add(spec.unit);
    return text;
}

void draw_slider(Column& column, const char* id, ControlSpec& spec, bool& changed) {
    Canvas& canvas = column.canvas;
    const float label_width = std::floor(column.width * 0.36f), value_width = 8 * grid;
    const float middle = column.y + 2 * grid;
    canvas.text(column.left, middle, TextStyle::small, theme.text, spec.label, label_width - grid);
    canvas.text_to(column.right(), middle, TextStyle::code, theme.text, value_text(spec).view(), value_width);
    const Rect track{column.left + label_width, column.y + grid / 2, column.width - label_width - value_width - grid, 3 * grid};
    changed = slider(canvas, id, track, {spec.minimum, spec.maximum, spec.step}, spec.value);
    column.y += 4 * grid;
}

void draw_choice(Column& column, const char* id, ControlSpec& spec, bool& changed) {
    Canvas& canvas = column.canvas;
    const float label_width = std::floor(column.width * 0.36f);
    canvas.text(column.left, column.y + 2 * grid, TextStyle::small, theme.text, spec.label, label_width - grid);
    Rect place{column.left + label_width, column.y + grid / 2, column.width - label_width, 0};
    if (choice_height(canvas, spec.choices, place.width) > 4 * grid) {  // Several rows get the whole width.
        column.y += 3.5f * grid;
        place = {column.left, column.y, column.width, 0};
        place.height = choice_height(canvas, spec.choices, place.width);
        column.y += place.height + grid / 2;
    } else {
        column.y += 4 * grid;
    }
    const int clicked = choice(canvas, id, place, spec.choices, static_cast<int>(std::lround(spec.value)));
    changed = clicked >= 0;
    if (changed) spec.value = clicked;
}

void draw_toggle(Column& column, const char* id, ControlSpec& spec, bool& changed) {
    const float label_width = std::floor(column.width * 0.36f);
    column.canvas.text(column.left, column.y + 2 * grid, TextStyle::small, theme.text, spec.label, label_width - grid);
    bool on = spec.value != 0;
    changed = toggle(column.canvas, id, {column.left + label_width, column.y + grid / 2, 4 * grid, 3 * grid}, on);
    spec.value = on ? 1 : 0;
    column.y += 4 * grid;
}

/// Buttons that follow each other share rows.
void draw_buttons(Column& column, std::vector<ControlSpec>& specs, std::size_t& i, std::optional<ControlChange>& change) {
    float x = column.left;
    column.y += grid / 2;
    for (; i < specs.size() && specs[i].kind == ControlKind::button; ++i) {
        const ButtonLook look{.label = specs[i].label, .key = {}};
        const float width = std::min(column.width, button_width(column.canvas, look) + 2 * grid);
        if (x > column.left && x + width > column.right()) x = column.left, column.y += 4 * grid;
        char id[24];
        *fmt::format_to_n(id, sizeof id - 1, "button{}", i).out = 0;
        if (button(column.canvas, id, {x, column.y, width, 3.5f * grid}, look)) change = ControlChange{static_cast<int>(i), 1};
        x += width + grid;
    }
    column.y += 4 * grid;
}

void draw_controls(Column& column, const ColumnContent& content, Wishes& wishes) {
    std::vector<ControlSpec>& specs = content.controls;
    if (!specs.empty()) column.y += grid;
    for (std::size_t i = 0; i < specs.size();) {
        if (specs[i].kind == ControlKind::button) {
            draw_buttons(column, specs, i, wishes.change);
            continue;
        }
        char id[24];
        *fmt::format_to_n(id, sizeof id - 1, "control{}", i).out = 0;
        bool changed = false;
        if (specs[i].kind == ControlKind::slider) draw_slider(column, id, specs[i], changed);
        else if (specs[i].kind == ControlKind::choice) draw_choice(column, id, specs[i], changed);
        else draw_toggle(column, id, specs[i], changed);
        if (changed) wishes.change = ControlChange{static_cast<int>(i), specs[i].value};
        ++i;
    }
}

// -- now -------------------------------------------------------------------------------------------------------------

/// How long the page has been busy, up to four times the 50 ms from which on it counts as blocked.
void draw_elapsed_bar(Canvas& canvas, const Rect& rect, const NowView& now) {
    constexpr double shown_ms = 200;
    const double limit_ms = to_ms(long_task_threshold);
    canvas.fill(rect, theme.raised, 2);
    if (now.busy) {
        const auto part_of = [&](double ms) { return rect.width * static_cast<float>(std::min(1.0, ms / shown_ms)); };
        const double ms = to_ms(now.elapsed);
        canvas.fill({rect.x, rect.y, part_of(std::min(ms, limit_ms)), rect.height}, now.color, 2);
        if (ms > limit_ms) {
            canvas.fill({rect.x + part_of(limit_ms), rect.y, part_of(ms) - part_of(limit_ms), rect.height}, theme.alarm, 2);
        }
    }
    canvas.fill({rect.x + rect.width * static_cast<float>(limit_ms / shown_ms), rect.y - 2, 1, rect.height + 4}, theme.quiet_text);
}

void draw_now(Column& column, const NowView& now) {
    Canvas& canvas = column.canvas;
    const Rect card{column.left, column.y, column.width, 9.5f * grid};
    canvas.fill(card, theme.surface, 6);
    canvas.fill({card.x, card.y, 4, card.height}, now.color, 2);
    const float left = card.x + 2 * grid, right = card.right() - 1.5f * grid;
    float middle = card.y + 2.25f * grid;
    float room = right - left;
    if (now.busy) {
        const Color color = now.elapsed >= long_task_threshold ? theme.alarm : theme.quiet_text;
        room -= canvas.text_to(right, middle, TextStyle::code, color, ShortText().add_duration(now.elapsed).view()) + grid;
    }
    canvas.text(left, middle, TextStyle::body_bold, theme.text, now.doing.view(), room);
    middle += 2.25f * grid;
    room = right - left;
    if (!now.within.empty()) {
        room -= canvas.text_to(right, middle, TextStyle::small, theme.quiet_text, now.within.view(), room / 2) + grid;
    }
    canvas.text(left, middle, TextStyle::code, theme.quiet_text, now.place.view(), room);
    draw_elapsed_bar(canvas, {left, card.bottom() - 2.5f * grid, right - left, 6}, now);
    canvas.text(left + (right - left) * 0.25f + 4, card.bottom() - grid + 1, TextStyle::small, theme.dim_text, "");
    column.y = card.bottom();
}

void draw_commands(Column& column, const LoopSituation& situation, Wishes& wishes) {
    struct Entry {
        LoopCommand command;
        ButtonLook look;
    };
    const Entry entries[] = {
        situation.paused ? Entry{LoopCommand::resume, {.label = "Resume", .key = pause_key, .icon = Icon::play}}
                         : Entry{LoopCommand::pause, {.label = "Pause", .key = pause_key, .icon = Icon::pause}},
        {LoopCommand::step_task, {.label = "Task", .key = step_task_key, .icon = Icon::step}},
        {LoopCommand::step_microtask, {.label = "Microtask", .key = step_microtask_key, .icon = Icon::step}},
        {LoopCommand::stop, {.label = "Stop", .key = stop_key, .icon = Icon::stop}},
    };
    constexpr int count = std::size(entries);
    float wanted = 0;
    for (const Entry& entry : entries) wanted += button_width(column.canvas, entry.look);
    const int rows = wanted + (count - 1) * grid > column.width ? 2 : 1;
    const int in_row = count / rows;
    for (int row = 0; row < rows; ++row) {
        float row_wanted = 0;
        for (int i = row * in_row; i < (row + 1) * in_row; ++i) row_wanted += button_width(column.canvas, entries[i].look);
        const float spare = (column.width - row_wanted - static_cast<float>(in_row - 1) * grid) / static_cast<float>(in_row);
        float x = column.left;
        for (int i = row * in_row; i < (row + 1) * in_row; ++i) {
            ButtonLook look = entries[i].look;
            look.enabled = possible(entries[i].command, situation);
            const float width = button_width(column.canvas, look) + spare;
            const char* ids[] = {"pause", "task", "microtask", "stop"};
            if (button(column.canvas, ids[i], {x, column.y, width, 3.5f * grid}, look)) wishes.command = entries[i].command;
            x += width + grid;
        }
        column.y += 3.5f * grid + (row + 1 < rows ? grid : 0);
    }
}

// -- queues ----------------------------------------------------------------------------------------------------------

void draw_chip(Canvas& canvas, const Rect& rect, const QueueChip& chip, Color color) {
    canvas.fill(rect, theme.raised, 3);
    canvas.fill({rect.x, rect.y, 3, rect.height}, color);
    float room = rect.width - 2 * grid;
    const float middle = rect.y + rect.height / 2;
    if (chip.count > 1) {
        ShortText times;
        times.add("×").add_count(chip.count);
        room -= canvas.text_to(rect.right() - 6, middle, TextStyle::small, theme.quiet_text, times.view()) + 4;
    }
    canvas.text(rect.x + grid, middle, TextStyle::small, theme.text, chip.name ? chip.name : "(no name)", room);
}

constexpr float queue_row_height = 20, label_width = 15 * grid, count_width = 5 * grid, rate_width = 6 * grid;

void draw_queue_row(Column& column, const QueueRow& row, Color color) {
    Canvas& canvas = column.canvas;
    const float middle = column.y + queue_row_height / 2;
    const bool empty = row.waiting == 0;
    const bool dim = empty && row.per_second == 0;
    canvas.text(column.left, middle, TextStyle::small, dim ? theme.dim_text : theme.text, row.label, label_width - 4);
    canvas.text_to(column.left + label_width + count_width, middle, TextStyle::code, empty ? theme.dim_text : theme.text,
                   ShortText().add_count(row.waiting).view());
    if (row.per_second > 0) {
        canvas.text_to(column.right(), middle, TextStyle::code, theme.quiet_text, ShortText().add_count(row.per_second).view());
    }
    const float chips_left = column.left + label_width + count_width + 1.5f * grid;
    float room = column.right() - rate_width - grid - chips_left;
    const auto slots = std::max<std::size_t>(1, static_cast<std::size_t>((room + 4) / 88));
    const std::uint64_t more = row.waiting - row.shown;
    const std::size_t shown = std::min(row.chip_count, slots);
    (void)more;
    const float width = std::floor((room - static_cast<float>(slots - 1) * 4) / static_cast<float>(slots));
    float x = chips_left;
    for (std::size_t i = 0; i < shown; ++i, x += width + 4) {
        draw_chip(canvas, {x, column.y + 1, width, queue_row_height - 2}, row.chips[i], color);
    }
    column.y += queue_row_height;
}

void draw_timers(Column& column, const QueueView& queues) {
    Canvas& canvas = column.canvas;
    const auto slots = queues.timers();
    const std::size_t columns = column.width >= 360 ? 2 : 1;
    const float gap = grid, width = (column.width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const TimerSlot& slot = slots[i];
        const Rect rect{column.left + static_cast<float>(i % columns) * (width + gap), column.y, width, 2.5f * grid};
        if (slot.busy()) {
            canvas.fill(rect, theme.raised, 3);
            canvas.fill({rect.x, rect.bottom() - 2, rect.width * slot.progress(), 2}, theme.scripting);
            const float middle = rect.y + rect.height / 2 - 1;
            ShortText left;
            if (slot.left < 0ns) left.add("due");
            else left.add_duration(slot.left);
            const float room = rect.width - 2.5f * grid - canvas.text_to(rect.right() - grid, middle, TextStyle::code, theme.quiet_text, left.view());
            canvas.text(rect.x + grid, middle, TextStyle::small, theme.text, slot.name ? slot.name : "(no name)", room);
        } else {
            canvas.outline(rect, theme.line, 3);
        }
        if ((i + 1) % columns == 0) column.y += 3 * grid;
    }
}

void draw_heading(Column& column, const char* text) {
    column.canvas.text(column.left, column.y + grid, TextStyle::small_bold, theme.quiet_text, text);
}

void draw_queues(Column& column, const QueueView& queues, const ColumnContent& content, Wishes& wishes) {
    Canvas& canvas = column.canvas;
    draw_heading(column, "Queues");
    const float middle = column.y + grid;
    canvas.text_to(column.left + label_width + count_width, middle, TextStyle::small, theme.dim_text, "waiting");
    canvas.text_to(column.right(), middle, TextStyle::small, theme.dim_text, "in last s");
    column.y += 2.5f * grid;
    for (const QueueRow& row : queues.rows()) draw_queue_row(column, row, theme.scripting);
    column.y += 1.5f * grid;
    draw_heading(column, "Timers");
    canvas.text_to(column.left + label_width + count_width, column.y + grid, TextStyle::code,
                   queues.timer_count() ? theme.text : theme.dim_text, ShortText().add_count(queues.timer_count()).view());
    column.y += 2.5f * grid;
    draw_timers(column, queues);
    if (content.policy) {
        draw_separator(column);
        static const std::vector<std::string> names{to_string(Policy::fifo), to_string(Policy::browser), to_string(Policy::strict)};
        draw_heading(column, "Policy");
        const Rect place{column.left + label_width, column.y - grid / 2, column.width - label_width, 3 * grid};
        const int clicked = choice(canvas, "policy", place, names, static_cast<int>(*content.policy));
        if (clicked >= 0) wishes.policy = static_cast<Policy>(clicked);
        column.y += 3 * grid;
    }
}

}  // namespace

void draw_column(const FontSet& fonts, float scale, const Rect& rect, const InspectorViews& views,
                 const ColumnContent& content, Wishes& wishes) {
    Region region("column", fonts, scale, rect, theme.background, true);
    Column column{region.canvas(), region.origin().x + side, rect.width - 2 * side, region.origin().y + side};
    draw_title(column, content);
    draw_controls(column, content, wishes);
    draw_separator(column);
    draw_now(column, views.now);
    column.y += grid;
    draw_commands(column, content.situation, wishes);
    draw_separator(column);
    draw_queues(column, views.queues, content, wishes);
    region.set_height(column.y + grid - region.origin().y);
}

}  // namespace janklab
