// SPDX-License-Identifier: MIT
// TimeByName: which name took most in sum, of many that come one after the other. Keeps eight sums and lets the
// smallest go for a new name, so that whatever took a large part is among them. One thread.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

#include "base/name.h"
#include "base/time.h"

namespace janklab {

class TimeByName {
  public:
    struct Sum {
        Name name;
        Duration time{};
    };

    void add(const Name& name, Duration time) {
        const auto known = std::ranges::find_if(kept(), [&](const Sum& sum) {
            return sum.name.text == name.text && sum.name.where.word() == name.where.word();
        });
        if (known != kept().end()) {
            known->time += time;
            return;
        }
        Sum& sum = count_ < sums_.size() ? sums_[count_++] : *std::ranges::min_element(sums_, {}, &Sum::time);
        sum = {name, time};
    }
    bool empty() const { return count_ == 0; }
    /// Only if something was added.
    const Sum& largest() const { return *std::max_element(sums_.data(), sums_.data() + count_, less); }
    void clear() { count_ = 0; }

  private:
    static bool less(const Sum& a, const Sum& b) { return a.time < b.time; }
    std::span<Sum> kept() { return {sums_.data(), count_}; }

    std::array<Sum, 8> sums_{};
    std::size_t count_ = 0;
};

}  // namespace janklab
