// SPDX-License-Identifier: MIT
// Classes of code points, and the rules for two neighbours.
#include "layout/line_break_rules.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace janklab {
namespace {

struct Range {
    char32_t first, last;
};

constexpr bool in_ranges(char32_t c, const Range* begin, const Range* end) {
    const Range* at =
        std::upper_bound(begin, end, c, [](char32_t value, const Range& one) { return value < one.first; });
    return at != begin && c <= at[-1].last;
}

/// Also emoji, full-width letters and Hangul syllables.
constexpr Range ideographs[] = {
    {0x231A, 0x231B}, {0x23E9, 0x23F3}, {0x2600, 0x27BF}, {0x2E80, 0x2FFF},   {0x3003, 0x3004},   {0x3006, 0x3007},
    {0x3012, 0x3013}, {0x3020, 0x303A}, {0x303D, 0x309A}, {0x309F, 0x30FA},   {0x30FC, 0x30FC},   {0x30FF, 0x9FFF},
    {0xA000, 0xA4CF}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFF02, 0xFF03},   {0xFF05, 0xFF07},   {0xFF0A, 0xFF0B},
    {0xFF0D, 0xFF0D}, {0xFF0F, 0xFF19}, {0xFF1C, 0xFF1E}, {0xFF20, 0xFF3A},   {0xFF3C, 0xFF3C},   {0xFF3E, 0xFF5A},
    {0xFF5C, 0xFF5C}, {0xFF5E, 0xFF5E}, {0xFF66, 0xFF9D}, {0x1F000, 0x1F3FA}, {0x1F400, 0x1FAFF}, {0x20000, 0x3FFFD}};
constexpr Range combining[] = {
    {0x300, 0x36F},   {0x483, 0x489},   {0x591, 0x5BD},   {0x610, 0x61A},     {0x64B, 0x65F},    {0x93A, 0x93C},
    {0x93E, 0x94D},   {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200C, 0x200D},   {0x20D0, 0x20FF},  {0x302A, 0x302F},
    {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0x1F3FB, 0x1F3FF}, {0xE0100, 0xE01EF}};

bool is_one_of(char32_t c, std::u32string_view all) { return all.find(c) != std::u32string_view::npos; }

enum class BreakClass : std::uint8_t {
    other,
    ideographic,
    opening,  // no break behind
    closing,  // no break before: closing brackets, full stops, iteration marks
    hyphen,   // a break behind, none before
    dash,     // breaks on both sides, but not between two
    glue,     // no break on either side
    prefix    // of numbers: no break behind
};

BreakClass class_of(char32_t c) {
    if (c < 0x80) {
        if (is_one_of(c, U"([{")) return BreakClass::opening;
        if (is_one_of(c, U"!),./:;?]}")) return BreakClass::closing;
        if (is_one_of(c, U"\"'")) return BreakClass::glue;
        return c == '-' ? BreakClass::hyphen : c == '$' ? BreakClass::prefix : BreakClass::other;
    }
    if (is_one_of(c, U"\u00A0\u202F\u2060\uFEFF\u2011\u2007\u00AB\u00BB\u2018\u2019\u201C\u201D\u2039\u203A"))
        return BreakClass::glue;
    if (is_one_of(c, U"\u00A3\u00A5\u20AC\uFF04\uFFE1\uFFE5")) return BreakClass::prefix;
    if (c == soft_hyphen || c == 0x2010 || c == 0x2012 || c == 0x2013) return BreakClass::hyphen;
    if (c == 0x2014) return BreakClass::dash;
    if (is_one_of(c, U"\u3008\u300A\u300C\u300E\u3010\u3014\u3016\u3018\u301A\uFF08\uFF3B\uFF5B\uFF5F\uFF62"))
        return BreakClass::opening;
    if (is_one_of(c,
                  U"\u2024\u2025\u2026\u3001\u3002\u3005\u3009\u300B\u300D\u300F\u3011\u3015\u3017\u3019\u301B\u301C"
                  U"\u303B\u309B\u309C\u309D\u309E\u30FB\u30FD\u30FE\uFF01\uFF09\uFF0C\uFF0E\uFF1A\uFF1B\uFF1F\uFF3D"
                  U"\uFF5D\uFF60\uFF61\uFF63\uFF64\uFF65"))
        return BreakClass::closing;
    return in_ranges(c, std::begin(ideographs), std::end(ideographs)) ? BreakClass::ideographic : BreakClass::other;
}

constexpr bool is_letter_or_digit(char32_t c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Browsers break more between ASCII than UAX 14 does: behind question marks, before brackets that follow punctuation.
bool may_break_in_ascii(char32_t earlier, char32_t before, char32_t after) {
    const bool after_digit = after >= '0' && after <= '9';
    if (before == '-' && after_digit) return is_letter_or_digit(earlier);  // else it is a minus sign
    if (before == '-') return !is_one_of(after, U"!$),./:;?]}");
    if (before == '?') return !is_one_of(after, U"!\"'),./:;?]}");
    return is_one_of(after, U"(<[{") && is_one_of(before, U"!\"#%&)*+,.:;=>\\]|}~");
}

}  // namespace

bool extends_previous(char32_t c) { return c >= 0x300 && in_ranges(c, std::begin(combining), std::end(combining)); }

bool is_cjk(char32_t c) {
    return c >= 0x2E80 && !(c >= 0xAC00 && c <= 0xD7A3) && c != object_replacement &&
           class_of(c) != BreakClass::other && class_of(c) != BreakClass::glue;
}

bool may_break_between(char32_t earlier, char32_t before, char32_t after, WordBreak word_break) {
    if (after == zero_width_space) return false;
    if (before == zero_width_space || before == object_replacement || after == object_replacement) return true;
    if (extends_previous(after)) return false;
    if (before < 0x80 && after < 0x80) {
        const bool anywhere = word_break == WordBreak::break_all && !is_one_of(before, U"\"'([{$\\") &&
                              !is_one_of(after, U"!\"%'),./:;?]}");
        return anywhere || may_break_in_ascii(earlier, before, after);
    }
    const BreakClass left = class_of(before), right = class_of(after);
    if (left == BreakClass::hyphen && before != '-') return right != BreakClass::closing && right != BreakClass::hyphen;
    if (left == BreakClass::glue || right == BreakClass::glue) return false;
    if (right == BreakClass::closing || right == BreakClass::hyphen) return false;
    if (left == BreakClass::opening) return false;
    if (left == BreakClass::prefix) return right == BreakClass::opening || right == BreakClass::dash;
    if (left == BreakClass::dash) return right != BreakClass::dash;
    if (right == BreakClass::dash || left == BreakClass::hyphen) return true;
    if (left == BreakClass::ideographic && right == BreakClass::ideographic) return word_break != WordBreak::keep_all;
    const bool left_letter = left == BreakClass::other, right_letter = right == BreakClass::other;
    if (left_letter && right_letter) return word_break == WordBreak::break_all;
    if (word_break == WordBreak::keep_all && (left_letter || right_letter)) {
        return !(left == BreakClass::ideographic || right == BreakClass::ideographic);
    }
    if (left == BreakClass::closing && before < 0x80) return right != BreakClass::other && right != BreakClass::prefix;
    if (right == BreakClass::opening && after < 0x80) return left != BreakClass::other;
    return left == BreakClass::ideographic || left == BreakClass::closing || right == BreakClass::ideographic ||
           right == BreakClass::opening;
}

}  // namespace janklab
