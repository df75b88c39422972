// SPDX-License-Identifier: MIT
// What follows from the one table without parsing: each function is the table, read once.
#include "style/properties.h"

#include <array>

namespace janklab {
namespace {

constexpr Style initial_style{};
constexpr InheritedStyle initial_inherited{};

constexpr Style the_css_initial_style{.border = {.width = medium_line, .style = LineStyle::none},
                                      .outline = {.width = medium_line, .style = LineStyle::automatic}};

constexpr std::array<PropertyInfo, property_count> table{{
#define PROPERTY(id, name, member, syntax, dirty, animation, values, deviations) \
    {PropertyId::id, name, #member, false, dirty, AnimationType::animation, values, deviations},
#define INHERITED(id, name, member, syntax, dirty, animation, values, deviations) \
    {PropertyId::id, name, #member, true, dirty, AnimationType::animation, values, deviations},
#include "style/property_table.inc"
#undef PROPERTY
#undef INHERITED
}};

/// With its first transform, or the promise of one, an element becomes the containing block of absolute boxes; without,
/// it is one no more.
Dirty containing_difference(const Style& from, const Style& to) {
    const bool same = holds_fixed_boxes(from) == holds_fixed_boxes(to) &&
                      from.will_change.holds_absolute() == to.will_change.holds_absolute();
    return same ? Dirty::none : Dirty::boxes | Dirty::layout | Dirty::paint;
}
bool can_contain(PropertyId id) { return id == PropertyId::transform || id == PropertyId::will_change; }

}  // namespace

const Style& css_initial_style() { return the_css_initial_style; }

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
#define PROPERTY(id, name, member, ...)              \
    case PropertyId::id:                             \
        style.member = the_css_initial_style.member; \
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

namespace {

template <class T>
void resolve_in(T&, Color) {}
void resolve_in(StyleColor& color, Color text) { color = color.resolve(text); }
void resolve_in(ShadowList& shadows, Color text) {
    if (shadows.empty()) return;
    for (Shadow& one : shadows.own()) resolve_in(one.color, text);
}
void resolve_in(StyleImage& image, Color text) {
    Gradient& gradient = image.gradient;
    for (std::size_t i = 0; i < gradient.count; ++i) {
        if (gradient.current >> i & 1) gradient.stops[i].color = text;
    }
    gradient.current = 0;
}

}  // namespace

void resolve_current_color(PropertyId id, Color text, Style& style) {
    switch (id) {
#define PROPERTY(id, name, member, ...) \
    case PropertyId::id:                \
        resolve_in(style.member, text); \
        break;
#define INHERITED PROPERTY
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
    if (can_contain(id)) dirty |= containing_difference(from, to);
    copy_property(id, from, to);
    return dirty;
}

Dirty exchange_property(PropertyId id, Style& from, Style& to) {
    if (same_property(id, from, to)) return Dirty::none;
    Dirty dirty = info_of(id).inherited ? Dirty::style : info_of(id).dirty;
    if (can_contain(id)) dirty |= containing_difference(from, to);
    switch (id) {
#define PROPERTY(id, name, member, ...)    \
    case PropertyId::id:                   \
        std::swap(from.member, to.member); \
        break;
#define INHERITED PROPERTY
#include "style/property_table.inc"
#undef PROPERTY
#undef INHERITED
    }
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
    return dirty | containing_difference(from, to);
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
