// SPDX-License-Identifier: MIT
// `browser`, from the top: rendering that has starved for 100 ms; input; rendering; a source that has been passed over
// for 20 ms (background: 500 ms); user-blocking; everything else in order of arrival; background. But two renderings
// never follow each other while a task waits, so that a page whose frames are too slow still gets its input and timers.
// Unlike Chromium, which renders at normal priority until it has starved for 100 ms.
#include "loop/policy.h"

#include <bit>
#include <cstring>

namespace janklab {
namespace {

constexpr Duration rendering_patience = 100ms;
constexpr Duration task_patience = 20ms;
constexpr Duration background_patience = 500ms;

constexpr std::uint32_t bit(TaskSource source) { return 1u << static_cast<int>(source); }
constexpr std::uint32_t input_bit = bit(TaskSource::user_interaction);
constexpr std::uint32_t blocking_bit = bit(TaskSource::user_blocking);
constexpr std::uint32_t background_bit = bit(TaskSource::background);
constexpr std::uint32_t normal_bits = ((1u << task_source_count) - 1) & ~(input_bit | blocking_bit | background_bit);

Choice task_of(int source) { return {Choice::Kind::task, static_cast<TaskSource>(source)}; }
Choice rendering() { return {Choice::Kind::rendering, {}}; }

/// The one among `sources` whose first task came first. `sources` is not empty.
int earliest(const Candidates& candidates, std::uint32_t sources) {
    int best = std::countr_zero(sources);
    for (std::uint32_t rest = sources; rest; rest &= rest - 1) {
        const int source = std::countr_zero(rest);
        if (candidates.arrival[source] < candidates.arrival[best]) best = source;
    }
    return best;
}

/// The source that has been passed over longest and beyond its patience; -1 for none.
int starved(const Candidates& candidates) {
    int worst = -1;
    for (std::uint32_t rest = candidates.sources; rest; rest &= rest - 1) {
        const int source = std::countr_zero(rest);
        const TimePoint since = candidates.passed_over_since[source];
        const Duration patience = (1u << source) == background_bit ? background_patience : task_patience;
        if (since == time_never || candidates.now - since < patience) continue;
        if (worst < 0 || since < candidates.passed_over_since[worst]) worst = source;
    }
    return worst;
}

int by_priority(const Candidates& candidates) {
    const std::uint32_t sources = candidates.sources;
    if (sources & input_bit) return static_cast<int>(TaskSource::user_interaction);
    if (sources & blocking_bit) return static_cast<int>(TaskSource::user_blocking);
    if (sources & normal_bits) return earliest(candidates, sources & normal_bits);
    return static_cast<int>(TaskSource::background);
}

Choice choose_fifo(const Candidates& candidates) {
    const std::uint32_t sources = candidates.sources;
    if (candidates.rendering && !(candidates.rendered_last && sources)) return rendering();
    return task_of(earliest(candidates, sources));
}

Choice choose_strict(const Candidates& candidates) {
    const std::uint32_t above_rendering = input_bit | blocking_bit;
    if (candidates.rendering && !(candidates.sources & above_rendering)) return rendering();
    return task_of(by_priority(candidates));
}

Choice choose_browser(const Candidates& candidates) {
    const std::uint32_t sources = candidates.sources;
    const bool may_render = candidates.rendering && !(candidates.rendered_last && sources);
    if (may_render && candidates.now - candidates.rendering_since >= rendering_patience) return rendering();
    if (sources & input_bit) return task_of(static_cast<int>(TaskSource::user_interaction));
    if (may_render) return rendering();
    const int waiting = starved(candidates);
    return task_of(waiting >= 0 ? waiting : by_priority(candidates));
}

}  // namespace

const char* to_string(Policy policy) {
    switch (policy) {
        case Policy::fifo:
            return "fifo";
        case Policy::browser:
            return "browser";
        case Policy::strict:
            return "strict";
    }
    return "";
}

std::optional<Policy> policy_from(const char* text) {
    for (const Policy policy : {Policy::fifo, Policy::browser, Policy::strict}) {
        if (std::strcmp(text, to_string(policy)) == 0) return policy;
    }
    return std::nullopt;
}

Choice choose(Policy policy, const Candidates& candidates) {
    if (!candidates.sources && !candidates.rendering) {
        return {candidates.idle ? Choice::Kind::idle : Choice::Kind::nothing, {}};
    }
    switch (policy) {
        case Policy::fifo:
            return choose_fifo(candidates);
        case Policy::strict:
            return choose_strict(candidates);
        case Policy::browser:
            break;
    }
    return choose_browser(candidates);
}

}  // namespace janklab
