// SPDX-License-Identifier: MIT
// Which element lies under a point.
#include <doctest/doctest.h>

#include "layout/hit_test.h"
#include "support/still_page.h"

namespace janklab {
namespace {

constexpr Style square(float left, float top) {
    return {.position = Position::absolute,
            .width = px(100),
            .height = px(100),
            .inset = {.top = px(top), .right = automatic, .bottom = automatic, .left = px(left)}};
}

}  // namespace

TEST_CASE("the deepest element under the point is hit, the body where nothing else is") {
    StillPage page;
    Element& box = page.body().append({.width = px(200), .height = px(100), .padding = all_around(px(10))});
    Element& leaf = box.append_text("text", {.height = px(20)});
    page.lay_out();
    CHECK(hit_test(page.document, {15, 15}) == &leaf);
    CHECK(hit_test(page.document, {5, 5}) == &box);
    CHECK(hit_test(page.document, {300, 300}) == &page.body());
    CHECK(hit_test(page.document, {-1, 5}) == nullptr);
    CHECK(hit_test(page.document, {800, 5}) == nullptr);
}

TEST_CASE("a text beside blocks belongs to the element that it is in") {
    StillPage page;
    Element& row = page.body().append({.display = Display::flex});
    row.append_child(*page.document.create_text("text"));
    page.lay_out();
    CHECK(hit_test(page.document, {5, 5}) == &row);
}

TEST_CASE("what is painted later is hit first") {
    StillPage page;
    Element& below = page.body().append(square(0, 0));
    Element& above = page.body().append(square(50, 50));
    page.lay_out();
    CHECK(hit_test(page.document, {75, 75}) == &above);
    below.style([](Style& s) { s.z_index = 1; });
    page.lay_out();
    CHECK(hit_test(page.document, {75, 75}) == &below);
    below.style([](Style& s) { s.z_index = -1; });
    page.lay_out();
    CHECK(hit_test(page.document, {75, 75}) == &above);
    CHECK(hit_test(page.document, {25, 25}) == &below);  // above the body's own background
}

TEST_CASE("positioned boxes are above those in flow, wherever they stand") {
    StillPage page;
    Element& first = page.body().append(square(0, 0));
    page.body().append({.height = px(50)});
    page.lay_out();
    CHECK(hit_test(page.document, {10, 10}) == &first);
}

TEST_CASE("pointer-events none lets the point through, also for what inherits it") {
    StillPage page;
    Element& below = page.body().append({.height = px(100)});
    Element& veil = page.body().append(square(0, 0));
    Element& inside = veil.append({.height = px(10)});
    veil.style([](Style& s) { s.pointer_events = PointerEvents::none; });
    page.lay_out();
    CHECK(hit_test(page.document, {5, 5}) == &below);
    inside.style([](Style& s) { s.pointer_events = PointerEvents::automatic; });
    page.lay_out();
    CHECK(hit_test(page.document, {5, 5}) == &inside);
}

TEST_CASE("what a round corner leaves free is not hit, neither of the box nor of what it clips") {
    StillPage page;
    Style style = square(10, 10);
    style.radius = {px(40), px(0), px(0), percent(50)};
    style.overflow = Overflow::hidden;
    Element& box = page.body().append(style);
    Element& inside = box.append({.height = px(60)});
    page.lay_out();
    CHECK(hit_test(page.document, {13, 13}) == &page.body());
    CHECK(hit_test(page.document, {25, 25}) == &inside);
    CHECK(hit_test(page.document, {109, 11}) == &inside);
    CHECK(hit_test(page.document, {109, 109}) == &box);
    CHECK(hit_test(page.document, {15, 105}) == &page.body());
}

TEST_CASE("an ellipse is hit inside of it alone, and so is what it clips") {
    StillPage page;
    Element& box =
        page.body().append({.overflow = Overflow::hidden, .width = px(80), .height = px(40), .radius = percent(50)});
    Element& inside = box.append({.height = px(40)});
    page.lay_out();
    CHECK(hit_test(page.document, {1, 20}) == &inside);
    CHECK(hit_test(page.document, {40, 1}) == &inside);
    CHECK(hit_test(page.document, {13, 8}) == &inside);       // as parts of the radii 0.675 and 0.6, 0.903 away
    CHECK(hit_test(page.document, {10, 6}) == &page.body());  // 0.75 and 0.7, 1.026 away
    box.style([](Style& s) { s.radius = {px(0), px(0), CornerRadius{px(60), px(10)}, px(0)}; });
    page.lay_out();
    CHECK(hit_test(page.document, {78, 30}) == &inside);
    CHECK(hit_test(page.document, {60, 36}) == &inside);
    CHECK(hit_test(page.document, {76, 38}) == &page.body());
}

TEST_CASE("clips cut off and scrolling moves what can be hit") {
    StillPage page;
    Element& list = page.body().append({.overflow = Overflow::scroll, .width = px(100), .height = px(50)});
    Element& first = list.append({.height = px(40)});
    Element& second = list.append({.height = px(40)});
    page.lay_out();
    CHECK(hit_test(page.document, {5, 45}) == &second);
    CHECK(hit_test(page.document, {5, 60}) == &page.body());
    list.scroll_to({0, 25});
    CHECK(hit_test(page.document, {5, 5}) == &first);
    CHECK(hit_test(page.document, {5, 20}) == &second);
}

TEST_CASE("transforms are undone before a box is tested") {
    StillPage page;
    Element& box = page.body().append({.width = px(100),
                                       .height = px(20),
                                       .margin = {.top = px(100)},
                                       .transform = {translate(px(200)), rotate(0.25f)}});
    page.lay_out();
    CHECK(hit_test(page.document, {50, 110}) == &page.body());
    CHECK(hit_test(page.document, {250, 70}) == &box);  // stands upright now, about 250,110
    CHECK(hit_test(page.document, {210, 110}) == &page.body());
    box.style([](Style& s) { s.transform = {scale(0)}; });
    page.lay_out();
    CHECK(hit_test(page.document, {50, 110}) == &page.body());
}

TEST_CASE("wheel events find the scroll container that can still move") {
    StillPage page;
    Element& outer = page.body().append({.overflow = Overflow::scroll, .height = px(100)});
    Element& inner = outer.append({.overflow = Overflow::scroll, .height = px(50)});
    Element& leaf = inner.append({.height = px(80)});
    outer.append({.height = px(100)});
    page.lay_out();
    CHECK(scrollable_ancestor(&leaf, {0, 10}) == &inner);
    CHECK(scrollable_ancestor(&leaf, {0, -10}) == nullptr);
    inner.scroll_to({0, 30});
    CHECK(scrollable_ancestor(&leaf, {0, 10}) == &outer);
    CHECK(scrollable_ancestor(&leaf, {0, -10}) == &inner);
    CHECK(scrollable_ancestor(&leaf, {5, 0}) == nullptr);
    CHECK(scrollable_ancestor(nullptr, {0, 1}) == nullptr);
}

}  // namespace janklab
