// SPDX-License-Identifier: MIT
// Anatomy of a frame: one turn of the loop really runs, each stage notes that it was there, and the page then plays the
// notes back slowly. Shows: SEMANTICS 1.2 and 1.4, the order task, microtasks, animation frame callback, its
// microtasks, resize observer, intersection observer. Try: step through it with F10 and F9 while it is paused. Next:
// 02_long_task.cpp.
#include <fmt/format.h>

#include "demos/demos.h"
#include "demos/kit.h"
#include "dom/intersection_observer.h"
#include "dom/mutation_observer.h"
#include "dom/resize_observer.h"

namespace janklab {

namespace {

enum Stage { task, microtask, mutation, frame_callback, frame_microtask, resize, intersection, stage_count };
constexpr const char* labels[stage_count] = {
    "task",          "microtask",       "mutation observer",    "animation frame callback",
    "its microtask", "resize observer", "intersection observer"};
constexpr const char* notes[stage_count] = {"a timer fired; one task runs to its end",
                                            "the queue is emptied after the task, before anything else",
                                            "a microtask as well: it was queued when an attribute changed",
                                            "the display asked for a frame: the rendering update begins",
                                            "a checkpoint after each callback, inside the update too",
                                            "after style and layout, in the same frame",
                                            "last, just before paint"};

struct Turn {
    double slow_ms = 600;
    std::vector<Stage> order;  // as noted by the turn that ran
    std::size_t shown = 0;
    bool wide = false;
    Element* rows[stage_count]{};
    Element* numbers[stage_count]{};
    Element* probe = nullptr;  // changes its size and place: the observers of geometry watch it
    Element* mark = nullptr;   // changes an attribute: the mutation observer watches it
};

void note(Page& page, Turn& turn, Stage stage) {
    turn.order.push_back(stage);
    page.log(labels[stage]);
}

void play_back(Page& page, Turn& turn);

void run_one_turn(Page& page, Turn& turn) {
    page.set_timeout("the task", 100ms, [&page, &turn] {
        turn.order.clear();
        turn.shown = 0;
        for (Element* row : turn.rows) row->style([](Style& s) { s.background = kit::card_paper; });
        for (Element* number : turn.numbers) number->set_text("");
        note(page, turn, task);
        page.request_animation_frame("the animation frame callback", [&page, &turn](TimePoint) {
            note(page, turn, frame_callback);
            turn.wide = !turn.wide;
            turn.probe->style([&](Style& s) {
                s.width = px(turn.wide ? 48 : 24);
                s.inset.left = turn.wide ? px(-400) : px(0);
            });
            page.loop().queue_a_microtask("its microtask", [&page, &turn] { note(page, turn, frame_microtask); });
            play_back(page, turn);
        });
        page.loop().queue_a_microtask("the microtask", [&page, &turn] { note(page, turn, microtask); });
        turn.mark->set_attribute("turn", turn.wide ? "1" : "2");
    });
}

void play_back(Page& page, Turn& turn) {
    page.set_timeout("play back one stage", from_ms(turn.slow_ms), [&page, &turn] {
        if (turn.shown == turn.order.size()) return run_one_turn(page, turn);
        const Stage stage = turn.order[turn.shown++];
        turn.rows[stage]->style([](Style& s) { s.background = kit::pale_blue; });
        turn.numbers[stage]->set_text(fmt::format("{}", turn.shown));
        play_back(page, turn);
    });
}

void build(Page& page) {
    Turn& turn = page.make_state<Turn>();
    Element& sheet = kit::sheet(page);
    Element& card = kit::card(sheet, "One turn of the loop",
                              "It ran in a few milliseconds; its stages light up in the order in which they came.");
    for (int i = 0; i < stage_count; ++i) {
        Element& row = card.append({.display = Display::flex,
                                    .padding = edges(px(6), px(12)),
                                    .border = {1, kit::line},
                                    .gap = px(12),
                                    .radius = 6});
        turn.rows[i] = &row;
        turn.numbers[i] = &row.append_text(
            "", {.width = px(20), .flex_shrink = 0, .color = kit::blue, .font_face = FontFace::sans_bold});
        row.append_text(labels[i], {.width = px(190), .flex_shrink = 0, .font_face = FontFace::sans_bold});
        row.append_text(notes[i], {.color = kit::soft_ink});
    }
    Element& place = sheet.append({.position = Position::relative, .height = px(8), .flex_shrink = 0});
    turn.probe = &place.append(
        {.position = Position::absolute, .width = px(24), .height = px(8), .background = kit::teal, .radius = 4});

    turn.mark = &place.append();

    // An observer also reports what it sees first; the turns count, not that.
    ResizeObserver::create(page.document(), "resize observer", [&page, &turn](auto, ResizeObserver&) {
        if (!turn.order.empty()) note(page, turn, resize);
    })->observe(*turn.probe);
    IntersectionObserver::create(page.document(), "intersection observer", [&page, &turn](auto, IntersectionObserver&) {
        if (!turn.order.empty()) note(page, turn, intersection);
    })->observe(*turn.probe);
    MutationObserver::create(page.document(), "mutation observer", [&page, &turn](auto, MutationObserver&) {
        note(page, turn, mutation);
    })->observe(*turn.mark, {.attributes = true});
    page.controls().slider("One stage", turn.slow_ms,
                           {.minimum = 100, .maximum = 2000, .step = 100, .value = 600, .unit = "ms"});
    run_one_turn(page, turn);
}

}  // namespace

const Demo anatomy_of_a_frame{
    "anatomy-of-a-frame", "Anatomy of a frame",
    "One turn of the loop, slowed down: which stage comes after which, and what belongs to one frame.", build};

}  // namespace janklab
