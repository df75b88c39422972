// SPDX-License-Identifier: MIT
// Layout of hostile trees: values that are not finite or huge, and nesting without end, give finite rectangles and cost
// no more stack than there is.
#include <doctest/doctest.h>
#include <pthread.h>

#include <cmath>
#include <string>

#include "layout/geometry.h"
#include "layout/hit_test.h"
#include "layout/random_tree.h"
#include "layout/rectangles.h"
#include "style/style_rules.h"
#include "support/still_page.h"

namespace janklab {
namespace {

bool is_finite(const Rect& rect) {
    return std::isfinite(rect.x) && std::isfinite(rect.y) && std::isfinite(rect.width) && std::isfinite(rect.height);
}

const Rect* first_insane_line(const LayoutBox& box) {
    if (!box.paragraph) return nullptr;
    for (const Line& line : box.paragraph->lines) {
        if (!is_finite(line.rect)) return &line.rect;
    }
    return nullptr;
}

/// The first box or line that is not at a finite place or not of a possible size, told as text; empty if all are.
std::string first_insane(Document& document) {
    for (Node* node = &document.body(); node; node = next_in_tree(*node, document.body())) {
        const LayoutBox* box = node->box();
        if (!box) continue;
        if (const Rect* line = first_insane_line(*box)) return "a line: " + to_text(*line);
        const Size size = box->rect.size();
        const bool possible =
            size.width >= 0 && size.height >= 0 && size.width <= largest_length && size.height <= largest_length;
        if (possible && is_finite(box->rect) && is_finite(rect_in_viewport(*box))) continue;
        return to_text(box->rect) + ", in the viewport " + to_text(rect_in_viewport(*box));
    }
    return "";
}

/// Runs `work` on a thread whose stack is as small as that of a page on the meanest platform.
template <class Work>
void on_small_stack(Work work) {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 8 << 20);
    pthread_t thread;
    const auto call = [](void* what) -> void* {
        (*static_cast<Work*>(what))();
        return nullptr;
    };
    REQUIRE(pthread_create(&thread, &attributes, call, &work) == 0);
    pthread_join(thread, nullptr);
    pthread_attr_destroy(&attributes);
}

constexpr int levels = 10'000;

Element& nest(Element& outermost, const Style& even, const Style& odd) {
    Element* element = &outermost;
    for (int level = 0; level < levels; ++level) element = &element->append(level % 2 ? odd : even);
    return *element;
}

}  // namespace

TEST_CASE("random trees of hostile values have finite rectangles, no larger than the largest length") {
    int sane = 0;
    for (unsigned seed = 1; seed <= 2000; ++seed) {
        RandomTree random(seed, RandomTree::Values::hostile);
        StillPage page({random.number(400), random.number(300)});
        random.grow(page.body(), 0);
        page.lay_out();
        const std::string insane = first_insane(page.document);
        CHECK_MESSAGE(insane == "", "seed ", seed);
        sane += insane.empty();
        hit_test(page.document, {random.number(10), random.number(10)});
    }
    CHECK(sane == 2000);
}

TEST_CASE("ten thousand levels of any kind of box are laid out, read, hit, changed and taken away") {
    const Style kinds[] = {
        {.padding = all_around(px(1))},
        {.display = Display::flex},
        {.display = Display::flex, .flex_direction = FlexDirection::column},
        {.display = Display::flex, .flex_wrap = FlexWrap::wrap},
        {.display = Display::flex, .align_items = Align::baseline},
        {.display = Display::flex, .flex_direction = FlexDirection::column, .flex_wrap = FlexWrap::wrap},
        {.width = min_content},
        {.position = Position::absolute},
        {.position = Position::relative, .height = percent(50)},
        {.overflow = Overflow::scroll, .width = percent(90)},
        {.transform = {translate(px(1))}},
        {.aspect_ratio = 2, .flex_grow = 1},
        {.display = Display::inline_text, .padding = all_around(px(1)), .vertical_align = VerticalAlign::middle},
        {.display = Display::inline_block, .margin = all_around(px(1))},
        {.display = Display::flex, .align_items = Align::last_baseline},
        {.display = Display::flex, .flex_wrap = FlexWrap::balance, .flex_line_count = 2},
        {.height = stretch, .min_height = min_content},
        {.display = Display::contents},
    };
    on_small_stack([&] {
        for (const Style& even : kinds) {
            for (const Style& odd : kinds) {
                StillPage page;
                Element& deepest = nest(page.body(), even, odd);
                deepest.set_text("deep");
                page.lay_out();
                CHECK(first_insane(page.document) == "");
                CHECK(deepest.box() == nullptr);
                CHECK(deepest.offset_left() == 0);
                CHECK(std::isfinite(page.body().scroll_height()));
                hit_test(page.document, {1, 1});
                Element& outer = *page.body().first_child()->as_element();
                outer.style([](Style& s) { s.width = px(50), s.color = rgb(0x123456); });
                deepest.set_text("changed");
                page.lay_out();
                CHECK(outer.offset_width() <= 50 + largest_length);
                outer.remove();
                page.lay_out();
                CHECK(page.body().box()->first_child == nullptr);
            }
        }
    });
}

TEST_CASE("rules reach ten thousand levels down, and what is inherited does too") {
    on_small_stack([] {
        StillPage page;
        add_style_sheet(page.document,
                        "div div { padding-left: 1px } body > div { color: red } div:hover div { color: blue }");
        Element& deepest = nest(page.body(), {}, {.font_size = std::numeric_limits<float>::quiet_NaN()});
        page.lay_out();
        CHECK(deepest.inherited_style().color == rgb(0xff0000));
        CHECK(deepest.inherited_style().font_size == 0);
        page.body().first_child()->as_element()->style([](Style& s) { s.color = rgb(0x00ff00); });
        page.lay_out();
        CHECK(deepest.inherited_style().color == rgb(0x00ff00));
    });
}

}  // namespace janklab
