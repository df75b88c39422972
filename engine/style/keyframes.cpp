// SPDX-License-Identifier: MIT
// Computing keyframes, and finding the place in a track.
#include "style/keyframes.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "motion/keyframe_interval.h"
#include "style/cascade.h"
#include "style/element_style.h"

namespace janklab {

// -- as declared
// -------------------------------------------------------------------------------------------------------

namespace {

/// https://www.w3.org/TR/web-animations-1/#compute-missing-keyframe-offsets
void spread_offsets(std::vector<Keyframe>& keyframes) {
    if (keyframes.empty()) return;
    double last = 0;
    for (Keyframe& one : keyframes) {
        if (!one.offset) continue;
        const double sensible = *one.offset == *one.offset ? std::clamp(*one.offset, 0.0, 1.0) : 0;
        one.offset = last = std::max(last, sensible);
    }
    if (!keyframes.back().offset) keyframes.back().offset = 1;
    if (!keyframes.front().offset) keyframes.front().offset = 0;
    std::size_t given = 0;
    for (std::size_t i = 1; i < keyframes.size(); ++i) {
        if (!keyframes[i].offset) continue;
        const double from = *keyframes[given].offset, to = *keyframes[i].offset;
        for (std::size_t k = given + 1; k < i; ++k)
            keyframes[k].offset = from + (to - from) * static_cast<double>(k - given) / static_cast<double>(i - given);
        given = i;
    }
}

PropertySet animatable(const PropertySet& set) {
    PropertySet all;
    set.for_each([&](PropertyId id) {
        if (info_of(id).animation != AnimationType::none) all.add(id);
    });
    return all;
}

}  // namespace

KeyframeList declared_keyframes(std::vector<Keyframe> keyframes) {
    spread_offsets(keyframes);
    PropertySet set;
    for (Keyframe& one : keyframes) {
        make_sane(one.style);
        set = set | animatable(properties_set_in(one.style));
    }
    KeyframeList list;
    for (const Keyframe& one : keyframes) {
        DeclaredKeyframe& declared = list.emplace_back();
        declared.offset = static_cast<float>(*one.offset);
        declared.easing = one.easing;
        declared.composite = one.composite;
        if (one.css.empty()) {
            set.for_each([&](PropertyId id) {
                // An inherited property that is not set here has its initial value: the style is a whole one.
                copy_property(id, one.style, declared.declarations.values);
                if (info_of(id).inherited && same_property(id, one.style, Style{}))
                    set_initial(id, declared.declarations.values);
            });
            declared.declarations.declared = set;
        } else {
            read_declarations(one.css, declared.declarations);
            take_keyframe_easing(declared);
        }
    }
    return list;
}

void take_keyframe_easing(DeclaredKeyframe& keyframe) {
    DeclarationBlock& block = keyframe.declarations;
    if (block.declared.has(PropertyId::animation_easing))
        keyframe.easing = std::as_const(block.values.animation)->easings.front();
    if (block.declared.has(PropertyId::animation_composition))
        keyframe.composite = std::as_const(block.values.animation)->compositions.front();
    // Important ones do not count in keyframes, nor what cannot be animated.
    PropertySet kept;
    animatable(block.declared).for_each([&](PropertyId id) {
        if (!block.important.has(id)) kept.add(id);
    });
    block.declared = kept;
    block.important = {};
    for (PendingDeclaration& one : block.pending) one.covers = animatable(one.covers);
    std::erase_if(block.pending, [](const PendingDeclaration& one) { return one.important || one.covers.empty(); });
    std::erase_if(block.custom, [](const CustomProperty& one) { return one.important; });
}

// -- computed
// ----------------------------------------------------------------------------------------------------------

TrackPlace place_in(const std::vector<TrackPoint>& points, double progress) {
    const KeyframeInterval found =
        keyframe_interval(points.size(), progress, [&](std::size_t i) { return points[i].offset; });
    const TrackPoint& from = points[found.from];
    return {&from, &points[found.to], from.easing.at(found.distance)};
}

const PropertyTrack* ComputedKeyframes::track_of(PropertyId id) const {
    if (!properties.has(id)) return nullptr;
    return &*std::ranges::lower_bound(tracks, id, {}, &PropertyTrack::id);
}

namespace {

/// A track has a point at both ends, made of the underlying value where the author gave none. `easing`: of the first.
void close_ends(std::vector<TrackPoint>& points, const Easing& easing) {
    if (points.front().offset > 0) points.insert(points.begin(), {.offset = 0, .easing = easing});
    if (points.back().offset < 1) points.push_back({.offset = 1});
}

CustomTrack& custom_track(ComputedKeyframes& all, const std::string& name) {
    const auto found = std::ranges::find(all.custom, name, &CustomTrack::name);
    return found != all.custom.end() ? *found : all.custom.emplace_back(CustomTrack{name, {}});
}

}  // namespace

std::shared_ptr<const ComputedKeyframes> compute_keyframes(const KeyframeList& list, const Easing& easing,
                                                           AnimationComposition composite, Element& element) {
    auto all = std::make_shared<ComputedKeyframes>();
    int number[property_count];
    std::ranges::fill(number, -1);
    all->values.reserve(list.size());
    for (const DeclaredKeyframe& keyframe : list) {
        const int index = static_cast<int>(all->values.size());
        const Easing& its_easing = keyframe.easing ? *keyframe.easing : easing;
        const AnimationComposition operation = keyframe.composite.value_or(composite);
        Style& style = all->values.emplace_back();
        PropertySet set = compute_declarations(element, keyframe.declarations, style);
        all->depends_on_element |= !keyframe.declarations.pending.empty();
        set.for_each([&](PropertyId id) {
            int& track = number[static_cast<std::size_t>(id)];
            if (track < 0) {
                track = static_cast<int>(all->tracks.size());
                all->tracks.push_back({id, {}});
                all->properties.add(id);
            }
            all->tracks[static_cast<std::size_t>(track)].points.push_back(
                {keyframe.offset, index, its_easing, operation});
            if (operation != AnimationComposition::replace) all->composing.add(id);
        });
        for (const CustomProperty& one : keyframe.declarations.custom) {
            custom_track(*all, one.name)
                .points.push_back({keyframe.offset, static_cast<int>(all->custom_values.size()), its_easing});
            all->custom_values.push_back(one.value);
        }
    }
    // Where a keyframe at 0 says nothing of a property, its easing counts all the same.
    const Easing* first_easing = &easing;
    for (const DeclaredKeyframe& keyframe : list) {
        if (keyframe.offset == 0 && keyframe.easing) first_easing = &*keyframe.easing;
    }
    for (PropertyTrack& track : all->tracks) close_ends(track.points, *first_easing);
    for (CustomTrack& track : all->custom) close_ends(track.points, *first_easing);
    std::ranges::sort(all->tracks, {}, &PropertyTrack::id);
    return all;
}

std::shared_ptr<const ComputedKeyframes> keyframes_between(PropertyId id, const Style& from, const Style& to) {
    auto all = std::make_shared<ComputedKeyframes>();
    all->values.resize(2);
    copy_property(id, from, all->values[0]);
    copy_property(id, to, all->values[1]);
    all->tracks.push_back({id, {{.offset = 0, .value = 0}, {.offset = 1, .value = 1}}});
    all->properties.add(id);
    return all;
}

}  // namespace janklab
