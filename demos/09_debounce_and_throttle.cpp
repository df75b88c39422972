// SPDX-License-Identifier: MIT
// Debounce and throttle: one stream of input and wheel events, three ways to answer it. Each event; the last one after
// a pause (debounce); at most one in a while (throttle). Each answer costs work, so answering all of them makes frames
// late. Shows: timers armed and cleared at each event, SEMANTICS 1.8; a field for text. Try: type fast; turn the wheel
// over the page; the cost of an answer; a backlog of small tasks, under the policies fifo and browser. Next:
// 10_idle_work.cpp.
#include <fmt/format.h>

#include "demos/demos.h"
#include "demos/kit.h"
#include "style/animation.h"

namespace janklab {

namespace {

struct Lane {
    long answers = 0;
    Element *count = nullptr, *marks[96]{};
};

struct Answers {
    double pause_ms = 250, at_most_every_ms = 100, cost_ms = 4, backlog_ms = 0;
    TimerId pause, backlog;
    TimePoint happened;  // the latest event
    bool throttled = false;
    Lane each, debounced, throttled_lane;
};

void answer(Page& page, Answers& answers, Lane& lane, const char* what) {
    const std::string waited = fmt::format("{:.1f} ms", to_ms(page.clock().now() - answers.happened));
    page.busy(from_ms(answers.cost_ms));
    page.log(what);
    // In four seconds across the lane, whatever the page does meanwhile.
    lane.marks[lane.answers % std::size(lane.marks)]->animate(
        {{.style = {.transform = {translate(px(0))}}}, {.style = {.transform = {translate(px(-656))}}}},
        {.duration = 4s});
    ++lane.answers;
    lane.count->set_text(
        fmt::format("{} answer{}, this one after {}", lane.answers, lane.answers == 1 ? "" : "s", waited));
}

void something_happened(Page& page, Answers& answers, const Event& event) {
    answers.happened = event.time;
    page.log(fmt::format("waited {:.1f} ms", to_ms(page.clock().now() - event.time)));
    answer(page, answers, answers.each, "each");
    page.loop().clear_timer(answers.pause);
    answers.pause = page.set_timeout("debounced answer", from_ms(answers.pause_ms),
                                     [&page, &answers] { answer(page, answers, answers.debounced, "debounced"); });
    if (answers.throttled) return;
    answers.throttled = true;
    answer(page, answers, answers.throttled_lane, "throttled");
    page.set_timeout("throttle ends", from_ms(answers.at_most_every_ms), [&answers] { answers.throttled = false; });
}

/// Every tenth of a second so much work in tasks of 2 ms: with the policy fifo events wait behind them, with browser
/// not.
void set_the_backlog(Page& page, Answers& answers) {
    page.loop().clear_timer(answers.backlog);
    if (answers.backlog_ms <= 0) return;
    answers.backlog = page.set_interval("backlog", 100ms, [&page, &answers] {
        for (double queued_ms = 0; queued_ms < answers.backlog_ms; queued_ms += 2)
            page.loop().queue_a_task(TaskSource::posted_message, "small task", [&page] { page.busy(2ms); });
    });
}

void add_lane(Element& sheet, Lane& lane, const char* heading, Color color) {
    Element& card = kit::card(sheet, heading);
    Element& top = kit::row(card);
    top.append_child(*card.first_child());  // the heading
    lane.count = &kit::caption(top, "no answer yet");
    Element& track = card.append({.position = Position::relative,
                                  .overflow = Overflow::hidden,
                                  .height = px(32),
                                  .flex_shrink = 0,
                                  .background = rgb(0xeef1f5),
                                  .radius = 6});
    for (Element*& mark : lane.marks)  // they wait outside of the track
        mark = &track.append({.position = Position::absolute,
                              .width = px(4),
                              .height = px(24),
                              .inset = {px(4), px(-8), automatic, automatic},
                              .background = color,
                              .radius = 2});
}

void build(Page& page) {
    Answers& answers = page.make_state<Answers>();
    Element& sheet = kit::sheet(page);
    Element& top = kit::row(sheet);
    kit::caption(top, "Type, or turn the wheel over the page:").style([](Style& s) { s.align_self = Align::center; });
    Element& field = kit::text_field(top);
    field.focus();
    add_lane(sheet, answers.each, "Each event is answered", kit::red);
    add_lane(sheet, answers.debounced, "Debounced: one answer after a pause", kit::violet);
    add_lane(sheet, answers.throttled_lane, "Throttled: at most one answer in a while", kit::green);
    const auto on_event = [&page, &answers](Event& event) { something_happened(page, answers, event); };
    page.body().on("wheel", "wheel turned", on_event);
    field.on("input", "text changed", on_event);
    page.controls().slider("Pause", answers.pause_ms,
                           {.minimum = 50, .maximum = 1000, .step = 10, .value = 250, .unit = "ms"});
    page.controls().slider("At most every", answers.at_most_every_ms,
                           {.minimum = 10, .maximum = 1000, .step = 10, .value = 100, .unit = "ms"});
    page.controls().slider("Cost of an answer", answers.cost_ms,
                           {.minimum = 0, .maximum = 40, .step = 1, .value = 4, .unit = "ms"});
    page.controls().slider("Backlog", answers.backlog_ms,
                           {.minimum = 0, .maximum = 90, .step = 10, .value = 0, .unit = "ms"},
                           [&page, &answers] { set_the_backlog(page, answers); });
}

/// Bursts of ten events in 200 ms, then a second of rest: letters, then notches of the wheel, and so on.
std::vector<InputEvent> hand(Duration run_time) {
    std::vector<InputEvent> events;
    bool types = true;
    for (Duration burst = 300ms; burst + 200ms < run_time; burst += 1200ms, types = !types) {
        for (std::size_t i = 0; i < 10; ++i) {
            const TimePoint time = time_zero + burst + i * 20ms;
            if (types) events.push_back({.kind = InputKind::text, .code_point = U"animation "[i], .time = time});
            else events.push_back({.kind = InputKind::wheel, .position = {200, 200}, .wheel = {0, 40}, .time = time});
        }
    }
    return events;
}

}  // namespace

const Demo debounce_and_throttle{
    "debounce-and-throttle", "Debounce and throttle",
    "Type, or turn the wheel: the same events, answered each, after a pause, or once in a while.", build, hand};

}  // namespace janklab
