// SPDX-License-Identifier: MIT
// SideBySide: compares one subject with its peers in one run. Rounds go round among the contenders, so that a machine
// that slows down slows them all; each round gives a ratio, and the median of those is printed beside its aim. Absolute
// times of two runs cannot be compared, ratios can.
#pragma once

#include <benchmark/benchmark.h>

#include <cstddef>
#include <ctime>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace bench {

double median(std::vector<double> values);
/// A reading of the clock.
double now_ns(clockid_t clock);

/// Nanoseconds that `work` takes, divided by `operations`: of this thread's processor time, which does not count others
/// that run on the machine; where threads wait for each other, of the wall's.
template <class Work>
double ns_each(std::size_t operations, Work&& work, clockid_t clock = CLOCK_THREAD_CPUTIME_ID) {
    const double start = now_ns(clock);
    work();
    return (now_ns(clock) - start) / static_cast<double>(operations);
}

/// One round; returns what it measured, the smaller the better.
using Round = std::function<double()>;
inline constexpr double no_aim = 0;

class SideBySide {
  public:
    /// `what` is one line for people; `unit` that of what the rounds return.
    SideBySide(std::string what, Round subject, std::string unit = "ns")
        : what_(std::move(what)), unit_(std::move(unit)) {
        contenders_.push_back({"janklab", std::move(subject), no_aim, {}});
    }
    /// The subject should take at most `aim` times as long as this.
    SideBySide& beside(std::string name, Round round, double aim = no_aim) {
        contenders_.push_back({std::move(name), std::move(round), aim, {}});
        return *this;
    }
    void run(benchmark::State& state, int rounds);

  private:
    struct Contender {
        std::string name;
        Round round;
        double aim;
        std::vector<double> measured;
    };

    void run_a_round(std::size_t first);
    double ratio_to(const Contender& other) const;
    void print(benchmark::State& state) const;

    std::string what_, unit_;
    std::vector<Contender> contenders_;
};

}  // namespace bench
