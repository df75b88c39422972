// SPDX-License-Identifier: MIT
#include "bench/side_by_side.h"

#include <fmt/format.h>

#include <algorithm>

namespace bench {

double median(std::vector<double> values) {
    std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
    return values[values.size() / 2];
}

double now_ns(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

void SideBySide::run(benchmark::State& state, int rounds) {
    for (auto _ : state) {
        for (Contender& contender : contenders_) contender.round();  // fills the caches, grows the queues
        for (int round = 0; round < rounds; ++round) run_a_round(static_cast<std::size_t>(round));
    }
    print(state);
}

/// Each begins in turn.
void SideBySide::run_a_round(std::size_t first) {
    for (std::size_t i = 0; i < contenders_.size(); ++i) {
        Contender& contender = contenders_[(first + i) % contenders_.size()];
        contender.measured.push_back(contender.round());
    }
}

double SideBySide::ratio_to(const Contender& other) const {
    std::vector<double> ratios = contenders_.front().measured;
    for (std::size_t i = 0; i < ratios.size(); ++i) ratios[i] /= other.measured[i];
    return median(std::move(ratios));
}

void SideBySide::print(benchmark::State& state) const {
    fmt::print("\n{}, {}\n", what_, unit_);
    for (const Contender& contender : contenders_) {
        const double measured = median(contender.measured);
        state.counters[contender.name] = measured;
        fmt::print("  {:<44}{:>10.2f}", contender.name, measured);
        if (&contender != &contenders_.front()) {
            const double ratio = ratio_to(contender);
            fmt::print("{:>9.2f} of it", ratio);
            if (contender.aim != no_aim) {
                fmt::print("   aim {:.2f}: {}", contender.aim, ratio <= contender.aim ? "met" : "missed");
            }
        }
        fmt::print("\n");
    }
}

}  // namespace bench
