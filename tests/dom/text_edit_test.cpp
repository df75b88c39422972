// SPDX-License-Identifier: MIT
#include "dom/text_edit.h"

#include <doctest/doctest.h>

#include <random>

#include "base/utf8.h"

using namespace janklab;

namespace {

TextEdit edit_of(std::string_view text, TextEdit::Lines lines = TextEdit::Lines::one) {
    TextEdit edit(lines);
    edit.set_text(text);
    return edit;
}

}  // namespace

TEST_CASE("what is typed replaces the selection, and the caret stands behind it") {
    TextEdit edit = edit_of("one two");
    edit.select(4, 7);
    CHECK(edit.selected() == "two");
    CHECK(edit.insert("three"));
    CHECK(edit.text() == "one three");
    CHECK(edit.selection() == TextSelection{9, 9});
    edit.select(0, 0);
    edit.insert(">");
    CHECK(edit.text() == ">one three");
}

TEST_CASE("a value that a script sets puts the caret at its end") {
    TextEdit edit = edit_of("abc");
    CHECK(edit.selection() == TextSelection{3, 3});
    edit.select(0, 1);
    CHECK_FALSE(edit.set_text("abc"));
    CHECK(edit.selection() == TextSelection{0, 1});
    CHECK(edit.set_text("x"));
    CHECK(edit.selection() == TextSelection{1, 1});
}

TEST_CASE("steps by character never stop inside a letter with its accents, a flag of joined signs, or a code point") {
    const std::string family = "\U0001F469\u200D\U0001F469\u200D\U0001F467";  // one sign for its reader
    TextEdit edit = edit_of("e\u0301" + family + "\u00E9x");
    std::vector<std::size_t> stops{edit.selection().focus};
    while (edit.selection().focus > 0) {
        edit.move(TextStep::previous_character);
        stops.push_back(edit.selection().focus);
    }
    CHECK(stops == std::vector<std::size_t>{24, 23, 21, 3, 0});
    for (std::size_t i = stops.size() - 1; i-- > 0;) {
        edit.move(TextStep::next_character);
        CHECK(edit.selection().focus == stops[i]);
    }
    edit.select(2, 22);  // inside the accent, inside the e with one
    CHECK(edit.selection() == TextSelection{0, 21});
}

TEST_CASE("backspace takes one whole character, delete the next, and with a selection both take that") {
    TextEdit edit = edit_of("ae\u0301b");
    edit.move(TextStep::previous_character);
    CHECK(edit.erase(TextStep::previous_character));
    CHECK(edit.text() == "ab");
    CHECK(edit.erase(TextStep::next_character));
    CHECK(edit.text() == "a");
    CHECK_FALSE(edit.erase(TextStep::next_character));
    edit.set_text("abcd");
    edit.select(1, 3);
    CHECK(edit.erase(TextStep::previous_character));
    CHECK(edit.text() == "ad");
}

TEST_CASE("steps by word go to starts of words backwards and to ends forwards, and signs are words of their own") {
    TextEdit edit = edit_of("let x_1 = sum(a);");
    std::vector<std::size_t> back, forth;
    while (edit.selection().focus > 0) edit.move(TextStep::previous_word), back.push_back(edit.selection().focus);
    while (edit.selection().focus < 17) edit.move(TextStep::next_word), forth.push_back(edit.selection().focus);
    CHECK(back == std::vector<std::size_t>{15, 14, 13, 10, 8, 4, 0});
    CHECK(forth == std::vector<std::size_t>{3, 7, 9, 13, 14, 15, 17});
}

TEST_CASE("a step from a selection goes to its near end, and with shift it goes on selecting") {
    TextEdit edit = edit_of("abcdef");
    edit.select(2, 4);
    edit.move(TextStep::previous_character);
    CHECK(edit.selection() == TextSelection{2, 2});
    edit.move(TextStep::next_character, true);
    edit.move(TextStep::end, true);
    CHECK(edit.selection() == TextSelection{2, 6});
    edit.move(TextStep::line_start, true);
    CHECK(edit.selection() == TextSelection{2, 0});
    CHECK(edit.selected() == "ab");
}

TEST_CASE("one line takes no line breaks, many do, and home and end stay in their line") {
    TextEdit one = edit_of("");
    one.insert("a\r\nb\tc\x01");
    CHECK(one.text() == "ab\tc");
    TextEdit many = edit_of("first\nsecond\nthird", TextEdit::Lines::many);
    many.select(8, 8);
    many.move(TextStep::line_start);
    CHECK(many.selection().focus == 6);
    many.move(TextStep::line_end);
    CHECK(many.selection().focus == 12);
    many.move(TextStep::line_end);
    CHECK(many.selection().focus == 12);
    CHECK(many.insert("\n"));
    CHECK(many.text() == "first\nsecond\n\nthird");
}

TEST_CASE("letters typed one after the other are undone together, and what came between is a step of its own") {
    TextEdit edit = edit_of("");
    for (const char* letter : {"a", "b", "c"}) edit.insert(letter);
    edit.erase(TextStep::previous_character);
    edit.erase(TextStep::previous_character);
    edit.insert("pasted text");
    CHECK(edit.text() == "apasted text");
    CHECK(edit.undo());
    CHECK(edit.text() == "a");
    CHECK(edit.undo());
    CHECK(edit.text() == "abc");
    CHECK(edit.undo());
    CHECK(edit.text() == "");
    CHECK_FALSE(edit.undo());
    CHECK(edit.redo());
    CHECK(edit.redo());
    CHECK(edit.text() == "a");
    edit.insert("z");
    CHECK_FALSE(edit.redo());
}

TEST_CASE(
    "undo selects what was selected before the edit, redo puts the caret behind it, whatever was selected since") {
    TextEdit edit = edit_of("");
    for (const char letter : std::string_view("one two")) edit.insert({&letter, 1});
    edit.select(4, 1);
    edit.insert("pasted");
    CHECK(edit.selection() == TextSelection{7, 7});
    edit.select(2, 5);
    edit.undo();
    CHECK(edit.text() == "one two");
    CHECK(edit.selection() == TextSelection{4, 1});
    edit.undo();
    CHECK(edit.selection() == TextSelection{0, 0});
    edit.redo();
    CHECK(edit.text() == "one two");
    CHECK(edit.selection() == TextSelection{7, 7});
    edit.redo();
    CHECK(edit.text() == "opastedtwo");
    CHECK(edit.selection() == TextSelection{7, 7});
}

TEST_CASE("no more is inserted than the longest length leaves room for, counted in code points") {
    TextEdit edit = edit_of("\u00E4\u00F6");
    edit.set_max_length(4);
    CHECK(edit.insert("\u00FCxyz"));
    CHECK(edit.text() == "\u00E4\u00F6\u00FCx");
    CHECK_FALSE(edit.insert("q"));
    edit.select(0, 2);
    CHECK(edit.insert("ab"));
    CHECK(edit.text() == "a\u00F6\u00FCx");
}

TEST_CASE("a double click selects a word, a run of spaces or signs, and at the end the last") {
    TextEdit edit = edit_of("see  foo->bar");
    edit.select(edit.word_at(6));
    CHECK(edit.selected() == "foo");
    edit.select(edit.word_at(4));
    CHECK(edit.selected() == "  ");
    edit.select(edit.word_at(9));
    CHECK(edit.selected() == "->");
    edit.select(edit.word_at(99));
    CHECK(edit.selected() == "bar");
    TextEdit empty;
    empty.select(empty.word_at(3));
    CHECK(empty.selection() == TextSelection{});
}

TEST_CASE("the word behind the end of a line is its last one, and a line is what stands between two line ends") {
    const TextEdit edit = edit_of("one two \n\nfour", TextEdit::Lines::many);
    CHECK(edit.word_at(8) == TextSelection{7, 8});
    CHECK(edit.word_at(9) == TextSelection{9, 9});  // an empty line
    CHECK(edit.word_at(12) == TextSelection{10, 14});
    CHECK(edit.line_at(3) == TextSelection{0, 8});
    CHECK(edit.line_at(9) == TextSelection{9, 9});
    CHECK(edit.line_at(14) == TextSelection{10, 14});
}

TEST_CASE("every kind of line break becomes a line feed") {
    TextEdit edit(TextEdit::Lines::many);
    edit.set_text("a\r\nb\rc\nd\r");
    CHECK(edit.text() == "a\nb\nc\nd\n");
}

TEST_CASE("bytes that are no UTF-8 become replacement characters") {
    TextEdit edit;
    edit.insert("a\xFF\xC3z");
    CHECK(edit.text() == "a\uFFFD\uFFFDz");
}

TEST_CASE("whatever is done in whatever order, the text stays UTF-8 and the selection between whole characters") {
    constexpr unsigned seed = 20261125;
    std::mt19937 random(seed);
    const char* pieces[] = {"a",      "e\u0301", "\u00DF",  "\U0001F469\u200D\U0001F467", "\n", " ",
                            "\u0301", "word ",   "\xF0\x9F"};
    TextEdit edit(TextEdit::Lines::many);
    edit.set_max_length(60);
    for (int i = 0; i < 20'000; ++i) {
        CAPTURE(seed);
        CAPTURE(i);
        const auto step = static_cast<TextStep>(random() % 8);
        switch (random() % 6) {
            case 0:
                edit.insert(pieces[random() % std::size(pieces)]);
                break;
            case 1:
                edit.erase(step);
                break;
            case 2:
                edit.move(step, random() % 2);
                break;
            case 3:
                edit.select(random() % 80, random() % 80);
                break;
            case 4:
                random() % 2 ? edit.undo() : edit.redo();
                break;
            case 5:
                edit.select(edit.word_at(random() % 80));
                break;
        }
        const TextSelection selection = edit.selection();
        REQUIRE(selection.end() <= edit.text().size());
        std::string again;
        for (std::size_t at = 0; at < edit.text().size();) again += utf8(next_code_point(edit.text(), at));
        REQUIRE(again == edit.text());
        for (const std::size_t at : {selection.anchor, selection.focus})
            REQUIRE((at == edit.text().size() || (static_cast<unsigned char>(edit.text()[at]) & 0xC0) != 0x80));
    }
}
