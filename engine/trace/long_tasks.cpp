// SPDX-License-Identifier: MIT
#include "trace/long_tasks.h"

namespace janklab {

namespace {

std::optional<LongTask> long_task(const WorkPiece& piece) {
    if (piece.kind != CauseKind::task || piece.duration() <= long_task_threshold) return std::nullopt;
    // A task of the platform (input) stands nowhere in the page's code: what it called does.
    const bool has_a_place = piece.name.where.line() != 0;
    return LongTask{.id = {piece.id},
                    .name = has_a_place ? piece.name : blame_of(piece).name,
                    .source = piece.source,
                    .start = piece.start,
                    .duration = piece.duration(),
                    .ended = piece.ended};
}

}  // namespace

void LongTasks::take(const TraceEvent& event) {
    if (!pieces_.take(event)) return;
    const std::optional<LongTask> task = long_task(pieces_.finished());
    if (!task) return;
    total_blocking_time_ += task->blocking();
    latest_.push(*task);
}

std::optional<LongTask> LongTasks::running(TimePoint now) const {
    WorkPiece piece;
    return pieces_.running(now, piece) ? long_task(piece) : std::nullopt;
}

void LongTasks::lost(Track track, std::uint64_t) {
    if (track == Track::page) pieces_.forget();
}

}  // namespace janklab
