// SPDX-License-Identifier: MIT
#include "trace/interactions.h"

#include <algorithm>

namespace janklab {

namespace {

constexpr std::size_t left_out_one_per = 50;

}  // namespace

Interactions::Interactions(std::size_t capacity) : latest_(capacity) {
    pending_.reserve(most_pending);
    worst_.reserve(worst_kept + 1);
}

void Interactions::take(const TraceEvent& event) {
    if (event.track == Track::page && pieces_.take(event)) take_piece(pieces_.finished());
    switch (event.type) {
        case EventType::input:
            return input(event);
        case EventType::task_queued:
            if (event.detail != static_cast<int>(TaskSource::user_interaction) || event.cause == 0) return;
            for (Pending& pending : pending_) {
                if (pending.interaction.id == event.cause) pending.task = event.id;
            }
            return;
        case EventType::task_cancelled:
            std::erase_if(pending_, [&](const Pending& pending) { return pending.task == event.id; });
            return;
        case EventType::commit:
            for (Pending& pending : pending_) {
                if (pending.processed && pending.frame == 0) pending.frame = event.id;
            }
            return;
        case EventType::begin_frame:
            for (Pending& pending : pending_) {
                if (pending.processed && pending.first_chance == 0) pending.first_chance = event.id;
            }
            return;
        case EventType::deadline_passed:
            owed_ = event.id;
            return;
        case EventType::presented:
            return presented(event);
        case EventType::frame_skipped:
            if (event.detail == 0) nothing_new(event.id);
            return;
        case EventType::page_opened:
            pending_.clear();
            return;
        case EventType::paused:
            held_ = true;
            pending_.clear();
            return;
        case EventType::resumed:
            held_ = false;
            return;
        default:
            return;
    }
}

void Interactions::lost(Track track, std::uint64_t) {
    if (track == Track::page) pieces_.forget();
    pending_.clear();
}

void Interactions::input(const TraceEvent& event) {
    if ((event.arg2 & 1) == 0 || held_) return;
    if (pending_.size() == most_pending) pending_.erase(pending_.begin());
    Pending pending;
    pending.interaction.id = event.id;
    pending.interaction.kind = name_of(event).text;
    pending.interaction.said_by = static_cast<InputTimeSource>(event.arg2 >> 8);
    pending.interaction.input = event.arg ? TimePoint(Duration(event.arg)) : event.time;
    pending_.push_back(pending);
}

void Interactions::take_piece(const WorkPiece& piece) {
    if (piece.kind != CauseKind::task || piece.source != TaskSource::user_interaction) return;
    for (Pending& pending : pending_) {
        if (pending.task != piece.id) continue;
        pending.processed = true;
        pending.interaction.task = piece.name;
        pending.interaction.processing_start = piece.start;
        pending.interaction.processing_end = piece.end;
    }
}

void Interactions::presented(const TraceEvent& event) {
    if (event.arg2 != 1) return nothing_new(event.cause);
    const TimePoint time = event.arg ? TimePoint(Duration(event.arg)) : event.time;
    complete_if([&](Pending& pending) {
        if (pending.frame == 0 || pending.frame > event.id) return false;
        pending.interaction.presented = time;
        return true;
    });
}

/// A frame for which the page owed nothing: the handlers before it have changed nothing that is shown.
void Interactions::nothing_new(std::uint64_t frame) {
    if (frame == owed_) return;
    complete_if([&](Pending& pending) {
        return pending.frame == 0 && pending.first_chance != 0 && pending.first_chance <= frame;
    });
}

template <class Predicate>
void Interactions::complete_if(Predicate predicate) {
    std::erase_if(pending_, [&](Pending& pending) {
        if (!predicate(pending)) return false;
        latest_.push(pending.interaction);
        const auto shorter = [&](const Interaction& other) {
            return other.duration() < pending.interaction.duration();
        };
        worst_.insert(std::ranges::find_if(worst_, shorter), pending.interaction);
        if (worst_.size() > worst_kept) worst_.pop_back();
        return true;
    });
}

std::optional<Interaction> Interactions::interaction_to_next_paint() const {
    if (worst_.empty()) return std::nullopt;
    const std::size_t left_out = count() / left_out_one_per;
    return worst_[std::min(left_out, worst_.size() - 1)];
}

}  // namespace janklab
