// SPDX-License-Identifier: MIT
// LoopDelay: the fold over the turns of the loop. A turn is one task with its checkpoint, one rendering update or one
// idle period; its length is how long whatever arrives meanwhile must wait. Every turn counts; nothing is sampled.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "trace/page_stack.h"
#include "trace/trace.h"

namespace janklab {

struct LoopDelayFigures {
    std::uint64_t turns = 0;
    Duration mean{}, p50{}, p99{}, max{};  // percentiles to within 1/16 of their value
    Name longest;                          // what the longest turn ran; empty for a rendering update or idle period
};

class LoopDelay final : public Fold {
  public:
    void take(const TraceEvent& event) override;
    void lost(Track track, std::uint64_t count) override;
    /// n/a before the first turn.
    std::optional<LoopDelayFigures> figures() const;

  private:
    // Bins: sixteen for each power of two of nanoseconds.
    static constexpr int octave_bits = 4;
    static constexpr int bins_per_octave = 1 << octave_bits;
    static constexpr int bin_count = 48 * bins_per_octave;
    static int bin_of(Duration length);
    static Duration length_of(int bin);
    void end_turn();
    Duration percentile(double part) const;

    PageStack stack_;
    bool in_turn_ = false;
    TimePoint start_, end_;
    Name name_;
    std::array<std::uint64_t, bin_count> bins_{};
    std::uint64_t turns_ = 0;
    Duration total_{}, max_{};
    Name longest_;
};

}  // namespace janklab
