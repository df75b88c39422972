// SPDX-License-Identifier: MIT
// The style stage of an element that moves: CSS animations follow animation-name, transitions follow changed values.
// https://drafts.csswg.org/css-transitions-1/#starting https://drafts.csswg.org/css-animations-2/#keyframes
#include <algorithm>
#include <array>
#include <cmath>

#include "dom/document.h"
#include "style/document_animations.h"
#include "style/properties.h"
#include "style/style_rules.h"

namespace janklab {

class MotionStage {
  public:
    MotionStage(Element& element, const Style& base, const InheritedStyle& above)
        : element_(element),
          style_(style_of(element)),
          all_(animations_of(element.document())),
          base_(base),
          above_(above),
          inherited_(inherit(above, base)) {}
    Dirty run();

  private:
    ElementMotion& motion();
    bool has_motion() const { return style_.motion != nullptr; }
    void find_transition_candidates();
    void take_before_change_style();
    Dirty adopt_base();
    InheritedStyle after_change_above() const;
    void update_css_animations();
    void update_one(Animation& animation, std::size_t index, const KeyframesRule& rule);
    void compute_stale_keyframes();
    void update_transition(PropertyId id);
    void turn_transition(Animation& running, PropertyId id);
    void start_transition(PropertyId id, const Style& from, double shortening,
                          std::shared_ptr<const ComputedKeyframes> turned_from);
    void note_after_change_inherited();
    bool matches(PropertyId id) const { return matching_[static_cast<std::size_t>(id)] != no_match; }
    Duration duration_of(PropertyId id) const;
    Duration delay_of(PropertyId id) const;
    bool may_transition(PropertyId id, const Style& from, const Style& to) const;

    static constexpr std::int16_t no_match = -1;

    Element& element_;
    ElementStyle& style_;
    DocumentAnimations& all_;
    const Style& base_;
    const InheritedStyle& above_;
    const InheritedStyle inherited_;  // of the base
    InheritedStyle after_change_;     // the same, below what transitions do not touch
    bool base_is_new_ = false;
    std::array<std::int16_t, property_count> matching_;  // index into transition-property
    PropertySet candidates_;
    Style before_, after_;
};

Dirty update_motion(Element& element, const Style& base, const InheritedStyle& above) {
    animations_of(element.document()).in_style_stage = true;  // until update_style ends
    return MotionStage(element, base, above).run();
}

ElementMotion& MotionStage::motion() {
    if (has_motion()) return *style_.motion;
    ElementMotion& made = motion_of(style_);
    made.base_inherited = inherited_;
    return made;
}

Dirty MotionStage::run() {
    // Not without a box: what is shown for the first time, or again, has nothing to come from.
    const bool knew_style = style_.inherited_known && has_box_or_contents(element_);
    find_transition_candidates();
    if (knew_style) take_before_change_style();
    const Dirty dirty = adopt_base();
    style_.rendered = base_.display != Display::none && is_rendered(element_);
    if (style_.rendered) update_css_animations();
    else if (has_motion()) style_.motion->end_css();
    compute_stale_keyframes();
    if (style_.rendered && knew_style && !candidates_.empty()) {
        after_change_ = inherit(after_change_above(), base_);
        candidates_.for_each([&](PropertyId id) { update_transition(id); });
    }
    all_.set_suspended(style_, !style_.rendered && !base_.animation.is_default());
    if (!has_motion()) return dirty;
    note_after_change_inherited();
    return dirty | style_.motion->apply();
}

// -- styles before and after the change
// ------------------------------------------------------------------------------------

/// What transition-property names with a time, what runs, and what has run to its end.
void MotionStage::find_transition_candidates() {
    matching_.fill(no_match);
    if (!base_.transition.is_default()) {
        const TransitionLists& lists = *base_.transition;
        for (std::size_t i = 0; i < lists.properties.size(); ++i) {
            lists.properties[i].covers.for_each(
                [&](PropertyId id) { matching_[static_cast<std::size_t>(id)] = static_cast<std::int16_t>(i); });
        }
        for (int i = 0; i < property_count; ++i) {
            const auto id = static_cast<PropertyId>(i);
            if (matches(id) && duration_of(id) + delay_of(id) > Duration{0}) candidates_.add(id);
        }
    }
    if (!has_motion()) return;
    candidates_ = candidates_ | style_.motion->completed;
    for (const Ref<Animation>& effect : style_.motion->effects) {
        if (effect->class_ == AnimationClass::transition) candidates_.add(effect->property_);
    }
}

Duration MotionStage::duration_of(PropertyId id) const {
    const auto index = static_cast<std::size_t>(matching_[static_cast<std::size_t>(id)]);
    return std::clamp(repeated((*base_.transition).durations, index), Duration{0}, longest_animation_time);
}
Duration MotionStage::delay_of(PropertyId id) const {
    const auto index = static_cast<std::size_t>(matching_[static_cast<std::size_t>(id)]);
    return std::clamp(repeated((*base_.transition).delays, index), -longest_animation_time, longest_animation_time);
}

/// https://drafts.csswg.org/css-transitions-2/#transition-behavior-property
bool MotionStage::may_transition(PropertyId id, const Style& from, const Style& to) const {
    if (can_interpolate(id, from, to)) return true;
    const auto index = static_cast<std::size_t>(matching_[static_cast<std::size_t>(id)]);
    return repeated((*base_.transition).behaviors, index) == TransitionBehavior::allow_discrete &&
           id != PropertyId::display && info_of(id).animation != AnimationType::none;
}

/// https://drafts.csswg.org/css-transitions-1/#before-change-style, but without the element's own animations: no
/// transition starts where one of them ends, as in browsers.
void MotionStage::take_before_change_style() {
    const Style& own = has_motion() ? style_.motion->base : style_.specified;
    const InheritedStyle& inherited = has_motion() ? style_.motion->base_inherited : style_.inherited;
    candidates_.for_each([&](PropertyId id) { set_from_element(id, own, inherited, before_); });
}

/// The parent's inherited values without what transitions make of them.
InheritedStyle MotionStage::after_change_above() const {
    if (all_.transitions == 0) return above_;
    std::vector<const ElementStyle*> between;
    const Element* at = element_.parent();
    for (; at && !at->style_data()->motion; at = at->parent()) between.push_back(at->style_data());
    if (!at) return above_;
    InheritedStyle values = at->style_data()->motion->after_change_inherited;
    for (auto one = between.rbegin(); one != between.rend(); ++one) values = inherit(values, (*one)->specified);
    return values;
}

void MotionStage::note_after_change_inherited() {
    ElementMotion& mine = *style_.motion;
    Style without_transitions = mine.base;
    mine.animated.for_each([&](PropertyId id) {
        if (info_of(id).inherited) mine.animate(id, false, without_transitions);
    });
    mine.after_change_inherited = inherit(after_change_above(), without_transitions);
}

/// The specified style is the base, but for what animations have set in it, which `apply` looks after.
Dirty MotionStage::adopt_base() {
    if (!has_motion()) {
        if (&base_ == &style_.specified) return Dirty::none;
        const Dirty dirty = difference(style_.specified, base_);
        style_.specified = base_;
        return dirty;
    }
    ElementMotion& mine = *style_.motion;
    mine.base_inherited = inherited_;
    base_is_new_ = &base_ != &mine.base;
    if (!base_is_new_) return Dirty::none;
    mine.base = base_;
    Style wanted = base_;
    mine.applied.for_each([&](PropertyId id) { copy_property(id, style_.specified, wanted); });
    const Dirty dirty = difference(style_.specified, wanted);
    style_.specified = wanted;
    return dirty;
}

// -- CSS animations
// ----------------------------------------------------------------------------------------------------

/// https://drafts.csswg.org/css-animations-2/#animations: names are matched with what runs from the last to the first.
void MotionStage::update_css_animations() {
    const StyleRules* rules = style_sheet(element_.document()).rules.get();
    const int version = rules ? rules->keyframes_version : 0;
    const bool has_some = has_motion() && !style_.motion->css_animations.empty();
    if (base_.animation.is_default() && !has_some) return;
    if (has_motion() && style_.motion->seen_animation == base_.animation && style_.motion->seen_version == version)
        return;
    std::vector<Ref<Animation>> before, now;
    if (has_some) before.swap(style_.motion->css_animations);
    const std::vector<std::string>& names = (*base_.animation).names;
    for (std::size_t i = names.size(); i-- > 0;) {
        const KeyframesRule* rule = rules && !names[i].empty() ? rules->keyframes_named(names[i]) : nullptr;
        if (!rule) continue;
        const auto known = std::find_if(before.rbegin(), before.rend(),
                                        [&](const Ref<Animation>& one) { return one && one->name_ == names[i]; });
        Ref<Animation> animation = known != before.rend()
                                       ? std::exchange(*known, nullptr)
                                       : all_.make(element_, AnimationClass::css_animation, names[i]);
        update_one(*animation, i, *rule);
        now.push_back(std::move(animation));
    }
    std::ranges::reverse(now);
    for (const Ref<Animation>& one : before) {
        if (one) one->cancel();
    }
    if (!has_motion() && now.empty()) return;
    motion().css_animations = std::move(now);
    motion().seen_animation = base_.animation;
    motion().seen_version = version;
    motion().stack_changed();
}

void MotionStage::update_one(Animation& animation, std::size_t index, const KeyframesRule& rule) {
    const AnimationLists& lists = *base_.animation;
    const bool is_new = !animation.list_;
    animation.index_ = index;
    if (!animation.timed_by_code_) {
        animation.timing_ = sensible({.delay = repeated(lists.delays, index),
                                      .duration = repeated(lists.durations, index),
                                      .iterations = repeated(lists.iterations, index),
                                      .fill = repeated(lists.fills, index),
                                      .direction = repeated(lists.directions, index)});
    }
    const Easing& easing = repeated(lists.easings, index);
    const AnimationComposition composite =
        animation.composed_by_code_ ? animation.composite_ : repeated(lists.compositions, index);
    if (animation.list_ != rule.keyframes || !(animation.keyframe_easing_ == easing) ||
        animation.composite_ != composite) {
        animation.list_ = rule.keyframes;
        animation.composite_ = composite;
        animation.keyframe_easing_ = easing;
        animation.keyframes_ = nullptr;
    }
    const bool paused = repeated(lists.play_states, index) == PlayState::paused;
    if (is_new || (paused != animation.declared_paused_ && !animation.steered_)) {
        if (paused) animation.begin_pause();
        else animation.play(is_new);
    } else if (!is_new) {
        animation.update_finished_state(false, false);
        animation.changed();
    }
    animation.declared_paused_ = paused;
}

void MotionStage::compute_stale_keyframes() {
    if (!has_motion()) return;
    bool any = false;
    for (const Ref<Animation>& effect : style_.motion->effects) {
        const bool stale = !effect->keyframes_ || (base_is_new_ && effect->keyframes_->depends_on_element);
        if (!stale || !effect->list_) continue;
        effect->keyframes_ = compute_keyframes(*effect->list_, effect->keyframe_easing_, effect->composite_, element_);
        any = true;
    }
    if (any) style_.motion->stack_changed();
}

void ElementMotion::end_css() {
    for (const Ref<Animation>& one : css_animations) one->cancel();
    css_animations.clear();
    seen_animation = {};
    for (const Ref<Animation>& one : effects) {
        if (one->class_ == AnimationClass::transition) one->cancel();
    }
    completed = {};
    completed_values.reset();
}

// -- transitions
// -------------------------------------------------------------------------------------------------------

/// https://drafts.csswg.org/css-transitions-1/#starting
void MotionStage::update_transition(PropertyId id) {
    // What an animation holds does not change by itself.
    if (has_motion() && style_.motion->animated.has(id) && style_.motion->animate(id, false, after_)) return;
    set_from_element(id, base_, after_change_, after_);
    Animation* running = has_motion() ? style_.motion->transition_of(id) : nullptr;
    bool completed = has_motion() && style_.motion->completed.has(id);
    const bool back_where_it_led = completed && same_property(id, *style_.motion->completed_values, after_);
    // 1. It starts.
    if (!running && !same_property(id, before_, after_) && !back_where_it_led && matches(id) &&
        may_transition(id, before_, after_) && duration_of(id) + delay_of(id) > Duration{0}) {
        start_transition(id, before_, 1, nullptr);
        if (completed) style_.motion->completed.remove(id);
        return;
    }
    // 2. What has run to its end is forgotten once the value is another.
    if (completed && !back_where_it_led) style_.motion->completed.remove(id), completed = false;
    // 3. Nothing says any more that it should run.
    if (!matches(id)) {
        if (running) running->cancel();
        if (completed) style_.motion->completed.remove(id);
        return;
    }
    // 4. It is to go elsewhere.
    if (running && !same_property(id, running->keyframes_->values[1], after_)) turn_transition(*running, id);
}

void MotionStage::turn_transition(Animation& running, PropertyId id) {
    const Ref<Animation> keep(running);
    Style current;
    const std::optional<double> progress = running.timing_state().progress;
    const std::vector<Style>& values = running.keyframes_->values;
    interpolate(id, values[0], values[1], static_cast<float>(progress.value_or(1)), current);
    clamp_to_range(id, current);
    running.cancel();
    // 4.1, 4.2
    const bool goes_on = !same_property(id, current, after_) && may_transition(id, current, after_) &&
                         duration_of(id) + delay_of(id) > Duration{0};
    if (!goes_on) return;
    // 4.3 Back to where it came from: it takes as long as it has been under way.
    if (same_property(id, running.reversing_adjusted_start_->values[0], after_)) {
        const double old = running.reversing_shortening_;
        const double shortening = std::clamp(std::abs(progress.value_or(1) * old + (1 - old)), 0.0, 1.0);
        return start_transition(id, current, shortening, running.keyframes_);
    }
    // 4.4
    start_transition(id, current, 1, nullptr);
}

/// `turned_from`: whose end value is the reversing-adjusted start value; null: `from` is.
void MotionStage::start_transition(PropertyId id, const Style& from, double shortening,
                                   std::shared_ptr<const ComputedKeyframes> turned_from) {
    const auto index = static_cast<std::size_t>(matching_[static_cast<std::size_t>(id)]);
    const auto shortened = [&](Duration time) {
        return Duration(std::llround(static_cast<double>(time.count()) * shortening));
    };
    const Duration delay = delay_of(id);
    motion();
    const Ref<Animation> one = all_.make(element_, AnimationClass::transition, std::string(info_of(id).name));
    one->property_ = id;
    one->timing_ = {.delay = delay < Duration{0} ? shortened(delay) : delay,
                    .duration = shortened(duration_of(id)),
                    .fill = AnimationFill::backwards,
                    .easing = repeated((*base_.transition).easings, index)};
    one->keyframes_ = keyframes_between(id, from, after_);
    one->reversing_shortening_ = shortening;
    one->reversing_adjusted_start_ =
        turned_from ? keyframes_between(id, turned_from->values[1], after_) : one->keyframes_;
    one->play(true);
    all_.queue_phase_events(*one);
}

// -- the tree above
// ----------------------------------------------------------------------------------------------------

void follow_rendered_elements(DocumentAnimations& all) {
    std::erase(all.suspended, nullptr);
    for (std::size_t i = 0; i < all.suspended.size(); ++i) {
        ElementStyle& style = *all.suspended[i];
        style.cascaded->suspended_at = static_cast<int>(i);
        if (is_rendered(style.element)) all.document.note_change(style.element, Dirty::style);
    }
    for (std::size_t i = 0; i < all.list.size(); ++i) {
        const Ref<Animation> one = all.list[i];
        if (one->animation_class() == AnimationClass::script || !one->target()) continue;
        ElementStyle& style = style_of(*one->target());
        if (!style.rendered || is_rendered(*one->target())) continue;
        if (one->target()->connected()) {
            all.document.note_change(*one->target(), Dirty::style);
        } else if (style.motion) {
            style.rendered = false;
            style.motion->end_css();
            style.motion->apply();
        }
    }
}

}  // namespace janklab
