// SPDX-License-Identifier: MIT
// What is drawn for a code point that no font has: a box with its number in hexadecimal digits, in two rows, as
// browsers do. Pure functions.
#pragma once

namespace janklab {

struct GlyphBitmap;

/// Parts of the em.
float code_point_box_advance(char32_t code_point);
/// Below about 14 pixels an em there is no room for digits, and the box is empty.
void draw_code_point_box(char32_t code_point, float pixels_per_em, GlyphBitmap& into);

}  // namespace janklab
