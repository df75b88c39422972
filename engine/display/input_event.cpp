// SPDX-License-Identifier: MIT
#include "display/input_event.h"

namespace janklab {

const char* to_string(InputKind kind) {
    constexpr const char* names[] = {"pointermove", "pointerdown", "pointerup", "pointerleave", "wheel",      "keydown",
                                     "keyup",       "text",        "resize",    "visibility",   "windowfocus"};
    return names[static_cast<int>(kind)];
}

}  // namespace janklab
