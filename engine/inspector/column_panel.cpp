// SPDX-License-Identifier: MIT
// The column from top to bottom: the way back, the demo and its controls, what the page thread does now, the commands,
// the queues, the counters.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "inspector/column.h"
#include "inspector/panels.h"
#include "inspector/widgets.h"

namespace janklab {
namespace {

constexpr float line_height = Column::line_height;

float label_width_of(const Column& column) { return std::max(16 * grid, std::floor(column.width * 0.35f)); }

// -- the demo --------------------------------------------------------------------------------------------------------

/// How the loop is, and the way back.
void draw_top_row(Column& column, const InspectorViews& views, const PageContent& content, Wishes& wishes) {
    Canvas& canvas = column.canvas;
    const float middle = column.y + 1.5f * grid;
    float room = column.width - 2 * grid;
    if (content.can_leave()) {
        const ButtonLook look{.label = content.way_back, .key = {}, .icon = Icon::back};
        const float width = button_width(canvas, look);
        wishes.leave = button(canvas, "leave", {column.right() - width, column.y, width, 3 * grid}, look);
        room -= width + grid;
    }
    const StateWords state = state_words(content.situation, views.now);
    canvas.disc({column.left + 4, middle}, 4, state.color);
    canvas.text(column.left + 2 * grid, middle, TextStyle::small_bold, state.color, state.words.view(), room);
    column.y += 4 * grid;
}

void draw_title(Column& column, const PageContent& content) {
    Canvas& canvas = column.canvas;
    column.y += canvas.paragraph({column.left, column.y}, column.width, TextStyle::title, theme.text, content.title, 2,
                                 3 * grid);
    column.y += grid / 2;
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
    const float label_width = label_width_of(column), value_width = 8 * grid;
    const float middle = column.y + 2 * grid;
    canvas.text(column.left, middle, TextStyle::small, theme.text, spec.label, label_width - grid);
    canvas.text_to(column.right(), middle, TextStyle::code, theme.text, value_text(spec).view(), value_width);
    const Rect track{column.left + label_width, column.y + grid / 2, column.width - label_width - value_width - grid,
                     3 * grid};
    changed = slider(canvas, id, track, {spec.minimum, spec.maximum, spec.step}, spec.value);
    column.y += 4 * grid;
}

void draw_choice(Column& column, const char* id, ControlSpec& spec, bool& changed) {
    Canvas& canvas = column.canvas;
    const float label_width = label_width_of(column);
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

/// Toggles that follow each other stand two in a row where both have room.
void draw_toggles(Column& column, std::vector<ControlSpec>& specs, std::size_t& i,
                  std::optional<ControlChange>& change) {
    const float label_width = label_width_of(column);
    const float second = column.width - label_width - 4 * grid;
    const bool in_pairs = second >= label_width + 4 * grid;
    for (bool left = true; i < specs.size() && specs[i].kind == ControlKind::toggle; ++i) {
        const float x = column.left + (left ? 0 : second);
        column.canvas.text(x, column.y + 2 * grid, TextStyle::small, theme.text, specs[i].label, label_width - grid);
        char id[24];
        *fmt::format_to_n(id, sizeof id - 1, "control{}", i).out = 0;
        bool on = specs[i].value != 0;
        if (toggle(column.canvas, id, {x + label_width, column.y + grid / 2, 4 * grid, 3 * grid}, on))
            change = ControlChange{static_cast<int>(i), on ? 1.0 : 0.0};
        specs[i].value = on ? 1 : 0;
        const bool last = i + 1 == specs.size() || specs[i + 1].kind != ControlKind::toggle;
        left = !in_pairs || !left || last;
        if (left) column.y += 4 * grid;
    }
}

bool is_way_back(const PageContent& content, const ControlSpec& spec) {
    return spec.kind == ControlKind::button && !content.way_back.empty() && spec.label == content.way_back;
}

/// Buttons that follow each other share rows.
void draw_buttons(Column& column, const PageContent& content, std::size_t& i, std::optional<ControlChange>& change) {
    const std::vector<ControlSpec>& specs = content.controls;
    float x = column.left;
    column.y += grid / 2;
    for (; i < specs.size() && specs[i].kind == ControlKind::button && !is_way_back(content, specs[i]); ++i) {
        const ButtonLook look{.label = specs[i].label, .key = {}};
        const float width = std::min(column.width, button_width(column.canvas, look) + 2 * grid);
        if (x > column.left && x + width > column.right()) x = column.left, column.y += 4 * grid;
        char id[24];
        *fmt::format_to_n(id, sizeof id - 1, "button{}", i).out = 0;
        if (button(column.canvas, id, {x, column.y, width, 3.5f * grid}, look))
            change = ControlChange{static_cast<int>(i), 1};
        x += width + grid;
    }
    column.y += 4 * grid;
}

void draw_controls(Column& column, const PageContent& content, Wishes& wishes) {
    std::vector<ControlSpec>& specs = content.controls;
    if (!specs.empty()) column.y += grid;
    for (std::size_t i = 0; i < specs.size();) {
        if (is_way_back(content, specs[i])) {
            ++i;
            continue;
        }
        if (specs[i].kind == ControlKind::button) {
            draw_buttons(column, content, i, wishes.change);
            continue;
        }
        if (specs[i].kind == ControlKind::toggle) {
            draw_toggles(column, specs, i, wishes.change);
            continue;
        }
        char id[24];
        *fmt::format_to_n(id, sizeof id - 1, "control{}", i).out = 0;
        bool changed = false;
        if (specs[i].kind == ControlKind::slider) draw_slider(column, id, specs[i], changed);
        else draw_choice(column, id, specs[i], changed);
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
            canvas.fill({rect.x + part_of(limit_ms), rect.y, part_of(ms) - part_of(limit_ms), rect.height}, theme.alarm,
                        2);
        }
    }
    canvas.fill({rect.x + rect.width * static_cast<float>(limit_ms / shown_ms), rect.y - 2, 1, rect.height + 4},
                theme.quiet_text);
}

void draw_now(Column& column, const NowView& now) {
    Canvas& canvas = column.canvas;
    const Rect card{column.left, column.y, column.width, 9 * grid};
    canvas.fill(card, theme.surface, 6);
    canvas.fill({card.x, card.y, 4, card.height}, now.color, 2);
    const float left = card.x + 2 * grid, right = card.right() - 1.5f * grid;
    float middle = card.y + 2.25f * grid;
    float room = right - left;
    if (now.busy) {
        const Color color = now.elapsed >= long_task_threshold ? theme.alarm : theme.quiet_text;
        room -=
            canvas.text_to(right, middle, TextStyle::code, color, ShortText().add_duration(now.elapsed).view()) + grid;
    }
    canvas.text(left, middle, TextStyle::body_bold, theme.text, now.doing.view(), room);
    middle += 2.25f * grid;
    room = right - left;
    if (!now.within.empty()) {
        room -= canvas.text_to(right, middle, TextStyle::small, theme.quiet_text, now.within.view(), room / 2) + grid;
    }
    canvas.text(left, middle, now.place_is_code ? TextStyle::code : TextStyle::small, theme.quiet_text,
                now.place.view(), room);
    draw_elapsed_bar(canvas, {left, card.bottom() - 2 * grid, right - left, 6}, now);
    column.y = card.bottom();
}

void draw_commands(Column& column, const LoopSituation& situation, Wishes& wishes) {
    struct Entry {
        LoopCommand command;
        ButtonLook look;
    };
    Entry entries[] = {
        situation.paused ? Entry{LoopCommand::resume, {.label = "Resume", .key = pause_key, .icon = Icon::play}}
                         : Entry{LoopCommand::pause, {.label = "Pause", .key = pause_key, .icon = Icon::pause}},
        {LoopCommand::step_task, {.label = "Task", .key = step_task_key, .icon = Icon::step}},
        {LoopCommand::step_microtask, {.label = "Microtask", .key = step_microtask_key, .icon = Icon::step}},
        {LoopCommand::stop, {.label = "Stop", .key = stop_key, .icon = Icon::stop}},
    };
    constexpr int count = std::size(entries);
    float wanted = 0;
    for (const Entry& entry : entries) wanted += button_width(column.canvas, entry.look);
    if (wanted + (count - 1) * grid > column.width) {  // Without their keys they may fit into one row.
        for (Entry& entry : entries) {
            wanted -= button_width(column.canvas, entry.look);
            entry.look.key = {};
            wanted += button_width(column.canvas, entry.look);
        }
    }
    const int rows = wanted + (count - 1) * grid > column.width ? 2 : 1;
    const int in_row = count / rows;
    for (int row = 0; row < rows; ++row) {
        float row_wanted = 0;
        for (int i = row * in_row; i < (row + 1) * in_row; ++i)
            row_wanted += button_width(column.canvas, entries[i].look);
        const float spare =
            (column.width - row_wanted - static_cast<float>(in_row - 1) * grid) / static_cast<float>(in_row);
        float x = column.left;
        for (int i = row * in_row; i < (row + 1) * in_row; ++i) {
            ButtonLook look = entries[i].look;
            look.enabled = possible(entries[i].command, situation);
            const float width = button_width(column.canvas, look) + spare;
            const char* ids[] = {"pause", "task", "microtask", "stop"};
            if (button(column.canvas, ids[i], {x, column.y, width, 3.5f * grid}, look))
                wishes.command = entries[i].command;
            x += width + grid;
        }
        column.y += 3.5f * grid + (row + 1 < rows ? grid : 0);
    }
}

// -- queues ----------------------------------------------------------------------------------------------------------

constexpr float queue_row_height = Column::row_height, label_width = 13 * grid, count_width = 5 * grid,
                rate_width = 7 * grid;

/// "click ×5". Returns its width; at most `room`.
float draw_chip(Canvas& canvas, Point at, float room, const QueueChip& chip, bool and_more, Color color) {
    constexpr float mark = 3, padding = 6;
    ShortText times;
    if (chip.count > 1) times.add("×").add_count(chip.count).add(and_more ? "+" : "");
    const char* name = chip.name && *chip.name ? chip.name : "(no name)";
    const float times_width = times.empty() ? 0 : canvas.width_of(TextStyle::small, times.view()) + 4;
    const float around = mark + 2 * padding + times_width;
    const float name_width = std::min(canvas.width_of(TextStyle::small, name), room - around);
    const Rect rect{at.x, at.y + 1, std::ceil(name_width + around), queue_row_height - 2};
    const float middle = rect.y + rect.height / 2;
    canvas.fill(rect, theme.raised, 3);
    canvas.fill({rect.x, rect.y, mark, rect.height}, color);
    canvas.text(rect.x + mark + padding, middle, TextStyle::small, theme.text, name, name_width + 1);
    canvas.text_to(rect.right() - padding, middle, TextStyle::small, theme.quiet_text, times.view());
    return rect.width;
}

void draw_chips(Canvas& canvas, const QueueRow& row, Point at, float right) {
    constexpr float gap = 4, narrowest = 7 * grid, more_width = 5 * grid;
    std::uint64_t left_over = row.waiting;
    for (std::size_t i = 0; i < row.chip_count; ++i) {
        const bool last = i + 1 == row.chip_count && row.shown == row.waiting;
        const float room = right - at.x - (last ? 0 : more_width);
        if (i > 0 && room < narrowest) break;
        const bool and_more = i + 1 == row.chip_count && row.chips[i].count == row.shown && row.shown < row.waiting;
        at.x += draw_chip(canvas, at, room, row.chips[i], and_more, theme.scripting) + gap;
        left_over -= row.chips[i].count;
    }
    if (row.chip_count == 0 && row.running) {
        const float room = right - at.x - 6 * grid;
        at.x += draw_chip(canvas, at, room, {row.running, 1}, false, theme.good) + grid;
        canvas.text(at.x, at.y + queue_row_height / 2, TextStyle::small, theme.good, "runs", right - at.x);
    }
    if (left_over == 0 || row.chip_count == 0) return;
    canvas.text(at.x + 2, at.y + queue_row_height / 2, TextStyle::small, theme.quiet_text,
                ShortText("+").add_count(left_over).view(), right - at.x);
}

void draw_queue_row(Column& column, const QueueRow& row) {
    Canvas& canvas = column.canvas;
    const float middle = column.y + queue_row_height / 2;
    const bool empty = row.waiting == 0;
    const bool dim = empty && row.per_second == 0;
    canvas.text(column.left, middle, TextStyle::small, dim ? theme.dim_text : theme.text, row.label, label_width - 4);
    canvas.text_to(column.left + label_width + count_width, middle, TextStyle::code,
                   empty ? theme.dim_text : theme.text, ShortText().add_count(row.waiting).view());
    if (row.per_second > 0) {
        canvas.text_to(column.right(), middle, TextStyle::code, theme.quiet_text,
                       ShortText().add_count(row.per_second).add("/s").view());
    }
    draw_chips(canvas, row, {column.left + label_width + count_width + 1.5f * grid, column.y},
               column.right() - rate_width - grid);
    column.y += queue_row_height;
}

/// A slot that was used before keeps its place in sight, so that a timer armed again and again does not blink.
void draw_timer(Canvas& canvas, const Rect& rect, const TimerSlot& slot) {
    if (!slot.busy()) return slot.name ? canvas.fill(rect, theme.surface, 3) : void();
    canvas.fill(rect, theme.raised, 3);
    canvas.fill({rect.x, rect.bottom() - 2, rect.width * slot.progress(), 2}, theme.scripting);
    const float middle = rect.y + rect.height / 2 - 1;
    ShortText left;
    if (slot.left <= 0ns) left.add("due");
    else left.add("in ").add_duration(slot.left);
    const float room = rect.width - 2.5f * grid -
                       canvas.text_to(rect.right() - grid, middle, TextStyle::code, theme.quiet_text, left.view());
    canvas.text(rect.x + grid, middle, TextStyle::small, theme.text, slot.name ? slot.name : "(no name)", room);
}

/// As many rows of slots as have been used so far, and one at least.
void draw_timers(Column& column, const QueueView& queues) {
    Canvas& canvas = column.canvas;
    canvas.text(column.left, column.y + queue_row_height / 2, TextStyle::small,
                queues.timer_count() ? theme.text : theme.dim_text, "Timers armed");
    canvas.text_to(column.left + label_width + count_width, column.y + queue_row_height / 2, TextStyle::code,
                   queues.timer_count() ? theme.text : theme.dim_text,
                   ShortText().add_count(queues.timer_count()).view());
    column.y += 3 * grid;
    const std::size_t in_row = column.width >= 360 ? 2 : 1;
    const std::size_t shown = std::max<std::size_t>(1, (queues.timers_used() + in_row - 1) / in_row) * in_row;
    const auto spare = grid * static_cast<float>(in_row - 1);
    const float width = (column.width - spare) / static_cast<float>(in_row);
    for (std::size_t i = 0; i < std::min(shown, queues.timers().size()); ++i) {
        const float x = column.left + static_cast<float>(i % in_row) * (width + grid);
        draw_timer(canvas, {x, column.y, width, 2.5f * grid}, queues.timers()[i]);
        if ((i + 1) % in_row == 0) column.y += 3 * grid;
    }
}

/// Whose turn is next, which the policy decides, stands over the queues among which it chooses.
void draw_queues_heading(Column& column, const PageContent& content, Wishes& wishes) {
    Canvas& canvas = column.canvas;
    column.heading("Queues");
    canvas.text_to(column.left + label_width + count_width, column.y + 1.5f * grid, TextStyle::small, theme.dim_text,
                   "waiting");
    if (content.policy) {
        static const std::vector<std::string> names{to_string(Policy::fifo), to_string(Policy::browser),
                                                    to_string(Policy::strict)};
        const float width = choices_width(canvas, names);
        const float left = column.right() - width;
        if (left - grid - canvas.width_of(TextStyle::small, "policy") > column.left + label_width + count_width + grid)
            canvas.text_to(left - grid, column.y + 1.5f * grid, TextStyle::small, theme.dim_text, "policy");
        const Rect place{left, column.y, width, 3 * grid};
        const int clicked = choice(canvas, "policy", place, names, static_cast<int>(*content.policy));
        if (clicked >= 0) wishes.policy = static_cast<Policy>(clicked);
    }
    column.y += 3.5f * grid;
}

void draw_queues(Column& column, const QueueView& queues, const PageContent& content, Wishes& wishes) {
    draw_queues_heading(column, content, wishes);
    for (const QueueRow& row : queues.rows()) draw_queue_row(column, row);
    draw_timers(column, queues);
}

// -- counters --------------------------------------------------------------------------------------------------------

constexpr std::size_t counters_in_a_row(float width) { return width >= 400 ? 2 : 1; }

float counters_height(float width) {
    return 3 * grid + Column::row_height * static_cast<float>(CountersView::count / counters_in_a_row(width));
}

}  // namespace

void draw_counters(Column& column, const CountersView& counters, float row_height) {
    Canvas& canvas = column.canvas;
    column.heading("Since the start");
    column.y += 3 * grid;
    const std::size_t in_row = counters_in_a_row(column.width);
    const float gap = 3 * grid;
    const float width = in_row == 2 ? (column.width - gap) / 2 : column.width;
    std::size_t place = 0;
    for (const Counter& counter : counters.counters()) {
        const float left = column.left + (place % in_row ? width + gap : 0);
        const float middle = column.y + row_height / 2;
        const Color color = counter.alarming ? theme.alarm : theme.text;
        const float value = canvas.text_to(left + width, middle, TextStyle::code, color, counter.value.view());
        canvas.text(left, middle, TextStyle::small, theme.quiet_text, counter.label, width - value - grid);
        if (++place % in_row == 0) column.y += row_height;
    }
}

namespace {

/// Whose word the figures rest on.
void draw_sources(Column& column, const std::string& display, std::optional<PresentedSource> presented_by) {
    Canvas& canvas = column.canvas;
    column.y += grid / 2;
    ShortText clock;
    clock.add("Presented times: ").add(presented_by ? to_string(*presented_by) : "n/a");
    canvas.text(column.left, column.y + grid, TextStyle::small, theme.dim_text, clock.view(), column.width);
    column.y += line_height;
    column.y += canvas.paragraph({column.left, column.y}, column.width, TextStyle::small, theme.dim_text, display, 4,
                                 line_height);
}

}  // namespace

bool PageContent::can_leave() const {
    return std::ranges::any_of(controls, [&](const ControlSpec& spec) { return is_way_back(*this, spec); });
}

bool draw_column(const FontSet& fonts, float scale, const Rect& rect, const InspectorViews& views,
                 const PageContent& content, bool room_for_counters_in_corner, Wishes& wishes) {
    Region region(column_region, fonts, scale, rect, true);
    Column column{region.canvas(), region.origin().x + Column::side, rect.width - 2 * Column::side,
                  region.origin().y + 1.5f * grid};
    draw_top_row(column, views, content, wishes);
    draw_title(column, content);
    draw_controls(column, content, wishes);
    column.separator();
    draw_now(column, views.now);
    column.y += grid;
    draw_commands(column, content.situation, wishes);
    column.separator();
    draw_queues(column, views.queues, content, wishes);
    column.separator();
    const float counters_end = column.y - region.origin().y + counters_height(column.width);
    const bool draws_counters = counters_end <= rect.height || !room_for_counters_in_corner;
    if (draws_counters) draw_counters(column, views.counters, Column::row_height);
    draw_sources(column, content.display, views.presented_by);
    region.set_height(column.y + grid - region.origin().y);
    if (region.more_below()) {  // What the lower edge cuts through fades out, so that one sees that it goes on.
        region.canvas().fade({rect.x, rect.bottom() - 4 * grid, rect.width - grid, 4 * grid},
                             with_alpha(theme.background, 0), theme.background);
    }
    return draws_counters;
}

}  // namespace janklab
