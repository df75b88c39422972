// SPDX-License-Identifier: MIT
// CursorShape: what the pointer looks like: those shapes that every window system has.
#pragma once

#include <cstdint>

namespace janklab {

enum class CursorShape : std::uint8_t { arrow, text, crosshair, pointing_hand, resize_horizontal, resize_vertical };
inline constexpr int cursor_shape_count = 6;

}  // namespace janklab
