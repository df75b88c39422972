// SPDX-License-Identifier: MIT
// InteractionState: what a person does with an element just now. Selectors ask for it.
// https://drafts.csswg.org/selectors-4/#useraction-pseudos
#pragma once

#include <cstdint>

namespace janklab {

enum class InteractionState : std::uint8_t {
    hover = 1,          // the pointer is over it or over something in it
    active = 2,         // pressed, from pointerdown to pointerup or pointercancel; also everything above it
    focus = 4,          // keys go to it
    focus_visible = 8,  // likewise, and that should be shown: the focus came by keyboard or from a script
};

}  // namespace janklab
