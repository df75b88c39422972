// SPDX-License-Identifier: MIT
// DemoRun: one demo in virtual time, with its trace at hand: what it logged, what it counted, what was shown.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "demos/demo.h"
#include "page/virtual_run.h"
#include "support/fixed_text.h"

namespace janklab {

class DemoRun {
  public:
    using Controls = std::vector<std::pair<std::string, double>>;  // by label
    struct Desc {
        double hz = 60;
        Duration length = 5s;
        bool with_hand = false;  // the demo's own script of input
        Controls controls = {};  // set before anything runs, in this order
        std::uint64_t seed = 1;
        Policy policy = Policy::browser;
    };
    explicit DemoRun(const Demo& demo) : DemoRun(demo, Desc{}) {}
    DemoRun(const Demo& demo, const Desc& desc);

    const RunFolds& folds() const { return run_.folds(); }
    VirtualRun& run() { return run_; }
    /// What the page logged, in order.
    std::vector<std::string> log() const;
    int count(EventType type) const;
    /// Events of a type whose name is `name`.
    int count(EventType type, std::string_view name) const;

  private:
    FixedText text_;
    VirtualRun run_;
};

}  // namespace janklab
