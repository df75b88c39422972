// SPDX-License-Identifier: MIT
// ForcedLayoutsView: the lines that cost most time by forcing layouts. Pure; composed from the fold without allocation.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

#include "trace/forced_layouts.h"

namespace janklab {

class ForcedLayoutsView {
  public:
    static constexpr std::size_t most_shown = 3;

    void look(const ForcedLayouts& layouts) {
        const auto end = std::ranges::partial_sort_copy(layouts.sites(), sites_, std::greater{},
                                                        &ForcedLayoutSite::total, &ForcedLayoutSite::total);
        shown_ = static_cast<std::size_t>(end.out - sites_.begin());
        count_ = layouts.count();
        total_ = layouts.total();
    }
    bool empty() const { return shown_ == 0; }
    /// The longest sum first.
    std::span<const ForcedLayoutSite> sites() const { return {sites_.data(), shown_}; }
    std::uint64_t count() const { return count_; }
    Duration total() const { return total_; }

  private:
    std::array<ForcedLayoutSite, most_shown> sites_;
    std::size_t shown_ = 0;
    std::uint64_t count_ = 0;
    Duration total_{};
};

}  // namespace janklab
