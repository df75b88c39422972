// SPDX-License-Identifier: MIT
// Checkpoints: the fold over microtask checkpoints: how many, how much each drained, how long it took.
#pragma once

#include <cstdint>

#include "trace/page_stack.h"
#include "trace/trace.h"

namespace janklab {

struct CheckpointFigures {
    std::uint64_t count = 0;    // checkpoints that ended
    std::uint64_t drained = 0;  // microtasks, in all of them
    std::uint64_t max_drained = 0;
    Duration max{};                   // the longest
    std::uint64_t deepest_chain = 0;  // a microtask queued by a microtask queued by a microtask ...
};

class Checkpoints final : public Fold {
  public:
    void take(const TraceEvent& event) override;
    void lost(Track track, std::uint64_t count) override;
    const CheckpointFigures& figures() const { return figures_; }

  private:
    PageStack stack_;
    CheckpointFigures figures_;
};

}  // namespace janklab
