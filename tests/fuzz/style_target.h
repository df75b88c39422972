// SPDX-License-Identifier: MIT
// What is done with one input of the fuzzers, whoever makes it: style_fuzz_test.cpp or libFuzzer (libfuzzer.cpp).
#pragma once

#include <string_view>

namespace janklab {

/// Reads `text` as everything that style parses: as declarations, as the value of a property, as a sheet of rules for a
/// small page, as selectors in it, and brings that page's style and layout up to date. Ends the program where something
/// does not hold: what is written is read back as the same, and no box is at a place that is not finite.
void fuzz_style(std::string_view text);

}  // namespace janklab
