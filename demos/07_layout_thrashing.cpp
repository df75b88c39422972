// SPDX-License-Identifier: MIT
// Layout thrashing: writing a style and then reading geometry forces a layout at once; doing so box by box forces one
// for each box. Reading all first and writing all afterwards needs a single layout in the frame. The bars share one
// line, so each layout has to divide its width among all of them again: twice the bars is four times the work.
// Shows: SEMANTICS 1.6, forced layouts with their line in the trace. Try: both ways with 50 and 400 bars.
// Next: 08_promise_order.cpp.
#include <fmt/format.h>

#include <cmath>

#include "demos/demos.h"
#include "demos/kit.h"

namespace janklab {

namespace {

enum class Way { thrashing, batching };
constexpr int most_bars = 400;

struct Bars {
    int way = 0;
    double count = 200;
    std::vector<Element*> all;
    std::vector<float> widths;
    Element* figure = nullptr;
    Duration took{};
};

/// The part of the line that a bar asks for.
float part_at(double seconds, int i) { return 1.5f + static_cast<float>(std::sin(seconds * 3 + i * 0.06)); }

void set_part(Element& bar, float part) {
    bar.style([&](Style& s) { s.flex_grow = part; });
}

void write_and_read_in_turns(Bars& bars, int count, double seconds) {
    for (int i = 0; i < count; ++i) {
        set_part(*bars.all[i], part_at(seconds, i));
        bars.widths[i] = bars.all[i]->offset_width();  // forces a layout, each time
    }
}

void read_all_then_write_all(Bars& bars, int count, double seconds) {
    for (int i = 0; i < count; ++i) bars.widths[i] = bars.all[i]->offset_width();  // nothing is dirty: no layout
    for (int i = 0; i < count; ++i) set_part(*bars.all[i], part_at(seconds, i));
}

void wave(Page& page, Bars& bars) {
    page.request_animation_frame("measure and resize the bars", [&page, &bars](TimePoint frame_time) {
        const int count = static_cast<int>(bars.count);
        const double seconds = page.ms_of(frame_time) / 1000;
        const Duration before = page.now();
        if (static_cast<Way>(bars.way) == Way::thrashing) write_and_read_in_turns(bars, count, seconds);
        else read_all_then_write_all(bars, count, seconds);
        bars.took = page.now() - before;
        bars.figure->set_text(fmt::format("{} bars, {:.2f} ms in the callback", count, to_ms(bars.took)));
        wave(page, bars);
    });
}

void show_so_many(Bars& bars) {
    for (int i = 0; i < most_bars; ++i)
        bars.all[i]->style(
            [&](Style& s) { s.display = i < static_cast<int>(bars.count) ? Display::block : Display::none; });
}

void build(Page& page) {
    Bars& bars = page.make_state<Bars>();
    Element& sheet = kit::sheet(page);
    Element& card = kit::card(sheet, "Bars that are measured and resized in each frame");
    bars.figure = &kit::figure(card, "");
    Element& field = card.append({.display = Display::flex, .height = px(160)});
    bars.widths.resize(most_bars);
    for (int i = 0; i < most_bars; ++i)
        bars.all.push_back(&field.append({.flex_basis = px(0), .background = i % 2 ? kit::violet : kit::pale_blue}));
    page.controls().choice("Way", bars.way, {"write and read in turns", "read all, then write all"});
    page.controls().slider("Bars", bars.count,
                           {.minimum = 10, .maximum = most_bars, .step = 10, .value = 200, .unit = ""},
                           [&bars] { show_so_many(bars); });
    show_so_many(bars);
    wave(page, bars);
}

}  // namespace

const Demo layout_thrashing{
    "layout-thrashing", "Layout thrashing against batching",
    "Watch the purple part of the frames: one layout for each bar, or one for all. The work shown is the same.", build};

}  // namespace janklab
