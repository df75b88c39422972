// SPDX-License-Identifier: MIT
// MUST, always on: a broken promise of our own code ends the program with a sentence. For what the world may do
// (no display, bad option, missing file) see base/result.h. Not named CHECK, because the tests' library owns that word.
#pragma once

namespace janklab {

[[noreturn]] void check_failed(const char* condition, const char* sentence, const char* file, int line);

}  // namespace janklab

#define MUST(condition, sentence) \
    ((condition) ? void(0) : ::janklab::check_failed(#condition, sentence, __FILE__, __LINE__))
