// SPDX-License-Identifier: MIT
// Work: what a callback is known by while it waits and while it runs.
#pragma once

#include "base/ids.h"
#include "base/name.h"

namespace janklab {

struct Work {
    WorkId id;
    Name name;
};

}  // namespace janklab
