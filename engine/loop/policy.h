// SPDX-License-Identifier: MIT
// The choice among queues: one pure function, exchangeable while the loop runs. It decides between sources; the order
// within one source is never its business (first in, first out, always).
#pragma once

#include <cstdint>
#include <optional>

#include "base/time.h"
#include "trace/event.h"

namespace janklab {

enum class Policy : std::uint8_t {
    fifo,     // one queue in order of arrival, as articles teach it; rendering comes before any task
    browser,  // input first, then rendering, then the rest by priority; nobody starves (policy.cpp)
    strict,   // priorities only: what is below waits for as long as there is anything above
};
const char* to_string(Policy policy);
std::optional<Policy> policy_from(const char* text);

/// What could run next. Pure data, filled by the loop each turn.
struct Candidates {
    Candidates() {
        for (TimePoint& since : passed_over_since) since = time_never;
    }
    std::uint32_t sources = 0;                      // bit i: the queue of TaskSource i is not empty
    std::uint64_t arrival[task_source_count] = {};  // of the first task of each such queue, ascending with time
    /// When another was chosen for the first time while a task waited here, since a task of this source ran last;
    /// time_never: that has not happened.
    TimePoint passed_over_since[task_source_count];
    bool rendering = false;      // there is a rendering opportunity that has not been used
    TimePoint rendering_since;   // and since when
    bool rendered_last = false;  // the last choice was rendering
    bool idle = false;           // idle callbacks wait
    TimePoint now;
};

struct Choice {
    enum class Kind : std::uint8_t { task, rendering, idle, nothing } kind = Kind::nothing;
    TaskSource source{};  // of the task
    friend bool operator==(const Choice&, const Choice&) = default;
};

Choice choose(Policy policy, const Candidates& candidates);

}  // namespace janklab
