// SPDX-License-Identifier: MIT
#include "display/virtual_display.h"

#include <algorithm>
#include <utility>

#include "compositor/animation.h"
#include "loop/control.h"
#include "trace/trace.h"

namespace janklab {

VirtualDisplay::VirtualDisplay(Desc desc)
    : desc_(std::move(desc)),
      source_(desc_.rate),
      scheduler_(VsyncGrid(time_zero, source_.rate()), source_.swap_moment()),
      events_(desc_.trace ? &desc_.trace->writer(Track::display) : nullptr),
      scrolling_(*desc_.link) {
    MUST(desc_.clock && desc_.link, "a virtual display needs a clock and a link to the page");
    scrolling_.set_smooth(desc_.smooth_scrolling);
    std::ranges::stable_sort(desc_.inputs, {}, &ScriptedInput::time);
    desc_.link->set_wake_display([this] { events_.note_wish(desc_.link->frame_wanted()); });
    if (desc_.viewport != Size{}) {
        send({.kind = InputKind::resize, .size = desc_.viewport, .scale = desc_.scale}, desc_.clock->stamp());
    }
    turn(desc_.clock->stamp());
    desc_.clock->set_alarm_source(this);
}

VirtualDisplay::~VirtualDisplay() {
    desc_.clock->set_alarm_source(nullptr);
    desc_.link->set_wake_display({});
}

TimePoint VirtualDisplay::next_alarm() const {
    if (ended_) return time_never;
    const TimePoint input = next_input_ < desc_.inputs.size() ? desc_.inputs[next_input_].time : time_never;
    return std::min({until_, input, desc_.limit.end});
}

void VirtualDisplay::on_alarm(TimePoint time) {
    for (; next_input_ < desc_.inputs.size() && desc_.inputs[next_input_].time <= time; ++next_input_) {
        send(desc_.inputs[next_input_].event, time);
    }
    if (time >= std::min(until_, desc_.limit.end)) turn(time);
    if (desc_.trace) desc_.trace->collect();
}

void VirtualDisplay::send(InputEvent event, TimePoint time) {
    event.id = input_id(++inputs_sent_);
    event.time = time;
    event.said_by = InputTimeSource::virtual_display;
    if (event.kind == InputKind::visibility) {
        visibility_ = event.visible ? Visibility::shown : Visibility::hidden;
        events_.visibility_changed(visibility_);
        until_ = time;
    }
    if (asks_for_clipboard(event)) desc_.link->send(PageMail{ClipboardText{clipboard()}});
    const bool for_page = scrolling_.route(event);
    events_.input(event, for_page);
    if (for_page) desc_.link->send(event);
}

const std::string& VirtualDisplay::clipboard() {
    if (std::optional<std::string> text = desc_.link->take_clipboard()) clipboard_ = std::move(*text);
    return clipboard_;
}

void VirtualDisplay::set_clipboard(std::string text) {
    desc_.link->take_clipboard();  // older than this
    clipboard_ = std::move(text);
}

FrameNeeds VirtualDisplay::needs(TimePoint now) const {
    const CompositorFrame* shown = desc_.link->current();
    return {.page_wants_frame = desc_.link->frame_wanted() || scrolling_.has_news(),
            .commit_waiting = desc_.link->commit_waiting(),
            .page_answered = desc_.link->answered(),
            .animation_running = shown && (any_animation_runs_at(*shown, now) || scrolling_.wants_draw(now)),
            .visibility = visibility_,
            .no_more_frames = desc_.limit.no_more_frames(now, scheduler_.frame())};
}

void VirtualDisplay::turn(TimePoint now) {
    for (;;) {
        scrolling_.take_requests(now);
        events_.note_wish(desc_.link->frame_wanted());
        const FrameDecision decision = scheduler_.decide(now, needs(now));
        const BeginFrame& frame = decision.frame;
        switch (decision.action) {
            case FrameAction::wait:
                until_ = decision.until;
                if (now >= desc_.limit.end || (needs(now).no_more_frames && scheduler_.nothing_pending()))
                    end_the_run();
                return;
            case FrameAction::begin_frame:
                events_.begun(frame);
                scrolling_.begin_frame(frame, decision.for_page);
                if (decision.for_page) desc_.link->send(frame);
                break;
            case FrameAction::draw:
                draw(decision);
                break;
            case FrameAction::swap: {
                const CompositorFrame* shown = desc_.link->current();
                events_.swap_started();
                events_.swap_ended();
                events_.presented(shown ? shown->id : FrameId{}, frame.id, now, PresentedSource::virtual_display,
                                  std::exchange(new_content_, false));
                break;
            }
            case FrameAction::skip:
                events_.skipped(decision);
                break;
        }
    }
}

void VirtualDisplay::draw(const FrameDecision& decision) {
    new_content_ = desc_.link->take_commit();
    if (new_content_) scrolling_.commit_taken();
    const CompositorFrame* content = desc_.link->current();
    const bool moves = content && (any_animation_runs_at(*content, decision.frame.time) || scrolling_.moves());
    events_.draw_started(decision, content ? content->id : FrameId{}, moves);
    scrolling_.advance(scheduler_.grid().time_of(decision.frame.id.value + 1));
    if (content && desc_.draw) desc_.draw(*content, decision.frame.time);
    scrolling_.drawn();
    events_.draw_ended(0, 0, 0, 0);
}

void VirtualDisplay::end_the_run() {
    ended_ = true;
    if (desc_.trace) desc_.trace->collect();
    if (desc_.at_end) desc_.at_end();
    if (desc_.control) desc_.control->close();
    desc_.link->nudge_page();  // it may sleep until a timer that lies behind the end
}

}  // namespace janklab
