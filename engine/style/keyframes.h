// SPDX-License-Identifier: MIT
// Keyframes: what an animation moves. As authors write them (Keyframe in C++, @keyframes in sheets), and as computed
// for one element: a track of values for each property. Page thread.
// https://www.w3.org/TR/web-animations-1/#keyframe-effects
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "motion/easing.h"
#include "style/declarations.h"
#include "style/style.h"

namespace janklab {

class Element;

/// For Element::animate. What some keyframe's `style` sets (members that are not initial) is animated, and every
/// keyframe without `css` has it. `css` are declarations: what a keyframe leaves out is taken from its neighbours, and
/// at the ends from the element. A `css` that says animation-timing-function sets the easing,
/// one that says animation-composition the operation.
struct Keyframe {
    std::optional<double> offset = {};  // 0 to 1, never falling; nothing: evenly between the neighbours
    Style style = {};
    std::string css = {};
    Easing easing = {};                                  // from here to the next
    std::optional<AnimationComposition> composite = {};  // nothing: the animation's
};

/// One keyframe before it is computed for an element.
struct DeclaredKeyframe {
    float offset = 0;
    std::optional<Easing> easing;                   // nothing: the animation's
    std::optional<AnimationComposition> composite;  // likewise
    DeclarationBlock declarations;
};
using KeyframeList = std::vector<DeclaredKeyframe>;  // by rising offset

/// Takes easing and operation out of the declarations, and what does not count in keyframes.
void take_keyframe_easing(DeclaredKeyframe& keyframe);
/// Offsets that are no numbers or out of 0 to 1 are clamped, those that fall are raised to the one before.
KeyframeList declared_keyframes(std::vector<Keyframe> keyframes);

// -- computed
// ----------------------------------------------------------------------------------------------------------

struct TrackPoint {
    float offset = 0;
    int value = -1;  // index into the values; -1: the underlying value
    Easing easing;   // up to the next point
    AnimationComposition composite = AnimationComposition::replace;
};
/// Two points, and how far it is from the one to the other, easing included.
struct TrackPlace {
    const TrackPoint* from;
    const TrackPoint* to;
    float progress;
};
/// `points`: at least two, the first at 0, the last at 1.
TrackPlace place_in(const std::vector<TrackPoint>& points, double progress);

struct PropertyTrack {
    PropertyId id{};
    std::vector<TrackPoint> points;
};
struct CustomTrack {
    std::string name;  // with the --
    std::vector<TrackPoint> points;
};

struct ComputedKeyframes {
    std::vector<Style> values;
    std::vector<std::string> custom_values;
    std::vector<PropertyTrack> tracks;  // by id
    std::vector<CustomTrack> custom;
    PropertySet properties, composing;  // composing: those of which some point does not replace
    bool depends_on_element = false;    // var(), relative units: to be computed anew when the element's style changes

    const PropertyTrack* track_of(PropertyId id) const;
};
/// For an element whose cascade is up to date. `easing`, `composite`: of the keyframes that have none of their own.
std::shared_ptr<const ComputedKeyframes> compute_keyframes(const KeyframeList& list, const Easing& easing,
                                                           AnimationComposition composite, Element& element);
/// From one value to the other, for a transition.
std::shared_ptr<const ComputedKeyframes> keyframes_between(PropertyId id, const Style& from, const Style& to);

}  // namespace janklab
