// SPDX-License-Identifier: MIT
// Sampling all animations of a document, and what the page asks about them.
#include "style/update_animations.h"

#include <algorithm>
#include <cmath>

#include "dom/document.h"
#include "loop/event_loop.h"
#include "style/document_animations.h"
#include "style/properties.h"
#include "style/style_rules.h"

namespace janklab {

void connect_animations(Document& document, AnimationHooks hooks) {
    DocumentAnimations& all = animations_of(document);
    all.async = hooks.async;
    all.trace = hooks.trace;
    all.names = hooks.names;
    all.want_frame = std::move(hooks.want_frame);
    all.present_frame_time = std::move(hooks.present_frame_time);
}

namespace {

/// Notes what an animation changed; parents' lists of boxes depend on their children's display and position.
void note_animated(Element& element, Dirty dirty) {
    if (any(dirty)) element.document().note_change(element, dirty);
    if (any(dirty & Dirty::boxes) && element.parent()) element.document().note_change(*element.parent(), Dirty::boxes);
}

}  // namespace

/// Brings each animated element's style up to the timeline's time.
void DocumentAnimations::sample() {
    ++samplings;
    for (std::size_t i = 0; i < list.size(); ++i) {
        Element* target = list[i]->target_;
        ElementMotion* motion = target && target->connected() ? style_of(*target).motion.get() : nullptr;
        if (!motion || motion->sampled_in == samplings) continue;
        motion->sampled_in = samplings;
        if (motion->apply_custom()) mark_rules_stale(*target);
        note_animated(*target, motion->apply());
    }
}

void update_animations_and_send_events(Document& document, TimePoint frame_time) {
    DocumentAnimations& all = animations_of(document);
    all.in_frame = true;
    // 1. Update the current time of all timelines.
    all.set_timeline_time(frame_time);
    document.note_time_has_passed(false);
    if (all.list.empty() && all.events.empty()) return;
    all.follow_timeline();
    // 2. Remove replaced animations.
    all.remove_replaced();
    all.sample();
    all.drop_irrelevant();
    // 3. A microtask checkpoint.
    if (all.async) all.async->loop().perform_a_microtask_checkpoint();
    // 4., 5. Events.
    all.send_events();
}

void DocumentAnimations::follow_timeline() {
    drop_without_element();
    for (std::size_t i = 0; i < list.size(); ++i) {
        list[i]->update_finished_state(false, false);
        queue_phase_events(*list[i]);
    }
}

void make_pending_animations_ready(Document& document) { animations_of(document).make_ready(); }

void DocumentAnimations::make_ready() {
    in_frame = false;
    drop_without_element();
    for (std::size_t i = 0; i < list.size(); ++i) {
        Animation& one = *list[i];
        if (!one.pending()) continue;
        one.become_ready();
        if (one.start_time_) trace_start(one);
    }
}

/// The next time at which the animation changes its phase, or, of a CSS animation, its iteration.
TimePoint DocumentAnimations::next_boundary(const Animation& one) {
    const std::optional<Duration> now = one.current_time();
    const double rate = one.playback_rate_;
    if (!now || rate == 0) return time_never;
    const AnimationTiming& timing = one.timing_;
    const Duration active = timing.active_duration(), end = timing.end_time();
    std::optional<Duration> nearest;
    const auto consider = [&](Duration boundary) {
        if (boundary == Duration::max() || (rate > 0 ? boundary <= *now : boundary >= *now)) return;
        if (!nearest || (rate > 0 ? boundary < *nearest : boundary > *nearest)) nearest = boundary;
    };
    consider(Duration{0});
    consider(timing.delay);
    consider(end);
    if (active != Duration::max()) consider(timing.delay + active);
    const auto length = static_cast<double>(timing.duration.count());
    const bool heard = one.class_ == AnimationClass::css_animation && one.target_ &&
                       anybody_listens(*one.target_, "animationiteration");
    if (heard && length > 0 && *now >= timing.delay) {
        const double iterations = static_cast<double>((*now - timing.delay).count()) / length + timing.iteration_start;
        const double next = rate > 0 ? std::floor(iterations) + 1 : std::ceil(iterations) - 1;
        consider(timing.delay + scaled(Duration(1), (next - timing.iteration_start) * length));
    }
    return nearest ? timeline_time() + scaled(*nearest - *now, 1 / rate) : time_never;
}

TimePoint next_animation_frame(Document& document) {
    DocumentAnimations& all = animations_of(document);
    if (!all.events.empty()) return time_zero;
    return all.next_frame();
}

TimePoint DocumentAnimations::next_frame() {
    drop_without_element();
    TimePoint next = time_never;
    for (const Ref<Animation>& one : list) {
        if (one->pending()) return time_zero;
        if (one->play_state() != AnimationPlayState::running) continue;
        const ElementMotion* motion = one->target_ ? style_of(*one->target_).motion.get() : nullptr;
        const bool alone = motion && motion->on_compositor && one->keyframes_ &&
                           (one->keyframes_->properties.has(PropertyId::transform) ||
                            one->keyframes_->properties.has(PropertyId::opacity));
        const bool moves = one->timing_state().phase == AnimationPhase::active && one->target_ && one->keyframes_;
        // What has no box moves unseen, unless that gives it one, or its children inherit what moves; who reads its
        // style sees it as of the last frame.
        const bool seen =
            moves && (has_box_or_contents(*one->target_) || one->keyframes_->properties.has(PropertyId::display));
        if (seen && !alone) return time_zero;
        next = std::min(next, next_boundary(*one));
    }
    return next;
}

void note_that_time_passes(Document& document) {
    const StyleSheet* sheet = document.style_side.get();
    if (!sheet || !sheet->animations || !sheet->animations->some_run_without_page) return;
    sheet->animations->time_may_be_old = true;
    document.note_time_has_passed(true);
}

void bring_animations_up_to_date(Document& document) {
    const StyleSheet* sheet = document.style_side.get();
    if (!sheet || !sheet->animations || !sheet->animations->time_may_be_old) return;
    sheet->animations->timeline_time();
    sheet->animations->sample();
    document.note_time_has_passed(false);
}

// -- Element and Document
// ----------------------------------------------------------------------------------------------

Ref<Animation> Element::animate(std::vector<Keyframe> keyframes, const AnimationTiming& timing) {
    DocumentAnimations& all = animations_of(*document_);
    const Ref<Animation> animation = all.make(*this, AnimationClass::script, {});
    animation->set_keyframes_and_timing(std::move(keyframes), timing);
    animation->play();
    return animation;
}

std::vector<Ref<Animation>> Element::animations() {
    const ElementMotion* motion = style_ ? style_->motion.get() : nullptr;
    std::vector<Ref<Animation>> found;
    if (!motion) return found;
    for (const Ref<Animation>& one : motion->effects) {
        if (one->relevant()) found.push_back(one);
    }
    return found;
}

std::vector<Ref<Animation>> Document::animations() {
    std::vector<Ref<Animation>> found;
    for (const Ref<Animation>& one : animations_of(*this).list) {
        if (one->relevant() && one->target() && one->target()->connected()) found.push_back(one);
    }
    std::vector<Animation*> all;
    for (const Ref<Animation>& one : found) all.push_back(one.get());
    number_targets(all);
    std::ranges::stable_sort(found,
                             [](const Ref<Animation>& a, const Ref<Animation>& b) { return stacked_below(*a, *b); });
    return found;
}

}  // namespace janklab
