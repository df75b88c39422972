// SPDX-License-Identifier: MIT
// Text controls: what keys, typed text, pointer and clipboard make of them, and what the page hears.
#include <doctest/doctest.h>

#include "layout/text_position.h"
#include "page/test_page.h"
#include "style/style.h"

using namespace janklab;

namespace {

using Inputs = std::vector<ScriptedInput>;
using Words = std::vector<std::string>;

// Each glyph is 10 wide, each line 24 high; the text begins at 5, 5.
constexpr Style look{.width = px(200), .padding = all_around(px(5)), .font_size = 20.f};

/// One input every 20 ms, from 20 ms on.
class Hand {
  public:
    Hand& key(Key key, bool shift = false, bool control = false) {
        return add({.kind = InputKind::key_down, .shift = shift, .control = control, .key = key});
    }
    Hand& type(std::u32string_view text) {
        for (const char32_t code : text) add({.kind = InputKind::text, .code_point = code});
        return *this;
    }
    Hand& press(Point at, bool shift = false) {
        return add({.kind = InputKind::pointer_down, .shift = shift, .position = at});
    }
    Hand& move(Point at) { return add({.kind = InputKind::pointer_move, .position = at}); }
    Hand& release(Point at) { return add({.kind = InputKind::pointer_up, .position = at}); }
    Hand& click(Point at) { return press(at).release(at); }
    Hand& window_focus(bool focused) { return add({.kind = InputKind::window_focus, .focused = focused}); }
    Hand& wheel(Point at, Point by) { return add({.kind = InputKind::wheel, .position = at, .wheel = by}); }
    Hand& rest(Duration time) {
        at_ += time;
        return *this;
    }
    const Inputs& inputs() const { return inputs_; }
    Duration length() const { return at_ + 40ms; }

  private:
    Hand& add(InputEvent event) {
        at_ += 20ms;
        event.time = time_zero + at_;
        inputs_.push_back({event.time, event});
        return *this;
    }
    Inputs inputs_;
    Duration at_{};
};

struct FieldPage {
    explicit FieldPage(const Hand& hand, const char* tag = "input", const char* value = "", Style style = look)
        : test(hand.inputs()), field(test.page().body().append_text_control(tag, value, style)) {
        field.focus();
        for (const char* type : {"beforeinput", "input", "change"}) {
            field.on(type, "note", [this](Event& event) {
                const std::string data = event.text.empty() ? "" : " " + event.text;
                test.note(event.type + (event.input_type.empty() ? "" : ": " + event.input_type) + data);
            });
        }
        length = hand.length();
    }
    void run() { test.run.advance(length); }
    std::string_view value() const { return field.value(); }
    TextSelection selection() const { return field.text_edit()->selection(); }

    TestPage test;
    Element& field;
    Duration length;
};

}  // namespace

TEST_CASE("what is typed into a text control is its value, with beforeinput before and input after each letter") {
    FieldPage page(Hand().type(U"h\u00E9"));
    page.run();
    CHECK(page.value() == "h\u00E9");
    CHECK(page.field.text() == "h\u00E9");
    CHECK(page.test.happened == Words{"beforeinput: insertText h", "input: insertText h",
                                      "beforeinput: insertText \u00E9", "input: insertText \u00E9"});
}

TEST_CASE("beforeinput and input happened when the key did, however late they are told") {
    FieldPage page(Hand().key(Key{'A'}).type(U"a"));
    page.field.on("keydown", "busy", [&] { page.test.page().busy(70ms); });
    for (const char* type : {"beforeinput", "input"}) {
        page.field.on(type, "time", [&](Event& event) { CHECK(event.time == time_zero + 40ms); });
    }
    page.test.run.advance(200ms);
    CHECK(page.value() == "a");
}

TEST_CASE("an edit that a listener prevents does not happen, and no input event follows") {
    FieldPage page(Hand().type(U"a").key(Key::backspace), "input", "x");
    page.field.on("beforeinput", "refuse", [](Event& event) {
        if (event.input_type == "insertText") event.prevent_default();
    });
    page.run();
    CHECK(page.value() == "");
    CHECK(page.test.happened ==
          Words{"beforeinput: insertText a", "beforeinput: deleteContentBackward", "input: deleteContentBackward"});
}

TEST_CASE("a textinput event that is prevented types nothing, and neither does a keydown that is prevented edit") {
    FieldPage page(Hand().type(U"a").key(Key::backspace), "input", "x");
    page.field.on("textinput", "refuse", [](Event& event) { event.prevent_default(); });
    page.field.on("keydown", "refuse", [](Event& event) { event.prevent_default(); });
    page.run();
    CHECK(page.value() == "x");
    CHECK(page.test.happened.empty());
}

TEST_CASE("a keydown that is prevented types nothing, and what the next key types is told again") {
    FieldPage page(Hand().key(Key{'A'}).type(U"a").key(Key{'B'}).type(U"b"));
    page.field.on("keydown", "refuse", [](Event& event) {
        if (event.key == "a") event.prevent_default();
    });
    page.run();
    CHECK(page.value() == "b");
}

TEST_CASE("arrows, home and end move the caret, with shift they select, with control by words") {
    FieldPage page(Hand().key(Key::home).key(Key::right).key(Key::right, true).key(Key::right, true, true), "input",
                   "one two");
    page.run();
    CHECK(page.selection() == TextSelection{1, 3});
    FieldPage end(Hand().key(Key::home).key(Key::end, true), "input", "one two");
    end.run();
    CHECK(end.selection() == TextSelection{0, 7});
}

TEST_CASE("control with backspace takes a word, control A and a letter replace everything, control Z brings it back") {
    FieldPage page(Hand()
                       .key(Key::backspace, false, true)
                       .key(Key{'A'}, false, true)
                       .type(U"z")
                       .key(Key{'Z'}, false, true)
                       .key(Key{'Z'}, true, true),
                   "input", "one two");
    Words values;
    page.field.on("input", "value", [&](Event&) { values.emplace_back(page.field.value()); });
    page.run();
    CHECK(values == Words{"one ", "z", "one ", "z"});
}

TEST_CASE("keys that type do not press the control or scroll the page, and Tab still leaves it") {
    FieldPage page(Hand().key(Key::space).key(Key::tab));
    Element& next = page.test.page().body().append_text_control("input", "", look);
    page.field.on("click", "click", [&] { page.test.note("click"); });
    page.run();
    CHECK(page.test.happened.empty());
    CHECK(page.test.page().document().active_element() == &next);
}

TEST_CASE("keys that move the caret do not scroll the page, and a page key that moves no caret does") {
    Hand hand;
    hand.key(Key::down).key(Key::end).key(Key::space).key(Key::right).key(Key::end, false, true).rest(500ms);
    for (const char* tag : {"input", "textarea"}) {
        FieldPage page(hand, tag, "one\ntwo");
        page.test.page().body().append({.height = px(3000), .flex_shrink = 0});
        page.run();
        CHECK(page.test.page().body().scroll_position() == Point{});
    }
    FieldPage paged(Hand().key(Key::page_down).rest(1s));
    paged.test.page().body().append({.height = px(3000), .flex_shrink = 0});
    paged.run();
    CHECK(paged.test.page().body().scroll_position().y > 0);
}

TEST_CASE("a wheel over a textarea scrolls it, and the next key brings its caret back into view") {
    Hand hand;
    hand.rest(40ms).wheel({20, 20}, {0, 48}).rest(1s).key(Key::left);
    FieldPage page(hand, "textarea", "0\n1\n2\n3\n4");
    page.field.text_edit()->select(0, 0);
    page.test.run.advance(1s);
    CHECK(page.field.scroll_position().y == 48);
    page.test.run.advance(1s);
    CHECK(page.field.scroll_position().y == 0);
}

TEST_CASE("change comes when the focus leaves an edited control or Enter commits it, once, and not without a change") {
    FieldPage page(Hand().type(U"a").key(Key::enter).key(Key::enter).type(U"b").key(Key::backspace).key(Key::tab));
    page.test.page().body().append_text_control("input", "", look);
    page.run();
    int changes = 0;
    for (const std::string& what : page.test.happened) changes += what == "change";
    CHECK(changes == 1);
    CHECK(page.value() == "a");
}

TEST_CASE("change comes before blur") {
    FieldPage page(Hand().type(U"a").key(Key::tab));
    page.field.on("blur", "note", [&] { page.test.note("blur"); });
    page.test.page().body().append_text_control("input", "", look);
    page.run();
    CHECK(page.test.happened == Words{"beforeinput: insertText a", "input: insertText a", "change", "blur"});
}

TEST_CASE("a click puts the caret into the nearest gap, a second selects the word, a third the line") {
    FieldPage page(Hand().click({28, 15}), "input", "one two");
    page.run();
    CHECK(page.selection() == TextSelection{2, 2});
    FieldPage twice(Hand().click({58, 15}).click({58, 15}), "input", "one two");
    twice.run();
    CHECK(twice.selection() == TextSelection{4, 7});
    FieldPage thrice(Hand().click({58, 15}).click({58, 15}).click({58, 15}), "input", "one two");
    thrice.run();
    CHECK(thrice.selection() == TextSelection{0, 7});
}

TEST_CASE("a triple click in a textarea selects a line; a drag after a double click goes on word by word") {
    FieldPage lines(Hand().click({28, 40}).click({28, 40}).click({28, 40}), "textarea", "one\ntwo three\nfour");
    lines.field.set_attribute("rows", "3");
    lines.run();
    CHECK(lines.selection() == TextSelection{4, 13});
    const char* words = "one two three";
    FieldPage on(Hand().click({58, 15}).press({58, 15}).move({105, 15}).release({105, 15}), "input", words);
    on.run();
    CHECK(on.selection() == TextSelection{4, 13});
    FieldPage back(Hand().click({58, 15}).press({58, 15}).move({8, 15}).release({8, 15}), "input", words);
    back.run();
    CHECK(back.selection() == TextSelection{7, 0});
}

TEST_CASE("a drag selects, also outside of the control, and a click with shift extends") {
    FieldPage page(Hand().press({15, 15}).move({35, 15}).move({400, 300}).release({400, 300}), "input", "one two");
    page.run();
    CHECK(page.selection() == TextSelection{1, 7});
    FieldPage extended(Hand().click({15, 15}).rest(600ms).press({45, 15}, true).release({45, 15}), "input", "one two");
    extended.run();
    CHECK(extended.selection() == TextSelection{1, 4});
}

TEST_CASE("a pointer that rests beyond the edge during a drag selects on, to the end, and then everything is quiet") {
    FieldPage page(Hand().key(Key::home).press({15, 15}).move({230, 15}).rest(3s).release({230, 15}), "input",
                   "0123456789012345678901234567890123456789");
    page.test.run.advance(240ms);
    const std::size_t soon = page.selection().focus;
    CHECK(soon > 23);
    CHECK(soon < 40);
    page.test.run.advance(1s);
    CHECK(page.selection() == TextSelection{1, 40});
    CHECK(page.field.scroll_position().x == 210);
}

TEST_CASE("copy takes what is selected, cut removes it as well, paste puts it in") {
    FieldPage page(Hand()
                       .key(Key::home)
                       .key(Key::right, true, true)
                       .key(Key{'X'}, false, true)
                       .key(Key::end)
                       .key(Key{'V'}, false, true),
                   "input", "one two");
    page.run();
    CHECK(page.test.run.display().clipboard() == "one");
    CHECK(page.value() == " twoone");
    CHECK(page.test.happened == Words{"beforeinput: deleteByCut", "input: deleteByCut",
                                      "beforeinput: insertFromPaste one", "input: insertFromPaste one"});
    const Hand hand =
        Hand().key(Key{'A'}, false, true).key(Key{'C'}, false, true).key(Key::end).key(Key{'V'}, false, true);
    FieldPage copied(hand, "input", "one ");
    copied.run();
    CHECK(copied.value() == "one one ");
}

TEST_CASE("what is pasted into one line loses its line breaks, after beforeinput has told it whole") {
    FieldPage page(Hand().key(Key{'V'}, false, true), "input", "one ");
    page.test.run.display().set_clipboard("a\nb");
    page.run();
    CHECK(page.value() == "one ab");
    CHECK(page.test.happened == Words{"beforeinput: insertFromPaste a\nb", "input: insertFromPaste a\nb"});
}

TEST_CASE("a control that is read only can be selected and copied, but not edited; a disabled one takes no focus") {
    FieldPage page(Hand().type(U"a").key(Key::backspace).key(Key{'A'}, false, true).key(Key{'X'}, false, true), "input",
                   "text");
    page.field.set_attribute("readonly", "");
    page.run();
    CHECK(page.value() == "text");
    CHECK(page.test.run.display().clipboard() == "text");
    CHECK(page.test.happened.empty());
    page.field.set_attribute("disabled", "");
    page.field.blur();
    CHECK_FALSE(page.field.focus());
    page.field.set_attribute("tabindex", "0");
    CHECK_FALSE(page.field.focus());
}

TEST_CASE("a press on a disabled control selects nothing") {
    FieldPage page(Hand().press({28, 15}).move({60, 15}).release({60, 15}), "input", "one two");
    page.field.blur();
    page.field.set_attribute("disabled", "");
    page.run();
    CHECK(page.selection() == TextSelection{7, 7});
}

TEST_CASE("Tab into a field selects what is in it, and what is typed takes its place; a click does not") {
    FieldPage page(Hand().key(Key::tab).type(U"x"), "input", "old");
    page.field.blur();
    page.run();
    CHECK(page.value() == "x");
    FieldPage clicked(Hand().click({28, 15}).type(U"x"), "input", "old");
    clicked.field.blur();
    clicked.run();
    CHECK(clicked.value() == "olxd");
}

TEST_CASE("maxlength limits what is typed, and a maxlength that is no number limits nothing") {
    FieldPage page(Hand().type(U"cd"), "input", "ab");
    page.field.set_attribute("maxlength", "3");
    page.run();
    CHECK(page.value() == "abc");
    FieldPage wrong(Hand().type(U"cd"), "input", "ab");
    wrong.field.set_attribute("maxlength", "-1x");
    wrong.run();
    CHECK(wrong.value() == "abcd");
}

TEST_CASE("a textarea takes line breaks, and up and down keep the place in the line") {
    FieldPage page(Hand().key(Key::up).key(Key::enter).type(U"x").key(Key::down).key(Key::up).key(Key::up, true),
                   "textarea", "first\nabc");
    page.run();
    CHECK(page.value() == "fir\nxst\nabc");
    CHECK(page.selection() == TextSelection{5, 1});
}

TEST_CASE("steps by lines keep their place through shorter lines, and pages are as many lines as fit but one") {
    FieldPage page(Hand().key(Key::up).key(Key::up), "textarea", "abcdef\nx\nabcdef");
    page.run();
    CHECK(page.selection() == TextSelection{6, 6});
    Style four_lines = look;
    four_lines.height = px(4 * 24 + 10);
    FieldPage paged(Hand().key(Key::home, false, true).key(Key::page_down).key(Key::page_down, true), "textarea",
                    "0\n1\n2\n3\n4\n5\n6\n7", four_lines);
    paged.run();
    CHECK(paged.selection() == TextSelection{6, 12});
}

TEST_CASE("what the engine itself asks about a text control is no forced layout of the page") {
    FieldPage page(Hand().key(Key::page_down), "textarea", "0\n1\n2");
    page.field.on("keydown", "make it dirty", [&](Event&) { page.field.style([](Style& s) { s.width = px(150); }); });
    page.run();
    CHECK(page.selection().focus > 0);
    CHECK(page.test.run.folds().frames.size() > 0);
    for (std::size_t i = 0; i < page.test.run.folds().frames.size(); ++i)
        CHECK(page.test.run.folds().frames[i].forced_layouts == 0);
}

TEST_CASE("in an empty control, and on the line below a last line break, there is a caret") {
    FieldPage page(Hand().key(Key::enter), "textarea", "");
    page.field.offset_height();  // brings layout up to date
    CHECK(caret_rect(*page.field.box(), 0) == Rect{5, 5, 0, 24});
    page.run();
    CHECK(page.value() == "\n");
    CHECK(caret_rect(*page.field.box(), 1) == Rect{5, 29, 0, 24});
}

TEST_CASE("what is typed beyond the edge of a control scrolls it so that the caret shows, and home scrolls it back") {
    FieldPage page(Hand().type(U"0123456789012345678901234").rest(100ms).key(Key::home));
    page.test.run.advance(page.length - 100ms);
    CHECK(page.field.scroll_position().x > 50);
    const Rect caret = caret_rect(*page.field.box(), 25);
    CHECK(caret.x - page.field.scroll_position().x < 200);
    page.test.run.advance(200ms);
    CHECK(page.field.scroll_position().x == 0);
}

TEST_CASE("the caret blinks, and shows at once when something is typed") {
    FieldPage page(Hand().rest(580ms).type(U"a"));
    Document& document = page.test.page().document();
    page.test.run.advance(100ms);
    CHECK(document.caret_shown());
    page.test.run.advance(450ms);
    CHECK_FALSE(document.caret_shown());
    page.test.run.advance(80ms);
    CHECK(document.caret_shown());
    page.field.blur();
    page.test.run.advance(100ms);
    const int renderings = page.test.count(EventType::rendering_started);
    page.test.run.advance(2s);
    CHECK(page.test.count(EventType::rendering_started) == renderings);  // nothing blinks any more
}

TEST_CASE("while the window has not the keys no caret blinks, and the selection is grey") {
    FieldPage page(Hand().window_focus(false).rest(2s).window_focus(true).key(Key{'A'}, false, true), "input", "ab");
    Document& document = page.test.page().document();
    page.test.run.advance(100ms);
    CHECK_FALSE(document.has_focus());
    CHECK(document.active_element() == &page.field);
    CHECK_FALSE(page.field.is(InteractionState::focus));
    const int renderings = page.test.count(EventType::rendering_started);
    page.test.run.advance(1800ms);
    CHECK(page.test.count(EventType::rendering_started) == renderings);
    page.test.run.advance(200ms);
    CHECK(document.has_focus());
    CHECK(document.caret_shown());
    CHECK(page.field.is(InteractionState::focus));
    CHECK(page.field.is(InteractionState::focus_visible));
    page.test.run.advance(520ms);
    CHECK_FALSE(document.caret_shown());
}

TEST_CASE("losing the keys ends an edit as leaving the control does: change, blur, then the window's blur") {
    FieldPage page(Hand().type(U"a").window_focus(false).window_focus(true));
    EventTarget& window = page.test.page().document().window();
    for (const char* type : {"blur", "focusout", "focus", "focusin"})
        page.field.on(type, "note", [&, type] { page.test.note(type); });
    for (const char* type : {"blur", "focus"})
        window.on(type, "note", [&, type] { page.test.note(std::string("window ") + type); });
    page.run();
    CHECK(page.test.happened == Words{"beforeinput: insertText a", "input: insertText a", "change", "blur", "focusout",
                                      "window blur", "window focus", "focus", "focusin"});
}

TEST_CASE("focus that a script moves while the window has not the keys is told when it has them again") {
    FieldPage page(Hand().window_focus(false).rest(100ms).window_focus(true));
    Element& other = page.test.page().body().append_text_control("input", "", look);
    for (const char* type : {"focus", "blur"}) other.on(type, "note", [&, type] { page.test.note(type); });
    page.test.run.advance(60ms);
    CHECK(other.focus());
    CHECK(page.test.happened.empty());
    CHECK_FALSE(other.is(InteractionState::focus));
    page.test.run.advance(200ms);
    CHECK(page.test.happened == Words{"focus"});
    CHECK(other.is(InteractionState::focus));
}

TEST_CASE("a password is shown as dots, edited as it is, and neither copied nor cut") {
    FieldPage page(
        Hand().type(U"\u00E9b").key(Key::left).type(U"c").key(Key{'A'}, false, true).key(Key{'C'}, false, true));
    page.field.set_attribute("type", "password");
    std::string copied = "nothing";
    page.test.page().document().on("copy", "look", [&](Event& event) { copied = event.text; });
    page.run();
    CHECK(page.value() == "\u00E9cb");
    CHECK(page.field.text() == "\u2022\u2022\u2022");
    CHECK(caret_rect(*page.field.box(), page.value().size()).x == 35);
    CHECK(text_offset_at(*page.field.box(), {16, 10}) == 2);  // behind a letter of two bytes
    CHECK(copied.empty());
    page.field.set_attribute("type", "text");
    CHECK(page.field.text() == "\u00E9cb");
}

TEST_CASE("a placeholder is shown while there is no text, and is no part of it") {
    FieldPage page(Hand().type(U"a").key(Key::backspace));
    page.field.set_attribute("placeholder", "Na\nme");
    CHECK(page.field.text() == "Name");
    CHECK(page.value().empty());
    page.test.run.advance(30ms);
    CHECK(page.field.text() == "a");
    CHECK(caret_rect(*page.field.box(), 0).x == 5);
    page.run();
    CHECK(page.field.text() == "Name");
    CHECK(text_offset_at(*page.field.box(), {40, 10}) == 0);
    page.field.remove_attribute("placeholder");
    CHECK(page.field.text().empty());
}

TEST_CASE("a control that a listener removes in the middle of an edit harms nobody") {
    FieldPage page(Hand().type(U"ab").key(Key::backspace).click({28, 15}));
    page.field.on("input", "remove", [&](Event&) { page.field.remove(); });
    const Ref<Element> keep(page.field);
    page.run();
    CHECK(page.value() == "a");
}
