// SPDX-License-Identifier: MIT
// Between which two code points a line may end. What is told here is what Chromium does.
#include "layout/line_break_rules.h"

#include <doctest/doctest.h>

#include <string_view>

namespace janklab {
namespace {

/// The text with a "|" wherever a line may end inside of it; spaces are not asked about.
std::u32string with_breaks(std::u32string_view text, WordBreak word_break = WordBreak::normal) {
    std::u32string all;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i > 0 && may_break_between(i > 1 ? text[i - 2] : 0, text[i - 1], text[i], word_break)) all += U'|';
        all += text[i];
    }
    return all;
}

}  // namespace

TEST_CASE("words are whole, whatever stands at their ends") {
    for (const std::u32string_view whole :
         {U"word", U"don't", U"a.b,c;d:e", U"(word)", U"\"word\"", U"50%", U"$5", U"a/b", U"x=y", U"na\u00EFve",
          U"\u0434\u0430", U"a\u00A0b", U"a\u2060b", U"\u201Cq\u201D", U"a_b", U"#tag", U"a@b.c"})
        CHECK(with_breaks(whole) == whole);
}

TEST_CASE("a line may end behind a hyphen, but a minus sign stays with its number") {
    CHECK(with_breaks(U"well-known") == U"well-|known");
    CHECK(with_breaks(U"1990-2000") == U"1990-|2000");
    CHECK(with_breaks(U"-5") == U"-5");
    CHECK(with_breaks(U"(-5)") == U"(-5)");
    CHECK(with_breaks(U"a-)") == U"a-)");
    CHECK(with_breaks(U"a\u2010b\u2013c") == U"a\u2010|b\u2013|c");
    CHECK(with_breaks(U"a\u2011b") == U"a\u2011b");
}

TEST_CASE("dashes, soft hyphens and zero width spaces part words") {
    CHECK(with_breaks(U"a\u2014b") == U"a|\u2014|b");
    CHECK(with_breaks(U"a\u2014\u2014b") == U"a|\u2014\u2014|b");
    CHECK(with_breaks(U"a\u00ADb") == U"a\u00AD|b");
    CHECK(with_breaks(U"a\u200Bb") == U"a\u200B|b");
}

TEST_CASE("browsers break behind question marks, and before brackets behind punctuation") {
    CHECK(with_breaks(U"a?b") == U"a?|b");
    CHECK(with_breaks(U"a?!") == U"a?!");
    CHECK(with_breaks(U"f(x)(y)") == U"f(x)|(y)");
}

TEST_CASE("lines end between ideographs, but not before what closes or behind what opens") {
    CHECK(with_breaks(U"\u6F22\u5B57") == U"\u6F22|\u5B57");
    CHECK(with_breaks(U"\u6F22\u3001\u5B57") == U"\u6F22\u3001|\u5B57");
    CHECK(with_breaks(U"\u300C\u6F22\u300D\u5B57") == U"\u300C\u6F22\u300D|\u5B57");
    CHECK(with_breaks(U"a\u6F22b") == U"a|\u6F22|b");
    CHECK(with_breaks(U"\uD55C\uAE00") == U"\uD55C|\uAE00");
    CHECK(with_breaks(U"\U0001F600\U0001F600") == U"\U0001F600|\U0001F600");
    CHECK(with_breaks(U"\u6F22.") == U"\u6F22.");
}

TEST_CASE("nothing comes between a letter and its marks") {
    CHECK(with_breaks(U"\u6F22\u0301") == U"\u6F22\u0301");
    CHECK(with_breaks(U"\U0001F469\u200D\U0001F467").find(U"|\u200D") == std::u32string::npos);
    CHECK(extends_previous(0x301));
    CHECK_FALSE(extends_previous(U'a'));
}

TEST_CASE("break-all parts letters and digits, keep-all keeps ideographs together") {
    CHECK(with_breaks(U"ab1", WordBreak::break_all) == U"a|b|1");
    CHECK(with_breaks(U"ab.", WordBreak::break_all) == U"a|b.");
    CHECK(with_breaks(U"(ab", WordBreak::break_all) == U"(a|b");
    CHECK(with_breaks(U"a-b", WordBreak::break_all) == U"a|-|b");
    CHECK(with_breaks(U"\u6F22\u5B57", WordBreak::keep_all) == U"\u6F22\u5B57");
    CHECK(with_breaks(U"\u6F22\u3001\u5B57", WordBreak::keep_all) == U"\u6F22\u3001|\u5B57");
}

TEST_CASE("an atomic box is a word of its own") {
    CHECK(with_breaks(U"a\uFFFCb") == U"a|\uFFFC|b");
    CHECK(with_breaks(U"\u00A0\uFFFC") == U"\u00A0|\uFFFC");
}

}  // namespace janklab
