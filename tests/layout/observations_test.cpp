// SPDX-License-Identifier: MIT
// What resize and intersection observers hear.
#include <doctest/doctest.h>

#include <fmt/format.h>

#include "layout/observations.h"
#include "layout/rectangles.h"
#include "support/still_page.h"

namespace janklab {
namespace {

Ref<ResizeObserver> resize_observer(
    Document& document, ResizeObserver::Deliver deliver = [](auto, auto&) {}) {
    return ResizeObserver::create(document, "observe", std::move(deliver));
}

/// The loop of the standard, as the page runs it. Returns how often it went round.
int deliver_resizes(StillPage& page) {
    std::vector<ResizeDelivery> deliveries;
    int rounds = 0, depth = -1;
    while ((depth = gather_active_resize_observations(page.document, depth, deliveries)) != no_depth) {
        ++rounds;
        for (ResizeDelivery& delivery : deliveries) delivery.deliver();
        page.lay_out();
    }
    return rounds;
}

}  // namespace

TEST_CASE("a resize observer hears of the first size, and then of changes of the content box") {
    StillPage page;
    Element& box = page.body().append(
        {.width = px(100), .height = px(50), .padding = {px(3), px(0), px(0), px(4)}, .border = {.width = 1}});
    std::vector<std::string> heard;
    const auto observer = resize_observer(page.document, [&](std::span<const ResizeEntry> entries, ResizeObserver&) {
        for (const ResizeEntry& entry : entries) heard.push_back(to_text(entry.content_rect));
    });
    observer->observe(box);
    page.lay_out();
    CHECK(deliver_resizes(page) == 1);
    CHECK(heard == std::vector<std::string>{"4,3 94x45"});
    CHECK(deliver_resizes(page) == 0);
    box.style([](Style& s) { s.padding.left = px(6); });
    page.lay_out();
    CHECK(deliver_resizes(page) == 1);
    CHECK(heard.back() == "6,3 92x45");
    box.style([](Style& s) { s.display = Display::none; });
    page.lay_out();
    CHECK(deliver_resizes(page) == 1);
    CHECK(heard.back() == "0,0 0x0");
    observer->unobserve(box);
    box.style([](Style& s) { s.display = Display::block; });
    page.lay_out();
    CHECK(deliver_resizes(page) == 0);
}

TEST_CASE("each round of deliveries goes deeper, and what is too shallow waits for the next frame") {
    StillPage page;
    Element& outer = page.body().append({.height = px(10)});
    Element& inner = outer.append({.height = px(10)});
    std::string heard;
    const auto observer = resize_observer(page.document, [&](std::span<const ResizeEntry> entries, ResizeObserver&) {
        for (const ResizeEntry& entry : entries) {
            heard += entry.target == &outer ? "outer " : "inner ";
            if (entry.target == &outer) inner.style([](Style& s) { s.height = px(s.height.value + 1); });
            if (entry.target == &inner) outer.style([](Style& s) { s.height = px(s.height.value + 1); });
        }
    });
    observer->observe(outer);
    observer->observe(inner);
    page.lay_out();
    // Round 1: both, shallowest outer. Round 2: inner, deeper. Then outer has changed, but is too shallow.
    CHECK(deliver_resizes(page) == 2);
    CHECK(heard == "outer inner inner ");
    CHECK(has_skipped_resize_observations(page.document));
}

TEST_CASE("without a change nothing is skipped") {
    StillPage page;
    const auto observer = resize_observer(page.document);
    observer->observe(page.body());
    page.lay_out();
    deliver_resizes(page);
    CHECK_FALSE(has_skipped_resize_observations(page.document));
}

// -- intersections
// -----------------------------------------------------------------------------------------------------

namespace {

struct Watch {
    explicit Watch(StillPage& of, IntersectionOptions options = {}) : page(of) {
        observer = IntersectionObserver::create(
            page.document, "observe",
            [this](std::span<const IntersectionEntry> entries, IntersectionObserver&) {
                for (const IntersectionEntry& entry : entries) {
                    heard += fmt::format("{}{:g} ", entry.is_intersecting ? "in " : "out ", entry.ratio);
                    last = entry;
                }
            },
            std::move(options));
    }
    std::string look() {
        heard.clear();
        page.lay_out();
        std::vector<IntersectionDelivery> deliveries;
        gather_intersections(page.document, time_zero + 1ms, deliveries);
        for (IntersectionDelivery& delivery : deliveries) delivery.deliver();
        return heard;
    }
    StillPage& page;
    Ref<IntersectionObserver> observer;
    std::string heard;
    IntersectionEntry last;
};

}  // namespace

TEST_CASE("an intersection observer hears of the first look, and when the visible part crosses a threshold") {
    StillPage page({800, 100});
    Element& spacer = page.body().append({.height = px(90)});
    Element& target = page.body().append({.height = px(40)});
    Watch watch(page, {.thresholds = {0, 0.5f, 1}});
    watch.observer->observe(target);
    CHECK(watch.look() == "in 0.25 ");
    CHECK(to_text(watch.last.intersection_rect) == "0,90 800x10");
    CHECK(watch.last.time == time_zero + 1ms);
    CHECK(watch.look().empty());
    spacer.style([](Style& s) { s.height = px(85); });
    CHECK(watch.look().empty());  // 0.375: no threshold between
    spacer.style([](Style& s) { s.height = px(75); });
    CHECK(watch.look() == "in 0.625 ");
    spacer.style([](Style& s) { s.height = px(60); });
    CHECK(watch.look() == "in 1 ");
    spacer.style([](Style& s) { s.height = px(200); });
    CHECK(watch.look() == "out 0 ");
    target.style([](Style& s) { s.display = Display::none; });
    CHECK(watch.look().empty());
}

TEST_CASE("a target that only touches the viewport intersects without area") {
    StillPage page({800, 100});
    page.body().append({.height = px(100)});
    Element& target = page.body().append({.height = px(40)});
    Watch watch(page);
    watch.observer->observe(target);
    CHECK(watch.look() == "in 0 ");
}

TEST_CASE("scroll containers on the way cut what is visible, and the root may be one of them") {
    StillPage page;
    Element& list = page.body().append({.overflow = Overflow::scroll, .width = px(100), .height = px(50)});
    list.append({.height = px(100)});
    Element& target = list.append({.height = px(20)});
    Watch viewport(page), root(page, {.root = &list, .root_margin = 60});
    viewport.observer->observe(target);
    root.observer->observe(target);
    viewport.look();
    CHECK(viewport.heard == "out 0 ");
    CHECK(root.heard == "in 0.5 ");  // 60 below the list's 50 reaches to 110
    list.scroll_to({0, 60});
    viewport.look();
    CHECK(viewport.heard == "in 0.5 ");
    CHECK(root.look().empty());  // was in, is in: threshold 0 alone
}

TEST_CASE("a target outside of the root never intersects") {
    StillPage page;
    Element& root = page.body().append({.overflow = Overflow::scroll, .height = px(50)});
    Element& elsewhere = page.body().append({.height = px(50)});
    Watch watch(page, {.root = &root});
    watch.observer->observe(elsewhere);
    CHECK(watch.look() == "out 0 ");
}

}  // namespace janklab
