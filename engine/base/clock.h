// SPDX-License-Identifier: MIT
// The two kinds of time. RealClock is the machine's steady clock. VirtualClock moves only when somebody spends time on
// it, so that a run is a discrete-event simulation: `busy(12ms)` costs exactly 12 ms, a reading costs one microsecond
// (a busy-wait on the time therefore ends), and what happens elsewhere meanwhile (vsync) happens on the way, in order.
#pragma once

#include <atomic>

#include "base/time.h"

namespace janklab {

enum class ClockKind : std::uint8_t { real, virtual_time };

/// Raised from any thread to end what the page is running now: `busy()` and the microtask checkpoint look at it.
using StopFlag = std::atomic<bool>;

class Clock {
  public:
    virtual ~Clock() = default;

    /// The time as the page's own code reads it (performance.now). Costs one microsecond of virtual time.
    virtual TimePoint now() = 0;
    /// The time as instruments read it: free of virtual cost, so that tracing changes nothing.
    virtual TimePoint stamp() const = 0;
    /// Keeps the calling thread occupied for `duration`, or until `stop` is raised. Returns false when a Stop was
    /// asked for by then.
    virtual bool busy(Duration duration, const StopFlag& stop) = 0;
    /// Work that has a price only in virtual time: a callback run, a box laid out. Does nothing on a real clock.
    virtual void charge(Duration) {}
    virtual ClockKind kind() const = 0;
};

class RealClock final : public Clock {
  public:
    TimePoint now() override { return stamp(); }
    TimePoint stamp() const override;
    bool busy(Duration duration, const StopFlag& stop) override;
    ClockKind kind() const override { return ClockKind::real; }
};

/// What happens at set times while virtual time passes: the simulated display, scripted input, the end of the run.
class AlarmSource {
  public:
    virtual ~AlarmSource() = default;
    /// When it wants to be called next; `time_never` for not at all. Asked again after each alarm.
    virtual TimePoint next_alarm() const = 0;
    /// Called with the clock standing at `time`. It must not call into the page: it stands for another thread.
    virtual void on_alarm(TimePoint time) = 0;
};

/// Virtual time. One thread only.
class VirtualClock final : public Clock {
  public:
    static constexpr Duration reading_cost = 1us;
    static constexpr Duration callback_cost = 1us;

    explicit VirtualClock(TimePoint start = time_zero) : now_(start) {}

    TimePoint now() override;
    TimePoint stamp() const override { return now_; }
    bool busy(Duration duration, const StopFlag& stop) override;
    void charge(Duration cost) override { advance_to(now_ + cost); }
    ClockKind kind() const override { return ClockKind::virtual_time; }

    /// Moves to `time`, sounding every alarm on the way at its own time. Does nothing if `time` has passed.
    void advance_to(TimePoint time);
    void advance(Duration duration) { advance_to(now_ + duration); }
    /// The source must outlive the clock or be taken off with nullptr.
    void set_alarm_source(AlarmSource* source) { alarms_ = source; }

  private:
    TimePoint now_;
    AlarmSource* alarms_ = nullptr;
    bool sounding_ = false;
};

}  // namespace janklab
