// SPDX-License-Identifier: MIT
#include "trace/trace.h"

#include <algorithm>

namespace janklab {

Trace::Trace(const Clock& clock, std::size_t capacity)
    : clock_(clock),
      first_(capacity),
      second_(clock.kind() == ClockKind::real ? std::make_unique<Reading>(capacity) : nullptr),
      page_(first_.ring, clock, Track::page),
      display_(second_ ? second_->ring : first_.ring, clock, Track::display) {}

void Trace::remove(Fold& fold) { std::erase(folds_, &fold); }

void Trace::read(Reading& reading, Track track) {
    reading.batch.erase(reading.batch.begin(), reading.batch.begin() + static_cast<std::ptrdiff_t>(reading.passed_on));
    reading.passed_on = 0;
    const std::size_t held_back = reading.batch.size();
    const std::uint64_t lost = reading.reader.read(reading.batch);
    if (lost == 0) return;
    while (reading.passed_on < held_back) pass_on(reading);  // What came before the gap is told before it.
    lost_ += lost;
    for (Fold* fold : folds_) {
        fold->lost(track, lost);
        if (!second_) fold->lost(Track::display, 0);
    }
}

void Trace::pass_on(Reading& reading) {
    const TraceEvent& event = reading.batch[reading.passed_on++];
    for (Fold* fold : folds_) fold->take(event);
}

void Trace::collect() {
    // An event that the other thread writes after this moment is left for the next time: what happened between, and is
    // not written yet, may have to go before it.
    const TimePoint now = clock_.stamp();
    read(first_, Track::page);
    if (!second_) {
        while (first_.passed_on < first_.batch.size()) pass_on(first_);
        return;
    }
    read(*second_, Track::display);
    const auto time_of_next = [](const Reading& reading) {
        return reading.passed_on < reading.batch.size() ? reading.batch[reading.passed_on].time : time_never;
    };
    for (;;) {
        const TimePoint page = time_of_next(first_), display = time_of_next(*second_);
        if (std::min(page, display) > now) return;
        pass_on(page <= display ? first_ : *second_);
    }
}

}  // namespace janklab
