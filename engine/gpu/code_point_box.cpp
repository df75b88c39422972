// SPDX-License-Identifier: MIT
#include "gpu/code_point_box.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "gpu/glyph_bitmap.h"

namespace janklab {

namespace {

// Parts of the em; a column is one digit of the upper and one of the lower row.
constexpr float two_columns = 0.78f, three_columns = 1.06f, side = 0.04f, height = 1.06f, below_baseline = 0.18f;

// Three by five dots each, rows from above, the highest bit on the left.
constexpr int digit_width = 3, digit_height = 5;
constexpr std::array<std::uint16_t, 16> digits{
    0b111'101'101'101'111, 0b010'110'010'010'111, 0b111'001'111'100'111, 0b111'001'111'001'111,
    0b101'101'111'001'001, 0b111'100'111'001'111, 0b111'100'111'101'111, 0b111'001'001'010'010,
    0b111'101'111'101'111, 0b111'101'111'001'111, 0b010'101'111'101'101, 0b110'101'110'101'110,
    0b011'100'100'100'011, 0b110'101'101'101'110, 0b111'100'110'100'111, 0b111'100'110'100'100};

int columns_of(char32_t code_point) { return code_point > 0xffff ? 3 : 2; }
float width_of(char32_t code_point) { return columns_of(code_point) == 3 ? three_columns : two_columns; }

void fill(GlyphBitmap& into, int x, int y, int width, int rows) {
    for (int row = y; row < y + rows; ++row) {
        std::fill_n(into.coverage.begin() + static_cast<std::ptrdiff_t>(row) * into.width + x, width,
                    std::uint8_t{255});
    }
}

void draw_digit(unsigned digit, int dot, int x, int y, GlyphBitmap& into) {
    for (int i = 0; i < digit_width * digit_height; ++i) {
        const bool set = digits[digit] >> (digit_width * digit_height - 1 - i) & 1;
        if (set) fill(into, x + i % digit_width * dot, y + i / digit_width * dot, dot, dot);
    }
}

}  // namespace

float code_point_box_advance(char32_t code_point) { return width_of(code_point) + 2 * side; }

void draw_code_point_box(char32_t code_point, float pixels_per_em, GlyphBitmap& into) {
    const auto pixels = [&](float ems) { return static_cast<int>(std::lround(ems * pixels_per_em)); };
    const int line = std::max(1, static_cast<int>(pixels_per_em / 20));
    into.left = pixels(side);
    into.width = std::max(3 * line, pixels(width_of(code_point)));
    into.height = std::max(3 * line, pixels(height));
    into.top = pixels(below_baseline) - into.height;
    into.coverage.assign(static_cast<std::size_t>(into.width) * into.height, 0);
    fill(into, 0, 0, into.width, line);
    fill(into, 0, into.height - line, into.width, line);
    fill(into, 0, 0, line, into.height);
    fill(into, into.width - line, 0, line, into.height);

    // In dots: the digits, one between two, and one to the lines around.
    const int columns = columns_of(code_point);
    const int dots_across = columns * (digit_width + 1) + 1, dots_down = 2 * (digit_height + 1) + 1;
    const int dot = std::min((into.width - 2 * line) / dots_across, (into.height - 2 * line) / dots_down);
    if (dot == 0) return;
    const int left = (into.width - (dots_across - 2) * dot) / 2, top = (into.height - (dots_down - 2) * dot) / 2;
    for (int i = 0; i < 2 * columns; ++i) {
        const unsigned digit = code_point >> 4 * (2 * columns - 1 - i) & 15;
        draw_digit(digit, dot, left + i % columns * (digit_width + 1) * dot,
                   top + i / columns * (digit_height + 1) * dot, into);
    }
}

}  // namespace janklab
