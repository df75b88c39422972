// SPDX-License-Identifier: MIT
#include "inspector/live_figures.h"

namespace janklab {

void PerSecond::note(TimePoint time, std::uint64_t count) {
    const std::int64_t number = bucket_of(time);
    Bucket& bucket = buckets_[static_cast<std::size_t>(number) % buckets_.size()];
    if (bucket.number != number) bucket = {number, 0};
    bucket.count += count;
}

std::uint64_t PerSecond::count(TimePoint now) const {
    const std::int64_t newest = bucket_of(now);
    std::uint64_t sum = 0;
    for (const Bucket& bucket : buckets_) {
        if (bucket.number >= newest - buckets_per_second && bucket.number < newest) sum += bucket.count;
    }
    return sum;
}

void LiveFigures::take(const TraceEvent& event) {
    if (event.track == Track::page) page_seen_at_ = event.time;
    switch (event.type) {
        case EventType::page_opened:
            tasks_ = {};
            microtasks_ = timers_ = animation_frames_ = idle_callbacks_ = {};
            drained_ = 0;
            break;
        case EventType::task_started:
            if (event.detail < task_source_count) tasks_[event.detail].note(event.time);
            break;
        case EventType::checkpoint_started:
            drained_ = 0;
            break;
        case EventType::microtask_ended:
            ++drained_;
            microtasks_.note(event.time);
            break;
        case EventType::microtask_batch:
            drained_ += event.arg;
            microtasks_.note(event.time, event.arg);
            break;
        case EventType::timer_fired:
            timers_.note(event.time);
            break;
        case EventType::callback_started:
            if (event.detail == static_cast<std::uint16_t>(CallbackKind::animation_frame))
                animation_frames_.note(event.time);
            if (event.detail == static_cast<std::uint16_t>(CallbackKind::idle)) idle_callbacks_.note(event.time);
            break;
        case EventType::presented:
            presented_by_ = static_cast<PresentedSource>(event.detail);
            break;
        default:
            break;
    }
}

}  // namespace janklab
