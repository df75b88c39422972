// SPDX-License-Identifier: MIT
// Between which code points a line may end: the pair rules of UAX 14 as browsers apply them, without dictionaries.
// Spaces are not asked about: a line may always end behind them. Pure functions.
// https://unicode.org/reports/tr14/, https://drafts.csswg.org/css-text/#line-breaking
#pragma once

#include "style/style.h"

namespace janklab {

inline constexpr char32_t soft_hyphen = 0xAD;  // a line may end here, and then shows a hyphen
inline constexpr char32_t zero_width_space = 0x200B;
inline constexpr char32_t ellipsis = 0x2026;
inline constexpr char32_t object_replacement = 0xFFFC;  // stands for an atomic box, with breaks on both sides

/// `earlier` is what stands before `before`, 0 at the beginning: a minus sign stays with its number.
bool may_break_between(char32_t earlier, char32_t before, char32_t after, WordBreak word_break);
/// Ideographs, kana and their punctuation: justified lines grow beside them.
bool is_cjk(char32_t c);
/// Something is drawn for it. Soft hyphens show only at the end of a line.
constexpr bool shows_something(char32_t c) {
    return c != ' ' && c != '\t' && c != '\n' && c != 0xA0 && c != soft_hyphen && c != zero_width_space &&
           c != 0x2060 && c != 0xFEFF;
}
/// Part of what stands before it: nothing may ever come between. Combining marks, joiners, variation selectors.
bool extends_previous(char32_t c);

}  // namespace janklab
