// SPDX-License-Identifier: MIT
// ForcedLayouts: the fold that sums up forced layouts by the line that read geometry while style or layout was dirty
// (SEMANTICS 1.6), so that the inspector and the report can name it. Collecting thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/name.h"
#include "trace/page_stack.h"
#include "trace/trace.h"

namespace janklab {

/// All forced layouts that one line asked for. Durations are of style and layout together.
struct ForcedLayoutSite {
    Name reader;
    std::uint64_t count = 0;
    Duration total{}, longest{};
    std::uint64_t boxes = 0;  // laid out by all of them
    TimePoint latest;         // when the newest began
};

class ForcedLayouts final : public Fold {
  public:
    /// Beyond so many lines the one that took least makes room.
    static constexpr std::size_t most_sites = 64;
    ForcedLayouts() { sites_.reserve(most_sites); }

    void take(const TraceEvent& event) override;
    void lost(Track track, std::uint64_t count) override;

    /// In no order; stays valid until the next event.
    std::span<const ForcedLayoutSite> sites() const { return sites_; }
    /// The `most` that took longest in sum, the longest first.
    std::vector<ForcedLayoutSite> worst(std::size_t most) const;
    /// In the whole run, also those of lines that made room.
    std::uint64_t count() const { return count_; }
    Duration total() const { return total_; }

  private:
    ForcedLayoutSite& site_of(const Name& reader);

    PageStack stack_;
    std::vector<ForcedLayoutSite> sites_;
    Duration style_{};  // of the forced layout under way
    std::uint64_t count_ = 0;
    Duration total_{};
};

}  // namespace janklab
