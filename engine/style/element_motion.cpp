// SPDX-License-Identifier: MIT
// The effect stack of one element: what its animations make of its style.
// https://www.w3.org/TR/web-animations-1/#combining-effects
#include <algorithm>

#include "dom/document.h"
#include "style/document_animations.h"
#include "style/properties.h"

namespace janklab {
namespace {

constexpr PropertyId layer_properties[] = {PropertyId::transform, PropertyId::opacity};

bool on_a_layer(const PropertySet& set) { return set.has(PropertyId::transform) || set.has(PropertyId::opacity); }

const PropertySet& important_of(const ElementStyle& style) {
    static const PropertySet none;
    return style.cascaded ? style.cascaded->important : none;
}

/// Room for values on the way; the style stage and the sampling are never inside each other.
struct Scratch {
    Style result, from, to, below;
};
Scratch& scratch() {
    thread_local Scratch room;
    return room;
}

}  // namespace

ElementMotion& motion_of(ElementStyle& style) {
    if (!style.motion) {
        cascaded_of(style.element);  // from now on what code sets is apart from what animations make of it
        style.motion = std::make_unique<ElementMotion>(style);
        style.motion->base = style.specified;
        style.motion->base_inherited = style.motion->after_change_inherited = style.inherited;
    }
    return *style.motion;
}

bool declares_motion(const Style& style) { return !style.transition.is_default() || !style.animation.is_default(); }

bool animates_layer(const ElementStyle& style) { return style.motion && on_a_layer(style.motion->animated); }

bool is_rendered(const Element& element) {
    if (!element.connected()) return false;
    for (const Element* at = &element; at; at = at->parent()) {
        const ElementStyle* style = at->style_data();
        if (style && style->specified.display == Display::none) return false;
    }
    return true;
}

bool has_box_or_contents(const Element& element) {
    if (element.box()) return true;
    const ElementStyle* style = element.style_data();
    return style && style->specified.display == Display::contents && is_rendered(element);
}

void ElementMotion::add_to_stack(Animation& animation) {
    const auto below = [](const Animation& a, const Ref<Animation>& b) { return stacked_below(a, *b); };
    effects.emplace(std::upper_bound(effects.begin(), effects.end(), animation, below), animation);
    if (animation.keyframes_) note_animated(animated | animation.keyframes_->properties);
}

void ElementMotion::stack_changed() {
    std::ranges::stable_sort(effects,
                             [](const Ref<Animation>& a, const Ref<Animation>& b) { return stacked_below(*a, *b); });
    PropertySet now;
    for (const Ref<Animation>& effect : effects) {
        if (effect->keyframes_) now = now | effect->keyframes_->properties;
    }
    note_animated(now);
}

void ElementMotion::note_animated(const PropertySet& now) {
    const bool was_on_a_layer = on_a_layer(animated);
    animated = now;
    if (on_a_layer(animated) != was_on_a_layer) owner.element.document().note_change(owner.element, Dirty::paint);
}

Animation* ElementMotion::transition_of(PropertyId id) const {
    for (const Ref<Animation>& effect : effects) {
        const bool runs = effect->class_ == AnimationClass::transition && effect->current_time();
        if (runs && effect->property_ == id) return effect.get();
    }
    return nullptr;
}

/// Puts what the effect makes of the property now on top of `into`, or, if `touched` is false, of the element's own
/// value. False where it has no effect on it.
bool ElementMotion::add_effect(const Animation& effect, PropertyId id, bool touched, Style& into) const {
    Scratch& room = scratch();
    const PropertyTrack* track = effect.keyframes_ ? effect.keyframes_->track_of(id) : nullptr;
    if (!track) return false;
    const TimingState state = effect.timing_state();
    if (!state.progress) return false;
    const TrackPlace place = place_in(track->points, *state.progress);
    // What the stack below has made of it, or the element's own.
    const auto underlying = [&](Style& own) -> const Style& {
        if (touched) copy_property(id, into, own);
        else set_from_element(id, base, base_inherited, own);
        return own;
    };
    const auto value = [&](const TrackPoint& point, Style& own) -> const Style& {
        if (point.value < 0) return underlying(own);
        const Style& given = effect.keyframes_->values[static_cast<std::size_t>(point.value)];
        if (point.composite == AnimationComposition::replace) return given;
        copy_property(id, given, own);
        compose(id, point.composite, underlying(room.below), own);
        return own;
    };
    const Style &from = value(*place.from, room.from), &to = value(*place.to, room.to);
    interpolate(id, from, to, place.progress, into);
    clamp_to_range(id, into);
    return true;
}

bool ElementMotion::animate(PropertyId id, bool with_transitions, Style& into) const {
    const bool important = important_of(owner).has(id);
    bool touched = false;
    for (const Ref<Animation>& effect : effects) {
        const bool is_transition = effect->class_ == AnimationClass::transition;
        if (is_transition ? !with_transitions : important) continue;
        touched |= add_effect(*effect, id, touched, into);
    }
    return touched;
}

bool ElementMotion::animate_up_to(const Animation& top, PropertyId id, Style& into) const {
    bool touched = false;
    for (const Ref<Animation>& effect : effects) {
        if (effect.get() != &top && stacked_below(*effect, top)) touched |= add_effect(*effect, id, touched, into);
    }
    return add_effect(top, id, touched, into) || touched;
}

Dirty ElementMotion::apply() {
    Style& result = scratch().result;
    Style& specified = owner.specified;
    Dirty dirty = Dirty::none;
    const bool stays = on_compositor && can_run_on_compositor();
    if (on_compositor && !stays) dirty |= Dirty::compositing;
    on_compositor = stays;
    PropertySet now;
    (animated | applied).for_each([&](PropertyId id) {
        if (animate(id, true, result)) now.add(id);
        else copy_property(id, base, result);
        const Dirty change = exchange_property(id, result, specified);
        // What the display thread moves by itself need not be painted again.
        const bool silent = stays && change == Dirty::compositing &&
                            std::ranges::find(layer_properties, id) != std::end(layer_properties);
        if (!silent) dirty |= change;
    });
    applied = now;
    return dirty;
}

bool ElementMotion::apply_custom() {
    bool changed = false;
    const auto set = [&](const std::string& name, const std::string* value) {
        const auto known = custom.find(name);
        if (!value) return void(known != custom.end() && (custom.erase(known), changed = true));
        if (known != custom.end() && known->second == *value) return;
        custom.insert_or_assign(name, *value);
        changed = true;
    };
    std::size_t animated_names = 0;
    for (const Ref<Animation>& effect : effects) {
        if (!effect->keyframes_ || effect->keyframes_->custom.empty()) continue;
        const TimingState state = effect->timing_state();
        for (const CustomTrack& track : effect->keyframes_->custom) {
            ++animated_names;
            if (!state.progress) {
                set(track.name, nullptr);
                continue;
            }
            const TrackPlace place = place_in(track.points, *state.progress);
            const int value = (place.progress < 0.5f ? place.from : place.to)->value;
            set(track.name, value < 0 ? nullptr : &effect->keyframes_->custom_values[static_cast<std::size_t>(value)]);
        }
    }
    if (animated_names == 0 && !custom.empty()) custom.clear(), changed = true;
    return changed;
}

// -- on the compositor
// -------------------------------------------------------------------------------------------------

bool ElementMotion::can_run_on_compositor() const {
    const PropertySet& important = important_of(owner);
    bool plays = false;
    for (const Ref<Animation>& effect : effects) {
        if (!effect->keyframes_ || !on_a_layer(effect->keyframes_->properties)) continue;
        PropertySet others = effect->keyframes_->properties;
        for (PropertyId id : layer_properties) {
            others.remove(id);
            if (important.has(id) || effect->keyframes_->composing.has(id)) return false;
        }
        if (!others.empty() || !effect->keyframes_->custom.empty() || effect->pending()) return false;
        plays |= effect->play_state() == AnimationPlayState::running && effect->playback_rate_ != 0;
    }
    return plays && owner.element.connected() && owner.element.box();
}

namespace {

std::shared_ptr<const LayerKeyframes> layer_keyframes(const ComputedKeyframes& computed, LayerProperty property) {
    const bool is_transform = property == LayerProperty::transform;
    const PropertyTrack* track = computed.track_of(is_transform ? PropertyId::transform : PropertyId::opacity);
    if (!track) return nullptr;
    auto all = std::make_shared<LayerKeyframes>();
    for (const TrackPoint& point : track->points) {
        LayerKeyframe& one = all->emplace_back(
            LayerKeyframe{.offset = point.offset, .easing = point.easing, .underlying = point.value < 0});
        if (one.underlying) continue;
        const Style& value = computed.values[static_cast<std::size_t>(point.value)];
        if (is_transform) one.transform = value.transform;
        else one.opacity = value.opacity;
    }
    return all;
}

}  // namespace

void ElementMotion::add_to_commit(Size box, std::vector<CompositorAnimation>& into) {
    for (const Ref<Animation>& effect : effects) {
        if (!effect->keyframes_ || !on_a_layer(effect->keyframes_->properties)) continue;
        LayerKeyframesCache& cache = effect->layer_keyframes_;
        const bool kept = cache.made_from == effect->keyframes_;
        for (const LayerProperty property : {LayerProperty::transform, LayerProperty::opacity}) {
            auto& keyframes = cache.of[static_cast<int>(property)];
            if (!kept) keyframes = layer_keyframes(*effect->keyframes_, property);
            if (!keyframes) continue;
            into.push_back({.layer = layer_id(owner.element),
                            .property = property,
                            .keyframes = keyframes,
                            .timing = effect->timing_,
                            .start = effect->start_time_.value_or(time_zero),
                            .playback_rate = effect->playback_rate_,
                            .hold = effect->hold_time_,
                            .box = box,
                            .underlying_transform = base.transform,
                            .underlying_opacity = base.opacity});
        }
        cache.made_from = effect->keyframes_;
    }
}

void collect_compositor_animations(Document& document, Size (*box_of)(const Element&),
                                   std::vector<CompositorAnimation>& into) {
    into.clear();
    DocumentAnimations& all = animations_of(document);
    ++all.collections;
    all.collected.clear();
    for (const Ref<Animation>& one : all.list) {
        ElementMotion* motion = one->target() ? style_of(*one->target()).motion.get() : nullptr;
        if (!motion || motion->collected_in == all.collections) continue;
        motion->collected_in = all.collections;
        motion->on_compositor = motion->can_run_on_compositor();
        if (motion->on_compositor) all.collected.emplace_back(layer_id(motion->owner.element), motion);
    }
    all.some_run_without_page = !all.collected.empty();
    std::ranges::sort(all.collected, {}, &std::pair<LayerId, ElementMotion*>::first);
    for (const auto& [layer, motion] : all.collected) motion->add_to_commit(box_of(motion->owner.element), into);
}

}  // namespace janklab
