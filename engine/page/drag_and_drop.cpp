// SPDX-License-Identifier: MIT
#include "page/drag_and_drop.h"

#include <cmath>
#include <utility>

#include "dom/document.h"
#include "layout/hit_test.h"

namespace janklab {

namespace {

constexpr float drag_threshold = 4;  // CSS pixels: so that a trembling hand still clicks

bool is_draggable(const Element& element) { return element.attribute("draggable") == "true"; }

}  // namespace

bool DragAndDrop::tell(const Ref<Element>& element, std::string_view type, const Event& like) {
    Event event(type, like);
    return element->dispatch_from_platform(event);
}

void DragAndDrop::pressed(Element* target, Point position) {
    while (target && !is_draggable(*target)) target = target->parent();
    source_ = Ref<Element>(target);
    pressed_at_ = position;
    running_ = accepted_ = false;
}

bool DragAndDrop::begins(const Event& event) {
    if (!source_ || running_) return false;
    const Point way{event.position.x - pressed_at_.x, event.position.y - pressed_at_.y};
    if (std::hypot(way.x, way.y) < drag_threshold) return false;
    running_ = tell(source_, "dragstart", event);
    if (!running_) source_ = nullptr;
    return running_;
}

void DragAndDrop::moved(const Event& event) {
    tell(source_, "drag", event);
    update_layout(document_);  // listeners may have changed the tree
    Element* hit = hit_test(document_, event.position);
    enter(hit ? *hit : document_.body(), event);
    accepted_ = !tell(over_, "dragover", event);
}

void DragAndDrop::enter(const Ref<Element>& target, const Event& like) {
    if (over_ == target) return;
    const Ref<Element> before = std::exchange(over_, target);
    tell(target, "dragenter", like);
    if (before) tell(before, "dragleave", like);
}

bool DragAndDrop::released(const Event& event) {
    const Ref<Element> source = std::exchange(source_, nullptr), over = std::exchange(over_, nullptr);
    if (!std::exchange(running_, false)) return false;
    if (over) tell(over, accepted_ ? "drop" : "dragleave", event);
    tell(source, "dragend", event);
    return true;
}

}  // namespace janklab
