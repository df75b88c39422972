// SPDX-License-Identifier: MIT
// The document: what is in the tree, what changed since the last frame, and who hears of it.
#include "dom/document.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "dom/mutation_observer.h"

namespace janklab {
Document::Document() : EventTarget(TargetKind::document, this), window_(*this) {
    body_ = create_element("body");
    connect(*body_);
}

Document::~Document() {
    hooks = {};
    focused_ = nullptr;
    pointer_capture_.forget();
    style_changes_.clear();
    layout_changes_.clear();
    paint_changes_.clear();
    scrolled_.clear();
    wheel_targets_.clear();
    pending_mutation_observers_.clear();
    disconnect(*body_);
    body_ = nullptr;
    MUST(node_count_ == 0, "a node outlived its document; let go of every Ref to it before");
}

Ref<Element> Document::create_element(std::string_view tag) { return Ref<Element>(new Element(*this, tag)); }
Ref<Text> Document::create_text(std::string_view data) { return Ref<Text>(new Text(*this, data)); }

Element* Document::element_by_id(std::string_view id) const {
    for (Node* node = body_.get(); node; node = next_in_tree(*node, *body_)) {
        if (Element* element = node->as_element(); element && element->id() == id) return element;
    }
    return nullptr;
}

// -- dirty bits
// --------------------------------------------------------------------------------------------------------

void Document::ask_for_a_frame(bool was_clean) {
    if (was_clean && hooks.became_dirty) hooks.became_dirty();
}

void Document::note_change(Node& node, Dirty bits) {
    if (!node.connected_ || !any(bits)) return;
    const bool was_clean = !needs_rendering();
    constexpr Dirty layout_bits = Dirty::boxes | Dirty::layout, paint_bits = Dirty::paint | Dirty::compositing;
    if (any(bits & Dirty::style) && !node.is_dirty(Dirty::style)) style_changes_.emplace_back(node);
    if (any(bits & layout_bits) && !node.is_dirty(layout_bits)) layout_changes_.emplace_back(node);
    if (any(bits & paint_bits) && !node.is_dirty(paint_bits)) paint_changes_.emplace_back(node);
    node.dirty_ |= bits;
    dirty_ |= bits;
    ask_for_a_frame(was_clean);
}

void Document::note_everything_damaged() {
    const bool was_clean = !needs_rendering();
    everything_damaged_ = true;
    dirty_ |= Dirty::paint;
    ask_for_a_frame(was_clean);
}

void Document::note_observer_waits() {
    const bool was_clean = !needs_rendering();
    observer_waits_ = true;
    ask_for_a_frame(was_clean);
}

void Document::take_style_changes(std::vector<Ref<Node>>& into) {
    into.clear();
    into.swap(style_changes_);
    dirty_ = dirty_ & ~Dirty::style;
}

void Document::take_layout_changes(std::vector<Ref<Node>>& into) {
    into.clear();
    into.swap(layout_changes_);
    // What was laid out must be painted.
    if (any(dirty_ & (Dirty::boxes | Dirty::layout))) dirty_ |= Dirty::paint;
    dirty_ = dirty_ & ~(Dirty::boxes | Dirty::layout);
}

void Document::take_paint_changes(std::vector<Ref<Node>>& into) {
    into.clear();
    into.swap(paint_changes_);
    dirty_ = dirty_ & ~(Dirty::paint | Dirty::compositing);
}

void Document::painted() {
    everything_damaged_ = false;
    observer_waits_ = false;
}

// -- scrolling
// ---------------------------------------------------------------------------------------------------------

void Document::note_scrolled(Element& element) {
    // In a frame that was wanted for something else: its event is for the next one.
    const bool first = scrolled_.empty();
    if (std::find(scrolled_.begin(), scrolled_.end(), &element) == scrolled_.end()) scrolled_.emplace_back(element);
    ask_for_a_frame(first);
}

void Document::note_blocking_wheel_listener(EventTarget& target) {
    if (target.target_kind() == TargetKind::node) {
        Node& node = static_cast<Node&>(target);
        if (std::find(wheel_targets_.begin(), wheel_targets_.end(), &node) == wheel_targets_.end())
            wheel_targets_.emplace_back(node);
    }
    note_who_decides();
}

const std::vector<Ref<Node>>& Document::blocking_wheel_targets() {
    std::erase_if(wheel_targets_,
                  [](const Ref<Node>& node) { return !node->connected() || !node->has_blocking_listener("wheel"); });
    return wheel_targets_;
}

void Document::take_scrolled(std::vector<Ref<Element>>& into) {
    into.clear();
    into.swap(scrolled_);
}

std::vector<Ref<Element>> Document::take_scrolled() { return std::exchange(scrolled_, {}); }

// -- coming and going
// --------------------------------------------------------------------------------------------------

void Document::connect(Node& root) {
    for (Node* node = &root; node; node = next_in_tree(*node, root)) {
        node->connected_ = node->newly_connected_ = true;
        node->dirty_ = Dirty::none;
        if (node->has_blocking_listener("wheel")) note_blocking_wheel_listener(*node);
        if (node->kind() == NodeKind::element) note_change(*node, Dirty::style);
    }
}

void Document::disconnect(Node& root) {
    for (Node* node = &root; node; node = next_in_tree(*node, root)) {
        node->connected_ = false;
        node->box_.reset();
        // Nobody does anything with it any more, and no event says so.
        // https://html.spec.whatwg.org/multipage/interaction.html#focus-fixup-rule
        if (Element* element = node->as_element()) element->end_interaction();
        if (static_cast<Node*>(focused_.get()) == node) focused_ = nullptr;
    }
}

void Document::bury(Node* node) {
    graveyard_.push_back(node);
    if (std::exchange(burying_, true)) return;
    while (!graveyard_.empty()) {
        Node* dead = graveyard_.back();
        graveyard_.pop_back();
        if (dead->kind() == NodeKind::element) delete static_cast<Element*>(dead);
        else delete static_cast<Text*>(dead);
    }
    burying_ = false;
}

}  // namespace janklab
