// SPDX-License-Identifier: MIT
// Which animations a document has, and the events that they owe.
#include "style/document_animations.h"

#include <algorithm>
#include <utility>

#include "dom/document.h"
#include "dom/tree_order.h"
#include "loop/event_loop.h"
#include "trace/name_table.h"
#include "trace/trace_writer.h"

namespace janklab {
namespace {

/// Lists without order, in which each animation knows its place: taking one out costs nothing, however many there are.
void add_to(std::vector<Animation*>& list, Animation& animation, std::size_t Animation::*place) {
    animation.*place = list.size();
    list.push_back(&animation);
}
void remove_from(std::vector<Animation*>& list, Animation& animation, std::size_t Animation::*place) {
    list[animation.*place] = list.back();
    list.back()->*place = animation.*place;
    list.pop_back();
}

}  // namespace

DocumentAnimations& animations_of(Document& document) {
    StyleSheet& sheet = style_sheet(document);
    if (!sheet.animations) sheet.animations = std::make_unique<DocumentAnimations>(document);
    return *sheet.animations;
}

DocumentAnimations::~DocumentAnimations() {
    for (Animation* animation : alive_) {
        animation->home_ = nullptr;
        animation->target_ = nullptr;
    }
}

TimePoint DocumentAnimations::timeline_time() {
    if (std::exchange(time_may_be_old, false) && present_frame_time) time_ = std::max(time_, present_frame_time());
    return time_;
}

// -- coming and going
// --------------------------------------------------------------------------------------------------

Ref<Animation> DocumentAnimations::make(Element& target, AnimationClass its_class, std::string name) {
    const Ref<Animation> animation(new Animation(*this, target, its_class, std::move(name)));
    if (names) {
        const char* kinds[] = {"transition", "CSS animation", "animation"};
        std::string text = kinds[static_cast<int>(its_class)];
        if (!animation->name_.empty()) text += " " + animation->name_;
        animation->trace_name_ = names->intern(text);
    }
    add_to(alive_, *animation, &Animation::alive_at_);
    add_to(cascaded_of(target).targeted_by, *animation, &Animation::targets_at_);
    return animation;
}

void DocumentAnimations::died(Animation& animation) {
    remove_from(alive_, animation, &Animation::alive_at_);
    if (animation.target_) remove_from(cascaded_of(*animation.target_).targeted_by, animation, &Animation::targets_at_);
}

void DocumentAnimations::timing_changed(Animation& animation) {
    if (!animation.target_) drop_without_element();
    if (!animation.listed_ && animation.in_use()) {
        animation.listed_ = true;
        transitions += animation.class_ == AnimationClass::transition;
        list.emplace_back(animation);
        if (animation.target_) {
            motion_of(style_of(*animation.target_)).add_to_stack(animation);
        }
    }
    if (in_style_stage) return;
    if (animation.target_) document.note_change(*animation.target_, Dirty::style);
    if (want_frame && !in_frame) want_frame();
}

void DocumentAnimations::unlist(Animation& animation) {
    animation.listed_ = false;
    transitions -= animation.class_ == AnimationClass::transition;
}

void DocumentAnimations::set_suspended(ElementStyle& style, bool wanted) {
    if (!wanted && !style.cascaded) return;
    int& at = cascaded_of(style.element).suspended_at;
    if (wanted == (at >= 0)) return;
    if (wanted) {
        at = static_cast<int>(suspended.size());
        suspended.push_back(&style);
    } else {
        suspended[static_cast<std::size_t>(at)] = nullptr;
        at = -1;
    }
}

void DocumentAnimations::forget_element(CascadedStyle& style) {
    if (style.suspended_at >= 0) suspended[static_cast<std::size_t>(style.suspended_at)] = nullptr;
    for (Animation* animation : style.targeted_by) animation->target_ = nullptr;
    some_lost_element_ |= !style.targeted_by.empty();
    style.targeted_by.clear();
}

/// What CSS began ends with its element, at the latest before anything asks for it again: all at once, however many
/// elements die.
void DocumentAnimations::drop_without_element() {
    if (!std::exchange(some_lost_element_, false)) return;
    std::erase_if(list, [this](const Ref<Animation>& one) {
        const bool of_css = one->class_ != AnimationClass::script;
        if (!of_css || one->target_) return false;
        unlist(*one);
        return true;
    });
}

void DocumentAnimations::drop_irrelevant() {
    drop_without_element();
    losing.clear();
    std::erase_if(list, [this](const Ref<Animation>& one) {
        if (one->in_use()) return false;
        unlist(*one);
        if (!one->target_) return true;
        ElementStyle& style = style_of(*one->target_);
        ElementMotion& motion = *style.motion;
        if (one->class_ == AnimationClass::transition && one->play_state() == AnimationPlayState::finished) {
            if (!motion.completed_values) motion.completed_values = std::make_unique<Style>();
            copy_property(one->property_, one->keyframes_->values[1], *motion.completed_values);
            motion.completed.add(one->property_);
        }
        if (!std::exchange(motion.loses_effects, true)) losing.push_back(&style);
        return true;
    });
    for (ElementStyle* style : losing) {  // each once, however many end together
        ElementMotion& motion = *style->motion;
        motion.loses_effects = false;
        std::erase_if(motion.effects, [](const Ref<Animation>& one) { return !one->listed_; });
        motion.stack_changed();
        if (!style->element.connected()) motion.apply();
        const bool needed = !motion.effects.empty() || !motion.completed.empty() || !motion.css_animations.empty() ||
                            !motion.applied.empty();
        if (!needed) style->motion.reset();
    }
}

void number_targets(std::span<Animation* const> animations) {
    std::vector<const Node*> targets;
    std::vector<Animation*> of_targets;
    for (Animation* one : animations) {
        if (!one || !one->target_ || one->class_ == AnimationClass::script) continue;
        targets.push_back(one->target_);
        of_targets.push_back(one);
    }
    if (targets.size() < 2) return;
    const TreeOrder order = tree_order_of(targets);
    for (std::size_t i = 0; i < of_targets.size(); ++i) of_targets[i]->target_number_ = order.places[i];
}

bool stacked_below(const Animation& a, const Animation& b) { return a.is_below(b); }

bool Animation::is_below(const Animation& other) const {
    if (class_ != other.class_) return class_ < other.class_;
    if (class_ != AnimationClass::script && target_ && other.target_) {
        if (target_ != other.target_) return target_number_ < other.target_number_;
        if (index_ != other.index_) return index_ < other.index_;
    }
    return sequence_ < other.sequence_;
}

// -- events
// ------------------------------------------------------------------------------------------------------------

/// On the timeline: when the animation stands there.
std::optional<TimePoint> DocumentAnimations::when(const Animation& animation, Duration local_time) const {
    if (!animation.start_time_ || animation.playback_rate_ == 0 || local_time == Duration::max()) return std::nullopt;
    const double away = static_cast<double>(local_time.count()) / animation.playback_rate_;
    return *animation.start_time_ + Duration(static_cast<std::int64_t>(std::clamp(away, -4e18, 4e18)));
}

bool anybody_listens(const Element& target, const char* type) {
    Document& document = target.document();
    for (const Element* at = &target; at; at = at->parent()) {
        if (at->has_listener(type)) return true;
    }
    return document.has_listener(type) || document.window().has_listener(type);
}

void DocumentAnimations::queue_css_event(Animation& animation, const char* type, Duration active_time) {
    if (!animation.target_ || !anybody_listens(*animation.target_, type)) return;
    PendingAnimationEvent& one = events.emplace_back(PendingAnimationEvent{.event = Event(type)});
    one.element = animation.target_;
    one.animation = Ref<Animation>(animation);
    one.event.animation_name = animation.name_;
    one.event.elapsed_time = active_time;
    const bool cancelled = std::string_view(type).ends_with("cancel");
    if (!cancelled) one.scheduled = when(animation, animation.timing_.delay + active_time);
}

/// https://drafts.csswg.org/css-transitions-2/#event-dispatch and https://drafts.csswg.org/css-animations-2/#events
void DocumentAnimations::queue_phase_events(Animation& animation, std::optional<Duration> cancelled_at) {
    using Phase = Animation::CssPhase;
    if (animation.class_ == AnimationClass::script) return;
    const bool is_transition = animation.class_ == AnimationClass::transition;
    const TimingState state = animation.timing_state();
    Phase now = Phase::idle;
    if (animation.current_time()) {
        now = state.phase == AnimationPhase::before   ? Phase::before
              : state.phase == AnimationPhase::active ? Phase::active
                                                      : Phase::after;
        if (is_transition && animation.pending()) now = Phase::pending;
    }
    const Phase then = std::exchange(animation.css_phase_, now);
    const double iteration = state.progress ? state.iteration : animation.css_iteration_;
    const double iteration_then = std::exchange(animation.css_iteration_, iteration);
    const AnimationTiming& timing = animation.timing_;
    const Duration active = timing.active_duration();
    const Duration interval_start = std::clamp(-timing.delay, Duration{0}, active);
    const Duration end = timing.end_time();
    const Duration interval_end = end == Duration::max() ? active : std::clamp(end - timing.delay, Duration{0}, active);
    const auto queue = [&](const char* transition, const char* keyframes, Duration elapsed) {
        const char* type = is_transition ? transition : keyframes;
        if (type) queue_css_event(animation, type, elapsed);
    };
    if (now == Phase::idle) {
        if (then == Phase::idle || then == Phase::after) return;
        const Duration at = cancelled_at.value_or(Duration{0}) - timing.delay;
        return queue("transitioncancel", "animationcancel", std::clamp(at, Duration{0}, active));
    }
    const bool ahead = then == Phase::idle || then == Phase::pending || then == Phase::before;
    if (then == Phase::idle) queue("transitionrun", nullptr, interval_start);
    if (ahead && now == Phase::active) queue("transitionstart", "animationstart", interval_start);
    if (ahead && now == Phase::after) {
        queue("transitionstart", "animationstart", interval_start);
        queue("transitionend", "animationend", interval_end);
    }
    if (then == Phase::active && now == Phase::after) queue("transitionend", "animationend", interval_end);
    if (then == Phase::active && now == Phase::before) queue("transitionend", "animationend", interval_start);
    if (then == Phase::after && now == Phase::active) queue("transitionstart", "animationstart", interval_end);
    if (then == Phase::after && now == Phase::before) {
        queue("transitionstart", "animationstart", interval_end);
        queue("transitionend", "animationend", interval_start);
    }
    if (then == Phase::active && now == Phase::active && iteration != iteration_then) {
        const double boundary = iteration > iteration_then ? iteration : iteration + 1;
        const double since = (boundary - timing.iteration_start) * static_cast<double>(timing.duration.count());
        queue(nullptr, "animationiteration", Duration(static_cast<std::int64_t>(std::clamp(since, 0.0, 4e18))));
    }
}

void DocumentAnimations::queue_playback_event(Animation& animation, const char* type,
                                              std::optional<Duration> current_time) {
    PendingAnimationEvent& one = events.emplace_back(PendingAnimationEvent{.event = Event(type)});
    one.animation = Ref<Animation>(animation);
    one.event.current_time = current_time;
    one.event.time = timeline_time();
    if (current_time)
        one.scheduled = when(animation, animation.playback_rate_ < 0 ? Duration{0} : animation.timing_.end_time());
    if (want_frame && !in_frame) want_frame();
}

void DocumentAnimations::queue_finish_notification(Animation& animation) {
    if (!async) return animation.finish_notification_steps();
    async->loop().queue_a_microtask("finish notification", [keep = Ref<Animation>(animation)] {
        if (keep->notification_queued_) keep->finish_notification_steps();
    });
}

/// Step 5. of "update animations and send events".
void DocumentAnimations::send_events() {
    if (events.empty()) return;
    MUST(sending_.empty(), "animation events are not sent from inside one of their listeners");
    sending_.swap(events);
    std::vector<Animation*> senders;
    for (const PendingAnimationEvent& one : sending_) senders.push_back(one.animation.get());
    number_targets(senders);
    std::ranges::stable_sort(sending_, [](const PendingAnimationEvent& a, const PendingAnimationEvent& b) {
        if (a.scheduled.has_value() != b.scheduled.has_value()) return !a.scheduled;
        if (a.scheduled && *a.scheduled != *b.scheduled) return *a.scheduled < *b.scheduled;
        return stacked_below(*a.animation, *b.animation);
    });
    for (std::size_t i = 0; i < sending_.size(); ++i) {
        PendingAnimationEvent& one = sending_[i];
        if (one.element && !one.animation->target_) continue;  // its element is gone
        one.event.time = timeline_time();
        const Ref<Animation> keep = one.animation;
        const Ref<Element> target(one.element);
        if (target) target->dispatch_from_platform(one.event);
        else keep->dispatch_from_platform(one.event);
    }
    sending_.clear();
}

// -- the trace
// ---------------------------------------------------------------------------------------------------------

void DocumentAnimations::trace_start(Animation& animation) {
    if (!trace || std::exchange(animation.traced_, true)) return;
    trace->write(EventType::animation_started,
                 {.id = animation.sequence_, .name = Name(animation.trace_name_, CodeLocation{})});
}

void DocumentAnimations::trace_end(Animation& animation, bool cancelled) {
    if (!trace || !std::exchange(animation.traced_, false)) return;
    trace->write(EventType::animation_ended, {.id = animation.sequence_,
                                              .detail = static_cast<std::uint16_t>(cancelled),
                                              .name = Name(animation.trace_name_, CodeLocation{})});
}

}  // namespace janklab
