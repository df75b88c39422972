// SPDX-License-Identifier: MIT
// MachineWait: how long the calling thread stood in the run queue, ready but without a processor, so that a late frame
// can be blamed on the machine and not on the page. From Linux's schedstat; elsewhere it does nothing. Each thread that
// writes a track makes one of its own, on itself, and notes once a frame (a reading costs about a microsecond).
#pragma once

#include <optional>
#include <string_view>

#include "base/time.h"
#include "trace/trace_writer.h"

namespace janklab {

class MachineWait {
  public:
    /// Null: nothing is recorded. To be made on the thread that it is about.
    explicit MachineWait(TraceWriter* trace);
    ~MachineWait();
    MachineWait(const MachineWait&) = delete;
    MachineWait& operator=(const MachineWait&) = delete;

    /// Writes a machine_wait event if the thread has waited for at least 100 us since the last one.
    void note();

    static constexpr Duration least_noted = 100us;

  private:
    TraceWriter* trace_;
    int file_ = -1;
    Duration noted_{0};
};

/// The second field of a schedstat file: the time in the run queue. Nothing if the text is not of that form.
std::optional<Duration> run_queue_wait(std::string_view schedstat);

}  // namespace janklab
