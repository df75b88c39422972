// SPDX-License-Identifier: MIT
#include "base/utf8.h"

#include <doctest/doctest.h>

#include <vector>

using namespace janklab;

namespace {

std::vector<char32_t> decoded(std::string_view text) {
    std::vector<char32_t> codes;
    for (std::size_t at = 0; at < text.size();) codes.push_back(next_code_point(text, at));
    return codes;
}

}  // namespace

TEST_CASE("every code point comes back from its own UTF-8") {
    for (char32_t code = 0; code <= 0x10FFFF; code += code < 0x3000 ? 1 : 0x101) {
        if (code >= 0xD800 && code <= 0xDFFF) continue;
        REQUIRE(decoded(utf8(code)) == std::vector<char32_t>{code});
    }
}

TEST_CASE("what is not UTF-8 becomes replacement characters and never runs past the end") {
    CHECK(decoded("\xFF") == std::vector<char32_t>{0xFFFD});
    CHECK(decoded("a\xE2\x82") == std::vector<char32_t>{'a', 0xFFFD});
    CHECK(decoded("\xC0\xAF") == std::vector<char32_t>{0xFFFD, 0xFFFD});        // overlong
    CHECK(decoded("\xED\xA0\x80") == std::vector<char32_t>{0xFFFD, 0xFFFD, 0xFFFD});  // a surrogate
    CHECK(decoded("\xE2\x82z") == std::vector<char32_t>{0xFFFD, 'z'});
    CHECK(utf8(0xD800) == "\xEF\xBF\xBD");
    CHECK(utf8(0x110000) == "\xEF\xBF\xBD");
}
