// SPDX-License-Identifier: MIT
#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace janklab {

void check_failed(const char* condition, const char* sentence, const char* file, int line) {
    std::fprintf(stderr, "janklab: a bug: %s (%s does not hold, %s:%d)\n", sentence, condition, file, line);
    std::abort();
}

}  // namespace janklab
