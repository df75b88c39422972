// SPDX-License-Identifier: MIT
// What recording costs: one zone (a chained time stamp and an event) beside the least code that does it, a reading of
// the same clock and a plain store of 64 bytes into a ring of the same size. Alternated in one run; the ratio is
// printed.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/clock.h"
#include "bench/side_by_side.h"
#include "trace/trace.h"

namespace {

using namespace janklab;
using bench::median;

constexpr std::size_t capacity = Trace::default_capacity;
constexpr int zones = 20000;  // a round
constexpr int rounds = 101;

struct PlainRing {
    std::vector<TraceEvent> slots = std::vector<TraceEvent>(capacity);
    std::uint64_t written = 0;
    TraceEvent& next() { return slots[written++ & (capacity - 1)]; }
};

const janklab::CodeLocation here = janklab::Name("zone").where;

/// The zone with the least code: each field straight into the slot. Not inlined, as the loop's code is not.
[[gnu::noinline]] void plain_zone(PlainRing& ring, const Clock& clock, std::uint64_t id) {
    const TimePoint now = clock.stamp();
    TraceEvent& slot = ring.next();
    slot.time = now;
    slot.type = EventType::task_ended;
    slot.track = Track::page;
    slot.detail = 0;
    slot.id = id;
    slot.cause = slot.arg = slot.arg2 = 0;
    slot.name = "zone";
    slot.where = here;
}

[[gnu::noinline]] void traced_zone(TraceWriter& trace, std::uint64_t id) {
    trace.write(EventType::task_ended, {.id = id, .name = "zone"});
}

[[gnu::noinline]] void stamp_alone(const Clock& clock) { benchmark::DoNotOptimize(clock.stamp()); }

template <class Zone>
double ns_a_zone(Zone zone) {
    return bench::ns_each(zones, [&] {
        for (std::uint64_t i = 0; i < zones; ++i) zone(i);
    });
}

void trace_zone(benchmark::State& state) {
    const RealClock clock;
    Trace trace(clock, capacity);
    TraceWriter& writer = trace.writer(Track::page);
    PlainRing ring;
    for (auto _ : state) {
        std::vector<double> plain, traced, stamp;
        for (int round = 0; round < rounds; ++round) {
            plain.push_back(ns_a_zone([&](std::uint64_t id) { plain_zone(ring, clock, id); }));
            traced.push_back(ns_a_zone([&](std::uint64_t id) { traced_zone(writer, id); }));
            stamp.push_back(ns_a_zone([&](std::uint64_t) { stamp_alone(clock); }));
        }
        state.counters["stamp_ns"] = median(stamp);
        state.counters["plain_ns"] = median(plain);
        state.counters["traced_ns"] = median(traced);
        state.counters["ratio"] = median(traced) / median(plain);
    }
    benchmark::DoNotOptimize(ring.slots.data());
}
BENCHMARK(trace_zone)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
