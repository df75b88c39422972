// SPDX-License-Identifier: MIT
// GLFW's keys as ours. Display thread.
#pragma once

#include "display/input_event.h"

namespace janklab {

/// Printable keys by what the keyboard's layout writes on them (`name` is glfwGetKeyName, may be null), others by what
/// they do; Key::unknown for those that we have no word for.
Key key_from_glfw(int key, const char* name);

}  // namespace janklab
