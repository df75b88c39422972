// SPDX-License-Identifier: MIT
// Elements: children, text, attributes. What needs a Style is in style/element_style.cpp, geometry in
// layout/geometry.cpp.
#include "dom/element.h"

#include <algorithm>
#include <charconv>

#include "base/check.h"
#include "base/utf8.h"
#include "dom/class_tokens.h"
#include "dom/document.h"
#include "dom/mutation_notice.h"
#include "dom/replaced.h"

namespace janklab {
namespace {

constexpr unsigned most_canvas_pixels = 16384;  // of a side

/// Where style rules exist (then engine/style has set the hook) they may ask for attributes and for siblings.
Dirty style_dirty_by_tree(const Document& document) {
    return document.hooks.interaction_changed ? Dirty::style : Dirty::none;
}

}  // namespace

Element::Element(Document& document, std::string_view tag) : Node(NodeKind::element, document), tag_(tag) {
    if (tag == "input") text_edit_ = std::make_unique<TextEdit>(TextEdit::Lines::one);
    if (tag == "textarea") text_edit_ = std::make_unique<TextEdit>(TextEdit::Lines::many);
    if (tag != "img" && tag != "canvas") return;
    replaced_ = Attached<ReplacedContent>(new ReplacedContent, [](ReplacedContent* content) { delete content; });
    if (tag == "img") return;
    replaced_->kind = ReplacedContent::Kind::canvas;
    replaced_->natural = {300, 150};
}

Element::~Element() {
    while (first_child_) unlink(*Ref<Node>(first_child_));
    if (watched_) document_->forget_watched(*this);
}

// -- tree
// --------------------------------------------------------------------------------------------------------------

/// "Insert": https://dom.spec.whatwg.org/#concept-node-pre-insert
void Element::insert_before(Node& node, Node* reference) {
    // 1. Validity. A script's mistake must be caught before; from C++ it is a bug.
    const bool may_be_above = node.as_element() && node.as_element()->has_children();
    MUST(&node != this && !(may_be_above && is_inclusive_descendant_of(node)),
         "a node was put into itself or below itself");
    MUST(&node.document() == document_, "a node was put into another document");
    MUST(!reference || reference->parent() == this, "insert_before: the reference is not a child of this element");
    // 2., 3. Before itself means before what follows it.
    if (reference == &node) reference = node.next_sibling();
    // 4. Adopt: out of where it was.
    const Ref<Node> keep(node);
    node.remove();
    // 5. Insert, and queue a record.
    link(node, reference);
    if (connected_) document_->connect(node);
    document_->note_change(*this, Dirty::boxes | style_dirty_by_tree(*document_));
    MutationNotice::children_changed(*this, &node, nullptr, node.previous_, node.next_sibling());
}

void Element::remove_children() {
    while (last_child_) last_child_->remove();
}

void Element::link(Node& node, Node* reference) {
    Node* before = reference ? reference->previous_ : last_child_;
    Ref<Node>& slot = before ? before->next_ : first_child_;
    node.next_ = std::move(slot);
    slot = Ref<Node>(node);
    node.previous_ = before;
    (reference ? reference->previous_ : last_child_) = &node;
    node.parent_ = this;
    ++child_count_;
    document_->sibling_places.tree_changed();
}

void Element::unlink(Node& node) {
    const Ref<Node> keep(node);
    (node.next_ ? node.next_->previous_ : last_child_) = node.previous_;
    (node.previous_ ? node.previous_->next_ : first_child_) = std::move(node.next_);
    node.previous_ = nullptr;
    node.parent_ = nullptr;
    --child_count_;
    document_->sibling_places.tree_changed();
}

// -- text
// --------------------------------------------------------------------------------------------------------------

std::string Element::text() const {
    std::string all;
    for (const Node* node = this; node; node = next_in_tree(*node, *this)) {
        if (const Text* text = node->as_text()) all += text->data();
    }
    return all;
}

void Element::set_text(std::string_view text) {
    if (text_edit_) return set_value(text);
    replace_text(text);
}

void Element::replace_text(std::string_view text) {
    if (child_count_ == 1 && first_child_->kind() == NodeKind::text) {
        first_child_->as_text()->set_data(text);
        return;
    }
    remove_children();
    if (!text.empty()) append_child(*document_->create_text(text));
}

// -- text controls
// -----------------------------------------------------------------------------------------------------

std::string_view Element::value() const { return text_edit_ ? std::string_view(text_edit_->text()) : ""; }

void Element::set_value(std::string_view value) {
    if (text_edit_ && text_edit_->set_text(value)) show_edited_text();
}

void Element::show_edited_text() {
    if (!text_edit_) return;
    const std::string_view text = text_edit_->text();
    if (!hides_text() && !shows_placeholder()) return replace_text(text);
    std::string shown;
    if (shows_placeholder()) {
        shown = *attribute("placeholder");
        if (!text_edit_->has_many_lines()) std::erase_if(shown, [](char c) { return c == '\n' || c == '\r'; });
    } else {
        for (std::size_t at = 0; at < text.size(); next_code_point(text, at)) shown += "\u2022";
    }
    replace_text(shown);
}

bool Element::shows_placeholder() const {
    return text_edit_ && text_edit_->text().empty() && !attribute("placeholder").value_or("").empty();
}

bool Element::hides_text() const {
    return text_edit_ && !text_edit_->has_many_lines() && attribute("type") == "password";
}

// -- attributes
// --------------------------------------------------------------------------------------------------------

std::optional<std::string_view> Element::attribute(std::string_view name) const {
    for (const auto& [key, value] : attributes_) {
        if (key == name) return value;
    }
    return std::nullopt;
}

void Element::set_attribute(std::string_view name, std::string_view value) {
    const auto known =
        std::find_if(attributes_.begin(), attributes_.end(), [&](const auto& one) { return one.first == name; });
    if (known == attributes_.end()) {
        attributes_.emplace_back(name, value);
        document_->note_change(*this, style_dirty_by_tree(*document_));
        MutationNotice::attribute_changed(*this, name, std::nullopt);
        attribute_changed(name);
        return;
    }
    const std::string old(document_->mutations_observed() ? known->second : std::string_view());
    known->second = value;
    document_->note_change(*this, style_dirty_by_tree(*document_));
    MutationNotice::attribute_changed(*this, name, old);
    attribute_changed(name);
}

/// What attributes mean for text controls and pictures.
void Element::attribute_changed(std::string_view name) {
    // Whether it may keep the focus is seen in the next frame.
    if (document_->focused_ == this && (name == "disabled" || name == "tabindex" || name == "href"))
        document_->note_change(*this, Dirty::paint);
    if (text_edit_ && (name == "size" || name == "cols" || name == "rows"))
        document_->note_change(*this, Dirty::layout | Dirty::paint);
    if (text_edit_ && (name == "type" || name == "placeholder")) show_edited_text();
    if (!replaced_) return;
    if (replaced_->kind == ReplacedContent::Kind::image) {
        if (name == "src") document_->images.show(*this, attribute("src").value_or(""));
    }
    if (name != "width" && name != "height") return;
    find_natural_size();
    if (replaced_->kind == ReplacedContent::Kind::canvas && document_->hooks.canvas_resized)
        document_->hooks.canvas_resized(*this);
}

/// Of a picture: its own, or what its attributes say.
void Element::find_natural_size() {
    const auto pixels = [&](const char* side) -> std::optional<float> {
        const std::optional<std::string_view> text = attribute(side);
        unsigned value = 0;
        if (!text || text->ends_with('%')) return {};
        if (std::from_chars(text->data(), text->data() + text->size(), value).ec != std::errc{}) return {};
        return static_cast<float>(std::min(value, most_canvas_pixels));
    };
    const std::optional<float> width = pixels("width"), height = pixels("height");
    Size own{300, 150};
    if (replaced_->kind == ReplacedContent::Kind::image) {
        const PixelSize picture = natural_size();
        own = {static_cast<float>(picture.width), static_cast<float>(picture.height)};
        const float ratio = own.height > 0 ? own.width / own.height : 0;
        if (width && !height && ratio > 0) own.height = *width / ratio;
        if (height && !width && ratio > 0) own.width = *height * ratio;
    }
    replaced_->natural = {width.value_or(own.width), height.value_or(own.height)};
    document_->note_change(*this, Dirty::layout | Dirty::paint);
}

bool Element::complete() const { return !replaced_ || replaced_->complete; }
PixelSize Element::natural_size() const {
    return replaced_ && replaced_->bitmap ? replaced_->bitmap->size() : PixelSize{};
}

void Element::remove_attribute(std::string_view name) {
    const auto known =
        std::find_if(attributes_.begin(), attributes_.end(), [&](const auto& one) { return one.first == name; });
    if (known == attributes_.end()) return;
    const std::string old = std::move(known->second);
    attributes_.erase(known);
    document_->note_change(*this, style_dirty_by_tree(*document_));
    MutationNotice::attribute_changed(*this, name, old);
    attribute_changed(name);
}

bool Element::has_class(std::string_view token) const { return has_token(attribute("class").value_or(""), token); }

void Element::set_class(std::string_view token, bool present) {
    if (has_class(token) == present) return;
    static thread_local std::string tokens;  // kept: a frame that changes classes allocates nothing
    tokens.clear();
    const auto add = [&](std::string_view one) {
        if (!tokens.empty()) tokens += ' ';
        tokens += one;
    };
    for_each_token(attribute("class").value_or(""), [&](std::string_view one) {
        if (one != token) add(one);
    });
    if (present) add(token);
    set_attribute("class", tokens);
}

bool Element::set_pointer_capture() { return document_->pointer_capture().set(*this); }
void Element::release_pointer_capture() { document_->pointer_capture().release(*this); }
bool Element::has_pointer_capture() const { return document_->pointer_capture().held_by(*this); }

void Element::set_interaction(InteractionState state, bool on) {
    if (is(state) == on) return;
    interaction_ ^= static_cast<std::uint8_t>(state);
    if (state == InteractionState::focus_visible) document_->note_change(*this, Dirty::paint);  // its ring
    if (document_->hooks.interaction_changed) document_->hooks.interaction_changed(*this, state);
}

void Element::end_interaction() {
    if (interaction_ == 0) return;
    for (const InteractionState state : {InteractionState::hover, InteractionState::active, InteractionState::focus,
                                         InteractionState::focus_visible}) {
        set_interaction(state, false);
    }
}

bool Element::click() {
    if (is_disabled_control()) return true;
    Event event("click");
    return dispatch_event(event);
}

}  // namespace janklab
