// SPDX-License-Identifier: MIT
// The stages of Display::run(), and how a display is put together.
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <algorithm>
#include <utility>

#include "compositor/animation.h"
#include "display/display.h"
#include "loop/control.h"
#include "trace/trace.h"

namespace janklab {

namespace {

constexpr Duration pump_slice = 2ms;       // how long input waits at most while the page has the thread
constexpr Duration pump_at_least = 500us;  // the page has a turn however little time its frames leave
// What rasterising glyphs may take of a frame; bringing them to the card takes a little more.
constexpr Duration glyph_time = 1500us;
constexpr Duration collect_at_least = 100ms;  // the trace's rings must not overflow while no frames begin

}  // namespace

Result<std::unique_ptr<Display>> Display::open(Desc desc) {
    MUST(desc.window && desc.link && desc.clock, "a display needs a window, a link and a clock");
    Result<FrameDrawing> drawing = FrameDrawing::create(*desc.window, desc.fonts);
    if (!drawing) return drawing.error();
    desc.window->poll_events();
    const BeginFramePlan plan = plan_begin_frames(measure_display(*desc.window, *desc.clock, desc.asked));
    return std::unique_ptr<Display>(new Display(std::move(desc), std::move(*drawing), plan));
}

Display::Display(Desc desc, FrameDrawing drawing, const BeginFramePlan& plan)
    : desc_(std::move(desc)),
      overlay_(desc_.overlay ? *desc_.overlay : no_overlay_),
      events_(desc_.trace ? &desc_.trace->writer(Track::display) : nullptr),
      machine_wait_(desc_.trace ? &desc_.trace->writer(Track::display) : nullptr),
      scrolling_(*desc_.link),
      input_(*desc_.window, overlay_, *desc_.link, scrolling_, events_, *desc_.clock),
      drawing_(std::move(drawing)),
      presentation_(*desc_.window, events_, *desc_.clock, plan.completions),
      source_(make_begin_frame_source(plan, desc_.window->present_timing())),
      scheduler_(VsyncGrid(desc_.clock->stamp(), plan.rate), source_->swap_moment()),
      monitor_changes_(desc_.window->state().monitor_changes) {
    picture_shown_ = desc_.window->state().picture_lost - 1;
    scrolling_.set_smooth(desc_.smooth_scrolling);
    desc_.window->set_swap_interval(source_->swap_interval());
    desc_.link->set_wake_display([window = desc_.window] { window->post_empty_event(); });
    if (desc_.described) desc_.described(description());
#ifdef __linux__
    prctl(PR_SET_TIMERSLACK, 1);  // in ns: sleeps end within microseconds of their time instead of fifty later
#endif
}

Display::~Display() { desc_.link->set_wake_display({}); }

bool Display::running() {
    const TimePoint now = desc_.clock->stamp();
    const bool last_frame_shown = desc_.limit.no_more_frames(now, scheduler_.frame()) && scheduler_.nothing_pending();
    const bool limit_reached = now >= desc_.limit.end || last_frame_shown;
    const bool closed = desc_.window->state().close_requested || (desc_.control && desc_.control->closed());
    if (!limit_reached && !closed) return true;
    if (desc_.control) desc_.control->close();
    desc_.link->nudge_page();  // it may sleep
    if (desc_.trace) desc_.trace->collect();
    return false;
}

void Display::wait(TimePoint until) {
    collect_trace();
    const TimePoint now = desc_.clock->stamp();
    until = std::min(until, desc_.limit.end);
    if (desc_.trace) until = std::min(until, now + collect_at_least);
    if (desc_.pump) {
        desc_.pump(std::clamp(until, now + pump_at_least, now + pump_slice));
        desc_.window->poll_events();
    } else {
        desc_.window->wait_events_until(until);
    }
    follow_monitor();
    presentation_.collect();
}

void Display::collect_trace() {
    if (!desc_.trace) return;
    const TimePoint now = desc_.clock->stamp();
    const bool frame_began = scheduler_.frame().id != collected_frame_;
    if (!frame_began && now - collected_at_ < collect_at_least) return;
    desc_.trace->collect();
    collected_frame_ = scheduler_.frame().id;
    collected_at_ = now;
}

FrameNeeds Display::needs(TimePoint now) const {
    const CompositorFrame* shown = desc_.link->current();
    return {.page_wants_frame = desc_.link->frame_wanted() || scrolling_.has_news(),
            .commit_waiting = desc_.link->commit_waiting(),
            .page_answered = desc_.link->answered(),
            .animation_running = shown && (any_animation_runs_at(*shown, now) || scrolling_.wants_draw(now)),
            .redraw_wanted = desc_.window->state().picture_lost != picture_shown_ || drawing_.wants_redraw() ||
                             overlay_.wants_redraw(now),
            .visibility = desc_.window->state().visibility,
            .no_more_frames = desc_.limit.no_more_frames(now, scheduler_.frame())};
}

FrameDecision Display::decide() {
    const TimePoint now = desc_.clock->stamp();
    scrolling_.take_requests(now);
    const FrameNeeds known = needs(now);
    events_.note_wish(known.page_wants_frame);
    return scheduler_.decide(now, known);
}

void Display::begin(const FrameDecision& decision) {
    scrolling_.begin_frame(decision.frame, decision.for_page);
    if (decision.for_page) desc_.link->send(decision.frame);
    events_.begun(decision.frame);
    machine_wait_.note();
    source_->look(scheduler_.grid());
    scheduler_.set_draw_allowance(allowance_.allowance(decision.frame.interval));
}

DrawnFrame Display::draw(const FrameDecision& decision) {
    const TimePoint start = desc_.clock->stamp();
    const bool new_content = desc_.link->take_commit();
    if (new_content) scrolling_.commit_taken();
    const CompositorFrame* content = desc_.link->current();
    const DrawnFrame drawn{decision.frame.id, content ? content->id : FrameId{}, new_content};
    const bool moves = content && (any_animation_runs_at(*content, start) || scrolling_.moves());
    events_.draw_started(decision, drawn.content, moves);
    picture_shown_ = desc_.window->state().picture_lost;
    scrolling_.advance(scheduler_.grid().time_of(decision.frame.id.value + 1));
    const GlyphBudget budget = desc_.glyphs.value_or(GlyphBudget{.clock = desc_.clock, .time = glyph_time});
    const DrawStats stats =
        drawing_.draw(content, scrolling_.scrolling(), overlay_, start, decision.frame.time, budget);
    scrolling_.drawn();
    if (stats.glyphs_left_out > 0) events_.glyphs_left_out(drawn.content, stats.glyphs_left_out, stats.glyphs_uploaded);
    if (stats.pictures_waiting > 0)
        events_.pictures_waiting(drawn.content, stats.pictures_waiting, stats.picture_bytes_uploaded);
    if (stats.canvas_commands > 0)
        events_.canvases_played(drawn.content, stats.canvas_commands, stats.canvas_draw_calls, stats.canvas_time);
    events_.draw_ended(stats.draw_calls, stats.drawn_area.pixels(), stats.missing_area.pixels(), stats.page_pixels);
    allowance_.observe(desc_.clock->stamp() - start, decision.frame.interval);
    return drawn;
}

void Display::show(const DrawnFrame& drawn) {
    const SwapTimes swap = presentation_.swap(drawn);
    source_->saw_swap(scheduler_.grid(), swap.start, swap.end);
}

void Display::follow_monitor() {
    const std::uint32_t changes = desc_.window->state().monitor_changes;
    if (changes == monitor_changes_ || desc_.window->state().visibility == Visibility::hidden) return;
    monitor_changes_ = changes;
    const std::string before = description();
    const BeginFramePlan plan = plan_begin_frames(measure_display(*desc_.window, *desc_.clock, desc_.asked));
    source_ = make_begin_frame_source(plan, desc_.window->present_timing());
    desc_.window->set_swap_interval(source_->swap_interval());
    scheduler_.grid().set_rate(desc_.clock->stamp(), source_->rate());
    scheduler_.set_swap_moment(source_->swap_moment());
    presentation_.trust_completions(plan.completions);
    picture_shown_ = desc_.window->state().picture_lost - 1;
    if (desc_.described && description() != before) desc_.described(description());
}

}  // namespace janklab
