// SPDX-License-Identifier: MIT
#include "trace/pacing.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace janklab {

namespace {

constexpr std::size_t frames_kept = 256;  // between a BeginFrame and the word that its content was shown
constexpr std::size_t times_kept = 2048;  // more than are shown in a second

/// By nearest rank.
Duration percentile(const std::vector<Duration>& sorted, double part) {
    const auto rank = static_cast<std::size_t>(std::ceil(part * static_cast<double>(sorted.size())));
    return sorted[std::max<std::size_t>(rank, 1) - 1];
}

double rate_of(double distance_ns) { return distance_ns > 0 ? 1e9 / distance_ns : 0; }

Duration rounded(double ns) { return Duration(std::llround(ns)); }

}  // namespace

Pacing::Pacing() : begun_(frames_kept), nothing_owed_(frames_kept), distances_(kept), times_(times_kept) {}

void Pacing::take(const TraceEvent& event) {
    if (event.track != Track::display) return;
    switch (event.type) {
        case EventType::begin_frame:
            return begin_frame(event);
        case EventType::deadline_passed:
            return deadline_passed(event);
        case EventType::presented:
            return presented(event);
        case EventType::frame_skipped: {
            const Begun* frame = begun(event.id);
            if (event.detail == 0 && !(frame && frame->owed)) note_nothing_owed(event.id);
            return;
        }
        case EventType::visibility_changed:
            shown_.time = time_never;
            times_in_stretch_ = 0;
            return;
        default:
            return;
    }
}

void Pacing::lost(Track track, std::uint64_t) {
    if (track != Track::display) return;
    shown_.time = time_never;
    times_in_stretch_ = 0;
}

void Pacing::begin_frame(const TraceEvent& event) {
    interval_ = Duration(event.arg2);
    begun_.push({.frame = event.id, .time = event.time});
}

void Pacing::deadline_passed(const TraceEvent& event) {
    if (const Begun* frame = begun(event.id)) const_cast<Begun*>(frame)->owed = true;
    if (shown_.time == time_never || !in_one_stretch(shown_.frame, event.id)) return;
    longest_gap_ = std::max(longest_gap_, event.time - shown_.time);
    look_at_the_second_before(event.time);
}

void Pacing::presented(const TraceEvent& event) {
    const std::uint64_t frame = event.cause ? event.cause : event.id;
    if (event.arg2 != 1) {
        const Begun* begin = begun(frame);
        if (!(begin && begin->owed)) note_nothing_owed(frame);
        return;
    }
    const Shown shown{frame, event.id, event.arg ? TimePoint(Duration(event.arg)) : event.time};
    if (shown_.time != time_never && in_one_stretch(shown_.frame, frame)) {
        count_distance(shown.time - shown_.time);
        count_animation_error(shown);
        look_at_the_second_before(shown.time);
    } else {
        times_in_stretch_ = 0;
    }
    times_.push(shown.time);
    times_in_stretch_ = std::min(times_in_stretch_ + 1, times_.size());
    shown_ = shown;
}

void Pacing::note_nothing_owed(std::uint64_t frame) {
    if (nothing_owed_.empty() || nothing_owed_.newest() < frame) nothing_owed_.push(frame);
}

/// False if between these two frames there was one for which nothing new was owed.
bool Pacing::in_one_stretch(std::uint64_t first, std::uint64_t last) const {
    for (std::size_t i = nothing_owed_.size(); i-- > 0 && nothing_owed_[i] > first;) {
        if (nothing_owed_[i] < last) return false;
    }
    return true;
}

void Pacing::count_distance(Duration distance) {
    distances_.push(distance);
    ++count_;
    const auto ns = static_cast<double>(distance.count());
    const double from_mean = ns - mean_;
    mean_ += from_mean / static_cast<double>(count_);
    squares_ += from_mean * (ns - mean_);
    max_ = std::max(max_, distance);
    longest_gap_ = std::max(longest_gap_, distance);
    if (interval_ <= Duration{0}) return;
    const auto bin = std::llround(ns * bins_per_interval / static_cast<double>(interval_.count()));
    ++histogram_[static_cast<std::size_t>(std::clamp<long long>(bin, 0, bin_count - 1))];
}

void Pacing::count_animation_error(const Shown& shown) {
    const Begun *now = begun(shown.content), *before = begun(shown_.content);
    if (!now || !before) return;
    const Duration error = std::chrono::abs((now->time - before->time) - (shown.time - shown_.time));
    ++error_count_;
    error_sum_ += error;
    error_max_ = std::max(error_max_, error);
}

/// Counts the presentations in the second that ends just before `time`, if new content was owed all through it.
void Pacing::look_at_the_second_before(TimePoint time) {
    const Duration slack = interval_ / 4;  // presentations at exact multiples of the interval must not fall out
    const TimePoint start = time - 1s;
    const std::size_t oldest = times_.size() - times_in_stretch_;
    if (times_in_stretch_ == 0 || times_[oldest] > start + slack) return;
    int frames = 0;
    for (std::size_t i = times_.size(); i-- > oldest && times_[i] >= start - slack;) frames += times_[i] < time - slack;
    if (!worst_second_ || frames < worst_second_->frames) worst_second_ = {start, frames};
}

const Pacing::Begun* Pacing::begun(std::uint64_t frame) const {
    for (std::size_t i = begun_.size(); i-- > 0 && begun_[i].frame >= frame;) {
        if (begun_[i].frame == frame) return &begun_[i];
    }
    return nullptr;
}

std::optional<PacingFigures> Pacing::figures() const {
    if (count_ == 0) return std::nullopt;
    std::vector<Duration> sorted;
    sorted.reserve(distances_.size());
    for (std::size_t i = 0; i < distances_.size(); ++i) sorted.push_back(distances_[i]);
    std::ranges::sort(sorted);

    PacingFigures figures;
    figures.count = count_;
    figures.mean = rounded(mean_);
    figures.standard_deviation = rounded(std::sqrt(squares_ / static_cast<double>(count_)));
    figures.p50 = percentile(sorted, 0.5);
    figures.p95 = percentile(sorted, 0.95);
    figures.p99 = percentile(sorted, 0.99);
    figures.p999 = percentile(sorted, 0.999);
    figures.max = max_;
    figures.longest_gap = longest_gap_;
    figures.one_percent_low_p99 = rate_of(static_cast<double>(figures.p99.count()));
    const std::size_t worst = std::max<std::size_t>(1, (sorted.size() + 50) / 100);
    double sum = 0;
    for (std::size_t i = sorted.size() - worst; i < sorted.size(); ++i) sum += static_cast<double>(sorted[i].count());
    figures.one_percent_low_mean = rate_of(sum / static_cast<double>(worst));
    figures.worst_second = worst_second_;
    if (error_count_ > 0)
        figures.animation_error = {.mean = error_sum_ / static_cast<Duration::rep>(error_count_), .max = error_max_};
    return figures;
}

}  // namespace janklab
