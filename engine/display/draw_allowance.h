// SPDX-License-Identifier: MIT
// DrawAllowance: how long before the vsync drawing must begin, learnt from how long it took: a little more than the
// slowest of the latest frames. Pure; display thread.
#pragma once

#include <algorithm>

#include "base/time.h"

namespace janklab {

class DrawAllowance {
  public:
    /// Slow frames count at once, and are forgotten over about a second; one that could not fit anyway (shaders compile
    /// at the first) counts no more than one that just does.
    void observe(Duration drawing, Duration interval) {
        slowest_ = std::max(std::min(drawing, interval / 2), slowest_ - slowest_ / 64);
    }
    /// At least a millisecond, at most half the interval: the page keeps the other half.
    Duration allowance(Duration interval) const {
        return std::min(std::max(Duration{1ms}, slowest_ + slowest_ / 4 + Duration{500us}), interval / 2);
    }

  private:
    Duration slowest_{0};
};

}  // namespace janklab
