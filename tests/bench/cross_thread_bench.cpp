// SPDX-License-Identifier: MIT
// Posting from other threads: what a post costs from first to last while one or four threads post at once, and how long
// it takes until a sleeping loop runs what another thread posts, in all and by its parts. Beside a ring for each
// producer, an eventfd, libev, libuv and Asio.
#include <fmt/format.h>
#include <linux/futex.h>

#include <asio.hpp>
#include <atomic>
#include <barrier>
#include <chrono>
#include <functional>
#include <thread>

#include "base/clock.h"
#include "bench/peers/bare_lanes.h"
#include "bench/peers/locked_list.h"
#include "bench/side_by_side.h"
#include "loop/event_loop.h"

namespace {

using namespace bench;
using janklab::EventLoop;
using janklab::Poster;
using janklab::RealClock;

std::int64_t steady_ns() { return std::chrono::steady_clock::now().time_since_epoch().count(); }

/// 16 bytes. Counts its calls, and notes when it ran where somebody wants to know.
struct Closure {
    std::uint64_t* calls;
    std::int64_t* ran_at;
    void operator()() const {
        ++*calls;
        if (ran_at) *ran_at = steady_ns();
    }
};

/// Each contender has post(producer, closure), from any thread, and turn(): sleep until something came, and run it.
class JanklabInbox {
  public:
    void post(std::size_t, const Closure& closure) { poster_.post("closure", closure); }
    void turn() {
        if (loop_.nothing_runnable()) loop_.wait_until(janklab::time_never);
        woke_at_ = steady_ns();
        loop_.run_until_idle();
    }
    /// When it last was awake again.
    std::int64_t woke_at() const { return woke_at_; }

  private:
    RealClock clock_;
    EventLoop loop_{{.clock = &clock_}};
    Poster poster_ = loop_.poster();
    std::int64_t woke_at_ = 0;
};

class BareInbox {
  public:
    void post(std::size_t producer, const Closure& closure) { lanes_.post(producer, closure); }
    void turn() {
        lanes_.wait();
        lanes_.run_all();
    }

  private:
    BareLanes<Closure> lanes_{4};
};

class AsioInbox {
  public:
    void post(std::size_t, const Closure& closure) { asio::post(context_, closure); }
    void turn() {
        context_.run_one();
        context_.poll();
    }

  private:
    asio::io_context context_{1};
    asio::executor_work_guard<asio::io_context::executor_type> work_ = asio::make_work_guard(context_);
};

// -- throughput --------------------------------------------------------------------------------------------------

constexpr std::size_t posts_a_round = 200'000;

/// `clock`: the wall's; or the processor time of all threads together, which others on the machine disturb less.
template <class Inbox>
double ns_a_post(Inbox& inbox, std::size_t producers, clockid_t clock) {
    std::uint64_t calls = 0;
    double begun = 0;  // the first to go on may be done before this thread does
    std::barrier start(static_cast<std::ptrdiff_t>(producers + 1), [&]() noexcept { begun = now_ns(clock); });
    std::vector<std::thread> threads;
    for (std::size_t producer = 0; producer < producers; ++producer) {
        threads.emplace_back([&, producer] {
            start.arrive_and_wait();
            for (std::size_t i = 0; i < posts_a_round / producers; ++i) inbox.post(producer, {&calls, nullptr});
        });
    }
    start.arrive_and_wait();
    while (calls < posts_a_round) inbox.turn();
    const double ended = now_ns(clock);
    for (std::thread& thread : threads) thread.join();
    return (ended - begun) / static_cast<double>(posts_a_round);
}

void post(benchmark::State& state, const char* of, clockid_t clock) {
    const auto producers = static_cast<std::size_t>(state.range(0));
    JanklabInbox janklab;
    BareInbox bare;
    LibevInbox<Closure> libev;
    LibuvInbox<Closure> libuv;
    AsioInbox asio;
    SideBySide(fmt::format("a post from another thread, {} at once, {}", producers, of),
               [&] { return ns_a_post(janklab, producers, clock); })
        .beside(
            "a ring for each producer", [&] { return ns_a_post(bare, producers, clock); }, 2.5)
        .beside(
            "libev", [&] { return ns_a_post(libev, producers, clock); }, 1)
        .beside(
            "libuv", [&] { return ns_a_post(libuv, producers, clock); }, 1 / 4.5)
        .beside(
            "Asio", [&] { return ns_a_post(asio, producers, clock); }, 1)
        .run(state, 15);
}
void post_wall(benchmark::State& state) { post(state, "time of the wall", CLOCK_MONOTONIC); }
void post_processor(benchmark::State& state) { post(state, "processor time of all threads", CLOCK_PROCESS_CPUTIME_ID); }

// -- wake-up -----------------------------------------------------------------------------------------------------

constexpr std::size_t wake_ups_a_round = 40;
/// Long enough for each contender to fall asleep.
constexpr std::chrono::microseconds between_wake_ups{400};

/// In ns: before the post, and when the closure ran.
struct WakeUp {
    std::int64_t posted_at, ran_at;
    double whole() const { return static_cast<double>(ran_at - posted_at); }
};

/// The median of a round, in microseconds, of what `part` makes of each wake-up; the sleeper stands still meanwhile.
template <class Post, class Turn, class Part>
double wake_up_us(Post&& post, Turn&& turn, Part&& part) {
    std::uint64_t calls = 0;
    std::atomic<std::uint64_t> seen{0};
    std::int64_t ran_at = 0;
    std::vector<double> parts;
    std::thread poster([&] {
        for (std::size_t i = 1; i <= wake_ups_a_round; ++i) {
            std::this_thread::sleep_for(between_wake_ups);
            const std::int64_t posted_at = steady_ns();
            post(Closure{&calls, &ran_at});
            while (seen.load(std::memory_order_acquire) < i) std::this_thread::yield();
            parts.push_back(std::invoke(part, WakeUp{posted_at, ran_at}) / 1e3);
        }
    });
    while (calls < wake_ups_a_round) {
        turn();
        seen.store(calls, std::memory_order_release);
    }
    poster.join();
    return median(std::move(parts));
}

template <class Inbox>
double wake_up_us(Inbox& inbox) {
    return wake_up_us([&](const Closure& closure) { inbox.post(0, closure); }, [&] { inbox.turn(); }, &WakeUp::whole);
}

/// An eventfd and a closure that lies beside it.
double wake_up_of_eventfd_us(int event) {
    Closure posted{};
    return wake_up_us(
        [&](const Closure& closure) {
            posted = closure;
            eventfd_write(event, 1);
        },
        [&] {
            eventfd_t rings = 0;
            eventfd_read(event, &rings);
            posted();
        },
        &WakeUp::whole);
}

/// What a wake-up consists of: the call of post() that wakes, on its own thread; the time from before it until the
/// sleeper is back from wait_until(); from there until the closure runs.
enum class PartOf { posting, waking, first_task };

double part_of_wake_up_us(JanklabInbox& inbox, PartOf wanted) {
    std::int64_t post_took = 0;
    return wake_up_us(
        [&](const Closure& closure) {
            const std::int64_t before = steady_ns();
            inbox.post(0, closure);
            post_took = steady_ns() - before;
        },
        [&] { inbox.turn(); },
        [&](const WakeUp& wake_up) {
            if (wanted == PartOf::posting) return static_cast<double>(post_took);
            const std::int64_t since = wanted == PartOf::waking ? wake_up.posted_at : inbox.woke_at();
            return static_cast<double>((wanted == PartOf::waking ? inbox.woke_at() : wake_up.ran_at) - since);
        });
}

/// A futex, and a closure that lies beside it.
double wake_up_of_futex_us(std::atomic<std::uint32_t>& asleep) {
    Closure posted{};
    return wake_up_us(
        [&](const Closure& closure) {
            posted = closure;
            asleep.store(0, std::memory_order_release);
            syscall(SYS_futex, &asleep, FUTEX_WAKE_PRIVATE, 1);
        },
        [&] {
            while (asleep.load(std::memory_order_acquire) == 1)
                syscall(SYS_futex, &asleep, FUTEX_WAIT_PRIVATE, 1, nullptr);
            asleep.store(1, std::memory_order_relaxed);
            posted();
        },
        &WakeUp::whole);
}

void wake_up(benchmark::State& state) {
    JanklabInbox janklab;
    LibevInbox<Closure> libev;
    LibuvInbox<Closure> libuv;
    AsioInbox asio;
    const int event = eventfd(0, EFD_CLOEXEC);
    std::atomic<std::uint32_t> asleep{1};
    SideBySide(
        "from a post until a sleeping loop runs it, p50", [&] { return wake_up_us(janklab); }, "us")
        .beside(
            "eventfd", [&] { return wake_up_of_eventfd_us(event); }, 1.05)
        .beside("futex", [&] { return wake_up_of_futex_us(asleep); })
        .beside(
            "libev", [&] { return wake_up_us(libev); }, 1)
        .beside(
            "libuv", [&] { return wake_up_us(libuv); }, 1)
        .beside(
            "Asio", [&] { return wake_up_us(asio); }, 1)
        .beside("janklab: the call that posts", [&] { return part_of_wake_up_us(janklab, PartOf::posting); })
        .beside("janklab: until it is awake", [&] { return part_of_wake_up_us(janklab, PartOf::waking); })
        .beside("janklab: from there to the task", [&] { return part_of_wake_up_us(janklab, PartOf::first_task); })
        .run(state, 15);
    ::close(event);
}

BENCHMARK(post_wall)->Arg(1)->Arg(4)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(post_processor)->Arg(1)->Arg(4)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(wake_up)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
