// SPDX-License-Identifier: MIT
// FrameTimeline's other half: which piece of work took most of a late frame's time.
#include <algorithm>
#include <string_view>

#include "trace/frame_timeline.h"

namespace janklab {

namespace {

constexpr std::size_t worst_kept = 16;

Duration overlap(TimePoint start, TimePoint end, const FrameRecord& frame) {
    return std::max(Duration{0}, std::min(end, frame.deadline) - std::max(start, frame.begin));
}

/// An interval that has not ended reaches as far as the frame.
Duration overlap(const Interval& interval, const FrameRecord& frame) {
    return interval.start == time_never ? Duration{0} : overlap(interval.start, interval.end, frame);
}

void name_as_cause(FrameRecord& frame, const WorkPiece& piece) {
    const Blame blame = blame_of(piece);
    frame.cause = {blame.kind, blame.name, blame.duration, piece.start, piece.serial};
    frame.cause_overlap = overlap(piece.start, piece.end, frame);
}

/// Whether that can have made it late: a quarter of the frame, or less of one that was full of short pieces.
bool is_a_fair_part(Duration took, const FrameRecord& frame) {
    return took * 4 >= frame.interval || frame.activity.busy() * 2 > frame.interval;
}

/// A piece takes the blame if it took a fair part of the frame, more than the one before it, and more than waiting for
/// a processor did.
void consider(FrameRecord& frame, const WorkPiece& piece) {
    const Duration took = overlap(piece.start, piece.end, frame);
    const bool same = frame.cause.piece == piece.serial;
    if (!same && !is_a_fair_part(took, frame)) return;
    if (!same && (took <= frame.cause_overlap || took < frame.page_machine_wait * 2)) return;
    name_as_cause(frame, piece);
}

/// Whether a frame and the one before it were lost for the same reason, though no piece of work is known.
bool same_reason(const FrameRecord& a, const FrameRecord& b) {
    const bool same_thread =
        a.cause.kind != CauseKind::machine || std::string_view(a.cause.name.text) == b.cause.name.text;
    return a.outcome == b.outcome && a.cause.kind == b.cause.kind && same_thread;
}

}  // namespace

/// A piece has ended, or is known better: the frames that it reaches into are looked at again.
void FrameTimeline::blame(const WorkPiece& piece) {
    if (longest_since_begin_.serial == 0 || piece.duration() > longest_since_begin_.duration())
        longest_since_begin_ = piece;
    for (std::size_t i = frames_.size(); i-- > 0 && frames_[i].deadline > piece.start;) {
        if (frames_[i].begin < piece.end) consider(frames_[i], piece);
    }
}

void FrameTimeline::blame_what_runs(FrameRecord& frame, TimePoint now) {
    WorkPiece running;
    if (pieces_.running(now, running)) consider(frame, running);
}

/// Where page and display share a thread, a piece of the page's work keeps a frame that has begun from being drawn: the
/// longest since then takes the blame if it took the greater part of that wait. With two threads the display does not
/// wait so long.
bool FrameTimeline::blame_page_on_the_same_thread(FrameRecord& frame) {
    const WorkPiece& piece = longest_since_begin_;
    if (&frame != &frames_.newest() || piece.serial == 0 || frame.draw.start == time_never) return false;
    const Duration waited = frame.draw.start - frame.begin;
    const Duration worked = std::min(piece.end, frame.draw.start) - std::max(piece.start, frame.begin);
    if (waited < 2 * frame.interval || worked * 2 < waited) return false;
    name_as_cause(frame, piece);
    return true;
}

/// Drawing or swapping, this frame or the one before it, or else waiting for a processor.
void FrameTimeline::blame_display(std::size_t index) {
    FrameRecord& frame = frames_[index];
    FrameRecord until_shown = frame;
    if (frame.presented != time_never) until_shown.deadline = std::max(frame.deadline, frame.presented);
    std::size_t before = index;
    while (before > 0 && !frames_[--before].begun) {
    }
    struct Step {
        const char* name;
        Interval when;
    };
    const FrameRecord& other = frames_[before];
    Step longest{};
    Duration driver{}, most{};
    for (const Step& step :
         {Step{"draw", frame.draw}, {"swap", frame.swap}, {"draw", other.draw}, {"swap", other.swap}}) {
        const Duration took = overlap(step.when, until_shown);
        driver += took;
        if (took <= most) continue;
        most = took;
        longest = step;
    }
    frame.cause = {};
    frame.cause_overlap = std::max(driver, frame.display_machine_wait);
    if (frame.cause_overlap == Duration{0}) return;
    if (driver > frame.display_machine_wait) {
        const Duration took = longest.when.end == time_never ? most : longest.when.duration();
        frame.cause = {CauseKind::driver, Name(longest.name, CodeLocation{}), took, longest.when.start};
    } else {
        const Duration took = frame.display_machine_wait;
        frame.cause = {CauseKind::machine, Name("display thread", CodeLocation{}), took, frame.begin};
    }
}

/// The event says how long, and not when: taken as the time just before it.
void FrameTimeline::note_machine_wait(const TraceEvent& event) {
    const Duration waited(event.arg);
    const TimePoint start = event.time - waited;
    if (event.track == Track::display) display_wait_ = {start, event.time};
    for (std::size_t i = frames_.size(); i-- > 0 && frames_[i].deadline > start;) {
        FrameRecord& frame = frames_[i];
        if (event.track == Track::display) {
            add_display_wait(frame);
            continue;
        }
        frame.page_machine_wait += overlap(start, event.time, frame);
        if (frame.page_machine_wait * 2 <= frame.cause_overlap || frame.page_machine_wait == Duration{0}) continue;
        frame.cause = {CauseKind::machine, Name("page thread", CodeLocation{}), waited, start};
        frame.cause_overlap = frame.page_machine_wait;
    }
}

void FrameTimeline::add_display_wait(FrameRecord& frame) const {
    frame.display_machine_wait += overlap(display_wait_, frame);
}

// -- the worst -----------------------------------------------------------------------------------------------------

bool FrameTimeline::is_worse(const WorstFrame& one, const WorstFrame& other) {
    const FrameRecord &a = one.first, &b = other.first;
    if (a.missed_vsyncs != b.missed_vsyncs) return a.missed_vsyncs > b.missed_vsyncs;
    if (a.cause.duration != b.cause.duration) return a.cause.duration > b.cause.duration;
    return a.begin < b.begin;
}

/// Keeps one frame for each piece of work, the first that it made late, with the number of vsyncs that it cost. Where
/// no piece is known, vsyncs in a row that were lost for the same reason belong together: the longest drawing or
/// waiting gives the name, and the duration is that of all. Frames come in their order.
void FrameTimeline::add_to_worst(std::vector<WorstFrame>& worst, const FrameRecord& frame) {
    const auto belongs_to = [&](const WorstFrame& other) {
        const FrameCause& cause = other.first.cause;
        if (frame.cause.piece != 0 || cause.piece != 0) return frame.cause.piece == cause.piece;
        return frame.vsync == other.last_vsync + 1 && same_reason(frame, other.first);
    };
    const int itself = frame.outcome == FrameOutcome::missed_by_page || frame.outcome == FrameOutcome::dropped ? 1 : 0;
    const int lost = std::max(itself, frame.late_vsyncs - frame.late_with_record);
    if (lost == 0) return;
    const auto found = std::ranges::find_if(worst, belongs_to);
    if (found == worst.end()) {
        worst.push_back({.first = frame, .last_vsync = frame.vsync, .last_cause = frame.cause.start});
        worst.back().first.missed_vsyncs = lost;
        return;
    }
    FrameRecord& first = found->first;
    first.missed_vsyncs += lost;
    if (frame.cause.piece != 0) {
        first.cause = frame.cause;  // by now more of it is known
    } else {
        if (frame.cause.start != found->last_cause) first.cause.duration += frame.cause.duration;
        if (frame.cause_overlap > first.cause_overlap) {
            first.cause.name = frame.cause.name;
            first.cause_overlap = frame.cause_overlap;
        }
    }
    found->last_vsync = frame.vsync;
    found->last_cause = frame.cause.start;
}

void FrameTimeline::archive(const FrameRecord& frame) {
    if (frame.good()) return;
    add_to_worst(worst_, frame);
    std::ranges::sort(worst_, is_worse);
    if (worst_.size() > worst_kept) worst_.pop_back();
}

std::vector<FrameRecord> FrameTimeline::worst(std::size_t count) const {
    std::vector<WorstFrame> worst = worst_;
    for (std::size_t i = 0; i < frames_.size(); ++i) {
        if (!frames_[i].good()) add_to_worst(worst, frames_[i]);
    }
    std::ranges::sort(worst, is_worse);
    std::vector<FrameRecord> records;
    for (std::size_t i = 0; i < std::min(count, worst.size()); ++i) records.push_back(worst[i].first);
    return records;
}

}  // namespace janklab
