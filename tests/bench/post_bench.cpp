// SPDX-License-Identifier: MIT
// Posting a closure and running it, on the loop's own thread: so many are posted, then as many turns are taken. With
// and without a trace; beside rings of {function, closure}, libev, libuv and Asio.
#include <fmt/format.h>

#include <asio.hpp>

#include "base/clock.h"
#include "bench/closure.h"
#include "bench/peers/bare_ring.h"
#include "bench/peers/libev_loop.h"
#include "bench/peers/libuv_loop.h"
#include "bench/side_by_side.h"
#include "loop/event_loop.h"
#include "trace/trace.h"

namespace {

using namespace bench;
using janklab::EventLoop;
using janklab::RealClock;
using janklab::TaskSource;
using janklab::Trace;
using janklab::Track;

/// How much there is to do in a round, and what it counts.
struct Load {
    std::size_t depth;
    std::size_t closures() const { return std::max<std::size_t>(depth, 20'000); }
    std::uint64_t calls = 0;

    /// Posts `depth` closures, runs them, and begins anew until there were enough.
    template <class PostOne, class RunAll>
    double ns_a_closure(PostOne&& post_one, RunAll&& run_all) {
        return ns_each(closures(), [&] {
            for (std::size_t posted = 0; posted < closures(); posted += depth) {
                for (std::size_t i = 0; i < depth; ++i) post_one();
                run_all();
            }
        });
    }
};

template <std::size_t bytes>
[[gnu::noinline]] double post_and_run(Load& load, EventLoop& loop) {
    const Closure<bytes> closure{&load.calls};
    const auto post = [&] { loop.queue_a_task(TaskSource::dom_manipulation, "closure", closure); };
    return load.ns_a_closure(post, [&] {
        for (std::size_t i = 0; i < load.depth; ++i) loop.run_the_next_task();
    });
}

template <std::size_t bytes>
[[gnu::noinline]] double post_and_run(Load& load, PlainRing<bytes>& ring) {
    const Closure<bytes> closure{&load.calls};
    return load.ns_a_closure([&] { ring.post(closure); },
                             [&] {
                                 for (std::size_t i = 0; i < load.depth; ++i) ring.run_one();
                             });
}

template <std::size_t bytes, class Rings>
requires requires(Rings rings) { rings.post(0, Closure<bytes>{}); }
[[gnu::noinline]] double post_and_run(Load& load, Rings& rings) {
    const Closure<bytes> closure{&load.calls};
    return load.ns_a_closure([&] { rings.post(0, closure); },
                             [&] {
                                 for (std::size_t i = 0; i < load.depth; ++i) rings.run_one();
                             });
}

template <template <class> class Queue, std::size_t bytes>
[[gnu::noinline]] double post_and_run(Load& load, Queue<Closure<bytes>>& queue) {
    const Closure<bytes> closure{&load.calls};
    return load.ns_a_closure([&] { queue.post(closure); }, [&] { queue.run_all(); });
}

template <std::size_t bytes>
[[gnu::noinline]] double post_and_run(Load& load, asio::io_context& context) {
    const Closure<bytes> closure{&load.calls};
    return load.ns_a_closure([&] { asio::post(context, closure); },
                             [&] {
                                 context.restart();
                                 context.poll();
                             });
}

template <std::size_t bytes>
void trace_off(benchmark::State& state) {
    Load load{static_cast<std::size_t>(state.range(0))};
    RealClock clock;
    EventLoop loop({.clock = &clock});
    PlainRing<bytes> ring(load.depth);
    PriorityRings<bytes> rings(load.depth);
    RingsWithRecord<bytes> with_record(load.depth);
    RingsWithDuties<bytes> with_duties(load.depth);
    LibevQueue<Closure<bytes>> libev(load.depth);
    LibuvQueue<Closure<bytes>> libuv(load.depth);
    asio::io_context asio(1);

    SideBySide(fmt::format("post and run, trace off, {} bytes, depth {}", bytes, load.depth),
               [&] { return post_and_run<bytes>(load, loop); })
        .beside(
            "ring with priorities", [&] { return post_and_run<bytes>(load, rings); }, 1.4)
        .beside("the same, with a task's record", [&] { return post_and_run<bytes>(load, with_record); })
        .beside("and with what a turn owes a task", [&] { return post_and_run<bytes>(load, with_duties); })
        .beside("bare ring", [&] { return post_and_run<bytes>(load, ring); })
        .beside(
            "libev", [&] { return post_and_run(load, libev); }, 1.1)
        .beside("libuv", [&] { return post_and_run(load, libuv); })
        .beside(
            "Asio", [&] { return post_and_run<bytes>(load, asio); }, 1 / 3.5)
        .run(state, load.depth == 1 ? 51 : 15);
    benchmark::DoNotOptimize(load.calls);
}

template <std::size_t bytes>
void trace_on(benchmark::State& state) {
    Load load{static_cast<std::size_t>(state.range(0))};
    RealClock clock;
    Trace trace(clock);
    EventLoop loop({.clock = &clock, .trace = &trace.writer(Track::page), .names = &trace.names()});
    TracedRings<bytes> rings(load.depth, clock);
    ThriceTracedRings<bytes> thrice(load.depth, clock);
    asio::io_context asio(1);

    SideBySide(fmt::format("post and run, trace on, {} bytes, depth {}", bytes, load.depth),
               [&] { return post_and_run<bytes>(load, loop); })
        .beside(
            "traced ring with priorities", [&] { return post_and_run<bytes>(load, rings); }, 1.2)
        .beside("the same, with a task's record and three events", [&] { return post_and_run<bytes>(load, thrice); })
        .beside(
            "Asio, untraced", [&] { return post_and_run<bytes>(load, asio); }, 1)
        .run(state, load.depth == 1 ? 51 : 15);
    benchmark::DoNotOptimize(load.calls);
}

BENCHMARK(trace_off<8>)->Arg(1)->Arg(100'000)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(trace_off<48>)->Arg(1)->Arg(100'000)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(trace_on<8>)->Arg(1)->Arg(100'000)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(trace_on<48>)->Arg(1)->Arg(100'000)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
