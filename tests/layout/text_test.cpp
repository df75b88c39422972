// SPDX-License-Identifier: MIT
// Text: white space, lines, kerning. A glyph is 8 wide (half the font size), a line 19.2 high.
#include <doctest/doctest.h>

#include "layout/rectangles.h"
#include "support/still_page.h"

namespace janklab {
namespace {

/// The lines of an element that holds a text, separated by "|".
std::string lines_of(const Element& element) {
    std::string all;
    const Paragraph& paragraph = *element.box()->paragraph;
    for (const Line& line : paragraph.lines) {
        if (&line != &paragraph.lines.front()) all += '|';
        for (std::uint32_t i = line.first_fragment; i < line.end_fragment; ++i) {
            const InlineFragment& part = paragraph.fragments[i];
            for (std::uint32_t k = part.first; k < part.first + part.count; ++k) {
                all += static_cast<char>(paragraph.pieces()[k].code_point);
            }
        }
    }
    return all;
}

}  // namespace

TEST_CASE("text wraps at spaces where the next word does not fit") {
    StillPage page;
    Element& text = page.body().append_text("one two three four", {.width = px(80)});  // ten glyphs
    page.lay_out();
    CHECK(lines_of(text) == "one two|three four");
    CHECK(rect_of(text) == "0,0 80x38.4");
    text.style([](Style& s) { s.width = px(79); });
    page.lay_out();
    CHECK(lines_of(text) == "one two|three|four");
}

TEST_CASE("a word that is wider than the line overflows it") {
    StillPage page;
    Element& text = page.body().append_text("a incomprehensible b", {.width = px(40)});
    page.lay_out();
    CHECK(lines_of(text) == "a|incomprehensible|b");
    CHECK(text.scroll_width() == 14 * 8 + 16);
}

TEST_CASE("runs of white space become one space, and disappear at the ends") {
    StillPage page;
    Element& text = page.body().append_text("  one \n\t two  ");
    page.lay_out();
    CHECK(lines_of(text) == "one two");
}

TEST_CASE("nowrap keeps one line, pre keeps spaces and line ends") {
    StillPage page;
    Element& one = page.body().append_text("one two  three", {.width = px(40), .white_space = WhiteSpace::nowrap});
    Element& pre = page.body().append_text("a  b\n\nc\n", {.width = px(10), .white_space = WhiteSpace::pre});
    page.lay_out();
    CHECK(lines_of(one) == "one two three");
    CHECK(lines_of(pre) == "a  b||c");
    CHECK(rect_of(pre) == "0,19.2 10x57.6");
}

TEST_CASE("a text of white space has no lines, and none no height") {
    StillPage page;
    Element& blank = page.body().append_text("   ");
    page.lay_out();
    CHECK(rect_of(blank) == "0,0 800x0");
}

TEST_CASE("kerning moves glyphs together, but not across a line end") {
    StillPage page;
    Element& row = page.body().append({.display = Display::flex});
    Element& kerned = row.append_text("AVA");  // 24 - 1.6
    Element& plain = row.append_text("AAA");
    page.lay_out();
    CHECK(rect_of(kerned) == "0,0 22.4x19.2");
    CHECK(rect_of(plain) == "22.4,0 24x19.2");
}

TEST_CASE("neighbouring texts are one paragraph, and texts between blocks have lines of their own") {
    StillPage page;
    Element& block = page.body().append({.width = px(100)});
    block.append_child(*page.document.create_text("one "));
    block.append_child(*page.document.create_text("two"));
    page.lay_out();
    CHECK(lines_of(block) == "one two");
    Element& inner = block.append({.height = px(10)});
    block.append_child(*page.document.create_text("three"));
    page.lay_out();
    CHECK(lines_of(block) == "one two||three");
    CHECK(rect_of(inner) == "0,19.2 100x10");
    CHECK(rect_of(block) == "0,0 100x48.4");
    inner.remove();
    page.lay_out();
    CHECK(lines_of(block) == "one twothree");
}

TEST_CASE("changing a text lays its lines out again") {
    StillPage page;
    Element& row = page.body().append({.display = Display::flex, .align_items = Align::start});
    Element& text = row.append_text("ab");
    page.lay_out();
    CHECK(rect_of(text) == "0,0 16x19.2");
    text.set_text("abcd");
    page.lay_out();
    CHECK(rect_of(text) == "0,0 32x19.2");
    row.style([](Style& s) { s.font_size = 10.f; });
    page.lay_out();
    CHECK(rect_of(text) == "0,0 20x12");
    text.style([](Style& s) { s.line_height = 2.f; });
    page.lay_out();
    CHECK(rect_of(text) == "0,0 20x20");
    row.style([](Style& s) { s.font_face = FontFace::sans_bold; });
    page.lay_out();
    CHECK(rect_of(text) == "0,0 40x20");
}

TEST_CASE("a blank text between blocks gets a box when it gets words, and loses it again") {
    StillPage page;
    Element& block = page.body().append({});
    block.append({.height = px(10)});
    const Ref<Text> text = page.document.create_text(" ");
    block.append_child(*text);
    page.lay_out();
    CHECK(rect_of(block) == "0,0 800x10");
    text->set_data("words");
    page.lay_out();
    CHECK(rect_of(block) == "0,0 800x29.2");
    text->set_data("\n");
    page.lay_out();
    CHECK(rect_of(block) == "0,0 800x10");
}

TEST_CASE("bytes that are not UTF-8 become replacement characters") {
    StillPage page;
    Element& row = page.body().append({.display = Display::flex});
    Element& text = row.append_text("\xC3\xA4\xFF");
    page.lay_out();
    REQUIRE(text.box()->paragraph->pieces().size() == 2);
    CHECK(char32_t{text.box()->paragraph->pieces()[0].code_point} == U'\u00E4');
    CHECK(char32_t{text.box()->paragraph->pieces()[1].code_point} == 0xFFFD);
}

}  // namespace janklab
