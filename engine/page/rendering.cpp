// SPDX-License-Identifier: MIT
#include "page/rendering.h"

#include <algorithm>
#include <utility>

#include "dom/document.h"
#include "layout/layout.h"
#include "layout/layout_box.h"
#include "layout/text_measurer.h"
#include "loop/event_loop.h"
#include "page/input_dispatch.h"
#include "paint/paint.h"
#include "style/style.h"
#include "style/style_rules.h"
#include "style/update_animations.h"
#include "style/update_style.h"
#include "trace/trace_writer.h"

namespace janklab {

namespace {

Size box_of(const Element& element) { return element.box() ? element.box()->rect.size() : Size{}; }

/// The canvas is white where the body's background does not cover it.
/// https://drafts.csswg.org/css-backgrounds-3/#root-background
Color canvas_color(const Element& body) {
    const Color color = body.style().background.resolve(body.inherited_style().color);
    const auto over_white = [&](std::uint8_t channel) {
        return static_cast<std::uint8_t>((channel * color.a + 255 * (255 - color.a) + 127) / 255);
    };
    return {over_white(color.r), over_white(color.g), over_white(color.b), 255};
}

}  // namespace

void Rendering::update_the_rendering(const BeginFrame& frame) {
    at_.trace->write(EventType::rendering_started, {.id = frame.id.value});
    // The numbers are those of SEMANTICS 1.4; the standard's list is longer where we have no such feature.
    at_.input->dispatch_what_waits_for_the_frame();           // 0. input that is joined to one event a frame
    run_the_resize_steps();                                   // 1. resize
    run_the_scroll_steps();                                   // 2. scroll
    update_the_animations(frame.time);                        // 3. transitions and animations
    at_.loop->run_the_animation_frame_callbacks(frame.time);  // 4. animation frame callbacks
    style_and_layout(nullptr);                                // 5. style and layout,
    deliver_resize_observations();                            //    with the loop of the resize observers,
    let_pointer_and_focus_follow();                           //    what is under the pointer now, and the focus fixup
    at_.input->text().bring_caret_into_view();
    deliver_intersection_observations(frame.time);  // 6. intersection observers
    paint_and_commit(frame);                        // 7. paint, commit
    at_.trace->write(EventType::rendering_ended, {.id = frame.id.value});
    at_.loop->perform_a_microtask_checkpoint();  // of the promises of animations that became ready
    if (at_.document->needs_rendering()) at_.link->want_frame();
    schedule_animations(frame);
}

void Rendering::update_the_animations(TimePoint frame_time) {
    stage_runs_ = true;
    update_animations_and_send_events(*at_.document, frame_time);
    stage_runs_ = false;
}

void Rendering::schedule_animations(const BeginFrame& latest) {
    at_.loop->clear_timer(std::exchange(animation_alarm_, {}));
    const TimePoint next = next_animation_frame(*at_.document);
    animations_want_frame_ = next == time_zero;
    if (next == time_never) return;
    // A vsync's BeginFrame is sent to a page that has asked before: half an interval is neither too late nor so early
    // that it would be the one before.
    const TimePoint now = at_.clock->stamp();
    const auto intervals =
        (std::max(next, latest.time + latest.interval) - latest.time + latest.interval - 1ns) / latest.interval;
    const TimePoint wake_up = latest.time + intervals * latest.interval - latest.interval / 2;
    if (next == time_zero || wake_up <= now) return at_.link->want_frame();
    animation_alarm_ = at_.loop->set_alarm({}, wake_up - now, [this] { at_.link->want_frame(); });
}

void Rendering::run_the_resize_steps() {
    if (!new_viewport_ || *new_viewport_ == viewport_) return new_viewport_.reset();
    viewport_ = *new_viewport_;
    new_viewport_.reset();
    at_.document->note_change(at_.document->body(), Dirty::layout | Dirty::paint);
    at_.document->note_everything_damaged();
    Event resize("resize");
    resize.time = at_.clock->stamp();
    at_.document->window().dispatch_from_platform(resize);
}

/// https://drafts.csswg.org/cssom-view/#run-the-scroll-steps. What a script has scrolled is at rest at once. The page's
/// own events go to the body and bubble to the window.
void Rendering::run_the_scroll_steps() {
    at_.document->take_scrolled(scrolled_);
    const std::size_t by_script = scrolled_.size();
    scrolling_.take_over(scrolled_);
    for (const Ref<Element>& element : scrolled_) tell(*element, "scroll");
    if (!scrolled_.empty()) at_.input->contents_moved(at_.clock->stamp());
    scrolled_.resize(by_script);
    scrolling_.take_ended(scrolled_);
    for (const Ref<Element>& element : scrolled_) tell(*element, "scrollend");
    scrolled_.clear();
}

void Rendering::tell(Element& element, std::string_view type) {
    Event event(type);
    event.time = at_.clock->stamp();
    event.bubbles = &element == &at_.document->body();
    element.dispatch_from_platform(event);
}

/// Something else may lie under the pointer, and what has the focus may be unable to keep it.
void Rendering::let_pointer_and_focus_follow() {
    if (!std::exchange(stages_ran_, false) && !any(at_.document->dirty())) return;
    at_.input->contents_moved(at_.clock->stamp());
    at_.document->fix_up_focus();
    if (!at_.document->layout_is_dirty()) return;
    style_and_layout(nullptr);
    deliver_resize_observations();
}

void Rendering::deliver_resize_observations() {
    int depth = -1;
    while ((depth = gather_active_resize_observations(*at_.document, depth, resize_deliveries_)) != no_depth) {
        for (ResizeDelivery& delivery : resize_deliveries_) {
            Callback deliver = [&delivery] { delivery.deliver(); };
            at_.loop->run_a_callback(CallbackKind::resize_observer, delivery.observer->name(), deliver);
        }
        style_and_layout(nullptr);
    }
    resize_deliveries_.clear();
    if (has_skipped_resize_observations(*at_.document))
        at_.loop->report_an_error("ResizeObserver loop completed with undelivered notifications.");
}

void Rendering::deliver_intersection_observations(TimePoint frame_time) {
    gather_intersections(*at_.document, frame_time, intersection_deliveries_);
    for (IntersectionDelivery& delivery : intersection_deliveries_) {
        Callback deliver = [&delivery] { delivery.deliver(); };
        at_.loop->run_a_callback(CallbackKind::intersection_observer, delivery.observer->name(), deliver);
    }
    intersection_deliveries_.clear();
}

void Rendering::force_layout(const Name& reader) { style_and_layout(&reader); }

void Rendering::style_and_layout(const Name* forced_by) {
    bring_animations_up_to_date(*at_.document);
    if (!at_.document->layout_is_dirty()) return;
    const Name no_name{nullptr, CodeLocation{}};
    const bool inside_another = std::exchange(stage_runs_, true);
    stages_ran_ = true;
    const EventFields fields{.cause = at_.loop->current_work().value,
                             .detail = static_cast<std::uint16_t>(forced_by ? 1 : 0),
                             .name = forced_by ? *forced_by : no_name};
    at_.trace->write(EventType::style_started, fields);
    set_style_viewport(*at_.document, viewport_);
    const StyleStats style = update_style(*at_.document);
    at_.trace->write(EventType::style_ended, {.arg = static_cast<std::uint64_t>(style.elements_visited)});
    at_.trace->write_chained(EventType::layout_started, fields);
    const LayoutStats boxes = layout(*at_.document, viewport_, *at_.text);
    at_.clock->charge(std::chrono::duration_cast<Duration>(box_cost * boxes.boxes_visited * at_.throttle));
    at_.trace->write(EventType::layout_ended, {.arg = static_cast<std::uint64_t>(boxes.boxes_visited)});
    stage_runs_ = inside_another;
}

/// From the last frame that was committed; if not, there is nothing to draw. What the compositor animates looks
/// different without a commit, and once more when it lets go.
bool Rendering::looks_different(const CompositorFrame& commit, const Rect& damage, Color background) {
    const bool animated = !commit.animations.empty();
    const bool same = last_commit_ && damage.empty() && !animated && !committed_animations_ &&
                      viewport_ == committed_viewport_ && background == committed_background_;
    committed_animations_ = animated;
    committed_viewport_ = viewport_;
    committed_background_ = background;
    return !same;
}

void Rendering::paint_and_commit(const BeginFrame& frame) {
    at_.link->set_cursor(at_.input->cursor());
    CompositorFrame& commit = at_.link->frame_to_fill();
    at_.trace->write(EventType::paint_started);
    collect_scroll_tree(*at_.document, commit.scrolling, scrollers_);
    scrolling_.complete(commit.scrolling, scrollers_);
    const PaintStats painted = paint(*at_.document, commit.list, commit.scrolling);
    const auto items = static_cast<std::uint64_t>(painted.recorded);
    at_.clock->charge(
        std::chrono::duration_cast<Duration>(item_cost * (items + painted.canvas_commands) * at_.throttle));
    at_.trace->write(EventType::paint_ended, {.arg = items, .arg2 = painted.canvas_commands});
    make_pending_animations_ready(*at_.document);
    collect_layers(*at_.document, commit.list, commit.scrolling, commit.layers);
    collect_compositor_animations(*at_.document, box_of, commit.animations);
    const Color background = canvas_color(at_.document->body());
    const bool display_knows = !scrolling_.differs(commit.scrolling);
    if (!looks_different(commit, painted.damage, background) && display_knows)
        return at_.link->answer_without_commit(frame.id);
    commit.id = frame.id;
    commit.frame_time = frame.time;
    commit.viewport = viewport_;
    commit.background = background;
    commit.damage = painted.damage;
    scrolling_.note_committed(commit.scrolling);
    annotations_.add_to(commit, *at_.document, *at_.text);
    commit.damage_since = std::exchange(last_commit_, frame.id);
    commit.committed_at = at_.clock->stamp();
    at_.trace->write(EventType::commit, {.id = frame.id.value});
    at_.link->commit();
}

}  // namespace janklab
