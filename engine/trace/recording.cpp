// SPDX-License-Identifier: MIT
#include "trace/recording.h"

namespace janklab {

void Recording::take(const TraceEvent& event) {
    if (size_ == limit_) {
        ++beyond_limit_;
        return;
    }
    if (size_ == chunks_.size() * chunk_size)
        chunks_.push_back(std::make_unique_for_overwrite<TraceEvent[]>(chunk_size));
    chunks_.back()[size_ % chunk_size] = event;
    ++size_;
}

}  // namespace janklab
