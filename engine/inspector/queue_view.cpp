// SPDX-License-Identifier: MIT
#include "inspector/queue_view.h"

#include <algorithm>
#include <cstring>

namespace janklab {
namespace {

constexpr std::uint64_t most_looked_at = 64;  // A queue of thousands costs no more than that.

/// Those that most pages use have their rows from the start, so that nothing moves when they are first used.
bool common(TaskSource source) { return source == TaskSource::user_interaction || source == TaskSource::timer; }

bool same_name(const char* a, const char* b) { return a == b || (a && b && std::strcmp(a, b) == 0); }

/// Where a timer of that name was before, else where none was, else the first that is free; one must be.
TimerSlot& best_free_slot(std::span<TimerSlot> slots, const char* name) {
    TimerSlot* best = nullptr;
    for (TimerSlot& slot : slots) {
        if (slot.busy()) continue;
        if (slot.name && same_name(slot.name, name)) return slot;
        if (!best || (best->name && !slot.name)) best = &slot;
    }
    return *best;
}

/// In a long checkpoint not every microtask is told, but the latest has a name.
const char* running_microtask(const LoopState& loop, TimePoint now) {
    WorkPiece piece;
    if (!loop.stack().inside(Activity::checkpoint) || !loop.running(now, piece)) return nullptr;
    const char* innermost = loop.page().name.text;
    const char* name = innermost && *innermost ? innermost : piece.microtasks.name.text;
    return name && *name ? name : nullptr;
}

}  // namespace

const char* words_for(TaskSource source) {
    switch (source) {
        case TaskSource::dom_manipulation:
            return "DOM manipulation";
        case TaskSource::user_interaction:
            return "User interaction";
        case TaskSource::networking:
            return "Networking";
        case TaskSource::timer:
            return "Timer";
        case TaskSource::posted_message:
            return "Posted message";
        case TaskSource::user_blocking:
            return "User-blocking";
        case TaskSource::user_visible:
            return "User-visible";
        case TaskSource::background:
            return "Background";
        case TaskSource::posted_from_thread:
            return "From a thread";
        case TaskSource::idle_timeout:
            return "Idle timeout";
    }
    return "?";
}

float TimerSlot::progress() const {
    if (length <= 0ns) return 1;
    return std::clamp(1 - static_cast<float>(to_ms(left) / to_ms(length)), 0.f, 1.f);
}

void QueueView::look(const LoopState& loop, const LiveFigures& live, TimePoint now) {
    row_count_ = 0;
    QueueRow& microtasks =
        add_row("Microtasks", loop.microtasks(), loop.microtask_count(), live.microtasks().count(now));
    if (microtasks.chip_count == 0) microtasks.running = running_microtask(loop, now);
    for (int i = 0; i < task_source_count; ++i) {
        const auto source = static_cast<TaskSource>(i);
        const LiveEntries& queue = loop.tasks(source);
        const std::uint64_t per_second = live.tasks(source).count(now);
        bool& used = used_[static_cast<std::size_t>(i)];
        used = used || !queue.empty() || per_second > 0;
        if (!used && !common(source)) continue;
        QueueRow& row = add_row(words_for(source), queue, queue.size(), per_second);
        if (source != TaskSource::user_interaction) continue;
        row.waiting += loop.inputs().size();  // behind what has become a task already
        add_chips(row, loop.inputs());
    }
    const LiveEntries& frames = loop.animation_frames();
    add_row("Animation frames", frames, frames.size(), live.animation_frames().count(now));
    const LiveEntries& idle = loop.idle_callbacks();
    add_row("Idle callbacks", idle, idle.size(), live.idle_callbacks().count(now));
    look_at_timers(loop.timers(), now);
    timers_per_second_ = live.timers_fired().count(now);
}

QueueRow& QueueView::add_row(const char* label, const LiveEntries& entries, std::uint64_t waiting,
                             std::uint64_t per_second) {
    QueueRow& row = rows_[row_count_++];
    row = {};
    row.label = label;
    row.waiting = waiting;
    row.per_second = per_second;
    add_chips(row, entries);
    return row;
}

void QueueView::add_chips(QueueRow& row, const LiveEntries& entries) {
    for (const QueueEntry& entry : entries) {
        if (row.shown == most_looked_at) break;
        const bool joins = row.chip_count > 0 && same_name(row.chips[row.chip_count - 1].name, entry.name.text);
        if (joins) ++row.chips[row.chip_count - 1].count;
        else if (row.chip_count == QueueRow::most_chips) break;
        else row.chips[row.chip_count++] = {entry.name.text, 1};
        ++row.shown;
    }
}

std::size_t QueueView::timers_used() const {
    std::size_t used = 0;
    for (std::size_t i = 0; i < timers_.size(); ++i) {
        if (timers_[i].busy() || timers_[i].name) used = i + 1;
    }
    return used;
}

void QueueView::look_at_timers(const LiveEntries& timers, TimePoint now) {
    timer_count_ = timers.size();
    const auto follow = [now](TimerSlot& slot, const QueueEntry& entry) {
        slot = {.id = entry.id,
                .name = entry.name.text,
                .left = entry.due - now,
                .length = entry.due - entry.queued_at,
                .repeats = entry.interval > 0ns};
    };
    std::size_t free_slots = 0;
    for (TimerSlot& slot : timers_) {
        const QueueEntry* entry = slot.busy() ? timers.find(slot.id) : nullptr;
        if (entry) follow(slot, *entry);
        else slot.id = {}, ++free_slots;
    }
    std::size_t looked_at = 0;
    for (const QueueEntry& entry : timers) {
        if (free_slots == 0 || ++looked_at > most_looked_at) break;
        if (std::ranges::find(timers_, entry.id, &TimerSlot::id) != timers_.end()) continue;
        follow(best_free_slot(timers_, entry.name.text), entry);
        --free_slots;
    }
}

}  // namespace janklab
