// SPDX-License-Identifier: MIT
// Paint after changes: only what changed is recorded, and the list is that of the same tree built at once.
#include <doctest/doctest.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "layout/rectangles.h"
#include "paint/display_list.h"
#include "paint/paint.h"
#include "paint/paint_state.h"
#include "paint/scroll_tree.h"
#include "support/random_page.h"
#include "support/still_page.h"

namespace janklab {
namespace {

struct Painted : StillPage {
    using StillPage::StillPage;
    PaintStats paint_again() {
        lay_out();
        return paint(document, list);
    }
    DisplayList list;
};

/// What scrolls is moved by the display.
struct PaintedToScroll : Painted {
    using Painted::Painted;
    PaintStats paint_again() {
        lay_out();
        collect_scroll_tree(document, scrolling, scrollers);
        return paint(document, list, scrolling);
    }
    ScrollTree scrolling;
    std::vector<Element*> scrollers;
};

/// Layers are numbered by when they came about: here by where they stand.
std::string picture(const DisplayList& list) {
    DisplayList flat = flattened(list);
    std::map<std::uint64_t, std::uint64_t> numbers;
    const auto renumber = [&](LayerId& layer) {
        if (layer) layer = LayerId{numbers.try_emplace(layer.value, numbers.size() + 1).first->second};
    };
    for (DisplayItem& item : flat.items) {
        if (auto* layer = std::get_if<PushLayerItem>(&item)) renumber(layer->layer);
        if (auto* scroll = std::get_if<PushScrollItem>(&item)) renumber(scroll->layer);
        if (auto* shift = std::get_if<PushShiftItem>(&item)) renumber(shift->sticky);
    }
    return dump(flat);
}

/// Lists that moved differ from those recorded there by the rounding of sums: numbers are told with two decimals.
bool alike(std::string_view a, std::string_view b) {
    while (!a.empty() && !b.empty()) {
        double one = 0, other = 0;
        const auto [end_a, error_a] = std::from_chars(a.data(), a.data() + a.size(), one);
        const auto [end_b, error_b] = std::from_chars(b.data(), b.data() + b.size(), other);
        if (error_a == std::errc{} && error_b == std::errc{}) {
            if (std::abs(one - other) > 0.011) return false;
            a.remove_prefix(static_cast<std::size_t>(end_a - a.data()));
            b.remove_prefix(static_cast<std::size_t>(end_b - b.data()));
        } else {
            if (a.front() != b.front()) return false;
            a.remove_prefix(1), b.remove_prefix(1);
        }
    }
    return a.empty() && b.empty();
}

/// The first lines in which they differ; nothing if they are alike.
std::string first_difference(const std::string& a, const std::string& b) {
    std::istringstream one(a), other(b);
    std::string line, other_line;
    while (true) {
        const bool more = static_cast<bool>(std::getline(one, line));
        const bool other_more = static_cast<bool>(std::getline(other, other_line));
        if (!more && !other_more) return {};
        if (more != other_more || !alike(line, other_line)) return line + " | " + other_line;
    }
}

/// Items that must be looked at to draw what lies in `seen`.
std::size_t looked_at(const DisplayItems& contents, Point offset, const Rect& seen) {
    std::size_t count = 0;
    for (const DisplayItem& item : contents.items) {
        ++count;
        const auto* inner = std::get_if<SubListItem>(&item);
        if (!inner || intersected(inner->list->bounds().moved_by(offset + inner->offset), seen).empty()) continue;
        count += looked_at(inner->list->contents(), offset + inner->offset, seen);
    }
    return count;
}

}  // namespace

TEST_CASE("of a long text only the lines around those in sight are looked at") {
    Painted page;
    std::string words;
    for (int i = 0; i < 20000; ++i) words += i % 10 == 0 ? "word\n" : "words ";
    Element& text = page.body().append_text(words, {.white_space = WhiteSpace::pre});
    const PaintStats first = page.paint_again();
    REQUIRE(first.recorded == 2001);
    const Rect everything{-1e6f, -1e6f, 2e6f, 2e6f};
    CHECK(looked_at(page.list.recorded->contents(), {}, everything) >= 2000);
    const Rect seen{0, text.box()->rect.height / 2, 800, 400};
    CHECK(looked_at(page.list.recorded->contents(), {}, seen) < 250);
    CHECK(page.paint_again().recorded == 0);
}

TEST_CASE("a frame in which nothing changed records nothing and shares the list") {
    Painted page;
    for (int i = 0; i < 100; ++i) page.body().append_text("row", {.height = px(20), .background = rgb(7)});
    const PaintStats first = page.paint_again();
    CHECK(first.recorded == 200);
    const RecordedList* shared = page.list.recorded.get();
    const PaintStats second = page.paint_again();
    CHECK(second.recorded == 0);
    CHECK(second.items == first.items);
    CHECK(page.list.recorded.get() == shared);
}

TEST_CASE("a changed leaf among ten thousand records its neighbours in one list, not the others") {
    Painted page;
    Element* leaf = nullptr;
    for (int i = 0; i < 10000; ++i) {
        Element& box = page.body().append({.height = px(2), .background = rgb(3), .radius = 1});
        if (i == 5000) leaf = &box;
    }
    CHECK(page.paint_again().recorded == 10000);
    leaf->style([](Style& s) { s.background = rgb(9); });
    const PaintStats changed = page.paint_again();
    CHECK(changed.recorded <= 64);
    CHECK(changed.damage == Rect{});  // far below the viewport
    leaf->remove();
    CHECK(page.paint_again().recorded <= 96);
}

TEST_CASE("when the colour of one among ten thousand changes the others are taken over without a look at them") {
    const auto looked_at = [](Position position, Display around) {
        Painted page;
        Element& row = page.body().append({.display = around, .flex_wrap = FlexWrap::wrap});
        std::vector<Element*> some;
        for (int i = 0; i < 10'000; ++i) {
            Element& box = row.append({.position = position, .width = px(9), .height = px(2), .background = rgb(3)});
            if (i % 1111 == 0) some.push_back(&box);
        }
        CHECK(page.paint_again().looked_at >= 10'000);
        int most = 0;
        for (Element* one : some) {
            one->style([](Style& s) { s.background = rgb(9); });
            const PaintStats changed = page.paint_again();
            most = std::max(most, changed.looked_at);
            CHECK(changed.recorded <= 64);
        }
        return most;
    };
    // A run holds about 32 boxes.
    CHECK(looked_at(Position::in_flow, Display::block) < 800);
    CHECK(looked_at(Position::in_flow, Display::flex) < 400);
    CHECK(looked_at(Position::relative, Display::block) < 400);
    CHECK(looked_at(Position::absolute, Display::block) < 400);
}

TEST_CASE("when one stacked box among ten thousand moves, the others are taken over without a look at them") {
    const auto looked_at = [](const Style& style, auto move) {
        Painted page;
        page.body().append({.position = Position::fixed, .height = px(9), .background = rgb(1)});
        Element* mover = nullptr;
        for (int i = 0; i < 10'000; ++i) {
            Element& box = page.body().append(style);
            box.append({.position = Position::relative, .height = px(2), .background = rgb(2)});
            if (i == 5000) mover = &box;
        }
        CHECK(page.paint_again().looked_at >= 10'000);
        mover->style([](Style& s) { s.background = rgb(9); });
        CHECK(page.paint_again().looked_at < 1000);
        mover->style(move);
        const PaintStats moved = page.paint_again();
        CHECK(moved.recorded <= 256);
        CHECK(dump(page.list).find("box 7,5 9x2 fill #000009\n") != std::string::npos);
        return moved.looked_at;
    };
    const auto to_the_right = [](Style& s) { s.inset = {px(5), {}, {}, px(7)}; };
    Style style{.position = Position::absolute, .width = px(9), .height = px(2), .background = rgb(3)};
    style.inset = {px(0), automatic, automatic, px(0)};
    CHECK(looked_at(style, to_the_right) < 1000);
    style.z_index = 1;
    CHECK(looked_at(style, to_the_right) < 1000);
}

TEST_CASE("what is in a box that moves, and stacked far above it, moves with it") {
    Painted page;
    Element* mover = nullptr;
    for (int i = 0; i < 200; ++i) {
        Style style{.position = Position::absolute, .width = px(9), .height = px(4), .background = rgb(3)};
        style.inset = {px(0), automatic, automatic, px(0)};
        Element& box = page.body().append(style);
        box.append({.position = Position::relative, .height = px(2), .background = rgb(2), .z_index = 1});
        if (i == 50) mover = &box;
    }
    page.paint_again();
    mover->style([](Style& s) { s.inset.left = px(7); });
    CHECK(page.paint_again().looked_at < 200);
    CHECK(dump(page.list).find("box 7,0 9x4 fill #000003\n") != std::string::npos);
    CHECK(dump(page.list).find("box 7,0 9x2 fill #000002\n") != std::string::npos);
}

TEST_CASE("what becomes stacked while a box around it is a context for a moment is painted in the context that stays") {
    StillPage page;
    Element& outer = page.body().append();
    Element& passing = outer.append();
    Element& around = passing.append();
    Element& stacked = around.append({.width = px(10), .height = px(10), .background = rgb(0x112233)});
    Element& later = outer.append({.width = px(10), .height = px(10), .background = rgb(0x445566)});
    later.style([](Style& s) { s.margin.top = px(-5); });
    DisplayList list;
    page.lay_out();
    paint(page.document, list);
    passing.style([](Style& s) { s.opacity = 0.5f; });
    stacked.style([](Style& s) { s.position = Position::relative; });
    page.lay_out();  // which nobody paints
    passing.style([](Style& s) { s.opacity = 1; });
    page.lay_out();
    paint(page.document, list);
    StillPage built;
    copy_children(page.body(), built.body());
    built.lay_out();
    DisplayList at_once;
    paint(built.document, at_once);
    CHECK(dump(list) == dump(at_once));
}

TEST_CASE("a box that was recorded before is drawn as its style, what it inherits and the focus say now") {
    const auto drawn = [](bool was_recorded, auto change) {
        Painted page;
        Element& around = page.body().append({.color = rgb(1)});
        Element& box = around.append({.width = px(40), .height = px(20), .border = {.width = 2}, .background = rgb(9)});
        box.set_attribute("tabindex", "0");
        page.lay_out();
        if (was_recorded) page.paint_again();
        change(around, box);
        page.paint_again();
        return dump(page.list);
    };
    const std::string before = drawn(true, [](Element&, Element&) {});
    const auto follows = [&](auto change) {
        const std::string now = drawn(true, change);
        CHECK(now != before);
        CHECK(now == drawn(false, change));
    };
    const auto follows_style = [&](auto change) { follows([&](Element&, Element& box) { box.style(change); }); };
    follows([](Element& around, Element&) { around.style([](Style& s) { s.color = rgb(2); }); });
    follows([](Element& around, Element&) { around.style([](Style& s) { s.visibility = BoxVisibility::hidden; }); });
    follows([](Element&, Element& box) { box.focus(); });
    follows_style([](Style& s) { s.background = current_color; });
    follows_style([](Style& s) { s.border.width = 4; });
    follows_style([](Style& s) { s.border.style = LineStyle::dashed; });
    follows_style([](Style& s) { s.radius = percent(20); });
    follows_style([](Style& s) { s.shadow = {{.blur = 3}}; });
    follows_style([](Style& s) { s.outline = {.width = 2}; });
    follows_style([](Style& s) { s.opacity = 0.5f; });
    follows_style([](Style& s) { s.display = Display::none; });
}

TEST_CASE("what is in a card is not recorded when another card changes") {
    Painted page;
    std::vector<Element*> leaves;
    Element& wrap = page.body().append({.display = Display::flex, .flex_wrap = FlexWrap::wrap});
    for (int i = 0; i < 20; ++i) {
        Element& card = wrap.append({.width = px(100), .height = px(100), .will_change = i == 3});
        for (int k = 0; k < 50; ++k) leaves.push_back(&card.append({.height = px(2), .background = rgb(5)}));
    }
    CHECK(page.paint_again().recorded >= 1000);
    leaves[70]->style([](Style& s) { s.background = rgb(1); });
    CHECK(page.paint_again().recorded <= 128);
}

TEST_CASE("what moves with its surroundings is shared, moved") {
    Painted page;
    Element& top = page.body().append({.height = px(10)});
    for (int i = 0; i < 200; ++i) page.body().append_text("row", {.height = px(20), .background = rgb(7)});
    page.paint_again();
    top.style([](Style& s) { s.height = px(15); });
    const PaintStats moved = page.paint_again();
    CHECK(moved.recorded <= 96);
    CHECK(dump(page.list).find("box 0,55 800x20 fill #000007\n") != std::string::npos);
    CHECK(to_text(moved.damage) == "0,9 800x591");
}

TEST_CASE("lists live as long as a frame shows them, and their memory is used again") {
    DisplayList kept;
    {
        Painted page;
        Element& leaf = page.body().append({.height = px(20), .background = rgb(1)});
        for (int i = 0; i < 100; ++i) page.body().append({.height = px(20), .background = rgb(7)});
        page.paint_again();
        kept = std::move(page.list);
        const std::string shown = dump(kept);
        for (int i = 0; i < 10; ++i) {
            leaf.style([&](Style& s) { s.background = rgb(static_cast<unsigned>(i)); });
            page.paint_again();
        }
        const std::size_t bytes = page.document.paint_side->pool->bytes();
        for (int i = 0; i < 100; ++i) {
            leaf.style([&](Style& s) { s.background = rgb(static_cast<unsigned>(i)); });
            page.paint_again();
        }
        CHECK(page.document.paint_side->pool->bytes() == bytes);
        CHECK(dump(kept) == shown);
    }
    CHECK(dump(kept).find("box 0,0 800x20 fill #000001\n") != std::string::npos);  // the document is gone
}

namespace {

/// Changes a random page in `steps` steps; after each its list must be that of the same page built at once.
template <class Page>
void stays_right(unsigned seed, int steps) {
    RandomPage random(seed);
    Page changed({400, 300});
    random.grow(changed.body(), 0);
    changed.paint_again();
    for (int step = 0; step < steps; ++step) {
        for (int changes = random.up_to(2); changes >= 0; --changes) random.change(changed.document);
        changed.paint_again();
        Page built(changed.viewport);
        copy_children(changed.body(), built.body());
        built.lay_out();
        copy_scroll_positions(changed.body(), built.body());
        built.paint_again();
        INFO("seed " << seed << ", step " << step);
        REQUIRE(first_difference(picture(changed.list), picture(built.list)) == "");
    }
}

}  // namespace

TEST_CASE("pages of many boxes, most changes of which are colours, have the display list of those built at once") {
    for (unsigned seed = 1; seed <= 200; ++seed) {
        RandomPage random(seed);
        PaintedToScroll changed({400, 300});
        changed.body().style([&](Style& s) { s.display = random.chance(50) ? Display::block : Display::flex; });
        for (int i = 0; i < 150; ++i) random.grow(changed.body().append(random.style()), 4);
        changed.paint_again();
        for (int step = 0; step < 20; ++step) {
            Node* node = changed.body().first_child();
            for (int i = random.up_to(149); i > 0 && node->next_sibling(); --i) node = node->next_sibling();
            if (Element* element = node->as_element(); element && random.chance(80)) {
                element->style([&](Style& s) {
                    s.background = random.style().background;
                    if (random.chance(10)) s.z_index = random.up_to(4) - 2;
                    if (random.chance(10)) s.opacity = random.chance(50) ? 0.5f : 1;
                    if (random.chance(20)) s.inset.left = px(static_cast<float>(random.up_to(60)));
                });
            } else {
                random.change(changed.document);
            }
            changed.paint_again();
            PaintedToScroll built(changed.viewport);
            built.body().set_style(changed.body().style());
            copy_children(changed.body(), built.body());
            built.lay_out();
            copy_scroll_positions(changed.body(), built.body());
            built.paint_again();
            INFO("seed " << seed << ", step " << step);
            REQUIRE(first_difference(picture(changed.list), picture(built.list)) == "");
        }
    }
}

TEST_CASE("a tree changed in ten steps has the display list of the same tree built at once") {
    for (unsigned seed = 1; seed <= 200; ++seed) stays_right<Painted>(seed, 10);
}

TEST_CASE("a tree that the display scrolls, changed in ten steps, has the display list of the same one built at once") {
    for (unsigned seed = 1; seed <= 1000; ++seed) stays_right<PaintedToScroll>(seed, 10);
}

TEST_CASE("ten thousand trees changed in two steps have the display lists of the same trees built at once") {
    for (unsigned seed = 1001; seed <= 11'000; ++seed) stays_right<Painted>(seed, 2);
}

}  // namespace janklab
