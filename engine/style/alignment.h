// SPDX-License-Identifier: MIT
// Alignment: a word for where something stands in its room, and what becomes of it where it is larger than that.
// Values of justify-content, align-items, align-self and align-content. Page thread.
// https://drafts.csswg.org/css-align-3/
#pragma once

#include <cstdint>

namespace janklab {

/// justify-content. `left` and `right` are those of the picture, the others follow the text or the flex flow.
enum class Justify : std::uint8_t {
    flex_start,
    start,
    left,
    center,
    right,
    end,
    flex_end,
    space_between,
    space_around,
    space_evenly
};
/// align-items, align-self, align-content.
enum class Align : std::uint8_t {
    automatic,
    stretch,
    flex_start,
    start,
    self_start,
    center,
    self_end,
    end,
    flex_end,
    baseline,
    last_baseline,
    space_between,
    space_around,
    space_evenly  // align-content alone
};
/// safe: what overflows is at the start instead, so that all of it can be scrolled to. unsafe: it is where it was said.
/// automatic: unsafe, but what is absolute stays in its containing block.
enum class OverflowAlignment : std::uint8_t { automatic, safe, unsafe };

/// One byte. `.align_items = Align::center`, `.align_items = safe(Align::center)`.
template <class Keyword>
struct Alignment {
    Keyword keyword : 6 = {};
    OverflowAlignment overflow : 2 = OverflowAlignment::automatic;
    constexpr Alignment() = default;
    constexpr Alignment(Keyword keyword) : keyword(keyword) {}
    constexpr Alignment(Keyword keyword, OverflowAlignment overflow) : keyword(keyword), overflow(overflow) {}
    friend bool operator==(const Alignment&, const Alignment&) = default;
};
template <class Keyword>
constexpr Alignment<Keyword> safe(Keyword keyword) {
    return {keyword, OverflowAlignment::safe};
}
template <class Keyword>
constexpr Alignment<Keyword> unsafe(Keyword keyword) {
    return {keyword, OverflowAlignment::unsafe};
}

}  // namespace janklab
