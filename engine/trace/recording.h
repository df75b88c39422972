// SPDX-License-Identifier: MIT
// Recording: the fold that keeps the events themselves, for export. Stops at its limit and says so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "trace/trace.h"

namespace janklab {

class Recording final : public Fold {
  public:
    static constexpr std::size_t default_limit = 1u << 22;  // events: 256 MiB

    explicit Recording(std::size_t limit = default_limit) : limit_(limit) {}
    void take(const TraceEvent& event) override;
    void lost(Track, std::uint64_t count) override { lost_ += count; }

    std::size_t size() const { return size_; }
    const TraceEvent& operator[](std::size_t i) const { return chunks_[i / chunk_size][i % chunk_size]; }
    /// How many came after the limit was reached and were not kept.
    std::uint64_t beyond_limit() const { return beyond_limit_; }
    /// How many were overwritten before they could be read.
    std::uint64_t lost_events() const { return lost_; }

  private:
    static constexpr std::size_t chunk_size = 1u << 14;
    std::vector<std::unique_ptr<TraceEvent[]>> chunks_;
    std::size_t limit_;
    std::size_t size_ = 0;
    std::uint64_t beyond_limit_ = 0, lost_ = 0;
};

}  // namespace janklab
