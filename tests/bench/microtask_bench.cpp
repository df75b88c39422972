// SPDX-License-Identifier: MIT
// Microtasks: a chain in which each queues the next, and a chain of promises, each waiting with `then` for the one
// before. Beside the same chain in a bare ring.
#include "async/async.h"
#include "base/clock.h"
#include "bench/peers/bare_ring.h"
#include "bench/side_by_side.h"
#include "loop/event_loop.h"
#include "trace/trace.h"

namespace {

using namespace bench;
using namespace janklab;

constexpr std::uint64_t links = 100'000;

/// Queues itself until nothing is left. `Queue` has queue_a_microtask(closure).
template <class Queue>
struct Link {
    Queue* queue;
    std::uint64_t left;
    void operator()() const {
        if (left > 1) queue->queue_a_microtask(Link{queue, left - 1});
    }
};

struct LoopQueue {
    EventLoop loop;
    template <class F>
    void queue_a_microtask(const F& closure) {
        loop.queue_a_microtask("link", closure);
    }
    void run_all() { loop.perform_a_microtask_checkpoint(); }
};

struct RingQueue {
    PlainRing<16> ring{16};
    template <class F>
    void queue_a_microtask(const F& closure) {
        ring.post(closure);
    }
    void run_all() {
        while (ring.run_one()) {
        }
    }
};

template <class Queue>
double ns_a_link(Queue& queue) {
    return ns_each(links, [&] {
        queue.queue_a_microtask(Link<Queue>{&queue, links});
        queue.run_all();
    });
}

/// Each link makes a promise that waits for the one before: await in a loop, as the web's `then` has it.
double ns_a_then(EventLoop& loop, Async& async) {
    return ns_each(links, [&] {
        struct Chain {
            Async& async;
            std::uint64_t left = links;
            void wait_for(const Promise<void>& before) {
                before.then("link", [this] {
                    if (--left > 0) wait_for(next());
                });
            }
            Promise<void> next() { return async.resolved(); }
        } chain{async};
        chain.wait_for(chain.next());
        loop.perform_a_microtask_checkpoint();
    });
}

void chain(benchmark::State& state) {
    RealClock clock;
    Trace trace(clock);
    LoopQueue loop{EventLoop({.clock = &clock})};
    LoopQueue traced{EventLoop({.clock = &clock, .trace = &trace.writer(Track::page), .names = &trace.names()})};
    RingQueue ring;
    SideBySide("queue_a_microtask, each queues the next", [&] { return ns_a_link(loop); })
        .beside(
            "bare ring", [&] { return ns_a_link(ring); }, 2.5)
        .beside("traced, for comparison", [&] { return ns_a_link(traced); })
        .run(state, 31);
}

void then(benchmark::State& state) {
    RealClock clock;
    EventLoop loop({.clock = &clock});
    Async async(loop);
    RingQueue ring;
    SideBySide("then on a promise that is fulfilled, each makes the next", [&] {
        return ns_a_then(loop, async);
    }).beside("bare ring", [&] {
          return ns_a_link(ring);
      }).run(state, 31);
}

BENCHMARK(chain)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(then)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
