// SPDX-License-Identifier: MIT
// Dirty: what a change makes stale, from the most expensive stage to the cheapest. A node carries the bits; the
// document keeps lists of the nodes that have them, so that each stage costs in proportion to what changed.
#pragma once

#include <cstdint>

namespace janklab {

enum class Dirty : std::uint8_t {
    none = 0,
    style = 1,        // inherited values must be worked out again
    boxes = 2,        // the list of the children's boxes is stale: a child came, went, or changed its display
    layout = 4,       // size or position of the box or of what is in it
    paint = 8,        // what is drawn
    compositing = 16  // only how the finished layer is placed: transform and opacity
};
constexpr Dirty operator|(Dirty a, Dirty b) {
    return static_cast<Dirty>(static_cast<std::uint8_t>(a) | static_cast<std::uint8_t>(b));
}
constexpr Dirty operator&(Dirty a, Dirty b) {
    return static_cast<Dirty>(static_cast<std::uint8_t>(a) & static_cast<std::uint8_t>(b));
}
constexpr Dirty operator~(Dirty a) { return static_cast<Dirty>(~static_cast<std::uint8_t>(a) & 31); }
constexpr Dirty& operator|=(Dirty& a, Dirty b) { return a = a | b; }
constexpr bool any(Dirty bits) { return bits != Dirty::none; }

}  // namespace janklab
