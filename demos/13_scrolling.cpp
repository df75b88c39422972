// SPDX-License-Identifier: MIT
// Scrolling: the display thread scrolls at once and goes on while the page is blocked; the page hears of it in its next
// frame. A wheel listener that may prevent it keeps the display waiting, as the list on the right shows.
// Shows: scroll events in the frame, listeners that are not passive, position: sticky without the page.
// Try: scroll both lists while the page is blocked; make the listener passive; drag the thumb, press Page Down.
#include <fmt/format.h>

#include "demos/demos.h"
#include "demos/kit.h"

namespace janklab {

namespace {

constexpr int rows_a_section = 100;

struct Scrolling {
    double block_ms = 1000, every_ms = 2500;
    bool passive = false;
    long events = 0, wheels = 0;
    Element* figures = nullptr;
    Element* waiting = nullptr;  // the list whose listener may prevent scrolling
    ListenerHandle listener;
};

void add_row(Element& list, int number) {
    if (number % rows_a_section == 0) {
        list.append_text(fmt::format("Rows from {}", number), {.position = Position::sticky,
                                                               .padding = edges(px(6), px(12)),
                                                               .inset = {px(0), automatic, automatic, automatic},
                                                               .color = rgb(0xffffff),
                                                               .font_face = FontFace::sans_bold,
                                                               .font_size = 13.f,
                                                               .background = kit::blue});
    }
    list.append_text(fmt::format("Row {}", number), {.padding = edges(px(4), px(12)),
                                                     .font_size = 13.f,
                                                     .background = number % 2 == 0 ? rgb(0xffffff) : rgb(0xf3f5f8)});
}

Element& add_list(Element& parent, const char* heading, const char* text, int rows) {
    Element& card = kit::card(parent, heading, text);
    Element& list = card.append({.overflow = Overflow::scroll,
                                 .overscroll_behavior = OverscrollBehavior::contain,
                                 .height = px(300),
                                 .border = {1, kit::line},
                                 .flex_shrink = 0,
                                 .radius = 4});
    list.set_attribute("tabindex", "0");
    for (int i = 0; i < rows; ++i) {
        if (i % rows_a_section == 0) list.append();  // a section ends where its heading stops to stick
        add_row(*list.last_child()->as_element(), i);
    }
    return list;
}

void listen(Scrolling& state) {
    state.listener.remove();
    state.listener = state.waiting->on("wheel", "the page looks at the wheel", [&state] { ++state.wheels; },
                                       {.passive = state.passive});
}

void block_the_page(Page& page, Scrolling& state) {
    page.log("the page is blocked");
    page.busy(from_ms(state.block_ms));
    page.log("the page goes on");
}

void block_it_again_and_again(Page& page, Scrolling& state) {
    page.set_timeout("block the page", from_ms(state.every_ms), [&page, &state] {
        block_the_page(page, state);
        block_it_again_and_again(page, state);
    });
}

void show_position(Page& page, Scrolling& state, const Element& list, const char* name) {
    ++state.events;
    page.log(fmt::format("{} at {:.0f}", name, list.scroll_position().y));
    state.figures->set_text(fmt::format("{} at {:.0f} px, {} scroll events, {} wheel events", name,
                                        list.scroll_position().y, state.events, state.wheels));
}

void build(Page& page) {
    Scrolling& state = page.make_state<Scrolling>();
    Element& sheet = kit::sheet(page);
    Element& row = kit::row(sheet);
    Element& free = add_list(row, "Scrolled by the display", "Nobody may prevent it: it never waits.", 10000);
    state.waiting = &add_list(row, "The page decides", "A wheel listener that is not passive.", 1000);
    listen(state);
    free.on("scroll", "show the position", [&page, &state, &free] { show_position(page, state, free, "left"); });
    state.waiting->on("scroll", "show the position",
                      [&page, &state] { show_position(page, state, *state.waiting, "right"); });
    Element& below = kit::card(sheet, "What the page has heard");
    state.figures = &kit::figure(below, "nothing scrolled yet");
    Element& now = kit::button(below, "Block the page for a second");
    now.on("click", "block the page", [&page, &state] { block_the_page(page, state); });

    page.controls().slider("Block for", state.block_ms,
                           {.minimum = 0, .maximum = 2000, .step = 100, .value = 1000, .unit = "ms"});
    page.controls().toggle("Passive listener", state.passive, [&state] { listen(state); });
    block_it_again_and_again(page, state);
}

/// Turns the wheel over both lists in turns, also while the page is blocked.
std::vector<InputEvent> hand(Duration run_time) {
    std::vector<InputEvent> events;
    int turn = 0;
    for (Duration time = 500ms; time < run_time; time += 50ms, ++turn) {
        const bool left = turn % 20 < 10;
        events.push_back({.kind = InputKind::wheel,
                          .wheel_steps = true,
                          .position = {left ? 200.f : 600.f, 250},
                          .wheel = {0, 100},
                          .time = time_zero + time});
    }
    return events;
}

}  // namespace

const Demo scrolling{"scrolling", "Scrolling",
                     "The left list scrolls on while the page is blocked; the right one waits for the page's listener.",
                     build, hand};

}  // namespace janklab
