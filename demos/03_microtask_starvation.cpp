// SPDX-License-Identifier: MIT
// Starvation by microtasks: each microtask is short, but it queues another, and a checkpoint ends only when the queue
// is empty: no task, no frame, no input comes through. The same chain made of timers lets every frame through. Shows:
// SEMANTICS 1.2 and 1.12. Try: the endless chain, and Stop; the time of one link.
// Next: 04_frames_and_intervals.cpp.
#include <fmt/format.h>

#include "demos/demos.h"
#include "demos/kit.h"

namespace janklab {

namespace {

struct Chain {
    int kind = 0;  // of the control: in turns, microtasks, timers
    double length_ms = 600;
    double link_ms = 0.2;
    bool started = false, turn_of_timers = false;
    long links = 0;
    Duration ends{};
    Element* what = nullptr;
    Element* count = nullptr;
};

bool link_of(Page& page, Chain& chain) {
    ++chain.links;
    return page.busy(from_ms(chain.link_ms)) && page.now() < chain.ends;
}

void link_by_microtask(Page& page, Chain& chain) {
    page.loop().queue_a_microtask("chain of microtasks", [&page, &chain] {
        if (link_of(page, chain)) link_by_microtask(page, chain);
    });
}

void link_by_timer(Page& page, Chain& chain) {
    page.set_timeout("chain of timers", 0ms, [&page, &chain] {
        if (link_of(page, chain)) link_by_timer(page, chain);
    });
}

void start_a_chain(Page& page, Chain& chain, bool timers, Duration length) {
    chain.ends = page.now() + length;
    chain.links = 0;
    if (timers) link_by_timer(page, chain);
    else link_by_microtask(page, chain);
}

/// Said in a frame of its own before the chain begins: a page that is starved can say nothing any more.
void announce_a_chain(Page& page, Chain& chain, bool timers, Duration length) {
    chain.what->set_text(timers ? "A chain of timers: the wheel goes on"
                                : "A chain of microtasks: the wheel stands still");
    page.request_animation_frame("say which chain", [&page, &chain, timers, length](TimePoint) {
        page.set_timeout("start a chain", 20ms,
                         [&page, &chain, timers, length] { start_a_chain(page, chain, timers, length); });
    });
}

void start_chains_for_ever(Page& page, Chain& chain) {
    page.set_timeout("next chain", chain.started ? 1500ms : 400ms, [&page, &chain] {
        chain.started = true;
        chain.count->set_text(fmt::format("the last chain had {} links", chain.links));
        if (chain.kind == 0) chain.turn_of_timers = !chain.turn_of_timers;
        const bool timers = chain.kind == 0 ? !chain.turn_of_timers : chain.kind == 2;
        announce_a_chain(page, chain, timers, from_ms(chain.length_ms));
        start_chains_for_ever(page, chain);
    });
}

void build(Page& page) {
    Chain& chain = page.make_state<Chain>();
    Element& sheet = kit::sheet(page);
    Element& row = kit::row(sheet);
    kit::turn_by_the_page(page,
                          kit::wheel(kit::card(row, "Turned by the page", "It needs a frame to move."), kit::red));
    kit::turn_by_the_compositor(
        kit::wheel(kit::card(row, "Turned by the compositor", "It needs no page to move."), kit::blue));
    Element& card = kit::card(sheet, "The chain", "Each link does a little work and queues the next one.");
    chain.what = &kit::figure(card, "waiting for the first chain");
    chain.count = &kit::caption(card, "no chain yet");
    Element& endless = kit::button(card, "Starve the page until Stop");
    endless.on("click", "start an endless chain", [&page, &chain] { announce_a_chain(page, chain, false, 24h); });

    page.controls().choice("Chain", chain.kind, {"in turns", "microtasks", "timers"});
    page.controls().slider("Length", chain.length_ms,
                           {.minimum = 100, .maximum = 1400, .step = 100, .value = 600, .unit = "ms"});
    page.controls().slider("One link", chain.link_ms,
                           {.minimum = 0, .maximum = 5, .step = 0.1, .value = 0.2, .unit = "ms"});
    start_chains_for_ever(page, chain);
}

}  // namespace

const Demo microtask_starvation{
    "microtask-starvation", "Starvation by microtasks",
    "The same work as a chain of microtasks freezes the red wheel; as a chain of timers it lets every frame through.",
    build};

}  // namespace janklab
