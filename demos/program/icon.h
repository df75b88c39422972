// SPDX-License-Identifier: MIT
// The program's icon for the window, embedded at build time.
#pragma once

#include "gpu/image.h"

namespace janklab {

/// Empty if the embedded picture cannot be read: the window then has the system's icon.
Image window_icon();

}  // namespace janklab
