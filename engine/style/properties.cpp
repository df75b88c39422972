// SPDX-License-Identifier: MIT
// What follows from the one table without parsing: each function is the table, read once.
#include "style/properties.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "style/css_values.h"

namespace janklab {
namespace {

constexpr Style initial_style{};
constexpr InheritedStyle initial_inherited{};

constexpr std::array<PropertyInfo, property_count> table{{
#define PROPERTY(id, name, member, syntax, dirty, animation, values, deviations) \
    {PropertyId::id, name, #member, false, dirty, AnimationType::animation, values, deviations},
#define INHERITED(id, name, member, syntax, dirty, animation, values, deviations) \
    {PropertyId::id, name, #member, true, dirty, AnimationType::animation, values, deviations},
#include "style/property_table.inc"
#undef PROPERTY
#undef INHERITED
}};

/// With its first transform an element becomes the containing block of absolute boxes; without, it is one no more.
constexpr Dirty first_transform = Dirty::boxes | Dirty::layout | Dirty::paint;

}  // namespace

const PropertyInfo& info_of(PropertyId id) { return table[static_cast<std::size_t>(id)]; }

std::optional<PropertyId> property_named(std::string_view name) {
    for (const PropertyInfo& one : table) {
        if (one.name == name) return one.id;
    }
    return std::nullopt;
}

PropertySet properties_set_in(const Style& style) {
    PropertySet set;
#define PROPERTY(id, name, member, ...) \
    if (!(style.member == initial_style.member)) set.add(PropertyId::id);
#define INHERITED PROPERTY
#include "style/property_table.inc"
#undef PROPERTY
#undef INHERITED
    return set;
}

void copy_property(PropertyId id, const Style& from, Style& to) {
    switch (id) {
#define PROPERTY(id, name, member, ...) \
    case PropertyId::id:                \
        to.member = from.member;        \
        break;
#define INHERITED PROPERTY
#include "style/property_table.inc"
#undef PROPERTY
#undef INHERITED
    }
}

void set_initial(PropertyId id, Style& style) {
    switch (id) {
#define PROPERTY(id, name, member, ...)      \
    case PropertyId::id:                     \
        style.member = initial_style.member; \
        break;
#define INHERITED(id, name, member, ...)         \
    case PropertyId::id:                         \
        style.member = initial_inherited.member; \
        break;
#include "style/property_table.inc"
#undef PROPERTY
#undef INHERITED
    }
}

void set_from_element(PropertyId id, const Style& style, const InheritedStyle& inherited, Style& to) {
    switch (id) {
#define PROPERTY(id, name, member, ...) \
    case PropertyId::id:                \
        to.member = style.member;       \
        break;
#define INHERITED(id, name, member, ...) \
    case PropertyId::id:                 \
        to.member = inherited.member;    \
        break;
#include "style/property_table.inc"
#undef PROPERTY
#undef INHERITED
    }
}

bool same_property(PropertyId id, const Style& a, const Style& b) {
    switch (id) {
#define PROPERTY(id, name, member, ...) \
    case PropertyId::id:                \
        return a.member == b.member;
#define INHERITED PROPERTY
#include "style/property_table.inc"
#undef PROPERTY
#undef INHERITED
    }
    return true;
}

Dirty assign_property(PropertyId id, const Style& from, Style& to) {
    if (same_property(id, from, to)) return Dirty::none;
    Dirty dirty = info_of(id).inherited ? Dirty::style : info_of(id).dirty;
    if (id == PropertyId::transform && from.transform.empty() != to.transform.empty()) dirty |= first_transform;
    copy_property(id, from, to);
    return dirty;
}

Dirty difference(const Style& from, const Style& to) {
    Dirty dirty = Dirty::none;
#define PROPERTY(id, name, member, syntax, cost, ...) \
    if (!(from.member == to.member)) dirty |= cost;
#define INHERITED(id, name, member, ...) \
    if (!(from.member == to.member)) dirty |= Dirty::style;
#include "style/property_table.inc"
#undef PROPERTY
#undef INHERITED
    if (from.transform.empty() != to.transform.empty()) dirty |= first_transform;
    return dirty;
}

Dirty inherited_difference(const InheritedStyle& from, const InheritedStyle& to) {
    Dirty dirty = Dirty::none;
    if (from == to) return dirty;
#define PROPERTY(...)
#define INHERITED(id, name, member, syntax, cost, ...) \
    if (!(from.member == to.member)) dirty |= cost;
#include "style/property_table.inc"
#undef PROPERTY
#undef INHERITED
    return dirty;
}

InheritedStyle inherit(const InheritedStyle& parent, const Style& style) {
    InheritedStyle all;
    // The face first: family and weight override it, what it does not say is the parent's.
    InheritedStyle above = parent;
    if (style.font_face) {
        above.font_family = *style.font_face == FontFace::mono ? FontFamily::mono : FontFamily::sans;
        above.font_weight = *style.font_face == FontFace::sans_bold ? 700 : 400;
    }
#define PROPERTY(...)
#define INHERITED(id, name, member, ...) all.member = style.member.value_or(above.member);
#include "style/property_table.inc"
#undef PROPERTY
#undef INHERITED
    all.font_face = all.font_family == FontFamily::mono ? FontFace::mono
                    : all.font_weight >= 600            ? FontFace::sans_bold
                                                        : FontFace::sans;
    return all;
}

// -- interpolation
// -----------------------------------------------------------------------------------------------------

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
/// Premultiplied, or what fades in would be tinted by the colour of transparent.
Color between(const Color& from, const Color& to, float progress) {
    const float alpha = std::fmin(255.f, std::fmax(0.f, between(from.a * 1.f, to.a * 1.f, progress)));
    const auto channel = [&](std::uint8_t a, std::uint8_t b) {
        if (alpha <= 0) return std::uint8_t{0};
        const float mixed = between(a * (from.a / 255.f), b * (to.a / 255.f), progress) * 255 / alpha;
        return static_cast<std::uint8_t>(std::lround(std::fmin(255.f, std::fmax(0.f, mixed))));
    };
    return {channel(from.r, to.r), channel(from.g, to.g), channel(from.b, to.b),
            static_cast<std::uint8_t>(std::lround(alpha))};
}
Length between(const Length& from, const Length& to, float progress) {
    if (!from.is_resolvable() || !to.is_resolvable()) return progress < 0.5f ? from : to;
    if (from.is_px() && to.is_px()) return px(between(from.value, to.value, progress));
    if (from.unit == LengthUnit::percent && to.unit == LengthUnit::percent)
        return percent(between(from.value, to.value, progress));
    const auto pixels = [](const Length& one) { return one.unit == LengthUnit::percent ? 0 : one.value; };
    const auto share = [](const Length& one) { return one.is_px() ? 0 : one.percentage(); };
    return calc(between(share(from), share(to), progress), between(pixels(from), pixels(to), progress));
}
TransformList between(const TransformList& from, const TransformList& to, float progress) {
    return TransformList::between(from, to, progress);
}
/// No shadow is a transparent one without size.
Shadow between(const Shadow& from, const Shadow& to, float progress) {
    return {.offset = {between(from.offset.x, to.offset.x, progress), between(from.offset.y, to.offset.y, progress)},
            .blur = between(from.blur, to.blur, progress),
            .color = between(from.color, to.color, progress),
            .spread = between(from.spread, to.spread, progress)};
}
template <class T>
std::optional<T> between(const std::optional<T>& from, const std::optional<T>& to, float progress) {
    if (!from || !to) return progress < 0.5f ? from : to;
    return between(*from, *to, progress);
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
#define PROPERTY(id, name, member, ...)                          \
    case PropertyId::id:                                         \
        into.member = between(from.member, to.member, progress); \
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
bool can_mix(const Length& from, const Length& to) { return from.is_resolvable() && to.is_resolvable(); }
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
    if (never_negative && length.unit != LengthUnit::calc && length.is_resolvable() && length.value < 0)
        length.value = 0;
}
void bring_back(Syntax syntax, float& number) {
    if (syntax == Syntax::opacity) number = std::fmin(1.f, std::fmax(0.f, number));
    else if (syntax == Syntax::ratio || syntax == Syntax::border_width || syntax == Syntax::positive_number ||
             syntax == Syntax::font_size)
        number = std::fmax(0.f, number);
}
void bring_back(Syntax syntax, int& number) {
    if (syntax == Syntax::positive_integer) number = std::max(1, number);
}
void bring_back(Syntax, Shadow& shadow) { shadow.blur = std::fmax(0.f, shadow.blur); }
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

// -- documentation
// -----------------------------------------------------------------------------------------------------

namespace {

std::string dirty_text(const PropertyInfo& property) {
    if (any(property.dirty & Dirty::boxes)) return "boxes";
    if (any(property.dirty & Dirty::layout)) return "layout";
    if (any(property.dirty & Dirty::paint)) return "paint";
    return any(property.dirty & Dirty::compositing) ? "compositing" : "nothing";
}

}  // namespace

std::string property_table_markdown() {
    static constexpr const char* animations[] = {"discrete", "number", "ratio",     "length",
                                                 "colour",   "shadow", "transform", "not"};
    std::string text =
        "| property | member | values | inherited | makes dirty | animates as | deviations from CSS |\n"
        "|---|---|---|---|---|---|---|\n";
    for (const PropertyInfo& one : table) {
        text += "| `";
        text += one.name;
        text += "` | `";
        text += one.member;
        text += "` | ";
        text += one.values;
        text += one.inherited ? " | yes | " : " | | ";
        text += dirty_text(one);
        text += " | ";
        text += animations[static_cast<std::size_t>(one.animation)];
        text += " | ";
        text += one.deviations;
        text += one.deviations.empty() ? "|\n" : " |\n";
    }
    return text;
}

}  // namespace janklab
