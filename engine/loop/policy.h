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
    browser,  // input first, rendering boosted after it starved for 100 ms, then the rest by priority
    strict,   // priorities only
};
const char* to_string(Policy policy);
std::optional<Policy> policy_from(const char* text);

/// What could run next. Pure data, filled by the loop each turn.
struct Candidates {
    std::uint32_t sources = 0;                      // bit i: the queue of TaskSource i is not empty
    std::uint64_t arrival[task_source_count] = {};  // of the first task of each such queue, ascending with time
    bool rendering = false;                         // there is a rendering opportunity that has not been used
    TimePoint rendering_since;                      // and since when
    bool idle = false;                              // idle callbacks wait
    TimePoint now;
};

struct Choice {
    enum class Kind : std::uint8_t { task, rendering, idle, nothing } kind = Kind::nothing;
    TaskSource source{};  // of the task
};

Choice choose(Policy policy, const Candidates& candidates);

}  // namespace janklab
