// SPDX-License-Identifier: MIT
// UTF-8 to code points and back. What is not valid becomes U+FFFD, one for each maximal part, as the Encoding standard
// says. https://encoding.spec.whatwg.org/#utf-8-decoder
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace janklab {

inline constexpr char32_t replacement_character = 0xFFFD;

/// The code point that begins at `at`, which moves behind it. `at` must be less than text.size().
char32_t next_code_point(std::string_view text, std::size_t& at);
/// Surrogates and what is over U+10FFFF become U+FFFD.
std::string utf8(char32_t code_point);

}  // namespace janklab
