// SPDX-License-Identifier: MIT
// Inline elements: what golden_test.cpp does not ask Chromium about. Reading, hitting, changing, and what that costs. A
// glyph is half the font size wide, 8; a line is 19.2 high.
#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "layout/dump.h"
#include "layout/hit_test.h"
#include "layout/rectangles.h"
#include "support/allocations.h"
#include "support/still_page.h"

namespace janklab {
namespace {

constexpr Style inline_style{.display = Display::inline_text};

Ref<Text> append_text(Element& element, std::string_view data) {
    const Ref<Text> text = element.document().create_text(data);
    element.append_child(*text);
    return text;
}
Element& append_inline(Element& element, std::string_view data, Style style = inline_style) {
    style.display = Display::inline_text;
    return element.append_text(data, style);
}

std::string parts_of(const Element& element) {
    std::string all;
    for (const Rect& part : element.client_rects()) all += (all.empty() ? "" : " | ") + to_text(part);
    return all;
}

/// Counts what it is asked.
class CountingText final : public TextMeasurer {
  public:
    FontMetrics metrics(FontFace face, float font_size) const override { return text_.metrics(face, font_size); }
    float advance(FontFace face, float font_size, char32_t c) const override {
        ++asked;
        return text_.advance(face, font_size, c);
    }
    float kerning(FontFace face, float font_size, char32_t left, char32_t right) const override {
        return text_.kerning(face, font_size, left, right);
    }
    mutable int asked = 0;

  private:
    FixedText text_;
};

/// Glyphs measured by the layout of what changed.
int measured(StillPage& page, const CountingText& text) {
    const int before = text.asked;
    update_style(page.document);
    layout(page.document, page.viewport, text);
    return text.asked - before;
}

}  // namespace

// -- reading
// -----------------------------------------------------------------------------------------------------------

TEST_CASE("an inline element has a rectangle for each line, and bounds around them") {
    StillPage page({100, 600});
    append_text(page.body(), "one ");
    Element& b = append_inline(page.body(), "two three four", {.padding = edges(px(2), px(4))});
    CHECK(parts_of(b) == "32,-1 28x20 | 0,18.2 84x20");
}

TEST_CASE("offsets of an inline element are those of its bounds; it has no client area and does not scroll") {
    StillPage page({120, 600});
    Element& block = page.body().append({.position = Position::relative, .padding = all_around(px(10))});
    append_text(block, "one ");
    Element& b = append_inline(block, "two");
    CHECK(b.offset_left() == 42);
    CHECK(b.offset_top() == 11);
    CHECK(b.offset_width() == 24);
    CHECK(b.offset_height() == 16);
    CHECK(b.client_width() == 0);
    CHECK(b.scroll_width() == 0);
    b.scroll_to({5, 5});
    CHECK(b.scroll_position() == Point{});
}

TEST_CASE("a block has one rectangle, and what has no box has none") {
    StillPage page;
    Element& block = page.body().append({.height = px(10)});
    CHECK(parts_of(block) == "0,0 800x10");
    block.style([](Style& s) { s.display = Display::none; });
    CHECK(parts_of(block).empty());
}

TEST_CASE("lines and their parts are told in the dump") {
    StillPage page({100, 100});
    append_text(page.body(), "one ");
    append_inline(page.body(), "two three");
    page.lay_out();
    CHECK(dump_layout(page.document) ==
          "body 0,0 100x100\n"
          "  line 0,0 56x19.2 baseline 14\n"
          "    \"one \" 0,1 32x16\n"
          "    div inline 32,1 24x16 to-be-continued\n"
          "      \"two\" 32,1 24x16\n"
          "  line 0,19.2 40x19.2 baseline 33.2\n"
          "    div inline 0,20.2 40x16 goes-on\n"
          "      \"three\" 0,20.2 40x16\n"
          "  div inline 0,1 56x35.2\n");
}

// -- hitting
// -----------------------------------------------------------------------------------------------------------

TEST_CASE("an inline element is hit where its parts are, not between them") {
    StillPage page({88, 600});
    append_text(page.body(), "one two ");
    Element& b = append_inline(page.body(), "three four x");
    append_text(page.body(), " five");
    page.lay_out();
    CHECK(hit_test(page.document, {5, 25}) == &b);
    CHECK(hit_test(page.document, {5, 45}) == &b);
    CHECK(hit_test(page.document, {85, 25}) == &page.body());  // behind the end of "three four"
    CHECK(hit_test(page.document, {5, 5}) == &page.body());
}

TEST_CASE("text that overflows its block belongs to the block still") {
    StillPage page;
    Element& block = page.body().append_text("overflowing", {.width = px(20), .white_space = WhiteSpace::nowrap});
    page.lay_out();
    CHECK(hit_test(page.document, {80, 8}) == &block);
    CHECK(hit_test(page.document, {100, 8}) == &page.body());
}

TEST_CASE("what is inside an inline element is hit before it, and pointer-events pass through") {
    StillPage page;
    Element& outer = append_inline(page.body(), "outer ");
    Element& inner = append_inline(outer, "inner");
    Element& box = outer.append({.display = Display::inline_block, .width = px(30), .height = px(10)});
    Element& in_box = box.append({.height = px(5)});
    page.lay_out();
    CHECK(hit_test(page.document, {5, 8}) == &outer);
    CHECK(hit_test(page.document, {50, 8}) == &inner);
    CHECK(hit_test(page.document, {95, 6}) == &in_box);
    CHECK(hit_test(page.document, {95, 12}) == &box);
    inner.style([](Style& s) { s.pointer_events = PointerEvents::none; });
    page.lay_out();
    CHECK(hit_test(page.document, {50, 8}) == &outer);
}

TEST_CASE("a relative inline element is hit where it has been moved to, with all that is in it") {
    StillPage page;
    Element& moved = append_inline(page.body(), "moved ");
    moved.style([](Style& s) {
        s.position = Position::relative;
        s.inset.top = px(100);
    });
    Element& inner = append_inline(moved, "inner");
    page.lay_out();
    CHECK(hit_test(page.document, {5, 108}) == &moved);
    CHECK(hit_test(page.document, {60, 108}) == &inner);
    CHECK(hit_test(page.document, {5, 8}) == &page.body());
    CHECK(parts_of(inner) == "48,101 40x16");
}

// -- ellipsis
// -----------------------------------------------------------------------------------------------------------

TEST_CASE("what does not fit beside the ellipsis is hidden, but the first glyph never is") {
    StillPage page;
    Element& block = page.body().append_text("abcdefghij", {.overflow = Overflow::hidden,
                                                            .width = px(40),
                                                            .white_space = WhiteSpace::nowrap,
                                                            .text_overflow = TextOverflow::ellipsis});
    page.lay_out();
    const Paragraph& paragraph = *block.box()->paragraph;
    CHECK(paragraph.lines[0].ellipsis_at == 32);
    CHECK(paragraph.fragments[0].count == 4);
    block.style([](Style& s) { s.width = px(3); });
    page.lay_out();
    CHECK(paragraph.lines[0].ellipsis_at == 8);
    CHECK(paragraph.fragments[0].count == 1);
    block.style([](Style& s) { s.width = px(80); });
    page.lay_out();
    CHECK(paragraph.lines[0].ellipsis_at < 0);
    block.style([](Style& s) { s.width = px(40), s.overflow = Overflow::visible; });
    page.lay_out();
    CHECK(paragraph.lines[0].ellipsis_at < 0);
}

TEST_CASE("boxes behind an ellipsis are hidden and cannot be hit") {
    StillPage page;
    Element& block = page.body().append({.overflow = Overflow::hidden,
                                         .width = px(40),
                                         .white_space = WhiteSpace::nowrap,
                                         .text_overflow = TextOverflow::ellipsis});
    append_text(block, "abc");
    Element& box = block.append({.display = Display::inline_block, .width = px(30), .height = px(10)});
    page.lay_out();
    CHECK(block.box()->paragraph->lines[0].ellipsis_at == 24);
    CHECK(hit_test(page.document, {30, 8}) == &block);
    CHECK(box.offset_left() == 24);  // for geometry it is where it would be
}

// -- changing
// -----------------------------------------------------------------------------------------------------------

TEST_CASE("an inline element becomes a block and comes back, with its contents") {
    StillPage page({200, 600});
    append_text(page.body(), "one ");
    Element& b = append_inline(page.body(), "two");
    append_text(page.body(), " three");
    page.lay_out();
    const std::string before = dump_layout(page.document);
    b.style([](Style& s) { s.display = Display::block; });
    page.lay_out();
    CHECK(rect_of(b) == "0,19.2 200x19.2");
    b.style([](Style& s) { s.display = Display::inline_block; });
    page.lay_out();
    CHECK(rect_of(b) == "32,0 24x19.2");
    b.style([](Style& s) { s.position = Position::absolute; });
    page.lay_out();
    CHECK(rect_of(b) == "32,0 24x19.2");
    b.style([](Style& s) {
        s.display = Display::inline_text;
        s.position = Position::in_flow;
    });
    page.lay_out();
    CHECK(dump_layout(page.document) == before);
}

TEST_CASE("inline elements of a flex container are its items, and inline again when it is one no more") {
    StillPage page({200, 600});
    Element& row = page.body().append({});
    Element& a = append_inline(row, "one two");
    Element& b = append_inline(row, "three");
    page.lay_out();
    CHECK(rect_of(b) == "56,1 40x16");
    row.style([](Style& s) { s.display = Display::flex; });
    page.lay_out();
    CHECK(rect_of(a) == "0,0 56x19.2");
    CHECK(rect_of(b) == "56,0 40x19.2");
    row.style([](Style& s) { s.display = Display::block; });
    page.lay_out();
    CHECK(rect_of(b) == "56,1 40x16");
}

TEST_CASE("a text in an inline element changes the lines around it") {
    StillPage page({100, 600});
    append_text(page.body(), "one ");
    Element& outer = append_inline(page.body(), "");
    Element& inner = append_inline(outer, "two");
    append_text(page.body(), " three");
    page.lay_out();
    CHECK(parts_of(inner) == "32,1 24x16");
    inner.set_text("longer than that");
    page.lay_out();
    CHECK(parts_of(inner) == "32,1 48x16 | 0,20.2 72x16");
    inner.remove();
    page.lay_out();
    CHECK(parts_of(outer) == "32,1 0x16");
}

TEST_CASE("another font size of an inline element makes its line higher") {
    StillPage page;
    append_text(page.body(), "one ");
    Element& b = append_inline(page.body(), "two");
    Element& below = page.body().append({.height = px(5)});
    page.lay_out();
    CHECK(rect_of(below) == "0,19.2 800x5");
    b.style([](Style& s) { s.font_size = 40.f; });
    page.lay_out();
    CHECK(rect_of(below) == "0,48 800x5");
    CHECK(parts_of(b) == "32,4 60x40");
}

TEST_CASE("an inline-block grows with its contents, and its line with it") {
    StillPage page;
    append_text(page.body(), "a");
    Element& box = page.body().append({.display = Display::inline_block, .width = px(20), .height = px(30)});
    Element& inside = box.append({.height = px(10)});
    Element& below = page.body().append({.height = px(5)});
    page.lay_out();
    CHECK(rect_of(below) == "0,35.2 800x5");
    inside.style([](Style& s) { s.height = px(15); });
    page.lay_out();
    CHECK(rect_of(below) == "0,35.2 800x5");
    inside.set_text("x");  // now it has a baseline
    page.lay_out();
    CHECK(rect_of(below) == "0,30 800x5");
    box.style([](Style& s) { s.height = px(50); });
    page.lay_out();
    CHECK(rect_of(below) == "0,50 800x5");
}

// -- what it costs
// ----------------------------------------------------------------------------------------------------------

TEST_CASE("changing one text measures the glyphs of that text alone") {
    StillPage page;
    const CountingText text;
    std::vector<Element*> runs;
    for (int i = 0; i < 100; ++i) {
        append_text(page.body(), " and ");
        runs.push_back(&append_inline(page.body(), "some words"));
    }
    CHECK(measured(page, text) == 100 * (5 + 10) - 1);  // the first space disappears
    runs[50]->set_text("other");
    CHECK(measured(page, text) <= 5);
    runs[50]->style([](Style& s) { s.font_size = 20.f; });
    CHECK(measured(page, text) == 5);
    runs[20]->style([](Style& s) { s.padding = all_around(px(3)); });
    runs[30]->style([](Style& s) { s.color = rgb(0xff0000); });
    runs[40]->remove();
    CHECK(measured(page, text) == 0);
}

TEST_CASE("an edit in a text of 100,000 characters measures what was put in") {
    StillPage page({400, 600});
    const CountingText text;
    std::string data;
    while (data.size() < 100'000) data += "several words of a long text ";
    Element& block = page.body().append_text(data);
    CHECK(measured(page, text) == static_cast<int>(data.size()));
    data.insert(50'000, "xyz");
    block.set_text(data);
    CHECK(measured(page, text) <= 4);
    data.erase(20'000, 7);
    block.set_text(data);
    CHECK(measured(page, text) <= 1);
    page.viewport.width = 300;
    CHECK(measured(page, text) == 0);
}

TEST_CASE("the same text in the same words costs the same, however many texts it is in") {
    // Lines are cut and set in time linear in the text: twice the text visits twice the boxes.
    StillPage page({400, 600});
    Element& block = page.body().append({});
    for (int i = 0; i < 1000; ++i)
        append_inline(block, "word ").append({.display = Display::inline_block, .width = px(5), .height = px(5)});
    const LayoutStats first = page.lay_out();
    CHECK(first.boxes_visited <= 1002);
    CHECK(first.boxes_measured <= 1000);
    block.append({.display = Display::inline_block, .width = px(5), .height = px(5)});
    const LayoutStats second = page.lay_out();
    CHECK(second.boxes_visited <= 3);
    CHECK(second.boxes_measured <= 1);
}

// -- hostile
// ------------------------------------------------------------------------------------------------------------

TEST_CASE("a word of a million characters is one line, or many where it may be broken anywhere") {
    StillPage page({400, 600});
    Element& block = page.body().append_text(std::string(1'000'000, 'x'));
    page.lay_out();
    CHECK(block.box()->paragraph->lines.size() == 1);
    CHECK(block.offset_height() == 19.2f);
    CHECK(block.scroll_width() == 8'000'000);
    block.style([](Style& s) { s.overflow_wrap = OverflowWrap::anywhere; });
    page.lay_out();
    CHECK(block.box()->paragraph->lines.size() == 20'000);
    CHECK(block.offset_height() == doctest::Approx(20'000 * 19.2f));
}

TEST_CASE("ten thousand nested inline elements are laid out, as deep as boxes go") {
    StillPage page;
    Element* element = &page.body();
    for (int level = 0; level < 10'000; ++level) element = &append_inline(*element, "x ");
    page.lay_out();
    CHECK(page.body().first_child()->as_element()->client_rects().size() > 1);
    CHECK(element->box() == nullptr);
    CHECK(hit_test(page.document, {2, 8}) != nullptr);
    page.body().first_child()->as_element()->set_text("changed");
    page.lay_out();
    CHECK(page.body().first_child()->as_element()->client_rects().size() == 1);
}

TEST_CASE("empty texts, and inline elements with nothing in them, take no room") {
    StillPage page;
    Element& block = page.body().append({});
    append_text(block, "");
    Element& empty = append_inline(block, "");
    append_text(block, "");
    append_inline(empty, " ");
    page.lay_out();
    CHECK(rect_of(block) == "0,0 800x0");
    CHECK(parts_of(empty) == "0,0 0x0");
}

TEST_CASE("spacing, sizes and heights that are no numbers give finite rectangles") {
    constexpr float nan = std::numeric_limits<float>::quiet_NaN(), infinity = std::numeric_limits<float>::infinity();
    for (const float value : {nan, infinity, -infinity, 1e30f, -1e30f}) {
        StillPage page;
        Element& block = page.body().append({.letter_spacing = value});
        append_text(block, "some \t words ");
        Element& b = append_inline(block, "of text");
        b.style([&](Style& s) {
            s.letter_spacing = value;
            s.font_size = value;
            s.line_height = value;
            s.tab_size = value;
            s.padding = all_around(px(value));
            s.margin = all_around(px(value));
            s.vertical_align = px(value);
        });
        block.append({.display = Display::inline_block,
                      .width = px(value),
                      .height = px(value),
                      .margin = all_around(px(value))});
        page.lay_out();
        for (const Rect& part : b.client_rects()) {
            CHECK(std::isfinite(part.x));
            CHECK(std::isfinite(part.y));
            CHECK(std::isfinite(part.width));
            CHECK(std::isfinite(part.height));
        }
        CHECK(std::isfinite(block.offset_height()));
        CHECK(std::isfinite(page.body().scroll_width()));
    }
}

}  // namespace janklab
