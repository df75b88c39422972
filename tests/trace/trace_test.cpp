// SPDX-License-Identifier: MIT
#include "trace/trace.h"

#include <doctest/doctest.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "trace/recording.h"

using namespace janklab;

namespace {

/// A clock of the real kind whose hands the test moves.
class HandClock final : public Clock {
  public:
    TimePoint now() override { return stamp(); }
    TimePoint stamp() const override { return time; }
    bool busy(Duration, const StopFlag&) override { return true; }
    ClockKind kind() const override { return ClockKind::real; }
    TimePoint time;
};

struct Seen final : Fold {
    void take(const TraceEvent& event) override { events.push_back(event); }
    void lost(Track track, std::uint64_t count) override { losses.emplace_back(track, count, events.size()); }
    std::vector<std::uint64_t> ids() const {
        std::vector<std::uint64_t> ids;
        for (const TraceEvent& event : events) ids.push_back(event.id);
        return ids;
    }
    std::vector<TraceEvent> events;
    std::vector<std::tuple<Track, std::uint64_t, std::size_t>> losses;  // with how many events were seen before
};

using Ids = std::vector<std::uint64_t>;

}  // namespace

TEST_CASE("an event comes out as it was written, field by field") {
    HandClock clock;
    clock.time = time_zero + 5ms;
    Trace trace(clock, 16);
    Seen seen;
    trace.add(seen);
    const Name name("work");
    trace.writer(Track::display)
        .write(EventType::task_queued, {.id = 1, .cause = 2, .detail = 0xABCD, .arg = ~0ull, .arg2 = 4, .name = name});
    trace.collect();
    REQUIRE(seen.events.size() == 1);
    const TraceEvent& event = seen.events[0];
    CHECK(event.time == time_zero + 5ms);
    CHECK(event.type == EventType::task_queued);
    CHECK(event.track == Track::display);
    CHECK(event.detail == 0xABCD);
    CHECK(event.where.line() == name.where.line());
    CHECK(event.id == 1);
    CHECK(event.cause == 2);
    CHECK(event.arg == ~0ull);
    CHECK(event.arg2 == 4);
    CHECK(std::string(event.name) == "work");
    CHECK(std::string(event.where.file()) == name.where.file());
}

TEST_CASE("both tracks are merged by time, the page first where times are equal") {
    HandClock clock;
    Trace trace(clock, 16);
    Seen seen;
    trace.add(seen);
    const auto write = [&](Track track, int ms, std::uint64_t id) {
        clock.time = time_zero + ms * 1ms;
        trace.writer(track).write(EventType::log, {.id = id});
    };
    write(Track::display, 1, 10);
    write(Track::page, 2, 20);
    write(Track::display, 2, 21);
    write(Track::page, 3, 30);
    write(Track::display, 4, 40);
    trace.collect();
    CHECK(seen.ids() == Ids{10, 20, 21, 30, 40});
}

TEST_CASE("what is stamped after the collecting began waits for the next time, and then takes its place") {
    HandClock clock;
    Trace trace(clock, 16);
    Seen seen;
    trace.add(seen);
    trace.writer(Track::display).write_at(time_zero + 5ms, EventType::log, {.id = 5});
    clock.time = time_zero + 3ms;
    trace.collect();
    CHECK(seen.events.empty());
    trace.writer(Track::page).write_at(time_zero + 4ms, EventType::log, {.id = 4});
    clock.time = time_zero + 6ms;
    trace.collect();
    CHECK(seen.ids() == Ids{4, 5});
}

TEST_CASE("in virtual time the order of writing is the order of reading, whatever the tracks and stamps") {
    VirtualClock clock;
    Trace trace(clock, 16);
    Seen seen;
    trace.add(seen);
    trace.writer(Track::display).write(EventType::begin_frame, {.id = 1});
    trace.writer(Track::page).write(EventType::begin_frame_received, {.id = 2});
    trace.writer(Track::display).write_at(time_zero + 9ms, EventType::presented, {.id = 3});
    trace.writer(Track::page).write(EventType::commit, {.id = 4});
    trace.collect();
    CHECK(seen.ids() == Ids{1, 2, 3, 4});
}

TEST_CASE("a chained event has the stamp of the one before, or of the latest restamp") {
    HandClock clock;
    Trace trace(clock, 16);
    Seen seen;
    trace.add(seen);
    TraceWriter& writer = trace.writer(Track::page);
    clock.time = time_zero + 1ms;
    writer.write(EventType::task_ended);
    clock.time = time_zero + 2ms;
    writer.write_chained(EventType::task_started);
    writer.restamp();
    writer.write_chained(EventType::task_started);
    trace.collect();
    REQUIRE(seen.events.size() == 3);
    CHECK(seen.events[1].time == time_zero + 1ms);
    CHECK(seen.events[2].time == time_zero + 2ms);
    CHECK(writer.last_stamp() == time_zero + 2ms);
}

TEST_CASE("a writer that is faster than the reader overwrites the oldest events, and the reader is told how many") {
    HandClock clock;
    Trace trace(clock, 16);
    Seen seen;
    trace.add(seen);
    for (std::uint64_t id = 1; id <= 1000; ++id) trace.writer(Track::page).write(EventType::log, {.id = id});
    trace.writer(Track::display).write(EventType::log, {.id = 5000});
    trace.collect();
    const std::uint64_t kept = seen.events.size() - 1, lost = 1000 - kept;
    CHECK(kept >= 16);
    CHECK(kept < 1000);
    CHECK(trace.lost_events() == lost);
    REQUIRE(seen.losses.size() == 1);
    CHECK(seen.losses[0] == std::tuple(Track::page, lost, 0u));
    for (std::uint64_t i = 0; i < kept; ++i) REQUIRE(seen.events[i].id == lost + 1 + i);
    CHECK(seen.events.back().id == 5000);
}

TEST_CASE("the latest events of a ring can be read, as many of the longest as it has room for") {
    HandClock clock;
    EventRing ring(100);
    TraceWriter writer(ring, clock, Track::page);
    for (std::uint64_t id = 1; id <= 1000; ++id) {
        writer.write(EventType::log, {.id = id, .cause = 1, .arg = 2, .arg2 = 3, .name = "longest"});
        std::vector<TraceEvent> events;
        const std::uint64_t lost = EventReader(ring).read(events);
        REQUIRE(lost + events.size() == id);
        REQUIRE(events.size() >= std::min<std::uint64_t>(id, 100));
        REQUIRE(events.back().id == id);
    }
}

TEST_CASE("stamps come out exactly, however far apart and in whatever order they are written") {
    HandClock clock;
    EventRing ring(64);
    TraceWriter writer(ring, clock, Track::page);
    const std::vector<TimePoint> times = {TimePoint{5s},   TimePoint{5s} + 1ns, TimePoint{1s}, TimePoint{9s},
                                          TimePoint{-2s},  time_zero,           TimePoint{3s}, TimePoint{3s - 1ns},
                                          TimePoint{100h}, time_never};
    for (const TimePoint time : times) writer.write_at(time, EventType::log);
    std::vector<TraceEvent> events;
    CHECK(EventReader(ring).read(events) == 0);
    REQUIRE(events.size() == times.size());
    for (std::size_t i = 0; i < times.size(); ++i) CHECK(events[i].time == times[i]);
}

TEST_CASE("in virtual time a loss is told to both tracks' listeners, and counted once") {
    VirtualClock clock;
    Trace trace(clock, 16);
    Seen seen;
    trace.add(seen);
    for (int i = 0; i < 1000; ++i) trace.writer(Track::display).write(EventType::log);
    trace.collect();
    const std::uint64_t lost = 1000 - seen.events.size();
    CHECK(lost > 0);
    CHECK(trace.lost_events() == lost);
    REQUIRE(seen.losses.size() == 2);
    CHECK(seen.losses[0] == std::tuple(Track::page, lost, 0u));
    CHECK(seen.losses[1] == std::tuple(Track::display, 0u, 0u));
}

TEST_CASE("what was held back before a loss is passed on before it") {
    HandClock clock;
    Trace trace(clock, 16);
    Seen seen;
    trace.add(seen);
    trace.writer(Track::page).write_at(time_zero + 5ms, EventType::log, {.id = 1});
    trace.collect();
    CHECK(seen.events.empty());
    clock.time = time_zero + 9ms;
    for (std::uint64_t id = 2; id <= 1000; ++id) trace.writer(Track::page).write(EventType::log, {.id = id});
    trace.collect();
    REQUIRE(seen.losses.size() == 1);
    CHECK(seen.losses[0] == std::tuple(Track::page, 1000 - seen.events.size(), 1u));
    CHECK(seen.events[0].id == 1);
}

TEST_CASE("a fold that was removed hears nothing more") {
    VirtualClock clock;
    Trace trace(clock, 16);
    Seen seen;
    trace.add(seen);
    trace.remove(seen);
    trace.writer(Track::page).write(EventType::log);
    trace.collect();
    CHECK(seen.events.empty());
}

TEST_CASE("under two threads no torn event is ever delivered, and none is counted twice or forgotten") {
    const RealClock clock;
    Trace trace(clock, 64);  // Small, so that the writer laps the reader all the time.
    struct Whole final : Fold {
        void take(const TraceEvent& event) override {
            ++taken;
            const bool whole = event.cause == event.id * 3 && event.arg == ~event.id && event.arg2 == event.id + 7 &&
                               event.where.line() == event.id % places.size() && event.id > latest;
            broken += !whole;
            latest = event.id;
        }
        void lost(Track, std::uint64_t count) override { lost_count += count; }
        std::vector<Place> places = std::vector<Place>(1000);
        std::uint64_t taken = 0, broken = 0, latest = 0, lost_count = 0;
    } whole;
    for (std::uint32_t i = 0; i < 1000; ++i) whole.places[i].line = i;
    trace.add(whole);
    constexpr std::uint64_t events = 300'000;
    std::atomic<bool> done{false};
    std::thread writer([&] {
        for (std::uint64_t id = 1; id <= events; ++id) {
            trace.writer(Track::page)
                .write(EventType::log, {.id = id,
                                        .cause = id * 3,
                                        .arg = ~id,
                                        .arg2 = id + 7,
                                        .name = {"n", CodeLocation(&whole.places[id % whole.places.size()])}});
        }
        done = true;
    });
    while (!done) trace.collect();
    writer.join();
    trace.collect();
    CHECK(whole.broken == 0);
    CHECK(whole.taken > 0);
    CHECK(whole.taken + whole.lost_count == events);
    CHECK(whole.latest == events);
}

TEST_CASE("names that are made at run time live as long as the table, once for each text") {
    NameTable names;
    const std::string text = "made at run time";
    const char* first = names.intern(text);
    for (int i = 0; i < 1000; ++i) names.intern("other " + std::to_string(i));
    CHECK(names.intern("made at run time") == first);
    CHECK(std::string(first) == text);
}

TEST_CASE("a recording keeps events up to its limit and says how many came after") {
    Recording recording(40'000);
    for (std::uint64_t id = 0; id < 50'000; ++id) recording.take({.id = id});
    recording.lost(Track::page, 3);
    CHECK(recording.size() == 40'000);
    CHECK(recording[0].id == 0);
    CHECK(recording[39'999].id == 39'999);
    CHECK(recording.beyond_limit() == 10'000);
    CHECK(recording.lost_events() == 3);
}
