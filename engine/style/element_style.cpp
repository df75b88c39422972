// SPDX-License-Identifier: MIT
// The part of Element that needs to know what a Style is: building, changing, animating.
#include "style/element_style.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "dom/document.h"
#include "dom/mutation_notice.h"
#include "style/cascade.h"
#include "style/document_animations.h"
#include "style/properties.h"
#include "style/style_rules.h"

namespace janklab {

namespace {

void make_sane(ShadowList& list) {
    const auto sane = [](Shadow one) {
        one.blur = std::max(0.f, finite_length(one.blur));
        one.spread = finite_length(one.spread);
        one.offset = {finite_length(one.offset.x), finite_length(one.offset.y)};
        return one;
    };
    if (list.empty() || std::ranges::all_of(*std::as_const(list), [&](const Shadow& one) { return one == sane(one); }))
        return;
    for (Shadow& one : list.own()) one = sane(one);
}

}  // namespace

void make_sane(Style& style) {
    const auto positive = [](float& value) { value = std::max(0.f, finite_length(value)); };
    for (float* side :
         {&style.border.width.top, &style.border.width.right, &style.border.width.bottom, &style.border.width.left})
        positive(*side);
    positive(style.outline.width);
    style.outline.offset = finite_length(style.outline.offset);
    style.aspect_ratio = std::clamp(finite_length(style.aspect_ratio), 0.f, 1e6f);
    positive(style.flex_grow);
    positive(style.flex_shrink);
    for (CornerRadius* corner :
         {&style.radius.top_left, &style.radius.top_right, &style.radius.bottom_right, &style.radius.bottom_left}) {
        for (Length* radius : {&corner->across, &corner->down}) {
            if (!radius->is_calculated()) radius->value = std::max(0.f, radius->value);
        }
    }
    make_sane(style.shadow);
    style.opacity = style.opacity < 1 ? std::max(0.f, style.opacity) : style.opacity == style.opacity ? 1.f : 0.f;
    if (style.font_size) *style.font_size = std::clamp(finite_length(*style.font_size), 0.f, 10'000.f);
    if (style.line_height)
        style.line_height->value = std::clamp(finite_length(style.line_height->value), 0.f, 10'000.f);
    style.flex_line_count = std::max(1, style.flex_line_count);
    if (style.tab_size) *style.tab_size = std::clamp(finite_length(*style.tab_size), 0.f, 1000.f);
    if (style.letter_spacing) *style.letter_spacing = std::clamp(finite_length(*style.letter_spacing), -1000.f, 1000.f);
}

namespace {

void note_style_change(Element& element, Dirty dirty) {
    if (!any(dirty)) return;
    element.document().note_change(element, dirty | Dirty::style);
    // The parent's list of boxes depends on its children's display and position.
    if (any(dirty & Dirty::boxes) && element.parent()) element.document().note_change(*element.parent(), Dirty::boxes);
    if (element.document().mutations_observed()) MutationNotice::attribute_changed(element, "style", std::nullopt);
}

constexpr Style initial_style{};
constexpr InheritedStyle initial_inherited_style{};

}  // namespace

ElementStyle::ElementStyle(Element& of) : element(of) {}
ElementStyle::~ElementStyle() {
    StyleSheet* sheet = element.document().style_side.get();
    if (cascaded && sheet && sheet->animations) sheet->animations->forget_element(*cascaded);
}
StyleSheet::StyleSheet() = default;
StyleSheet::~StyleSheet() = default;

ElementStyle& style_of(Element& element) {
    if (!element.style_data()) {
        element.attach_style(
            Attached<ElementStyle>(new ElementStyle(element), [](ElementStyle* style) { delete style; }));
    }
    return *element.style_data();
}

StyleSheet& style_sheet(Document& document) {
    if (!document.style_side) {
        document.style_side = Attached<StyleSheet>(new StyleSheet, [](StyleSheet* sheet) { delete sheet; });
    }
    return *document.style_side;
}

// -- building
// ----------------------------------------------------------------------------------------------------------

Element& Element::append(const Style& style) {
    const Ref<Element> child = document_->create_element();
    child->set_style(style);
    append_child(*child);
    return *child;
}

Element& Element::append() { return append(initial_style); }

Element& Element::append_text(std::string_view text, const Style& style) {
    const Ref<Element> child = document_->create_element();
    child->set_style(style);
    child->set_text(text);
    append_child(*child);
    return *child;
}

Element& Element::append_text(std::string_view text) { return append_text(text, initial_style); }

Element& Element::append_text_control(std::string_view tag, std::string_view value, const Style& style) {
    const Ref<Element> control = document_->create_element(tag);
    MUST(control->text_edit(), "a text control is made as `input` or `textarea`");
    control->set_style(style);
    control->set_value(value);
    append_child(*control);
    return *control;
}

// -- changing
// ----------------------------------------------------------------------------------------------------------

const Style& Element::style() const {
    if (!style_) return initial_style;
    return style_->cascaded ? style_->cascaded->set_in_code : style_->specified;
}

const InheritedStyle& Element::inherited_style() const { return style_ ? style_->inherited : initial_inherited_style; }

void Element::set_style(const Style& style) {
    ElementStyle& data = style_of(*this);
    Style wanted = style;
    make_sane(wanted);
    // What starts transitions is compared by the style stage, with what was before.
    if (declares_motion(wanted)) cascaded_of(*this);
    Style& mine = data.cascaded ? data.cascaded->set_in_code : data.specified;
    const Dirty dirty = difference(mine, wanted);
    mine = wanted;
    if (data.cascaded && any(dirty)) mark_rules_stale(*this);
    else note_style_change(*this, dirty);
}

Style& Element::begin_style_change() {
    ElementStyle& data = style_of(*this);
    Style& mine = data.cascaded ? data.cascaded->set_in_code : data.specified;
    StyleSheet& sheet = style_sheet(*document_);
    MUST(!sheet.changing, "style(...) was called inside another style(...)");
    sheet.changing = this;
    sheet.before_change = mine;
    return mine;
}

void Element::end_style_change() {
    StyleSheet& sheet = style_sheet(*document_);
    Style& mine = style_->cascaded ? style_->cascaded->set_in_code : style_->specified;
    make_sane(mine);
    sheet.changing = nullptr;
    const Dirty dirty = difference(sheet.before_change, mine);
    if (declares_motion(mine) && !style_->cascaded) {
        cascaded_of(*this);  // takes over what was set
        style_->specified = sheet.before_change;
    }
    if (style_->cascaded && any(dirty)) mark_rules_stale(*this);
    else note_style_change(*this, dirty);
}

// -- layers
// ------------------------------------------------------------------------------------------------------------

bool has_layer(const ElementStyle& style) {
    const Style& s = style.specified;
    return s.opacity < 1 || !s.transform.empty() || s.will_change.makes_layer() || animates_layer(style);
}

LayerId layer_id(Element& element) {
    ElementStyle& style = style_of(element);
    if (!style.layer) style.layer = element.document().next_layer_id();
    return style.layer;
}

}  // namespace janklab
