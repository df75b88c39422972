// SPDX-License-Identifier: MIT
#include "trace/page_stack.h"

namespace janklab {

namespace {

/// Two of these can be open at once, one inside the other, so that only the id says which one ends.
bool is_told_by_id(Activity activity) { return activity == Activity::callback || activity == Activity::microtask; }

}  // namespace

PageStack::Change PageStack::take(const TraceEvent& event) {
    if (event.track != Track::page) return Change::none;
    switch (event.type) {
        case EventType::task_started:
            clear();
            return opened(Activity::task, event);
        case EventType::task_ended:
            return closed(Activity::task, event);
        case EventType::checkpoint_started:
            return opened(Activity::checkpoint, event);
        case EventType::checkpoint_ended:
            return closed(Activity::checkpoint, event);
        case EventType::microtask_started:
            return opened(Activity::microtask, event);
        case EventType::microtask_ended:
            return closed(Activity::microtask, event);
        case EventType::callback_started:
            return opened(Activity::callback, event);
        case EventType::callback_ended:
            return closed(Activity::callback, event);
        case EventType::rendering_started:
            clear();
            return opened(Activity::rendering, event);
        case EventType::rendering_ended:
            return closed(Activity::rendering, event);
        case EventType::style_started:
            return opened(Activity::style, event);
        case EventType::style_ended:
            return closed(Activity::style, event);
        case EventType::layout_started:
            return opened(Activity::layout, event);
        case EventType::layout_ended:
            return closed(Activity::layout, event);
        case EventType::paint_started:
            return opened(Activity::paint, event);
        case EventType::paint_ended:
            return closed(Activity::paint, event);
        case EventType::gc_started:
            return opened(Activity::gc, event);
        case EventType::gc_ended:
            return closed(Activity::gc, event);
        case EventType::idle_period_started:
            clear();
            return opened(Activity::idle_period, event);
        case EventType::idle_period_ended:
            return closed(Activity::idle_period, event);
        case EventType::waiting_started:
            clear();
            return opened(Activity::waiting, event);
        case EventType::waiting_ended:
            return closed(Activity::waiting, event);
        case EventType::paused:
            return opened(Activity::paused, event);
        case EventType::resumed:
            return closed(Activity::paused, event);
        case EventType::page_opened:
            clear();
            return Change::none;
        default:
            return Change::none;
    }
}

bool PageStack::inside(Activity activity) const {
    for (const Span& span : open()) {
        if (span.activity == activity) return true;
    }
    return false;
}

PageStack::Change PageStack::opened(Activity activity, const TraceEvent& event) {
    if (depth_ == deepest) {
        ++too_deep_;
        return Change::none;
    }
    changed_ = {
        .activity = activity, .detail = event.detail, .id = event.id, .name = name_of(event), .start = event.time};
    spans_[depth_++] = changed_;
    return Change::opened;
}

PageStack::Change PageStack::closed(Activity activity, const TraceEvent& event) {
    if (too_deep_ > 0) {
        --too_deep_;
        return Change::none;
    }
    for (std::size_t i = depth_; i-- > 0;) {
        if (spans_[i].activity != activity) continue;
        if (is_told_by_id(activity) && spans_[i].id != event.id) continue;
        depth_ = i;
        changed_ = spans_[i];
        changed_.end = event.time;
        return Change::closed;
    }
    return Change::none;
}

}  // namespace janklab
