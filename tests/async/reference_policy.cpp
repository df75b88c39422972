// SPDX-License-Identifier: MIT
// Which queue is next, as the three policies are described in words (loop/policy.h, loop/policy.cpp).
#include "async/reference_model.h"

namespace janklab::random_programs {
namespace {

Choice task_of(TaskSource source) { return {Choice::Kind::task, source}; }
const Choice rendering{Choice::Kind::rendering, {}};

constexpr TaskSource all_sources[] = {
    TaskSource::user_interaction,
    TaskSource::user_blocking,
    TaskSource::user_visible,
    TaskSource::background,
    TaskSource::timer,
    TaskSource::posted_message,
    TaskSource::networking,
    TaskSource::dom_manipulation,
    TaskSource::idle_timeout,
    TaskSource::posted_from_thread,
};
static_assert(std::size(all_sources) == task_source_count);

}  // namespace

Choice ReferenceModel::choose(TimePoint rendering_since) const {
    const bool may_render = rendering_since != time_never;
    if (tasks_.empty()) {
        if (may_render) return rendering;
        return {idle_may_run() ? Choice::Kind::idle : Choice::Kind::nothing, {}};
    }
    switch (policy_) {
        case Policy::fifo:  // rendering, but not twice while a task waits; else the oldest task
            return may_render && !rendered_last_ ? rendering : choose_the_oldest(true);
        case Policy::strict:  // input, user-blocking, rendering, the rest
            if (waits(TaskSource::user_interaction) || waits(TaskSource::user_blocking)) return choose_by_priority();
            return may_render ? rendering : choose_by_priority();
        case Policy::browser:
            break;
    }
    return choose_as_a_browser(rendering_since);
}

/// Rendering that waits for 100 ms; input; rendering; who starves; by priority. Never two renderings while a task
/// waits.
Choice ReferenceModel::choose_as_a_browser(TimePoint rendering_since) const {
    const bool may_render = rendering_since != time_never && !rendered_last_;
    if (may_render && now_ >= rendering_since + 100ms) return rendering;
    if (waits(TaskSource::user_interaction)) return task_of(TaskSource::user_interaction);
    if (may_render) return rendering;
    if (const std::optional<Choice> starving = choose_who_starves()) return *starving;
    return choose_by_priority();
}

Choice ReferenceModel::choose_by_priority() const {
    if (waits(TaskSource::user_interaction)) return task_of(TaskSource::user_interaction);
    if (waits(TaskSource::user_blocking) && mistake_ != Mistake::user_blocking_waits_its_turn)
        return task_of(TaskSource::user_blocking);
    return choose_the_oldest(false);
}

/// Of the first tasks of the sources the one that was queued first; the background only if it is asked for, or alone.
Choice ReferenceModel::choose_the_oldest(bool background_too) const {
    const Task* oldest = nullptr;
    for (const TaskSource source : all_sources) {
        if (source == TaskSource::background && !background_too) continue;
        const Task* first = first_of(source);
        if (first && (!oldest || first->order < oldest->order)) oldest = first;
    }
    return task_of(oldest ? oldest->source : TaskSource::background);
}

/// The source that was passed over longest, if that is 20 ms (of the background: 500 ms) or more.
std::optional<Choice> ReferenceModel::choose_who_starves() const {
    TimePoint longest = time_never;
    TaskSource who{};
    for (int i = 0; i < task_source_count; ++i) {
        const auto source = static_cast<TaskSource>(i);
        const TimePoint since = passed_over_[i];
        const Duration patience = source == TaskSource::background ? 500ms : 20ms;
        if (!waits(source) || since == time_never || now_ < since + patience || since >= longest) continue;
        longest = since;
        who = source;
    }
    if (longest == time_never) return std::nullopt;
    return task_of(who);
}

}  // namespace janklab::random_programs
