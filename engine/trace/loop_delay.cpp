// SPDX-License-Identifier: MIT
#include "trace/loop_delay.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace janklab {

namespace {

bool begins_a_turn(const Span& span) {
    return span.activity == Activity::task || span.activity == Activity::rendering ||
           span.activity == Activity::idle_period;
}

}  // namespace

void LoopDelay::take(const TraceEvent& event) {
    switch (stack_.take(event)) {
        case PageStack::Change::none:
            return;
        case PageStack::Change::opened: {
            const Span& span = stack_.changed();
            if (stack_.open().size() > 1) return;
            // The checkpoint after a task is part of its turn.
            if (in_turn_ && span.activity == Activity::checkpoint) return;
            end_turn();
            in_turn_ = begins_a_turn(span);
            start_ = end_ = span.start;
            name_ = span.name;
            return;
        }
        case PageStack::Change::closed:
            if (stack_.empty()) end_ = event.time;
            // Nothing follows an update of the rendering or an idle period within their turn.
            if (stack_.empty() && stack_.changed().activity != Activity::task) end_turn();
            return;
    }
}

void LoopDelay::end_turn() {
    if (!in_turn_) return;
    in_turn_ = false;
    const Duration length = end_ - start_;
    ++bins_[bin_of(length)];
    ++turns_;
    total_ += length;
    if (turns_ > 1 && length <= max_) return;
    max_ = length;
    longest_ = name_;
}

void LoopDelay::lost(Track track, std::uint64_t) {
    if (track != Track::page) return;
    stack_.clear();
    in_turn_ = false;
}

int LoopDelay::bin_of(Duration length) {
    const auto ns = static_cast<std::uint64_t>(std::max<Duration::rep>(length.count(), 1));
    const int octave = std::bit_width(ns) - 1;
    // The bits after the first say where within the octave.
    const std::uint64_t rest = ns - (std::uint64_t{1} << octave);
    const int part =
        static_cast<int>(octave >= octave_bits ? rest >> (octave - octave_bits) : rest << (octave_bits - octave));
    return std::min(octave * bins_per_octave + part, bin_count - 1);
}

/// The middle of the bin.
Duration LoopDelay::length_of(int bin) {
    const double octave = std::ldexp(1.0, bin / bins_per_octave);
    return Duration(static_cast<Duration::rep>(octave * (1 + (bin % bins_per_octave + 0.5) / bins_per_octave)));
}

Duration LoopDelay::percentile(double part) const {
    const auto rank = static_cast<std::uint64_t>(std::ceil(part * static_cast<double>(turns_)));
    std::uint64_t seen = 0;
    for (int bin = 0; bin < bin_count; ++bin) {
        seen += bins_[bin];
        if (seen >= rank) return std::min(length_of(bin), max_);
    }
    return max_;
}

std::optional<LoopDelayFigures> LoopDelay::figures() const {
    if (turns_ == 0) return std::nullopt;
    return LoopDelayFigures{.turns = turns_,
                            .mean = total_ / static_cast<Duration::rep>(turns_),
                            .p50 = percentile(0.5),
                            .p99 = percentile(0.99),
                            .max = max_,
                            .longest = longest_};
}

}  // namespace janklab
