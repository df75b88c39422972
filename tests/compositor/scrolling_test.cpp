// SPDX-License-Identifier: MIT
// How scroll containers stand on the display thread, and how that goes together with what the page commits.
#include "compositor/scrolling.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

namespace janklab {
namespace {

constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();
constexpr LayerId page_layer{1}, list_layer{2};

TimePoint at(Duration time) { return time_zero + time; }

/// A page of 2000 CSS pixels in a port of 600, in it a list of 1000 in 200.
ScrollTree page_with_list() {
    ScrollTree tree;
    tree.scrollers.push_back({.layer = page_layer, .port = {800, 600}, .max = {0, 1400}, .y = true});
    tree.scrollers.push_back({.layer = list_layer, .around = 0, .port = {300, 200}, .max = {0, 800}, .y = true});
    return tree;
}
constexpr int the_page = 0, the_list = 1;

/// The page's answer to the news: it takes over, and commits.
void take_over(ScrollTree& tree, std::span<const ScrollUpdate> news) {
    for (const ScrollUpdate& update : news) {
        ScrollNode& node = *std::ranges::find(tree.scrollers, update.scroller, &ScrollNode::layer);
        node.position = scrolled_by(node.position, update.moved - node.included, node.min, node.max);
        node.included = update.moved;
    }
}

}  // namespace

TEST_CASE("a distance counts at once, and the page is told once") {
    const ScrollTree tree = page_with_list();
    Scrolling scrolling;
    scrolling.take(tree);
    CHECK(scrolling.wheel(the_list, {0, 30.5f}, false, at(10ms)));
    CHECK(scrolling.position(the_list) == Point{0, 30.5f});
    CHECK(scrolling.position(the_page) == Point{});
    REQUIRE(scrolling.has_news());
    const auto news = scrolling.take_news();
    REQUIRE(news.size() == 1);
    CHECK(news[0].scroller == list_layer);
    CHECK(news[0].moved == ScrollDistance{0, 30.5});
    CHECK_FALSE(scrolling.has_news());
}

TEST_CASE("what the page has taken over is not counted twice, and what it has not is not lost") {
    ScrollTree tree = page_with_list();
    Scrolling scrolling;
    scrolling.take(tree);
    scrolling.wheel(the_list, {0, 100}, false, at(10ms));
    ScrollTree next = tree;
    take_over(next, scrolling.take_news());
    CHECK(next.scrollers[1].position.y == 100);
    scrolling.wheel(the_list, {0, 40}, false, at(20ms));  // meanwhile
    scrolling.take(next);
    CHECK(scrolling.position(the_list).y == 140);
    ScrollTree last = next;
    take_over(last, scrolling.take_news());
    scrolling.take(last);
    CHECK(last.scrollers[1].position.y == 140);
    CHECK(scrolling.position(the_list).y == 140);
}

TEST_CASE("a position that a script sets counts, with what was moved since the page looked") {
    ScrollTree tree = page_with_list();
    Scrolling scrolling;
    scrolling.take(tree);
    scrolling.wheel(the_list, {0, 100}, false, at(10ms));
    ScrollTree next = tree;
    take_over(next, scrolling.take_news());
    next.scrollers[1].position = {0, 500};  // scroll_to(500)
    scrolling.wheel(the_list, {0, 7}, false, at(20ms));
    scrolling.take(next);
    CHECK(scrolling.position(the_list).y == 507);
}

TEST_CASE("numbers of any size add up to the same on both sides") {
    ScrollTree tree = page_with_list();
    tree.scrollers[1].max = {0, 3e6f};
    Scrolling scrolling;
    scrolling.take(tree);
    ScrollTree trees[2] = {tree, tree};
    for (int i = 1; i < 300; ++i) {
        scrolling.wheel(the_list, {0, 0.1f * static_cast<float>(i * i)}, false, at(i * 1ms));
        ScrollTree& next = trees[i % 2];
        next = trees[(i + 1) % 2];
        take_over(next, scrolling.take_news());
        const Point shown = scrolling.position(the_list);
        CHECK(next.scrollers[1].position == shown);
        scrolling.take(next);
        CHECK(scrolling.position(the_list) == shown);
    }
}

TEST_CASE(
    "at the end scrolling goes on with the container around it, unless that was forbidden or the gesture goes on") {
    ScrollTree tree = page_with_list();
    Scrolling scrolling;
    scrolling.take(tree);
    scrolling.wheel(the_list, {0, 5000}, false, at(10ms));
    CHECK(scrolling.position(the_list).y == 800);
    CHECK(scrolling.wheel(the_list, {0, 50}, false, at(60ms)));  // the same gesture: it stays with the list
    CHECK(scrolling.position(the_page).y == 0);
    CHECK(scrolling.wheel(the_list, {0, 50}, false, at(400ms)));  // another one
    CHECK(scrolling.position(the_page).y == 50);
    tree.scrollers[1].contained = true;
    CHECK_FALSE(scrolling.wheel(the_list, {0, 50}, false, at(900ms)));
    CHECK(scrolling.position(the_page).y == 50);
}

TEST_CASE("a wheel that turns elsewhere is another gesture, a few pixels on it is the same") {
    const ScrollTree tree = page_with_list();
    Scrolling scrolling;
    scrolling.take(tree);
    scrolling.wheel(the_list, {0, 50}, false, at(10ms), {100, 100});
    scrolling.wheel(the_page, {0, 50}, false, at(60ms), {106, 108});  // meanwhile something else came under it
    CHECK(scrolling.position(the_list).y == 100);
    CHECK(scrolling.gesture_goes_on({106, 108}, at(100ms)));
    CHECK_FALSE(scrolling.gesture_goes_on({120, 108}, at(100ms)));
    CHECK_FALSE(scrolling.gesture_goes_on({106, not_a_number}, at(100ms)));
    CHECK_FALSE(scrolling.gesture_goes_on({106, 108}, at(60ms) + gesture_pause));
    scrolling.wheel(the_page, {0, 50}, false, at(110ms), {400, 400});
    CHECK(scrolling.position(the_page).y == 50);
}

TEST_CASE("a jump, as by a script, ends a glide; moves of which the page had not heard are added to it") {
    ScrollTree tree = page_with_list();
    Scrolling scrolling;
    scrolling.take(tree);
    scrolling.wheel(the_list, {0, 100}, true, at(0ms));
    scrolling.advance(at(50ms));
    ScrollTree next = tree;
    take_over(next, scrolling.take_news());
    const float heard = next.scrollers[1].position.y;
    scrolling.advance(at(70ms));
    const float moved = scrolling.position(the_list).y - heard;
    CHECK(moved > 0);
    ScrollTree without_jump = next;
    scrolling.take(without_jump);
    CHECK(scrolling.gliding());
    next.scrollers[1].position.y = 400;
    next.scrollers[1].jumps = 1;
    scrolling.take(next);
    CHECK_FALSE(scrolling.gliding());
    scrolling.advance(at(1s));
    CHECK(scrolling.position(the_list).y == doctest::Approx(400 + moved));
}

TEST_CASE("hostile distances end at the ends, and what lies beyond them is forgotten") {
    const ScrollTree tree = page_with_list();
    Scrolling scrolling;
    scrolling.take(tree);
    CHECK_FALSE(scrolling.wheel(the_list, {not_a_number, not_a_number}, false, at(10ms)));
    scrolling.wheel(the_list, {not_a_number, 1e30f}, false, at(20ms));
    CHECK(scrolling.position(the_list) == Point{0, 800});
    scrolling.wheel(the_list, {0, 1e9f}, true, at(30ms));
    scrolling.advance(at(1s));
    scrolling.wheel(the_list, {0, -10}, false, at(2s));
    CHECK(scrolling.position(the_list) == Point{0, 790});
    scrolling.wheel(the_list, {0, -std::numeric_limits<float>::infinity()}, false, at(3s));
    CHECK(scrolling.position(the_list) == Point{0, 790});  // infinity is no number of pixels
}

TEST_CASE("a step of the wheel glides to its end, and further ones lengthen the way") {
    const ScrollTree tree = page_with_list();
    Scrolling scrolling;
    scrolling.take(tree);
    scrolling.wheel(the_list, {0, 100}, true, at(0ms));
    CHECK(scrolling.position(the_list).y == 0);
    scrolling.advance(at(50ms));
    const float under_way = scrolling.position(the_list).y;
    CHECK(under_way > 0);
    CHECK(under_way < 100);
    CHECK(scrolling.animating(at(50ms)));
    scrolling.wheel(the_list, {0, 100}, true, at(60ms));
    scrolling.advance(at(60ms) + smooth_scroll_time);
    CHECK(scrolling.position(the_list).y == 200);
    scrolling.wheel(the_list, {0, -50}, false, at(260ms));  // a touchpad
    CHECK(scrolling.position(the_list).y == 150);
}

TEST_CASE("the end of a gesture is told once, when nothing has moved for a while") {
    const ScrollTree tree = page_with_list();
    Scrolling scrolling;
    scrolling.take(tree);
    scrolling.wheel(the_list, {0, 100}, false, at(10ms));
    scrolling.take_news();
    scrolling.advance(at(100ms));
    CHECK_FALSE(scrolling.has_news());
    scrolling.advance(at(10ms) + gesture_pause);
    REQUIRE(scrolling.has_news());
    CHECK(scrolling.take_news()[0].ended);
    scrolling.advance(at(2s));
    CHECK_FALSE(scrolling.has_news());
}

TEST_CASE(
    "a container that goes away while it glides or is dragged is forgotten; one that comes stands where the page "
    "says") {
    const ScrollTree tree = page_with_list();
    Scrolling scrolling;
    scrolling.take(tree);
    scrolling.wheel(the_list, {0, 300}, true, at(10ms));
    scrolling.press_bar(the_list, BarAxis::down, {0, 0, 300, 200}, {296, 30}, at(20ms));
    CHECK(scrolling.holds_bar());
    ScrollTree without = tree;
    without.scrollers.pop_back();
    scrolling.take(without);
    CHECK_FALSE(scrolling.holds_bar());
    scrolling.drag_bar({296, 100}, at(30ms));
    scrolling.release_bar(at(30ms));
    scrolling.advance(at(1s));
    CHECK(scrolling.index_of(list_layer) == -1);
    CHECK_FALSE(scrolling.scroll({.scroller = list_layer, .by = {0, 10}}, at(1s)));
    ScrollTree again = tree;
    again.scrollers[1].position = {0, 250};
    again.scrollers[1].included = {0, 1234};
    scrolling.take(again);
    CHECK(scrolling.position(the_list).y == 250);
}

TEST_CASE("contents that shrink take the position along, and it does not come back when they grow") {
    ScrollTree tree = page_with_list();
    Scrolling scrolling;
    scrolling.take(tree);
    scrolling.wheel(the_list, {0, 700}, false, at(10ms));
    ScrollTree less = tree;
    less.scrollers[1].max.y = 300;
    scrolling.take(less);
    CHECK(scrolling.position(the_list).y == 300);
    scrolling.take(tree);
    CHECK(scrolling.position(the_list).y == 300);
}

TEST_CASE("the thumb is as long as what is seen, follows the position, and being dragged leads it") {
    const ScrollTree tree = page_with_list();
    Scrolling scrolling;
    scrolling.take(tree);
    const Rect port{10, 20, 300, 200};
    const ScrollBar bar = scroll_bar(tree.scrollers[1], port, {}, BarAxis::down);
    CHECK(bar.track.right() == port.right() - bar_margin);
    CHECK(bar.thumb.height == doctest::Approx(bar.track.height * 200 / 1000));
    CHECK(scroll_bar(tree.scrollers[1], port, {}, BarAxis::across).track.empty());
    CHECK(scroll_bar(tree.scrollers[1], port, {0, 800}, BarAxis::down).thumb.bottom() ==
          doctest::Approx(bar.track.bottom()));
    const Point grabbed{bar.thumb.x + 2, bar.thumb.y + 3};
    scrolling.press_bar(the_list, BarAxis::down, port, grabbed, at(10ms));
    scrolling.drag_bar(grabbed + Point{50, bar.free_way / 2}, at(20ms));
    CHECK(scrolling.position(the_list).y == doctest::Approx(400));
    scrolling.drag_bar({not_a_number, not_a_number}, at(30ms));
    CHECK(scrolling.position(the_list).y == doctest::Approx(400));
    scrolling.drag_bar(grabbed + Point{0, 1e9f}, at(40ms));
    CHECK(scrolling.position(the_list).y == 800);
    scrolling.release_bar(at(50ms));
    scrolling.drag_bar(grabbed, at(60ms));
    CHECK(scrolling.position(the_list).y == 800);
}

TEST_CASE("a press beside the thumb scrolls by a page, held down by further ones until the thumb is at the pointer") {
    const ScrollTree tree = page_with_list();
    Scrolling scrolling;
    scrolling.take(tree);
    const Rect port{10, 20, 300, 200};
    const ScrollBar bar = scroll_bar(tree.scrollers[1], port, {}, BarAxis::down);
    const Point below{bar.track.x, bar.track.y + bar.track.height * 0.6f};
    const float page = 200 * share_of_a_page;
    scrolling.press_bar(the_list, BarAxis::down, port, below, at(0ms));
    scrolling.advance(at(300ms));
    CHECK(scrolling.position(the_list).y == page);
    scrolling.release_bar(at(310ms));
    scrolling.advance(at(2s));
    CHECK(scrolling.position(the_list).y == page);
    scrolling.press_bar(the_list, BarAxis::down, port, below, at(2s));
    for (Duration now = 2s; now < 4s; now += 16ms) scrolling.advance(at(now));
    const ScrollBar there = scroll_bar(tree.scrollers[1], port, scrolling.position(the_list), BarAxis::down);
    CHECK(there.thumb.contains(below));
    scrolling.drag_bar({below.x, bar.track.bottom() - 1}, at(4s));  // it goes on after the pointer
    for (Duration now = 4s; now < 6s; now += 16ms) scrolling.advance(at(now));
    CHECK(scrolling.position(the_list).y == 800);
    scrolling.release_bar(at(6s));
    CHECK_FALSE(scrolling.animating(at(8s)));
}

TEST_CASE("bars are seen while something moves, then fade; under the pointer they stay") {
    const ScrollTree tree = page_with_list();
    Scrolling scrolling;
    scrolling.take(tree);
    CHECK(scrolling.bar_opacity(the_list, at(0ms)) == 0);
    scrolling.wheel(the_list, {0, 10}, false, at(10ms));
    CHECK(scrolling.bar_opacity(the_list, at(100ms)) == 1);
    CHECK(scrolling.bar_opacity(the_page, at(100ms)) == 0);
    CHECK(scrolling.bar_opacity(the_list, at(10ms) + bar_time + bar_fade / 2) == doctest::Approx(0.5));
    CHECK(scrolling.bar_opacity(the_list, at(10ms) + bar_time + bar_fade) == 0);
    scrolling.hover_bar(the_list, at(5s));
    CHECK(scrolling.bar_opacity(the_list, at(20s)) == 1);
    scrolling.hover_bar(-1, at(20s));
    CHECK(scrolling.bar_opacity(the_list, at(20s) + bar_time + bar_fade) == 0);
}

TEST_CASE("sticky boxes follow the display's position, nested ones their surroundings too") {
    ScrollTree tree = page_with_list();
    const LayerId head{7}, inner{8};
    StickyConstraint outside{.box = {0, 50, 300, 20}, .limits = {0, 0, 300, 400}, .view = {0, 0, 300, 200}};
    outside.insets.top = 5;
    StickyConstraint inside{.box = {0, 52, 300, 6}, .limits = {0, 50, 300, 20}, .view = {0, 0, 300, 200}, .around = 0};
    inside.insets.top = 12;
    tree.stickies = {{.layer = head, .scroller = the_list, .constraint = outside},
                     {.layer = inner, .scroller = the_list, .constraint = inside}};
    Scrolling scrolling;
    scrolling.take(tree);
    CHECK(scrolling.shift(head) == Point{});
    scrolling.wheel(the_list, {0, 100}, false, at(10ms));
    CHECK(scrolling.shift(head) == Point{0, 55});
    CHECK(scrolling.shift(inner) == Point{0, 5});  // besides what carries it
    CHECK(scrolling.shift(LayerId{99}) == Point{});
}

}  // namespace janklab
