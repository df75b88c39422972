// SPDX-License-Identifier: MIT
// CHECK, always on: a broken promise of our own code ends the program with a sentence. For what the world may do
// (no display, bad option, missing file) see base/result.h.
#pragma once

namespace janklab {

[[noreturn]] void check_failed(const char* condition, const char* sentence, const char* file, int line);

}  // namespace janklab

#define CHECK(condition, sentence) \
    ((condition) ? void(0) : ::janklab::check_failed(#condition, sentence, __FILE__, __LINE__))
