// SPDX-License-Identifier: MIT
// What becomes of animations that have ended and fill: those that others have replaced are removed, so that they do not
// pile up, and what one has come to can be written into the element's own declarations.
// https://www.w3.org/TR/web-animations-1/#replacing-animations
#include <algorithm>

#include "dom/document.h"
#include "style/document_animations.h"
#include "style/properties.h"
#include "style/update_style.h"

namespace janklab {
namespace {

bool is_within(const PropertySet& part, const PropertySet& all) {
    bool within = true;
    part.for_each([&](PropertyId id) { within = within && all.has(id); });
    return within;
}

bool has_track(const ComputedKeyframes& keyframes, const std::string& name) {
    return std::ranges::find(keyframes.custom, name, &CustomTrack::name) != keyframes.custom.end();
}

}  // namespace

/// Every property of each is also moved by one that stands above it in the stack and could be replaced itself.
void DocumentAnimations::remove_replaced() {
    ++samplings;
    for (std::size_t i = 0; i < list.size(); ++i) {
        Element* target = list[i]->target_;
        ElementMotion* motion = target ? style_of(*target).motion.get() : nullptr;
        if (!motion || motion->effects.size() < 2 || motion->sampled_in == samplings) continue;
        motion->sampled_in = samplings;
        PropertySet above;
        for (std::size_t at = motion->effects.size(); at-- > 0;) {
            Animation& one = *motion->effects[at];
            if (!one.keyframes_ || !one.replaceable()) continue;
            const auto custom_is_above = [&](const CustomTrack& track) {
                return std::any_of(motion->effects.begin() + static_cast<std::ptrdiff_t>(at) + 1, motion->effects.end(),
                                   [&](const Ref<Animation>& other) {
                                       return other->keyframes_ && other->replaceable() &&
                                              has_track(*other->keyframes_, track.name);
                                   });
            };
            if (!is_within(one.keyframes_->properties, above) ||
                !std::ranges::all_of(one.keyframes_->custom, custom_is_above)) {
                above = above | one.keyframes_->properties;
                continue;
            }
            one.replace_state_ = AnimationReplaceState::removed;
            queue_playback_event(one, "remove", one.current_time());
        }
    }
}

bool DocumentAnimations::commit_styles(Animation& animation) {
    Element& element = *animation.target_;
    update_style(document);
    if (!is_rendered(element) || !animation.keyframes_) return false;
    const ElementMotion& motion = motion_of(style_of(element));
    Style values = motion.base;
    const Color text = style_of(element).inherited.color;
    animation.keyframes_->properties.for_each([&](PropertyId id) {
        if (!motion.animate_up_to(animation, id, values)) return;
        resolve_current_color(id, text, values);
        set_style_property(element, info_of(id).name, property_text(id, values));
    });
    return true;
}

}  // namespace janklab
