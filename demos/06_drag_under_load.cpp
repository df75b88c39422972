// SPDX-License-Identifier: MIT
// Dragging under load: the box follows the pointer only when the page gets to hear of it. Input waits for the running
// task; the delay shown is from the hardware's time stamp to the handler.
// Shows: input as tasks, moves joined to one a frame, input delay. Try: load of 100 ms every 150 ms; no load.
// Next: 07_layout_thrashing.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demos/demos.h"
#include "demos/kit.h"

namespace janklab {

namespace {

struct Drag {
    double load_ms = 30, every_ms = 60;
    bool held = false;
    Point grabbed_at, box_at{40, 40};
    double worst_ms = 0;
    long handled = 0;
    Element* box = nullptr;
    Element* figures = nullptr;
};

/// A joined move is as late as the oldest position that it stands for.
TimePoint happened_at(const Event& event) {
    return event.coalesced.empty() ? event.time : event.coalesced.front().time;
}

void show_delay(Page& page, Drag& drag, const Event& event) {
    const double delay_ms = to_ms(page.clock().now() - happened_at(event));
    drag.worst_ms = std::max(drag.worst_ms, delay_ms);
    ++drag.handled;
    drag.figures->set_text(
        fmt::format("input delay {:5.1f}, worst {:5.1f} ms, {:4} events", delay_ms, drag.worst_ms, drag.handled));
}

void place(Drag& drag, Point at) {
    drag.box_at = {std::clamp(at.x, 0.f, 560.f), std::clamp(at.y, 0.f, 176.f)};
    drag.box->style([&](Style& s) { s.transform = {translate(px(drag.box_at.x), px(drag.box_at.y))}; });
}

void load_the_page(Page& page, Drag& drag) {
    page.set_timeout("load", from_ms(std::max(drag.every_ms - drag.load_ms, 0.0)), [&page, &drag] {
        page.busy(from_ms(drag.load_ms));
        load_the_page(page, drag);
    });
}

void build(Page& page) {
    Drag& drag = page.make_state<Drag>();
    Element& sheet = kit::sheet(page);
    Element& card = kit::card(sheet, "Drag the box");
    drag.figures = &kit::figure(card, "no input yet");
    Element& field = card.append({.position = Position::relative,
                                  .overflow = Overflow::hidden,
                                  .height = px(240),
                                  .flex_shrink = 0,
                                  .background = rgb(0xeef1f5),
                                  .radius = 8});
    drag.box = &field.append({.position = Position::absolute,
                              .width = px(64),
                              .height = px(64),
                              .inset = {px(0), automatic, automatic, px(0)},
                              .cursor = Cursor::grab,
                              .background = kit::blue,
                              .radius = 8,
                              .will_change = true});
    place(drag, drag.box_at);

    drag.box->on("pointerdown", "grab the box", [&page, &drag](Event& event) {
        drag.held = true;
        drag.grabbed_at = event.position - drag.box_at;
        show_delay(page, drag, event);
    });
    page.body().on("pointermove", "move the box", [&page, &drag](Event& event) {
        if (!drag.held) return;
        place(drag, event.position - drag.grabbed_at);
        show_delay(page, drag, event);
        page.log(fmt::format("moved after {:.1f} ms", to_ms(page.clock().now() - happened_at(event))));
    });
    page.body().on("pointerup", "let the box go", [&page, &drag](Event& event) {
        if (std::exchange(drag.held, false)) show_delay(page, drag, event);
    });
    page.controls().slider("Load", drag.load_ms, {.minimum = 0, .maximum = 300, .step = 5, .value = 30, .unit = "ms"});
    page.controls().slider("Every", drag.every_ms,
                           {.minimum = 10, .maximum = 500, .step = 10, .value = 60, .unit = "ms"});
    load_the_page(page, drag);
}

/// A hand that draws the box to and fro and lets it go after each second, for runs without a person.
std::vector<InputEvent> hand(Duration run_time) {
    std::vector<InputEvent> events;
    const auto at = [](double t) {
        return Point{110 + 160 * static_cast<float>(1 - std::abs(1 - std::fmod(t, 2.0))), 180};
    };
    const auto add = [&](InputKind kind, Duration time) {
        events.push_back(
            {.kind = kind, .position = at(std::chrono::duration<double>(time).count()), .time = time_zero + time});
    };
    // The first reach is at 0 of its swing, over the box.
    events.push_back({.kind = InputKind::pointer_down, .position = at(0), .time = time_zero + 205ms});
    for (Duration time = 209ms, held = 0ms; time < run_time; time += 8ms, held += 8ms) {
        add(InputKind::pointer_move, time);
        if (held < 1s) continue;
        held = 0ms;
        add(InputKind::pointer_up, time + 1ms);
        add(InputKind::pointer_down, time + 5ms);
    }
    return events;
}

}  // namespace

const Demo drag_under_load{
    "drag-under-load", "Dragging under load",
    "Drag the box while the page is busy: it lags by the input delay, which is shown and measured.", build, hand};

}  // namespace janklab
