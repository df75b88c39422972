// SPDX-License-Identifier: MIT
#include "gpu/code_point_box.h"

#include <doctest/doctest.h>

#include <string>

#include "gpu/glyph_bitmap.h"

using namespace janklab;

namespace {

std::string rows_of(char32_t code_point, float pixels_per_em) {
    GlyphBitmap box;
    draw_code_point_box(code_point, pixels_per_em, box);
    std::string rows;
    for (int i = 0; i < box.width * box.height; ++i) {
        rows += box.coverage[static_cast<std::size_t>(i)] == 255 ? '#' : '.';
        if (i % box.width == box.width - 1) rows += '\n';
    }
    return rows;
}

}  // namespace

TEST_CASE("a code point of four digits has two and two of them in its box") {
    CHECK(rows_of(U'\u4e2d', 14) ==
          "###########\n"
          "#.........#\n"
          "#.#.#.###.#\n"
          "#.#.#.#...#\n"
          "#.###.##..#\n"
          "#...#.#...#\n"
          "#...#.###.#\n"
          "#.........#\n"
          "#.###.##..#\n"
          "#...#.#.#.#\n"
          "#.###.#.#.#\n"
          "#.#...#.#.#\n"
          "#.###.##..#\n"
          "#.........#\n"
          "###########\n");
}

TEST_CASE("an emoji has three and three digits") {
    const std::string rows = rows_of(U'\U0001f9ff', 14);
    CHECK(rows.substr(0, 31) == "###############\n#.............#");
    CHECK(rows.find("#.###..#..###.#\n") != std::string::npos);  // the upper ends of 0, 1 and F
}

TEST_CASE("twice as large, the digits have dots of twice the size") {
    const std::string rows = rows_of(U'\u4e2d', 28);
    CHECK(rows.find("##..##..######..") != std::string::npos);
}

TEST_CASE("where there is no room for digits the box is empty, and it never has more than its place") {
    CHECK(rows_of(U'\u4e2d', 9).find("#.#.#") == std::string::npos);
    for (float size = 1; size < 200; size += 0.5f) {
        for (const char32_t c : {U'\u4e2d', U'\U0001f9ff', static_cast<char32_t>(0xffffffff)}) {
            GlyphBitmap box;
            draw_code_point_box(c, size, box);
            CHECK(box.width > 2);
            if (size >= 6) CHECK(static_cast<float>(box.left + box.width) <= code_point_box_advance(c) * size + 0.5f);
        }
    }
}
