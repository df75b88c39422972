// SPDX-License-Identifier: MIT
// DemoRun: one demo in virtual time, with its trace at hand: what it logged, what it counted, what was shown.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "demos/demo.h"
#include "page/virtual_run.h"
#include "support/fixed_text.h"

namespace janklab {

class DemoRun {
  public:
    struct Desc {
        double hz = 60;
        Duration length = 5s;
        bool with_hand = false;                       // the demo's own script of input
        std::map<std::string, double> controls = {};  // by label, set before anything runs
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
