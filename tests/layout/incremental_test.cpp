// SPDX-License-Identifier: MIT
// Layout after changes: only what can be affected is visited, and the result is that of the same tree built at once.
#include <doctest/doctest.h>

#include <algorithm>

#include "layout/dump.h"
#include "layout/geometry.h"
#include "layout/random_tree.h"
#include "layout/rectangles.h"
#include "style/cascade.h"
#include "support/still_page.h"

namespace janklab {
namespace {

constexpr Style card_style{.width = px(200), .height = px(100), .padding = all_around(px(5))};

}  // namespace

TEST_CASE("nothing is visited when nothing changed") {
    StillPage page;
    page.body().append(card_style).append_text("text");
    CHECK(page.lay_out().boxes_visited == 3);
    CHECK(page.lay_out().boxes_visited == 0);
}

TEST_CASE("a changed leaf in a card of fixed size visits the card and the leaf alone") {
    StillPage page;
    Element* leaf = nullptr;
    for (int i = 0; i < 100; ++i) {
        Element& card = page.body().append(card_style);
        leaf = &card.append_text("one");
        card.append_text("two");
    }
    page.lay_out();
    leaf->set_text("other");
    const LayoutStats text_changed = page.lay_out();
    CHECK(text_changed.boxes_visited == 2);
    leaf->style([](Style& s) { s.padding = all_around(px(3)); });
    CHECK(page.lay_out().boxes_visited == 2);
    leaf->parent()->append({});
    CHECK(page.lay_out().boxes_visited == 2);
}

TEST_CASE("a changed leaf in a card of a line that does not shrink visits the card and the leaf alone") {
    for (const char* css : {"display:flex;flex-wrap:wrap", "display:flex;align-items:flex-start",
                            "display:flex;flex-direction:column;height:900px"}) {
        StillPage page;
        Element& list = page.body().append();
        set_style_text(list, css);
        Element* leaf = nullptr;
        for (int i = 0; i < 8; ++i) {
            Element& card = list.append();
            set_style_text(card, "width:50px;height:50px");
            leaf = &card.append();
            set_style_text(*leaf, "width:5px;height:5px");
        }
        page.lay_out();
        for (const char* css : {"width:7px;height:6px", "width:70px;height:60px", "width:3px;height:3px"}) {
            set_style_text(*leaf, css);
            CHECK(page.lay_out().boxes_visited == 2);
        }
        CHECK(leaf->offset_width() == 3);
    }
}

TEST_CASE("a card that only its contents keep from shrinking shrinks when they do") {
    StillPage page;
    Element& list = page.body().append();
    set_style_text(list, "display:flex;width:80px");
    Element& card = list.append();
    set_style_text(card, "width:50px;height:50px");
    Element& leaf = card.append();
    set_style_text(leaf, "width:50px;height:5px");
    set_style_text(list.append(), "width:50px;height:50px");
    page.lay_out();
    CHECK(card.offset_width() == 50);
    set_style_text(leaf, "width:5px;height:5px");
    page.lay_out();
    CHECK(card.offset_width() == 40);
}

TEST_CASE("a changed leaf in a row visits the row and the leaf, not what is in its siblings") {
    StillPage page;
    Element& row = page.body().append({.display = Display::flex, .align_items = Align::start});
    for (int i = 0; i < 50; ++i) row.append({.width = px(10)}).append({.height = px(5)});
    Element& leaf = row.append_text("a");
    page.lay_out();
    leaf.set_text("b");
    CHECK(page.lay_out().boxes_visited == 3);  // the leaf, the row, the body
}

TEST_CASE("a moved absolute box visits itself alone") {
    StillPage page;
    for (int i = 0; i < 50; ++i) page.body().append({.height = px(5)});
    Element& box =
        page.body().append({.position = Position::absolute,
                            .width = px(20),
                            .height = px(20),
                            .inset = {.top = px(3), .right = automatic, .bottom = automatic, .left = px(4)}});
    page.lay_out();
    box.style([](Style& s) { s.inset.left = px(90); });
    CHECK(page.lay_out().boxes_visited <= 1);
    CHECK(rect_of(box) == "90,3 20x20");
}

TEST_CASE("changes of paint and of compositing lay nothing out") {
    StillPage page;
    Element& box = page.body().append(card_style);
    page.lay_out();
    box.style([](Style& s) {
        s.background = rgb(0x123456);
        s.radius = 4;
        s.opacity = 0.5f;
        s.color = rgb(0xff0000);
    });
    CHECK(page.lay_out().boxes_visited == 0);
}

TEST_CASE("a card whose size depends on what is in it passes changes on") {
    StillPage page;
    Element& card = page.body().append({.width = px(200)});  // no height
    Element& leaf = card.append({.height = px(10)});
    Element& next = page.body().append({.height = px(10)});
    page.lay_out();
    leaf.style([](Style& s) { s.height = px(25); });
    page.lay_out();
    CHECK(rect_of(next) == "0,25 800x10");
}

TEST_CASE("a card whose parent asked for its contents' width passes changes on") {
    StillPage page;
    Element& row = page.body().append({.display = Display::flex});
    Element& column = row.append({});                   // as wide as its contents
    Element& card = column.append({.height = px(50)});  // as wide as the column
    Element& leaf = card.append({.width = px(30), .height = px(10)});
    page.lay_out();
    CHECK(rect_of(column) == "0,0 30x50");
    leaf.style([](Style& s) { s.width = px(70); });
    page.lay_out();
    CHECK(rect_of(column) == "0,0 70x50");
    CHECK(rect_of(card) == "0,0 70x50");
}

TEST_CASE("nested containers are measured and arranged once each, however deep") {
    for (const FlexDirection direction : {FlexDirection::row, FlexDirection::column}) {
        StillPage page;
        Element* element = &page.body().append({.display = Display::flex});
        constexpr int levels = 200;
        for (int level = 0; level < levels; ++level) {
            const bool turn = level % 2 && direction == FlexDirection::column;
            element = &element->append({.display = Display::flex,
                                        .padding = all_around(px(1)),
                                        .flex_direction = turn ? FlexDirection::column : FlexDirection::row});
            element->append({.width = px(1), .height = px(static_cast<float>(level))});
        }
        const LayoutStats stats = page.lay_out();
        CHECK(stats.boxes_visited <= 2 * levels + 3);
        CHECK(stats.boxes_measured <= 3 * levels + 3);
    }
}

TEST_CASE("another viewport lays out what depends on it") {
    StillPage page;
    Element& wide = page.body().append({.height = px(10)});
    Element& fixed = page.body().append(card_style);
    for (int i = 0; i < 20; ++i) fixed.append({.height = px(1)});
    page.lay_out();
    page.viewport = {400, 600};
    CHECK(page.lay_out().boxes_visited == 2);
    CHECK(rect_of(wide) == "0,0 400x10");
}

TEST_CASE("another measurer measures again after invalidate_layout") {
    StillPage page;
    Element& row = page.body().append({.display = Display::flex});
    Element& text = row.append_text("ab");
    page.lay_out();
    struct Wide final : TextMeasurer {
        FontMetrics metrics(FontFace, float) const override { return {}; }
        float advance(FontFace, float, char32_t) const override { return 100; }
        float kerning(FontFace, float, char32_t, char32_t) const override { return 0; }
    } wide;
    invalidate_layout(page.document);
    update_style(page.document);
    layout(page.document, page.viewport, wide);
    CHECK(text.offset_width() == 200);
}

TEST_CASE("margins that are parts of a width are those of the width at last, also where the box was known in both") {
    const struct {
        const char *outer, *middle, *inner, *text;
        const char *changed_outer, *changed_middle;
    } trees[] = {
        {"width:400px", "display:inline-block", "margin:50% 10px;overflow:hidden", "", "width:400px",
         "display:inline-block;width:33px"},
        {"display:flex;width:403px", "width:fit-content;aspect-ratio:3/2", "display:flex;margin:30% 1px", "x",
         "display:flex;width:403px;flex-direction:column", "width:fit-content;aspect-ratio:3/2"},
    };
    for (const auto& tree : trees) {
        StillPage page;
        Element& outer = page.body().append();
        Element& middle = outer.append();
        Element& inner = middle.append();
        const auto set = [&](const char* of_outer, const char* of_middle) {
            set_style_text(outer, of_outer);
            set_style_text(middle, of_middle);
            page.lay_out();
        };
        set_style_text(inner, tree.inner);
        inner.set_text(tree.text);
        set(tree.outer, tree.middle);
        const float at_once = outer.offset_height();
        set(tree.changed_outer, tree.changed_middle);
        set(tree.outer, tree.middle);
        CHECK(outer.offset_height() == at_once);
    }
}

TEST_CASE("an item that becomes inline-block, and loses what is in it, is as wide as what is left") {
    StillPage page;
    Element& row = page.body().append({.display = Display::flex});
    Element& item = row.append({.display = Display::inline_block});
    item.append({});
    Element& wide = item.append({.margin = {.left = px(3)}});
    page.lay_out();
    CHECK(item.offset_width() == 3);
    row.style([](Style& s) { s.display = Display::block; });
    wide.remove();
    page.lay_out();
    CHECK(item.offset_width() == 0);
}

TEST_CASE("a row that is stretched to the height of its contents has items of the same height, to the last bit") {
    StillPage page({400, 300});
    Element& row = page.body().append({.display = Display::flex, .align_items = Align::self_start, .font_size = 19.f});
    Element& inner = row.append({.display = Display::flex, .padding = {.bottom = px(12)}});
    Element& item = inner.append_text("x");
    page.lay_out();
    const float height = item.box()->rect.height;
    row.style([](Style& s) { s.align_items = Align::stretch; });
    page.lay_out();
    CHECK(item.box()->rect.height == height);
    inner.style([](Style& s) { s.padding.left = px(1); });  // arranged anew, in the height that is given now
    page.lay_out();
    CHECK(item.box()->rect.height == height);
}

TEST_CASE("a percentage of height in an inline box follows when the height of the block around it becomes definite") {
    StillPage page({400, 300});
    Element& row = page.body().append({.display = Display::flex, .align_items = Align::flex_start});
    Element& block = row.append({});
    Element& box = block.append({.display = Display::inline_text}).append({.height = percent(50)});
    block.append_text("a");
    page.lay_out();
    CHECK(box.offset_height() == 0);
    row.style([](Style& s) { s.flex_direction = FlexDirection::column, s.height = px(200); });
    page.lay_out();
    CHECK(box.offset_height() == block.offset_height() / 2);
}

TEST_CASE("a box whose width is limited by what fits follows the width of the block around it") {
    StillPage page({400, 300});
    Element& block = page.body().append({});
    Element& box = block.append_text("x x", {.width = px(100), .max_width = fit_content});
    page.lay_out();
    CHECK(box.offset_width() == 24);
    block.style([](Style& s) { s.width = px(20); });
    page.lay_out();
    CHECK(box.offset_width() == 20);
}

TEST_CASE("a height that is given makes a width by a ratio, also if it is the height that there was") {
    StillPage page({400, 300});
    Element& outer = page.body().append({.display = Display::flex, .align_items = Align::center});
    Element& row = outer.append({.display = Display::flex});
    row.append({.height = px(20)});
    Element& box = row.append({.aspect_ratio = 1.5f});
    page.lay_out();
    CHECK(rect_of(box) == "0,0 0x20");
    outer.style([](Style& s) { s.align_items = Align::stretch; });
    page.lay_out();
    CHECK(rect_of(row) == "0,0 0x20");
    CHECK(rect_of(box) == "0,0 30x20");
}

TEST_CASE("a margin that no longer reaches through a box of fixed size moves it, also if it is measured meanwhile") {
    StillPage page({400, 300});
    Element& columns = page.body().append({.display = Display::flex,
                                           .position = Position::absolute,
                                           .height = percent(50),
                                           .flex_direction = FlexDirection::column,
                                           .flex_wrap = FlexWrap::wrap});
    Element& column = columns.append({.width = px(110)});
    Element& box = column.append({.height = px(60)});
    Element& inner = box.append({.margin = {.bottom = px(9)}});
    column.append({.display = Display::inline_text});
    page.lay_out();
    CHECK(rect_of(box) == "0,9 110x60");
    page.body().style([](Style& s) { s.flex_grow = 2; });  // the columns are measured anew, but stay as they are
    inner.remove();
    page.lay_out();
    CHECK(rect_of(box) == "0,0 110x60");
    CHECK(column.offset_height() == 60);
}

TEST_CASE("whatever position the body has, it is where the viewport is") {
    for (const Position position : {Position::absolute, Position::fixed, Position::sticky}) {
        StillPage page({400, 300});
        page.body().set_style({.position = position, .inset = {.top = px(30), .left = px(20)}});
        Element& box = page.body().append({.position = Position::absolute, .inset = {.top = px(1), .left = px(2)}});
        page.lay_out();
        CHECK(rect_of(page.body()) == "0,0 400x300");
        CHECK(rect_of(box) == "2,1 398x299");
        page.body().style([](Style& s) { s.position = Position::in_flow; });
        page.lay_out();
        CHECK(rect_of(page.body()) == "0,0 400x300");
    }
}

TEST_CASE("columns beside each other are counted anew when the height around them becomes definite") {
    const auto width_of_columns = [](bool at_once) {
        StillPage page;
        Element& column = page.body().append();
        Element& row = column.append();
        Element& columns = row.append();
        set_style_text(row, "display:flex;min-height:0");
        set_style_text(columns, "display:flex;flex-flow:column wrap");
        for (int i = 0; i < 10; ++i) set_style_text(columns.append(), "width:20px;height:30px;flex:none");
        const char* const definite = "display:flex;flex-direction:column;height:100px";
        set_style_text(column, at_once ? definite : "display:flex;flex-direction:column;max-height:100px");
        page.lay_out();
        set_style_text(column, definite);
        page.lay_out();
        return columns.offset_width();
    };
    CHECK(width_of_columns(false) == width_of_columns(true));
}

// -- the same tree, changed step by step and built at once
// -------------------------------------------------------------

namespace {

bool same_lines(const Paragraph* a, const Paragraph* b) {
    if (!a || !b) return !a == !b;
    const auto same_line = [](const Line& one, const Line& other) {
        return one.rect == other.rect && one.baseline == other.baseline && one.ellipsis_at == other.ellipsis_at;
    };
    const auto same_part = [](const InlineFragment& one, const InlineFragment& other) {
        return one.rect == other.rect && one.baseline == other.baseline && one.first == other.first &&
               one.count == other.count && one.kind == other.kind && one.end == other.end;
    };
    return std::equal(a->lines.begin(), a->lines.end(), b->lines.begin(), b->lines.end(), same_line) &&
           std::equal(a->fragments.begin(), a->fragments.end(), b->fragments.begin(), b->fragments.end(), same_part);
}

/// What is in a text control is its own business.
Node* next_to_compare(const Node& node, const Node& root) {
    const bool is_control = node.as_element() && node.as_element()->text_edit();
    return is_control ? next_skipping_children(node, root) : next_in_tree(node, root);
}

/// The first node whose box is elsewhere or has other lines, or is missing in one; null if all are the same.
const Node* first_difference(Document& changed, Document& built) {
    Node* other = &built.body();
    for (Node* node = &changed.body(); node; node = next_to_compare(*node, changed.body())) {
        const LayoutBox *one = node->box(), *two = other->box();
        const bool same = one && two ? one->rect == two->rect && same_lines(one->paragraph.get(), two->paragraph.get())
                                     : !one && !two;
        if (!same) return node;
        other = next_to_compare(*other, built.body());
    }
    return nullptr;
}

/// Changes a random tree in `steps` steps; true if each left it as it would be when built at once.
bool stays_right(unsigned seed, int steps, RandomTree::Values values) {
    RandomTree random(seed, values);
    StillPage changed({400, 300});
    random.grow(changed.body(), 0);
    changed.lay_out();
    for (int step = 0; step < steps; ++step) {
        for (int changes = random.up_to(2); changes >= 0; --changes) random.change(changed.document);
        if (random.chance(15)) changed.viewport = {static_cast<float>(200 + random.up_to(600)), 300};
        changed.lay_out();
        StillPage built(changed.viewport);
        copy_tree(changed.body(), built.body());
        built.lay_out();
        if (!first_difference(changed.document, built.document)) continue;
        MESSAGE("seed " << seed << ", step " << step << "\nchanged:\n"
                        << dump_layout(changed.document) << "built:\n"
                        << dump_layout(built.document));
        return false;
    }
    return true;
}

}  // namespace

TEST_CASE("ten thousand trees changed step by step have the layout of the same trees built at once") {
    int right = 0;
    for (unsigned seed = 1; seed <= 10'000; ++seed) right += stays_right(seed, 6, RandomTree::Values::ordinary);
    CHECK(right == 10'000);
}

TEST_CASE("so do trees whose values are not finite or very large") {
    int right = 0;
    for (unsigned seed = 1; seed <= 500; ++seed) right += stays_right(seed, 4, RandomTree::Values::hostile);
    CHECK(right == 500);
}

}  // namespace janklab
