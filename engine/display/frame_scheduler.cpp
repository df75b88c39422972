// SPDX-License-Identifier: MIT
#include "display/frame_scheduler.h"

#include <algorithm>
#include <utility>

namespace janklab {

namespace {

constexpr Duration covered_interval = 1s;

bool something_to_show(const FrameNeeds& needs) {
    return needs.commit_waiting || needs.animation_running || needs.redraw_wanted;
}

}  // namespace

const char* to_string(FrameAction action) {
    constexpr const char* names[] = {"wait", "begin_frame", "draw", "swap", "skip"};
    return names[static_cast<int>(action)];
}

FrameDecision FrameScheduler::decide(TimePoint now, const FrameNeeds& needs) {
    if (needs.visibility == Visibility::hidden) return rest(needs);
    const TimePoint next = next_begin(needs.visibility);
    if (swap_is_due(now, needs)) return {.action = FrameAction::swap, .frame = std::exchange(drawn_, {})};
    if (stage_ == Stage::collecting) {
        // At the very moment of the next vsync it is not too late: in virtual time that is the deadline.
        if (now > next) return give_up(needs);
        if (draw_is_due(now, needs)) return finish(now, needs);
    }
    if (now >= next && !needs.no_more_frames) return begin(now, next, needs);
    const TimePoint until = stage_ == Stage::collecting ? std::min(frame_.deadline, next) : next;
    return {.action = FrameAction::wait, .frame = frame_, .until = until};
}

FrameDecision FrameScheduler::rest(const FrameNeeds& needs) {
    drawn_ = {};
    if (stage_ != Stage::collecting) return {.action = FrameAction::wait, .frame = frame_, .until = time_never};
    give_up(needs);
    return {.action = FrameAction::skip, .frame = frame_};  // nobody sees it: nobody is late
}

FrameDecision FrameScheduler::give_up(const FrameNeeds& needs) {
    stage_ = Stage::finished;
    gave_up_ = something_to_show(needs);
    return {.action = FrameAction::skip, .frame = frame_, .page_is_late = page_owes(needs), .dropped = gave_up_};
}

bool FrameScheduler::swap_is_due(TimePoint now, const FrameNeeds& needs) const {
    if (!drawn_.id) return false;
    if (swap_moment_ == SwapMoment::after_drawing || needs.visibility == Visibility::covered) return true;
    // The next frame begins first, so that the page need not wait for the swap.
    return frame_.id > drawn_.id || (needs.no_more_frames && now >= grid_.time_of(drawn_.id.value + 1));
}

bool FrameScheduler::draw_is_due(TimePoint now, const FrameNeeds& needs) const {
    return draw_at_once_ || !page_owes(needs) || now >= frame_.deadline;
}

FrameDecision FrameScheduler::finish(TimePoint now, const FrameNeeds& needs) {
    stage_ = Stage::finished;
    const bool late = page_owes(needs) && now >= frame_.deadline;
    if (!something_to_show(needs)) return {.action = FrameAction::skip, .frame = frame_, .page_is_late = late};
    drawn_ = frame_;
    return {.action = FrameAction::draw, .frame = frame_, .page_is_late = late};
}

FrameDecision FrameScheduler::begin(TimePoint now, TimePoint due, const FrameNeeds& needs) {
    const bool first = !frame_.id;
    draw_at_once_ = !first && (std::exchange(gave_up_, false) || now >= due + grid_.interval());
    const std::uint64_t vsync = std::max(grid_.newest_at(now), frame_.id.value + 1);
    const TimePoint time = grid_.time_of(vsync);
    frame_ = {.id = {vsync},
              .time = time,
              .interval = grid_.interval(),
              .deadline = std::max(time, grid_.time_of(vsync + 1) - draw_allowance_)};
    if (needs.page_wants_frame) owed_ = frame_.id;
    stage_ = Stage::collecting;
    return {.action = FrameAction::begin_frame, .frame = frame_, .for_page = needs.page_wants_frame};
}

TimePoint FrameScheduler::next_begin(Visibility visibility) const {
    std::uint64_t vsync = frame_.id.value + 1;
    if (visibility == Visibility::covered && frame_.id) {
        vsync = std::max(vsync, grid_.newest_at(frame_.time + covered_interval));
    }
    return grid_.time_of(vsync);
}

}  // namespace janklab
