// SPDX-License-Identifier: MIT
// What an element says of its motion: the lists of CSS transitions and CSS animations. Most elements say nothing, so
// that each is one pointer in Style, shared by copies until one of them is changed. Page thread.
// https://drafts.csswg.org/css-transitions-1/ https://drafts.csswg.org/css-animations-1/
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "motion/timing.h"
#include "style/copy_on_write.h"
#include "style/property_set.h"

namespace janklab {

/// One of transition-property.
struct TransitionProperty {
    std::string name = "all";  // "all", of a property or shorthand, or what we do not know
    PropertySet covers = all_properties();
    TransitionProperty() = default;
    TransitionProperty(std::string_view name);
    friend bool operator==(const TransitionProperty& a, const TransitionProperty& b) { return a.name == b.name; }
};

/// Whether what has nothing in between makes a transition too, and changes in its middle.
enum class TransitionBehavior : std::uint8_t { normal, allow_discrete };

/// The longhands of `transition`. Shorter lists than that of the properties are repeated, longer ones cut.
struct TransitionLists {
    std::vector<TransitionProperty> properties{1};  // empty: none
    std::vector<Duration> durations{Duration{0}};   // negative ones count as 0
    std::vector<Easing> easings{Easing::ease()};
    std::vector<Duration> delays{Duration{0}};
    std::vector<TransitionBehavior> behaviors{TransitionBehavior::normal};
    friend bool operator==(const TransitionLists&, const TransitionLists&) = default;
};
/// For designated initialisers.
struct Transition {
    std::string_view property = "all";
    Duration duration{};
    Easing easing = Easing::ease();
    Duration delay{};
    TransitionBehavior behavior = TransitionBehavior::normal;
};
class TransitionStyle : public CopyOnWrite<TransitionLists> {
  public:
    constexpr TransitionStyle() = default;
    TransitionStyle(std::initializer_list<Transition> list);
};

enum class PlayState : std::uint8_t { running, paused };
/// What becomes of the value below in the stack. https://www.w3.org/TR/web-animations-1/#effect-composition
enum class AnimationComposition : std::uint8_t { replace, add, accumulate };

/// The longhands of `animation`, matched with the names as those of `transition` with the properties.
struct AnimationLists {
    std::vector<std::string> names{""};  // empty: none
    std::vector<Duration> durations{Duration{0}};
    std::vector<Easing> easings{Easing::ease()};
    std::vector<Duration> delays{Duration{0}};
    std::vector<double> iterations{1};
    std::vector<PlaybackDirection> directions{PlaybackDirection::normal};
    std::vector<AnimationFill> fills{AnimationFill::none};
    std::vector<PlayState> play_states{PlayState::running};
    std::vector<AnimationComposition> compositions{AnimationComposition::replace};
    friend bool operator==(const AnimationLists&, const AnimationLists&) = default;
};
/// For designated initialisers.
struct KeyframesUse {
    std::string_view name;  // of @keyframes in a style sheet
    Duration duration{};
    Easing easing = Easing::ease();  // between two keyframes
    Duration delay{};
    double iterations = 1;
    PlaybackDirection direction = PlaybackDirection::normal;
    AnimationFill fill = AnimationFill::none;
    PlayState play_state = PlayState::running;
    AnimationComposition composition = AnimationComposition::replace;
};
class AnimationStyle : public CopyOnWrite<AnimationLists> {
  public:
    constexpr AnimationStyle() = default;
    AnimationStyle(std::initializer_list<KeyframesUse> list);
};

/// The value that a list gives to the item `index` of the list that counts; lists are repeated.
template <class T>
const T& repeated(const std::vector<T>& list, std::size_t index) {
    return list[index % list.size()];
}

}  // namespace janklab
