// SPDX-License-Identifier: MIT
// The wheel against a sorted map, over random arming, cancelling and passing of time.
#include "loop/timer_wheel.h"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <vector>

using namespace janklab;

namespace {

/// The wheel and the map side by side; each operation is done on both and compared.
struct Pair {
    TimerWheel wheel;
    std::map<std::pair<TimePoint, std::uint64_t>, TimerSlot> map;
    std::vector<std::pair<TimePoint, std::uint64_t>> key_of;  // by slot
    std::vector<bool> armed;
    std::uint64_t sequence = 0;

    explicit Pair(std::size_t slots) : key_of(slots), armed(slots) {}
    void arm(TimerSlot slot, TimePoint due) {
        wheel.arm(slot, due);
        key_of[slot] = {due, ++sequence};
        map[key_of[slot]] = slot;
        armed[slot] = true;
    }
    void cancel(TimerSlot slot) {
        wheel.cancel(slot);
        map.erase(key_of[slot]);
        armed[slot] = false;
    }
    TimePoint next_in_map() const { return map.empty() ? time_never : map.begin()->first.first; }
    /// Whether both give out the same timers in the same order.
    bool fire(TimePoint now) {
        while (true) {
            if (next_in_map() <= now && !wheel.may_be_due(now)) return false;
            const TimerSlot slot = wheel.pop_due(now);
            if (slot == TimerWheel::no_slot) return next_in_map() > now;
            if (map.empty() || map.begin()->second != slot || map.begin()->first.first > now) return false;
            armed[slot] = false;
            map.erase(map.begin());
        }
    }
};

Duration random_delay(std::mt19937_64& random) {
    // From nanoseconds to a month, all lengths equally likely; now and then exactly the same.
    const int bits = static_cast<int>(random() % 52);
    if (random() % 4 == 0) return Duration{std::int64_t{1} << bits};
    return Duration{static_cast<std::int64_t>(random() % (std::uint64_t{2} << bits))};
}

}  // namespace

TEST_CASE("the wheel fires what a sorted map fires, in its order, over random histories") {
    std::mt19937_64 random(7);
    for (int round = 0; round < 300; ++round) {
        const std::size_t slots = 1 + random() % 200;
        Pair pair(slots);
        TimePoint now{Duration{static_cast<std::int64_t>(random() >> (2 + random() % 40))}};
        for (int step = 0; step < 400; ++step) {
            const auto slot = static_cast<TimerSlot>(random() % slots);
            switch (random() % 8) {
                case 0:
                    now += random_delay(random);
                    REQUIRE(pair.fire(now));
                    break;
                case 1:
                    REQUIRE(pair.wheel.next_due() == pair.next_in_map());
                    break;
                case 2:
                case 3:
                    if (pair.armed[slot]) pair.cancel(slot);
                    break;
                default:
                    if (pair.armed[slot]) pair.cancel(slot);
                    pair.arm(slot, now + random_delay(random));
            }
            REQUIRE(pair.wheel.size() == pair.map.size());
        }
        REQUIRE(pair.fire(TimePoint::max() - 1ns));
        REQUIRE(pair.wheel.empty());
    }
}

TEST_CASE("deadlines in the past, at zero and at the end of time are in order too") {
    Pair pair(4);
    REQUIRE(pair.fire(TimePoint{1s}));
    pair.arm(0, time_never);
    pair.arm(1, TimePoint{5ms});
    pair.arm(2, TimePoint{Duration{-5}});
    pair.arm(3, time_zero);
    CHECK(pair.wheel.next_due() == TimePoint{Duration{-5}});
    CHECK(pair.fire(TimePoint{1s}));
    CHECK(pair.wheel.size() == 1);
    CHECK(pair.wheel.next_due() == time_never);
}

TEST_CASE("churn leaves no dead timers behind: what was cancelled is swept out") {
    Pair pair(100);
    TimePoint now{1s};
    for (int i = 0; i < 100'000; ++i) {
        const auto slot = static_cast<TimerSlot>(i % 100);
        if (pair.armed[slot]) pair.cancel(slot);
        pair.arm(slot, now + std::chrono::seconds{10 + i % 7});
        now += 1us;
    }
    CHECK(pair.wheel.keys_held() < 3000);
    CHECK(pair.wheel.next_due() == pair.next_in_map());
    CHECK(pair.fire(now + 20s));
}
