// SPDX-License-Identifier: MIT
// A steady frame allocates nothing: style, layout, paint, events and observers, once they are warm.
#include <doctest/doctest.h>

#include "dom/mutation_observer.h"
#include "layout/observations.h"
#include "paint/display_list.h"
#include "paint/paint.h"
#include "style/animation.h"
#include "style/update_animations.h"
#include "support/allocations_counted.h"
#include "support/still_page.h"

namespace janklab {

TEST_CASE("a frame that moves, recolours, rewrites and dispatches allocates nothing after the first ones") {
    StillPage page;
    Element& row = page.body().append({.display = Display::flex, .flex_wrap = FlexWrap::wrap, .gap = px(4)});
    for (int i = 0; i < 200; ++i)
        row.append_text("item", {.padding = all_around(px(2)), .flex_grow = 1, .background = rgb(0x445566)});
    Element& counter = page.body().append_text("0000");
    Element& lines = page.body().append({.width = px(100)});
    lines.append_child(*page.document.create_text("lines with "));
    Element& run = lines.append_text("runs", {.display = Display::inline_text, .background = rgb(3)});
    lines.append({.display = Display::inline_block, .width = px(8), .height = px(8), .background = rgb(4)});
    Element& mover = page.body().append(
        {.position = Position::absolute, .width = px(10), .height = px(10), .background = rgb(1), .will_change = true});
    Element& list = page.body().append({.overflow = Overflow::scroll, .height = px(30)});
    for (int i = 0; i < 20; ++i) list.append({.height = px(20), .background = rgb(2)});
    mover.animate({{.style = {.opacity = 0.5f}}, {}}, {.duration = 1s, .iterations = infinite_iterations});
    int moves = 0;
    mover.on("pointermove", "count", [&](Event&) { ++moves; });
    page.document.on("pointermove", "count", [&] { ++moves; });
    const auto sizes = ResizeObserver::create(page.document, "sizes", [](auto, auto&) {});
    sizes->observe(row);

    DisplayList display_list;
    std::vector<ResizeDelivery> deliveries;
    std::vector<CompositorAnimation> animations;
    std::vector<Ref<Element>> scrolled;
    const auto frame = [&](int number) {
        const float x = static_cast<float>(number % 50);
        Event event("pointermove");
        event.position = {x, x};
        mover.dispatch_from_platform(event);
        mover.style([&](Style& s) { s.inset.left = px(x); });
        row.style([&](Style& s) { s.padding.left = px(x); });
        const char digits[] = {'0', static_cast<char>('0' + number % 10), '\0'};
        counter.set_text(digits);
        run.set_text(number % 2 ? "other runs of words" : "runs");
        run.style([&](Style& s) { s.padding.left = px(x / 10); });
        list.scroll_to({0, x});
        page.document.take_scrolled(scrolled);
        update_animations_and_send_events(page.document, time_zero + number * 16ms);
        page.forced_by.clear();
        page.lay_out();
        int depth = -1;
        while ((depth = gather_active_resize_observations(page.document, depth, deliveries)) != no_depth) {
        }
        paint(page.document, display_list);
        make_pending_animations_ready(page.document);
        collect_compositor_animations(
            page.document,
            [](const Element&) {
                return Size{10, 10};
            },
            animations);
    };
    for (int number = 0; number < 60; ++number) frame(number);
    sizes->disconnect();  // an entry is a vector of its own: only a frame in which something resizes allocates
    const AllocationCount before = allocations();
    for (int number = 60; number < 120; ++number) frame(number);
    CHECK(allocations() - before == 0);
    CHECK(moves == 240);
}

}  // namespace janklab
