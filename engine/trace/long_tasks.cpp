// SPDX-License-Identifier: MIT
#include "trace/long_tasks.h"

namespace janklab {

void LongTasks::take(const TraceEvent& event) {
    if (!pieces_.take(event)) return;
    const WorkPiece& piece = pieces_.finished();
    if (piece.kind != CauseKind::task || piece.duration() <= long_task_threshold) return;
    // A task of the platform (input) stands nowhere in the page's code: what it called does.
    const bool has_a_place = piece.name.where.line() != 0;
    const LongTask task{.id = {piece.id},
                        .name = has_a_place ? piece.name : blame_of(piece).name,
                        .source = piece.source,
                        .start = piece.start,
                        .duration = piece.duration()};
    total_blocking_time_ += task.blocking();
    latest_.push(task);
}

void LongTasks::lost(Track track, std::uint64_t) {
    if (track == Track::page) pieces_.forget();
}

}  // namespace janklab
