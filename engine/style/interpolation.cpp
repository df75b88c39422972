// SPDX-License-Identifier: MIT
// Values between two values of a property, and which properties have such: what follows from the table's column
// "animates as". https://www.w3.org/TR/web-animations-1/#animating-properties
#include <algorithm>
#include <cmath>
#include <utility>

#include "style/css_values.h"
#include "style/properties.h"

namespace janklab {
namespace {

float between(float from, float to, float progress) { return finite_length(from + (to - from) * progress); }

/// Values of types that have nothing in between.
template <class T>
T between(const T& from, const T& to, float progress) {
    return progress < 0.5f ? from : to;
}
/// A pixel number and a multiple have nothing in between.
LineHeight between(const LineHeight& from, const LineHeight& to, float progress) {
    if (from.in_px != to.in_px) return progress < 0.5f ? from : to;
    return {between(from.value, to.value, progress), from.in_px};
}
/// https://drafts.csswg.org/css2/#visibility: whatever is not quite hidden is visible.
BoxVisibility between(const BoxVisibility& from, const BoxVisibility& to, float progress) {
    if (from == to) return from;
    if (from != BoxVisibility::visible && to != BoxVisibility::visible) return progress < 0.5f ? from : to;
    if (progress <= 0) return from;
    return progress >= 1 ? to : BoxVisibility::visible;
}
int between(int from, int to, float progress) {
    return static_cast<int>(std::floor(between(static_cast<float>(from), static_cast<float>(to), progress) + 0.5f));
}
std::int16_t between(std::int16_t from, std::int16_t to, float progress) {
    return static_cast<std::int16_t>(between(static_cast<int>(from), static_cast<int>(to), progress));
}
Color between(const Color& from, const Color& to, float progress) { return mixed(from, to, progress); }
StyleColor between(const StyleColor& from, const StyleColor& to, float progress) { return mixed(from, to, progress); }
bool can_mix(const Length& from, const Length& to) { return from.is_resolvable() && to.is_resolvable(); }
Length between(const Length& from, const Length& to, float progress) {
    if (!can_mix(from, to)) return progress < 0.5f ? from : to;
    if (from.is_px() && to.is_px()) return px(between(from.value, to.value, progress));
    if (from.unit == LengthUnit::percent && to.unit == LengthUnit::percent)
        return percent(between(from.value, to.value, progress));
    return length_between(from, to, progress).value_or(progress < 0.5f ? from : to);
}
CornerRadius between(const CornerRadius& from, const CornerRadius& to, float progress) {
    return {between(from.across, to.across, progress), between(from.down, to.down, progress)};
}
TransformList between(const TransformList& from, const TransformList& to, float progress) {
    return TransformList::between(from, to, progress);
}
Shadow between(const Shadow& from, const Shadow& to, float progress) {
    return {.offset = {between(from.offset.x, to.offset.x, progress), between(from.offset.y, to.offset.y, progress)},
            .blur = between(from.blur, to.blur, progress),
            .color = between(from.color, to.color, progress),
            .spread = between(from.spread, to.spread, progress),
            .inset = from.inset};
}
/// One by one; a shorter list goes on with transparent ones without size.
/// https://drafts.csswg.org/css-backgrounds-3/#shadow-layers
bool can_mix(const ShadowList& from, const ShadowList& to) {
    for (std::size_t i = 0; i < std::min((*from).size(), (*to).size()); ++i) {
        if ((*from)[i].inset != (*to)[i].inset) return false;
    }
    return true;
}
/// In the room that `into` has.
void put_between(const ShadowList& from, const ShadowList& to, float progress, ShadowList& into) {
    if (!can_mix(from, to)) return void(into = progress < 0.5f ? from : to);
    if (from.empty() && to.empty()) return void(into = from);
    const auto shadow_at = [](const std::vector<Shadow>& list, const std::vector<Shadow>& other, std::size_t i) {
        return i < list.size() ? list[i] : Shadow{.color = transparent, .inset = other[i].inset};
    };
    std::vector<Shadow>& all = into.own();
    all.resize(std::max((*from).size(), (*to).size()));
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = between(shadow_at(*from, *to, i), shadow_at(*to, *from, i), progress);
}
template <class T>
std::optional<T> between(const std::optional<T>& from, const std::optional<T>& to, float progress) {
    if (!from || !to) return progress < 0.5f ? from : to;
    return between(*from, *to, progress);
}
template <class T>
void put_between(const T& from, const T& to, float progress, T& into) {
    into = between(from, to, progress);
}

/// https://drafts.csswg.org/css-values-4/#combine-ratio: from half to twice is through one. 0 is auto.
float ratio_between(float from, float to, float progress) {
    if (from <= 0 || to <= 0) return progress < 0.5f ? from : to;
    return finite_length(from * std::pow(to / from, progress));
}

}  // namespace

void interpolate(PropertyId id, const Style& from, const Style& to, float progress, Style& into) {
    if (id == PropertyId::aspect_ratio)
        return void(into.aspect_ratio = ratio_between(from.aspect_ratio, to.aspect_ratio, progress));
    switch (id) {
#define PROPERTY(id, name, member, ...)                             \
    case PropertyId::id:                                            \
        put_between(from.member, to.member, progress, into.member); \
        break;
#define INHERITED PROPERTY
#include "style/property_table.inc"
#undef PROPERTY
#undef INHERITED
    }
}

// -- what may be in between
// --------------------------------------------------------------------------------------------

namespace {

template <class T>
bool can_mix(const T&, const T&) {
    return true;  // what has nothing in between is discrete in the table
}
bool can_mix(const CornerRadius& from, const CornerRadius& to) {
    return can_mix(from.across, to.across) && can_mix(from.down, to.down);
}
bool can_mix(const LineHeight& from, const LineHeight& to) { return from.in_px == to.in_px; }
template <class T>
bool can_mix(const std::optional<T>& from, const std::optional<T>& to) {
    return from && to && can_mix(*from, *to);
}

template <class T>
void bring_back(Syntax, T&) {}
void bring_back(Syntax syntax, Length& length) {
    const bool never_negative = syntax == Syntax::size || syntax == Syntax::max_size || syntax == Syntax::basis ||
                                syntax == Syntax::padding || syntax == Syntax::gap;
    if (never_negative && !length.is_calculated() && length.is_resolvable() && length.value < 0) length.value = 0;
}
void bring_back(Syntax, CornerRadius& corner) {
    bring_back(Syntax::padding, corner.across);
    bring_back(Syntax::padding, corner.down);
}
void bring_back(Syntax syntax, float& number) {
    if (syntax == Syntax::opacity) number = std::fmin(1.f, std::fmax(0.f, number));
    else if (syntax == Syntax::ratio || syntax == Syntax::border_width || syntax == Syntax::positive_number ||
             syntax == Syntax::font_size)
        number = std::fmax(0.f, number);
}
void bring_back(Syntax, ShadowList& list) {
    const bool any = std::ranges::any_of(*std::as_const(list), [](const Shadow& one) { return one.blur < 0; });
    if (!any) return;
    for (Shadow& one : list.own()) one.blur = std::fmax(0.f, one.blur);
}
void bring_back(Syntax syntax, int& number) {
    if (syntax == Syntax::positive_integer) number = std::max(1, number);
}
void bring_back(Syntax, LineHeight& height) { height.value = std::fmax(0.f, height.value); }
void bring_back(Syntax, std::int16_t& weight) {
    weight = std::min(std::int16_t{1000}, std::max(std::int16_t{1}, weight));
}
template <class T>
void bring_back(Syntax syntax, std::optional<T>& value) {
    if (value) bring_back(syntax, *value);
}

}  // namespace

bool can_interpolate(PropertyId id, const Style& from, const Style& to) {
    const AnimationType type = info_of(id).animation;
    if (type == AnimationType::discrete || type == AnimationType::none) return false;
    if (id == PropertyId::aspect_ratio && (from.aspect_ratio == 0 || to.aspect_ratio == 0)) return false;
    switch (id) {
#define PROPERTY(id, name, member, ...) \
    case PropertyId::id:                \
        return can_mix(from.member, to.member);
#define INHERITED PROPERTY
#include "style/property_table.inc"
#undef PROPERTY
#undef INHERITED
    }
    return false;
}

void clamp_to_range(PropertyId id, Style& style) {
    switch (id) {
#define PROPERTY(id, name, member, syntax, ...)   \
    case PropertyId::id:                          \
        bring_back(Syntax::syntax, style.member); \
        break;
#define INHERITED PROPERTY
#include "style/property_table.inc"
#undef PROPERTY
#undef INHERITED
    }
}

}  // namespace janklab
