// SPDX-License-Identifier: MIT
// Reading and writing the alignment properties. The first row with a value is how it is written, further ones are only
// read. https://drafts.csswg.org/css-align-3/#propdef-justify-content and its like
#include "style/css_values.h"

namespace janklab {
namespace {

enum : std::uint8_t { in_content = 1, in_self = 2 };  // where a word may stand
constexpr std::uint8_t everywhere = in_content | in_self;

template <class Keyword>
struct Word {
    std::string_view name;
    Keyword keyword;
    bool is_position = false;  // safe or unsafe may stand before it
    std::uint8_t properties = everywhere;
};
constexpr Word<Justify> justify_words[] = {{"flex-start", Justify::flex_start, true},
                                           {"start", Justify::start, true},
                                           {"left", Justify::left, true},
                                           {"center", Justify::center, true},
                                           {"right", Justify::right, true},
                                           {"end", Justify::end, true},
                                           {"flex-end", Justify::flex_end, true},
                                           {"space-between", Justify::space_between},
                                           {"space-around", Justify::space_around},
                                           {"space-evenly", Justify::space_evenly},
                                           {"normal", Justify::flex_start},
                                           {"stretch", Justify::flex_start}};
constexpr Word<Align> align_words[] = {{"stretch", Align::stretch},
                                       {"flex-start", Align::flex_start, true},
                                       {"start", Align::start, true},
                                       {"center", Align::center, true},
                                       {"end", Align::end, true},
                                       {"flex-end", Align::flex_end, true},
                                       {"self-start", Align::self_start, true, in_self},
                                       {"self-end", Align::self_end, true, in_self},
                                       {"baseline", Align::baseline},
                                       {"space-between", Align::space_between, false, in_content},
                                       {"space-around", Align::space_around, false, in_content},
                                       {"space-evenly", Align::space_evenly, false, in_content},
                                       {"normal", Align::stretch}};

/// <overflow-position>? and one of the words.
template <class Keyword, std::size_t count>
bool read_alignment(CssTokens& tokens, const Word<Keyword> (&words)[count], std::uint8_t property,
                    Alignment<Keyword>& into) {
    Alignment<Keyword> value;
    if (tokens.peek_solid().is_ident("safe")) value.overflow = OverflowAlignment::safe;
    else if (tokens.peek().is_ident("unsafe")) value.overflow = OverflowAlignment::unsafe;
    const bool positions_only = value.overflow != OverflowAlignment::automatic;
    if (positions_only) tokens.next();
    const CssToken& token = tokens.peek_solid();
    for (const Word<Keyword>& word : words) {
        if (!token.is_ident(word.name) || !(word.properties & property) || (positions_only && !word.is_position))
            continue;
        value.keyword = word.keyword;
        into = value;
        tokens.next();
        return true;
    }
    return false;
}

template <class Keyword, std::size_t count>
std::string alignment_text(const Word<Keyword> (&words)[count], Alignment<Keyword> value) {
    const std::string_view before = value.overflow == OverflowAlignment::safe     ? "safe "
                                    : value.overflow == OverflowAlignment::unsafe ? "unsafe "
                                                                                  : "";
    for (const Word<Keyword>& word : words) {
        if (word.keyword == value.keyword) return std::string(before) += word.name;
    }
    return {};
}

}  // namespace

bool CssValueReader::read(Syntax, Alignment<Justify>& into) {
    return read_alignment(tokens_, justify_words, everywhere, into);
}

bool CssValueReader::read(Syntax syntax, Alignment<Align>& into) {
    const CssToken& first = tokens_.peek_solid();
    if (syntax == Syntax::align_self && first.is_ident("auto")) return tokens_.next(), into = Align::automatic, true;
    const bool says_last = first.is_ident("last");
    if (says_last || first.is_ident("first")) {
        tokens_.next();
        if (!tokens_.peek_solid().is_ident("baseline")) return false;
        tokens_.next();
        into = says_last ? Align::last_baseline : Align::baseline;
        return true;
    }
    return read_alignment(tokens_, align_words, syntax == Syntax::align_content ? in_content : in_self, into);
}

std::string to_css(Syntax, Alignment<Justify> value) { return alignment_text(justify_words, value); }
std::string to_css(Syntax, Alignment<Align> value) {
    if (value == Align::automatic) return "auto";
    if (value == Align::last_baseline) return "last baseline";
    return alignment_text(align_words, value);
}

}  // namespace janklab
