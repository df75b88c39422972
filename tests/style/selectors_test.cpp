// SPDX-License-Identifier: MIT
// Selectors: which elements they match, and how strong they are.
#include <doctest/doctest.h>

#include <random>

#include "dom/document.h"
#include "style/css_tokens.h"
#include "style/selectors.h"

namespace janklab {
namespace {

/// body > ul#list > li.odd, li.even, li.odd[data-x="one two"]; the last holds a span.
struct List {
    Document document;
    Ref<Element> list = document.create_element("ul");
    Ref<Element> items[3] = {document.create_element("li"), document.create_element("li"),
                             document.create_element("li")};
    Ref<Element> inner = document.create_element("span");
    List() {
        document.body().append_child(list);
        list->set_id("list");
        for (int i = 0; i < 3; ++i) {
            list->append_child(items[i]);
            items[i]->set_class(i == 1 ? "even" : "odd");
        }
        items[2]->set_attribute("data-x", "one two");
        items[2]->append_child(inner);
    }
};

bool matches_text(std::string_view text, const Element& element) {
    const std::vector<Selector> all = read_selectors(text);
    REQUIRE_MESSAGE(!all.empty(), text);
    HasMemo memo;
    return std::ranges::any_of(all, [&](const Selector& one) { return matches(one, element, memo); });
}

}  // namespace

TEST_CASE("types, ids, classes and attributes are matched") {
    List page;
    const Element& third = *page.items[2];
    for (const char* yes :
         {"li", "*", ".odd", "li.odd", "[data-x]", "[data-x='one two']", "[data-x~=two]", "[data-x^=one]",
          "[data-x$=two]", "[data-x*='e t']", "p, li", "li:not(.even)", ":is(p, .odd)", "li:where(.odd)"}) {
        INFO(yes);
        CHECK(matches_text(yes, third));
    }
    for (const char* no : {"ul", "#list", ".even", "p.odd", "[data-y]", "[data-x=one]", "[data-x~=o]", "[data-x~='']",
                           ":not(li)", ":is(p, .even)"}) {
        INFO(no);
        CHECK_FALSE(matches_text(no, third));
    }
}

TEST_CASE("names in selectors may have escapes") {
    List page;
    Element& one = *page.items[0];
    one.set_attribute("class", "md:flex x.y 1a \u00e9\uFFFD");
    one.set_attribute("title", "a\"b");
    one.set_id("#");
    for (const char* yes : {".md\\:flex", ".x\\.y", ".\\31 a", ".\\31\\61", ".\\e9\\0", ".\u00e9\\110000", "#\\#",
                            "l\\69:is(*)", "[title='a\\\"b']", "[title=a\\22 b]", "[\\74itle]"}) {
        INFO(yes);
        CHECK(matches_text(yes, one));
    }
    for (const char* no : {".md", ".x", ".\\31  a", ".\\31"}) {
        INFO(no);
        CHECK_FALSE(matches_text(no, one));
    }
    CHECK(read_selectors(".\\\n").empty());
}

TEST_CASE("attributes are compared in each way there is, with and without regard to case") {
    List page;
    Element& one = *page.items[0];
    one.set_attribute("lang", "en-GB");
    one.set_attribute("kind", "Big Red box");
    for (const char* yes : {"[lang|=en]", "[lang|='en-GB']", "[kind~=red i]", "[kind='big red BOX' i]", "[kind^=big I]",
                            "[kind$=BOX i]", "[kind*='g R']", "[kind*='G r'i]", "[lang|=EN i]", "[kind^=Big s]"}) {
        INFO(yes);
        CHECK(matches_text(yes, one));
    }
    for (const char* no : {"[lang|=e]", "[lang|=EN]", "[kind~=red]", "[kind='big red box']", "[kind^=big]",
                           "[kind$=BOX s]", "[kind*='']", "[kind^='' i]", "[kind~='Big Red' i]"}) {
        INFO(no);
        CHECK_FALSE(matches_text(no, one));
    }
    CHECK(read_selectors("[kind=a x]").empty());
    CHECK(read_selectors("[kind i]").empty());
}

TEST_CASE(":has() looks into and beside an element, and inside of it an element cannot leave what has it") {
    List page;
    const Element& list = *page.list;
    for (const char* yes : {":has(span)", ":has(> li)", "ul:has(.even + .odd)", ":has(> .odd > span)", ":has(p, span)",
                            ":has(:is(ul .even))", ":has([data-x]):has(.even)", ":not(:has(> span))"}) {
        INFO(yes);
        CHECK(matches_text(yes, list));
    }
    for (const char* no : {":has(> span)", ":has(ul)", ":has(body span)", ":has(p)", ":has(+ li)", ":has(ul .even)"}) {
        INFO(no);
        CHECK_FALSE(matches_text(no, list));
    }
    CHECK(matches_text("li:has(+ .even)", *page.items[0]));
    CHECK(matches_text("li:has(~ li span)", *page.items[0]));
    CHECK(matches_text("li:has(~ .odd > span)", *page.items[1]));
    CHECK_FALSE(matches_text("li:has(+ .even)", *page.items[1]));
    CHECK_FALSE(matches_text("li:has(~ li)", *page.items[2]));
    CHECK(matches_text("li:has(+ li + li)", *page.items[0]));
    CHECK_FALSE(matches_text("li:has(+ li + li)", *page.items[1]));
    CHECK(matches_text("li:has(+ li span)", *page.items[1]));
    CHECK_FALSE(matches_text("li:has(+ li span)", *page.items[0]));
    CHECK(matches_text("li:has(+ li ~ li > span)", *page.items[0]));
    CHECK_FALSE(matches_text("li:has(+ .odd)", *page.items[0]));
    CHECK(read_selectors(":has(:has(a))").empty());
    CHECK(read_selectors(":has(:not(:has(a)))").empty());
    CHECK(read_selectors(":has()").empty());
    CHECK(read_selectors(":has(> > a)").empty());
    CHECK(read_selectors(":has(a, 3)").empty());
}

TEST_CASE("what :has() asks of later siblings is found once for all children of an element") {
    List page;
    HasMemo memo;
    const auto places = [&](std::string_view text) {
        const std::vector<Selector> all = read_selectors(text);
        memo.clear();
        std::string found;
        for (int i = 0; i < 3; ++i) {
            if (matches(all.at(0), *page.items[i], memo)) found += static_cast<char>('1' + i);
        }
        return found;
    };
    CHECK(places(":has(~ .even)") == "1");
    CHECK(memo.size() == 1);
    CHECK(places(":has(~ .odd)") == "12");
    CHECK(places(":has(~ li > span)") == "12");
    CHECK(places(":has(~ .even > span)").empty());
    CHECK(places(":has(~ p)").empty());
    CHECK(memo.size() == 1);
    CHECK(places(":has(~ .even + .odd)") == "1");
    CHECK(places(":has(~ li ~ li)") == "1");
    CHECK(places(":has(~ .even:not(p, li > span))") == "1");
}

TEST_CASE("controls are enabled or disabled, other elements neither") {
    List page;
    const Ref<Element> button = page.document.create_element("button");
    page.list->append_child(button);
    CHECK(matches_text(":enabled", *button));
    button->set_attribute("disabled", "");
    CHECK(matches_text("button:disabled", *button));
    CHECK_FALSE(matches_text(":enabled", *button));
    page.items[0]->set_attribute("disabled", "");
    CHECK_FALSE(matches_text(":enabled, :disabled", *page.items[0]));
}

TEST_CASE(":focus-within is what the focus is in, or on") {
    List page;
    page.inner->set_attribute("tabindex", "0");
    CHECK_FALSE(matches_text(":focus-within", page.document.body()));
    CHECK(page.inner->focus());
    CHECK(matches_text(":focus-within", *page.inner));
    CHECK(matches_text(":focus-within", *page.list));
    CHECK_FALSE(matches_text(":focus-within", *page.items[0]));
    page.inner->blur();
    CHECK_FALSE(matches_text(":focus-within", *page.list));
}

TEST_CASE("descendants, children and siblings are reached through combinators") {
    List page;
    CHECK(matches_text("ul span", *page.inner));
    CHECK(matches_text("body ul > li.odd span", *page.inner));
    CHECK_FALSE(matches_text("ul > span", *page.inner));
    CHECK(matches_text("li + li", *page.items[1]));
    CHECK_FALSE(matches_text("li + li", *page.items[0]));
    CHECK(matches_text(".odd ~ .odd", *page.items[2]));
    CHECK_FALSE(matches_text(".even + .even", *page.items[2]));
    CHECK(matches_text(".even~li>span", *page.inner));
    // Backtracking: the nearest li is not enough.
    CHECK(matches_text("#list li span", *page.inner));
}

TEST_CASE("however combinators are mixed, nothing is looked at again and again") {
    // Without that these would not come to an end.
    Document document;
    Element* at = &document.body();
    const auto add = [&](std::string_view name) -> Element& {
        const Ref<Element> child = document.create_element();
        child->set_class(name);
        at->append_child(child);
        return *child;
    };
    for (int i = 0; i < 1'000; ++i) at = &add("x");
    const Element& deepest = add("z");
    CHECK_FALSE(matches_text(".y .x > .x .x > .x .x > .x .z", deepest));
    CHECK(matches_text("body .x > .x .x > .x .x > .x .z", deepest));
    at = &document.body();
    for (int i = 0; i < 1'000; ++i) add("x");
    const Element& last = add("z");
    CHECK_FALSE(matches_text(".y ~ .x + .x ~ .x + .x ~ .x + .x ~ .z", last));
    CHECK(matches_text(".x ~ .x + .x ~ .x + .x ~ .x + .x ~ .z", last));
    CHECK_FALSE(matches_text(".y ~ .x .x > .x .x ~ .z, .y .x ~ .x + .x ~ .z", last));
}

TEST_CASE("places among siblings are counted") {
    List page;
    const auto places = [&](std::string_view text) {
        std::string found;
        for (int i = 0; i < 3; ++i) {
            if (matches_text(text, *page.items[i])) found += static_cast<char>('1' + i);
        }
        return found;
    };
    CHECK(places(":first-child") == "1");
    CHECK(places(":last-child") == "3");
    CHECK(places(":nth-child(2)") == "2");
    CHECK(places(":nth-child(odd)") == "13");
    CHECK(places(":nth-child(even)") == "2");
    CHECK(places(":nth-child(n+2)") == "23");
    CHECK(places(":nth-child(-n + 2)") == "12");
    CHECK(places(":nth-child( 2N+1 )") == "13");
    CHECK(places(":nth-child(N/* any */)") == "123");
    CHECK(places(":nth-child(2n-1)") == "13");
    CHECK(places(":nth-child(+n- 1)") == "123");
    CHECK(places(":nth-child(ODD)") == "13");
    CHECK(places(":nth-last-child(1)") == "3");
    CHECK(places(":only-child").empty());
    CHECK(places(":empty") == "12");
    page.list->insert_before(*page.document.create_element("p"), page.items[1].get());
    CHECK(places(":nth-of-type(2)") == "2");
    CHECK(places(":nth-child(2)").empty());
    CHECK(places(":NTH-last-of-type(-n+2)") == "23");
    CHECK(places(":first-of-type") == "1");
    CHECK(places(":last-of-type") == "3");
    CHECK(places(":only-of-type").empty());
    CHECK(matches_text(":only-of-type", *page.items[1]->previous_sibling()->as_element()));
    CHECK(matches_text(":only-child", *page.inner));
    CHECK(matches_text(":root", page.document.body()));
    CHECK(read_selectors(":nth-child(2n 1)").empty());
    CHECK(read_selectors(":nth-child(+ n)").empty());
    CHECK(read_selectors(":nth-child(2n + -1)").empty());
    CHECK(read_selectors(":nth-child(2 n)").empty());
    CHECK(read_selectors(":nth-child(2n+)").empty());
}

TEST_CASE("an element with two ids is none that there is, and one with texts of no length is empty") {
    List page;
    CHECK(matches_text("#list#list", *page.list));
    CHECK_FALSE(matches_text("#other#list", *page.list));
    CHECK_FALSE(matches_text("#list#other", *page.list));
    const Ref<Text> text = page.document.create_text("");
    page.inner->append_child(*text);
    CHECK(matches_text(":empty", *page.inner));
    text->set_data(" ");
    CHECK_FALSE(matches_text(":empty", *page.inner));
}

TEST_CASE("states are those that the page has set") {
    List page;
    CHECK_FALSE(matches_text("li:hover", *page.items[0]));
    page.items[0]->set_interaction(InteractionState::hover, true);
    CHECK(matches_text("li:hover", *page.items[0]));
    CHECK_FALSE(matches_text("li:active, li:focus", *page.items[0]));
}

TEST_CASE("ids are stronger than classes, those than types; :is and :not count as their strongest, :where as nothing") {
    const auto strength = [](std::string_view text) { return read_selectors(text).at(0).specificity; };
    CHECK(strength("#a") == specificity_of(1, 0, 0));
    CHECK(strength("ul li.x[y]:hover") == specificity_of(0, 3, 2));
    CHECK(strength("*") == 0);
    CHECK(strength(":not(#a, .b) p") == specificity_of(1, 0, 1));
    CHECK(strength(":where(#a)") == 0);
    CHECK(strength("a:has(> #b, .c)") == specificity_of(1, 0, 1));
    CHECK(strength("a:nth-of-type(2):disabled") == specificity_of(0, 2, 1));
    CHECK(strength(":is(#a, 3)") == specificity_of(1, 0, 0));
    CHECK(strength("#a") > strength(".b.b.b.b.b.b.b.b.b.b.b.b"));
}

TEST_CASE("what is not a selector is none, and random text does no harm") {
    for (const char* bad : {"", ">", "li >", "li,", "li:unknown", "li::before", "[", "[a", "[a=]", ".", "li..x",
                            ":not()", ":nth-child(x)", "a(b)", "3"}) {
        INFO(bad);
        CHECK(read_selectors(bad).empty());
    }
    // In :is() and :where() one bad selector spoils no other.
    CHECK(matches_text(":is(3, li, p::x)", *List().items[0]));
    CHECK_FALSE(matches_text(":is(3)", *List().items[0]));
    CHECK(read_selectors(":not(3, li)").empty());
    const std::string_view pieces[] = {"li", ".x",          "#y",   " ", ">",     "+",       "~",
                                       ",",  ":not(",       ":is(", ")", "[a",    "=",       "]",
                                       "*",  ":nth-child(", "2n+1", "'", ":has(", ":where(", " i]"};
    std::mt19937 random(11);
    List page;
    int understood = 0;
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (unsigned i = random() % 12; i-- > 0;) text += pieces[random() % std::size(pieces)];
        const std::vector<Selector> all = read_selectors(text);
        understood += !all.empty();
        HasMemo memo;
        for (const Selector& one : all) matches(one, *page.inner, memo);
    }
    CHECK(understood > 30);
    std::string deep;
    for (int i = 0; i < 10'000; ++i) deep += ":not(";
    CHECK(read_selectors(deep).empty());
}

}  // namespace janklab
