// SPDX-License-Identifier: MIT
// Layout after changes: only what can be affected is visited, and the result is that of the same tree built at once.
#include <doctest/doctest.h>

#include <random>

#include "layout/rectangles.h"
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

// -- the same tree, changed step by step and built at once
// -------------------------------------------------------------

namespace {

class RandomTree {
  public:
    explicit RandomTree(unsigned seed) : random_(seed) {}

    int up_to(int most) { return static_cast<int>(random_() % static_cast<unsigned>(most + 1)); }
    bool chance(int percent) { return up_to(99) < percent; }
    Length length() { return px(static_cast<float>(up_to(12) * 10)); }

    Style style() {
        Style s;
        s.display = chance(45) ? Display::flex : chance(4) ? Display::none : Display::block;
        s.position = chance(8)    ? Position::absolute
                     : chance(12) ? Position::relative
                     : chance(3)  ? Position::fixed
                                  : Position::in_flow;
        if (chance(10)) s.overflow = Overflow::hidden;
        if (chance(40)) s.width = chance(25) ? percent(50) : length();
        if (chance(40)) s.height = chance(25) ? percent(50) : length();
        if (chance(10)) s.min_width = length();
        if (chance(10)) s.max_width = length();
        if (chance(10)) s.min_height = length();
        if (chance(10)) s.max_height = length();
        if (chance(25)) s.margin = chance(20) ? all_around(automatic) : all_around(px(static_cast<float>(up_to(9))));
        if (chance(25)) s.padding = chance(20) ? all_around(percent(3)) : all_around(px(static_cast<float>(up_to(9))));
        if (chance(10)) s.border.width = 2;
        if (chance(50)) s.inset.left = length();
        if (chance(30)) s.inset.top = chance(30) ? percent(10) : length();
        if (chance(20)) s.inset.right = length();
        s.flex_direction = static_cast<FlexDirection>(up_to(3));
        if (chance(20)) s.flex_wrap = chance(50) ? FlexWrap::wrap : FlexWrap::wrap_reverse;
        s.justify_content = static_cast<Justify>(up_to(7));
        s.align_items = static_cast<Align>(1 + up_to(8));
        if (chance(20)) s.align_self = static_cast<Align>(1 + up_to(8));
        if (chance(20)) s.align_content = static_cast<Align>(1 + up_to(11));
        if (chance(10)) s.order = up_to(3) - 1;
        if (chance(8)) s.aspect_ratio = 0.5f * static_cast<float>(1 + up_to(4));
        if (chance(8)) s.width = chance(50) ? min_content : calc(50, -7);
        if (chance(6)) s.direction = Direction::rtl;
        if (chance(8)) s.box_sizing = BoxSizing::content_box;
        if (chance(30)) s.flex_grow = static_cast<float>(up_to(2));
        if (chance(30)) s.flex_shrink = static_cast<float>(up_to(2));
        if (chance(20)) s.flex_basis = chance(30) ? percent(30) : length();
        if (chance(20)) s.gap = px(static_cast<float>(up_to(9)));
        if (chance(10)) s.font_size = static_cast<float>(10 + up_to(10));
        if (chance(8)) s.white_space = WhiteSpace::nowrap;
        if (chance(8)) s.transform = {translate(px(static_cast<float>(up_to(30))))};
        return s;
    }
    std::string words() {
        std::string all;
        for (int i = up_to(4); i > 0; --i) all += std::string(static_cast<std::size_t>(up_to(5)), 'x') + ' ';
        return all;
    }
    void grow(Element& element, int depth) {
        for (int i = up_to(3); i > 0; --i) {
            if (chance(25)) element.append_child(*element.document().create_text(words()));
            else if (Element& child = element.append(style()); depth < 4) grow(child, depth + 1);
        }
    }
    Node& any_node(Document& document) {
        std::vector<Node*> nodes;
        for (Node* node = &document.body(); node; node = next_in_tree(*node, document.body())) nodes.push_back(node);
        return *nodes[random_() % nodes.size()];
    }
    void change(Document& document) {
        Node& node = any_node(document);
        Element* element = node.as_element();
        if (!element) {
            if (chance(80)) node.as_text()->set_data(words());
            else node.remove();
            return;
        }
        switch (up_to(5)) {
            case 0:
                grow(*element, 3);
                break;
            case 1:
                if (element != &document.body()) element->remove();
                break;
            case 2: {  // to somewhere else
                Element* to = any_node(document).as_element();
                if (to && !to->is_inclusive_descendant_of(*element) && element != &document.body()) {
                    to->insert_before(*element, chance(50) ? to->first_child() : nullptr);
                }
                break;
            }
            default:
                if (element != &document.body()) element->set_style(style());
                break;
        }
    }

  private:
    std::mt19937 random_;
};

void copy_children(const Element& from, Element& to) {
    for (const Node* child = from.first_child(); child; child = child->next_sibling()) {
        if (const Text* text = child->as_text()) to.append_child(*to.document().create_text(text->data()));
        else copy_children(*child->as_element(), to.append(child->as_element()->style()));
    }
}

std::string rectangles(Document& document) {
    std::string all;
    for (Node* node = &document.body(); node; node = next_in_tree(*node, document.body())) {
        all += (node->box() ? to_text(node->box()->rect) : "no box") + '\n';
    }
    return all;
}

}  // namespace

TEST_CASE("a tree changed step by step has the layout of the same tree built at once") {
    for (unsigned seed = 1; seed <= 840; ++seed) {  // 10,080 comparisons
        RandomTree random(seed);
        StillPage changed({400, 300});
        random.grow(changed.body(), 0);
        changed.lay_out();
        for (int step = 0; step < 12; ++step) {
            for (int changes = random.up_to(2); changes >= 0; --changes) random.change(changed.document);
            changed.lay_out();
            StillPage built(changed.viewport);
            copy_children(changed.body(), built.body());
            built.lay_out();
            INFO("seed " << seed << ", step " << step);
            REQUIRE(rectangles(changed.document) == rectangles(built.document));
        }
    }
}

}  // namespace janklab
