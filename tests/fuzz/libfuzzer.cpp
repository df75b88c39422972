// SPDX-License-Identifier: MIT
// The entry of libFuzzer, which clang brings (-DJANKLAB_FUZZER=ON): it looks for inputs that reach new code.
#include <cstddef>
#include <cstdint>

#include "fuzz/style_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    janklab::fuzz_style({reinterpret_cast<const char*>(data), size});
    return 0;
}
