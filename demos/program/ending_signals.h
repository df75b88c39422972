// SPDX-License-Identifier: MIT
// EndingSignals: Ctrl-C and `kill` end a run as closing its window does, so that its report and trace are written: also
// one in virtual time, which may be long.
// Make it before any other thread is started: all of them inherit that these signals are not delivered to them.
#pragma once

#include <thread>

#include "base/move_only_function.h"

namespace janklab {

class EndingSignals {
  public:
    /// `end_the_run` is called on a thread of its own at the first SIGINT or SIGTERM. One that comes more
    /// than a second later kills as usual; those before are the same one (`timeout` sends two).
    explicit EndingSignals(Callback end_the_run);
    ~EndingSignals();
    EndingSignals(const EndingSignals&) = delete;
    EndingSignals& operator=(const EndingSignals&) = delete;

  private:
    void wait();

    Callback end_the_run_;
    int no_longer_ = -1;  // an eventfd: the run has ended by itself
    std::thread thread_;
};

}  // namespace janklab
