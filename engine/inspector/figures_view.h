// SPDX-License-Identifier: MIT
// The figures of the inspector: those of the latest frames above the graph, and the counters of the page. Pure;
// composed from folds without allocation. What is not known is n/a, never 0.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "inspector/short_text.h"
#include "trace/run_folds.h"

namespace janklab {

/// Of the frames that the graph shows.
struct LatestFrames {
    std::optional<std::uint64_t> frames_per_second;  // new content presented in the last second
    std::optional<Duration> p50, p99;                // distances of presentations, by nearest rank
    std::uint64_t missed = 0, dropped = 0;           // among them
};
/// `count`: how many of the latest frames.
LatestFrames latest_frames(const RunFolds& folds, std::size_t count, TimePoint now);

struct Counter {
    const char* label = "";
    ShortText value;
    bool alarming = false;  // somebody should look at it
};

class CountersView {
  public:
    static constexpr std::size_t count = 12;
    void look(const RunFolds& folds);
    /// In two columns, row by row; the most important rows first.
    std::span<const Counter> counters() const { return counters_; }

  private:
    std::array<Counter, count> counters_;
};

}  // namespace janklab
