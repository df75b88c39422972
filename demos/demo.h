// SPDX-License-Identifier: MIT
// Demo: one small file in demos/ that builds a page with the public interface and says what to look for.
#pragma once

#include <vector>

#include "base/time.h"
#include "display/input_event.h"

namespace janklab {

class Page;

struct Demo {
    const char* name;      // on the command line: "long-task"
    const char* title;     // for people: "A long task"
    const char* look_for;  // one sentence: what to watch, what to try
    void (*build)(Page& page);
    /// What a person's hand would do, for runs without a person; times count from the start. May be null.
    std::vector<InputEvent> (*hand)(Duration run_time) = nullptr;
};

}  // namespace janklab
