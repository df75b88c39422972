// SPDX-License-Identifier: MIT
// Promise and await order: a puzzle runs once per round; guess the order, then see it. Promise callbacks are
// microtasks, an await costs one tick, returning a promise from a then callback costs two more. Shows:
// SEMANTICS 1.2, 1.9. Try: say the order aloud before the round begins. Next: 09_debounce_and_throttle.cpp.
#include <fmt/format.h>

#include "async/coroutine.h"
#include "demos/demos.h"
#include "demos/kit.h"

namespace janklab {

namespace {

constexpr const char* program[] = {
    "set_timeout(0)               -> \"timer\"",
    "request_animation_frame      -> \"frame\"",
    "queue_a_microtask            -> \"microtask\"",
    "resolved().then              -> \"then 1\", .then -> \"then 2\", .then -> \"then 3\"",
    "resolved().then returns a promise -> \"inner\", .then -> \"outer\"",
    "async function: \"before await\", co_await, \"after await\"",
    "the last line                -> \"script ends\"",
};
constexpr int most_lines = 12;

struct Puzzle {
    double pause_ms = 2500;
    int said = 0;
    Element* lines[most_lines]{};
};

void say(Page& page, Puzzle& puzzle, const char* what) {
    page.log(what);
    if (puzzle.said < most_lines) puzzle.lines[puzzle.said]->set_text(fmt::format("{:2}  {}", puzzle.said + 1, what));
    ++puzzle.said;
}

Promise<> awaiting(Async& async, Page& page, Puzzle& puzzle) {
    say(page, puzzle, "before await");
    co_await async.resolved();
    say(page, puzzle, "after await");
}

void run_the_puzzle(Page& page, Puzzle& puzzle) {
    const auto saying = [&page, &puzzle](const char* what) {
        return [&page, &puzzle, what] { say(page, puzzle, what); };
    };
    Async& async = page.async();
    page.set_timeout("timer", 0ms, saying("timer"));
    page.request_animation_frame("frame", [&page, &puzzle](TimePoint) { say(page, puzzle, "frame"); });
    page.loop().queue_a_microtask("microtask", saying("microtask"));
    async.resolved().then("then 1", saying("then 1")).then("then 2", saying("then 2")).then("then 3", saying("then 3"));
    async.resolved()
        .then("inner",
              [&] {
                  say(page, puzzle, "inner");
                  return page.async().resolved();
              })
        .then("outer", saying("outer"));
    awaiting(async, page, puzzle);
    say(page, puzzle, "script ends");
}

void again_and_again(Page& page, Puzzle& puzzle) {
    page.set_timeout("the script", puzzle.said == 0 ? 500ms : from_ms(puzzle.pause_ms), [&page, &puzzle] {
        for (Element* line : puzzle.lines) line->set_text(" ");
        puzzle.said = 0;
        run_the_puzzle(page, puzzle);
        again_and_again(page, puzzle);
    });
}

void build(Page& page) {
    Puzzle& puzzle = page.make_state<Puzzle>();
    Element& sheet = kit::sheet(page);
    const Style code{.font_face = FontFace::mono, .font_size = 13.f, .white_space = WhiteSpace::pre_wrap};
    Element& left = kit::card(sheet, "The program", "All of it is one task. In which order do the words appear?");
    for (const char* text : program) left.append_text(text, code);
    Element& right = kit::card(sheet, "What it says");
    Element& columns = kit::row(right);
    Element* halves[] = {&columns.append({.flex_grow = 1, .flex_basis = px(0)}),
                         &columns.append({.flex_grow = 1, .flex_basis = px(0)})};
    for (int i = 0; i < most_lines; ++i) puzzle.lines[i] = &halves[i / 6]->append_text(" ", code);
    page.controls().slider("Pause", puzzle.pause_ms,
                           {.minimum = 500, .maximum = 10000, .step = 500, .value = 2500, .unit = "ms"});
    page.controls().button("Run it now", [&page, &puzzle] {
        for (Element* line : puzzle.lines) line->set_text(" ");
        puzzle.said = 0;
        run_the_puzzle(page, puzzle);
    });
    again_and_again(page, puzzle);
}

}  // namespace

const Demo promise_order{
    "promise-order", "Promise and await order",
    "Guess the order of the words before the round begins; it is the same as in every JavaScript engine.", build};

}  // namespace janklab
