// SPDX-License-Identifier: MIT
// Timers: a million are armed, half of them cancelled and the rest fired; and 10,000 live ones of which one after the
// other is cleared and set anew. The loop's set_timeout, which makes a task of each, without a trace (then those set
// one after the other share a reading of the clock) and with one, as the program runs (each is stamped); beside libev
// and libuv, whose timers exist beforehand and count from the beginning of the turn, and beside the same reading the
// clock for each, as Asio always does; beside wheels that count cycles for each, as the loop does, without and with the
// record of a timer; and its TimerWheel alone, which is told the time, as bare wheels are.
#include <asio.hpp>
#include <deque>
#include <random>
#include <thread>

#include "base/clock.h"
#include "base/recent_time.h"
#include "bench/peers/bare_wheel.h"
#include "bench/peers/libev_loop.h"
#include "bench/peers/libuv_loop.h"
#include "bench/side_by_side.h"
#include "loop/event_loop.h"
#include "loop/timer_wheel.h"
#include "trace/trace.h"

namespace {

using namespace bench;
using janklab::Duration;
using janklab::EventLoop;
using janklab::RealClock;
using janklab::TimePoint;
using janklab::TimerId;
using janklab::TimerWheel;

/// Delays in milliseconds, in an order that repeats. Whole ones, because libuv knows no others.
std::vector<std::uint32_t> delays(std::size_t count, std::uint32_t from, std::uint32_t to) {
    std::mt19937 random(7);
    std::vector<std::uint32_t> all(count);
    for (std::uint32_t& delay : all) delay = from + static_cast<std::uint32_t>(random()) % (to - from);
    return all;
}

/// Counts the timers that fired.
std::uint64_t fired = 0;

// -- contenders: arm(i, delay in ms), cancel(i), then, when all are due, fire() ------------------------------------

/// From when a delay counts: from a time that was read once; from the call, which reads the clock; from the call, which
/// counts the cycles since a reading.
enum class From { turn, call, cycles };

enum class Traced { no, yes };

template <Traced traced>
class JanklabTimers {
  public:
    explicit JanklabTimers(std::size_t count) : ids_(count) {}
    void arm(std::size_t i, std::uint32_t delay) {
        ids_[i] = loop_.set_timeout("timer", std::chrono::milliseconds(delay), [] { ++fired; });
    }
    void cancel(std::size_t i) { loop_.clear_timer(ids_[i]); }
    void fire() { loop_.run_until_idle(); }

  private:
    RealClock clock_;
    janklab::Trace trace_{clock_};
    EventLoop loop_{{.clock = &clock_,
                     .trace = traced == Traced::yes ? &trace_.writer(janklab::Track::page) : nullptr,
                     .names = &trace_.names()}};
    std::vector<TimerId> ids_;
};

template <From from>
class WheelAlone {
  public:
    explicit WheelAlone(std::size_t) {}
    void arm(std::size_t i, std::uint32_t delay) {
        if constexpr (from == From::call) now_ = RealClock().stamp();
        wheel_.arm(static_cast<janklab::TimerSlot>(i), now_ + std::chrono::milliseconds(delay));
    }
    void cancel(std::size_t i) { wheel_.cancel(static_cast<janklab::TimerSlot>(i)); }
    void fire() {
        now_ = RealClock().stamp();
        while (wheel_.pop_due(now_) != TimerWheel::no_slot) ++fired;
    }

  private:
    TimePoint now_ = RealClock().stamp();
    TimerWheel wheel_;
};

template <class Wheel, From from>
class BareTimers {
  public:
    explicit BareTimers(std::size_t count) : timers_(count) {
        for (BareTimer& timer : timers_) timer.call = [](void*) { ++fired; };
    }
    void arm(std::size_t i, std::uint32_t delay) {
        if constexpr (from == From::call) now_ = RealClock().stamp();
        if constexpr (from == From::cycles) now_ = recent_.not_before_now(RealClock(), janklab::steady_cycles());
        const TimePoint due = now_ + std::chrono::milliseconds(delay);
        wheel_.arm(timers_[i], static_cast<std::uint64_t>(due.time_since_epoch().count()));
    }
    void cancel(std::size_t i) { Wheel::cancel(timers_[i]); }
    void fire() { wheel_.fire_all(); }

  private:
    TimePoint now_ = RealClock().stamp();
    janklab::RecentTime recent_;
    std::vector<BareTimer> timers_;
    Wheel wheel_;
};

/// Made as they are set, and counting from the call by cycles: what setTimeout owes at least.
class RecordTimers {
  public:
    explicit RecordTimers(std::size_t count) : ids_(count), wheel_(count) {}
    void arm(std::size_t i, std::uint32_t delay) {
        const TimePoint now = recent_.not_before_now(RealClock(), janklab::steady_cycles());
        const TimePoint due = now + std::chrono::milliseconds(delay);
        ids_[i] = wheel_.set(static_cast<std::uint64_t>(due.time_since_epoch().count()), "timer", [] { ++fired; });
    }
    void cancel(std::size_t i) { wheel_.clear(ids_[i]); }

  private:
    std::vector<std::uint64_t> ids_;
    janklab::RecentTime recent_;
    RecordWheel wheel_;
};

template <From from>
class LibevTimers {
  public:
    explicit LibevTimers(std::size_t count) : timers_(count) {
        for (ev_timer& timer : timers_) ev_timer_init(&timer, count_one, 0, 0);
    }
    void arm(std::size_t i, std::uint32_t delay) {
        if constexpr (from == From::call) ev_now_update(loop_);
        ev_timer_set(&timers_[i], delay / 1e3, 0.);
        ev_timer_start(loop_, &timers_[i]);
    }
    void cancel(std::size_t i) { ev_timer_stop(loop_, &timers_[i]); }
    void fire() { ev_run(loop_, EVRUN_NOWAIT); }

  private:
    static void count_one(struct ev_loop*, ev_timer*, int) { ++fired; }
    LibevLoop loop_;
    std::vector<ev_timer> timers_;
};

template <From from>
class LibuvTimers {
  public:
    explicit LibuvTimers(std::size_t count) : timers_(count) {
        for (uv_timer_t& timer : timers_) uv_timer_init(loop_, &timer);
    }
    ~LibuvTimers() { loop_.close(); }
    void arm(std::size_t i, std::uint32_t delay) {
        if constexpr (from == From::call) uv_update_time(loop_);
        uv_timer_start(
            &timers_[i], [](uv_timer_t*) { ++fired; }, delay, 0);
    }
    void cancel(std::size_t i) { uv_timer_stop(&timers_[i]); }
    void fire() { uv_run(loop_, UV_RUN_NOWAIT); }

  private:
    LibuvLoop loop_;
    std::vector<uv_timer_t> timers_;
};

class AsioTimers {
  public:
    explicit AsioTimers(std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) timers_.emplace_back(context_);
    }
    void arm(std::size_t i, std::uint32_t delay) {
        timers_[i].expires_after(std::chrono::milliseconds(delay));
        timers_[i].async_wait([](const asio::error_code& error) { fired += !error; });
    }
    void cancel(std::size_t i) { timers_[i].cancel(); }
    void fire() {
        context_.restart();
        context_.poll();
    }

  private:
    asio::io_context context_{1};
    std::deque<asio::steady_timer> timers_;
};

// -- a million ---------------------------------------------------------------------------------------------------

constexpr std::size_t million = 1'000'000;
constexpr std::uint32_t shortest = 10, longest = 250;

template <class Timers>
double ns_a_timer(Timers& timers) {
    static const std::vector<std::uint32_t> delay = delays(million, shortest, longest);
    const std::uint64_t before = fired;
    const double arming = ns_each(million, [&] {
        for (std::size_t i = 0; i < million; ++i) timers.arm(i, delay[i]);
        for (std::size_t i = 0; i < million; i += 2) timers.cancel(i);
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(longest + 1));
    const double firing = ns_each(million, [&] {
        while (fired - before < million / 2) timers.fire();
    });
    return arming + firing;
}

template <class Timers>
double ns_a_timer_of_new_ones() {
    Timers timers(million);
    return ns_a_timer(timers);
}

void armed_cancelled_fired(benchmark::State& state) {
    JanklabTimers<Traced::no> used(million);
    SideBySide("a million armed, half cancelled, the rest fired, each, trace off",
               ns_a_timer_of_new_ones<JanklabTimers<Traced::no>>)
        .beside("libev", ns_a_timer_of_new_ones<LibevTimers<From::turn>>, 1 / 1.6)
        .beside("libuv", ns_a_timer_of_new_ones<LibuvTimers<From::turn>>, 1)
        .beside("libev, reading the clock for each", ns_a_timer_of_new_ones<LibevTimers<From::call>>)
        .beside("libuv, reading the clock for each", ns_a_timer_of_new_ones<LibuvTimers<From::call>>)
        .beside("Asio", ns_a_timer_of_new_ones<AsioTimers>, 1)
        .beside("TimerWheel, reading the clock for each", ns_a_timer_of_new_ones<WheelAlone<From::call>>)
        .beside("wheel of arrays, reading the clock for each",
                ns_a_timer_of_new_ones<BareTimers<ArrayWheel, From::call>>)
        .beside("janklab, traced", ns_a_timer_of_new_ones<JanklabTimers<Traced::yes>>)
        .beside("janklab, a loop that had as many before", [&] { return ns_a_timer(used); })
        .run(state, 3);
}

void wheel_armed_cancelled_fired(benchmark::State& state) {
    SideBySide("TimerWheel alone: a million armed, half cancelled, the rest fired, each",
               ns_a_timer_of_new_ones<WheelAlone<From::turn>>)
        .beside("wheel of arrays", ns_a_timer_of_new_ones<BareTimers<ArrayWheel, From::turn>>, 1.5)
        .beside("wheel of arrays, each sorted", ns_a_timer_of_new_ones<BareTimers<SortedArrayWheel, From::turn>>)
        .beside("libev", ns_a_timer_of_new_ones<LibevTimers<From::turn>>, 1 / 1.6)
        .run(state, 3);
}

// -- churn -------------------------------------------------------------------------------------------------------

constexpr std::size_t live = 10'000, changes = 100'000;

template <class Timers>
class Churn {
  public:
    Churn() {
        for (std::size_t i = 0; i < live; ++i) timers_.arm(i, delay_[i]);
    }
    double operator()() {
        return ns_each(changes, [&] {
            for (std::size_t i = 0; i < changes; ++i) {
                const std::size_t one = order_[i];
                timers_.cancel(one);
                timers_.arm(one, delay_[i % live]);
            }
        });
    }

  private:
    std::vector<std::uint32_t> delay_ = delays(live, 60'000, 60'900);  // none is due before the end
    std::vector<std::uint32_t> order_ = delays(changes, 0, live);
    Timers timers_{live};
};

void churn(benchmark::State& state) {
    Churn<JanklabTimers<Traced::no>> janklab;
    Churn<JanklabTimers<Traced::yes>> traced;
    Churn<LibevTimers<From::turn>> libev;
    Churn<LibuvTimers<From::turn>> libuv;
    Churn<LibevTimers<From::call>> libev_from_call;
    Churn<LibuvTimers<From::call>> libuv_from_call;
    Churn<AsioTimers> asio;
    Churn<WheelAlone<From::call>> wheel;
    Churn<BareTimers<ListWheel, From::call>> bare;
    Churn<BareTimers<ListWheel, From::cycles>> bare_by_cycles;
    Churn<RecordTimers> with_record;
    SideBySide("clear and set, 10,000 live, trace off", std::ref(janklab))
        .beside("libev", std::ref(libev), 1 / 2.3)
        .beside("libuv", std::ref(libuv), 1)
        .beside("libev, reading the clock for each", std::ref(libev_from_call))
        .beside("libuv, reading the clock for each", std::ref(libuv_from_call))
        .beside("Asio", std::ref(asio), 1)
        .beside("TimerWheel, reading the clock for each", std::ref(wheel))
        .beside("intrusive wheel, reading the clock for each", std::ref(bare))
        .beside("intrusive wheel, counting cycles for each", std::ref(bare_by_cycles))
        .beside("the same, with a timer's record", std::ref(with_record))
        .beside("janklab, traced", std::ref(traced))
        .run(state, 15);
}

void wheel_churn(benchmark::State& state) {
    Churn<WheelAlone<From::turn>> wheel;
    Churn<BareTimers<ListWheel, From::turn>> bare;
    Churn<LibevTimers<From::turn>> libev;
    SideBySide("TimerWheel alone: clear and set, 10,000 live", std::ref(wheel))
        .beside("intrusive wheel", std::ref(bare), 2)
        .beside("libev", std::ref(libev), 1 / 2.3)
        .run(state, 15);
}

BENCHMARK(armed_cancelled_fired)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(wheel_armed_cancelled_fired)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(wheel_churn)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(churn)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
