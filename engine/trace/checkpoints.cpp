// SPDX-License-Identifier: MIT
#include "trace/checkpoints.h"

#include <algorithm>

namespace janklab {

void Checkpoints::take(const TraceEvent& event) {
    const PageStack::Change change = stack_.take(event);
    if (change != PageStack::Change::closed || event.type != EventType::checkpoint_ended) return;
    ++figures_.count;
    figures_.drained += event.arg;
    figures_.max_drained = std::max(figures_.max_drained, event.arg);
    figures_.deepest_chain = std::max(figures_.deepest_chain, event.arg2);
    figures_.max = std::max(figures_.max, stack_.changed().end - stack_.changed().start);
}

void Checkpoints::lost(Track track, std::uint64_t) {
    if (track == Track::page) stack_.clear();
}

}  // namespace janklab
