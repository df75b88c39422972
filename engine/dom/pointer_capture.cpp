// SPDX-License-Identifier: MIT
#include "dom/pointer_capture.h"

#include <utility>

#include "dom/document.h"

namespace janklab {

bool PointerCapture::set(Element& element) {
    if (!button_down_ || !element.connected()) return false;
    pending_ = Ref<Element>(element);
    return true;
}

void PointerCapture::release(const Element& element) {
    if (pending_ == &element) pending_ = nullptr;
}

void PointerCapture::set_button_down(bool down) {
    button_down_ = down;
    if (!down) pending_ = nullptr;
}

void PointerCapture::process_pending(const Event& pointer) {
    // An element that was taken out of the tree loses it; the document hears of that in its place.
    if (pending_ && !pending_->connected()) pending_ = nullptr;
    if (pending_ == current_) return;
    const Ref<Element> lost = std::exchange(current_, pending_), got = current_;
    if (lost) {
        Event event("lostpointercapture", pointer);
        if (lost->connected()) lost->dispatch_from_platform(event);
        else lost->document().dispatch_from_platform(event);
    }
    if (got) {
        Event event("gotpointercapture", pointer);
        got->dispatch_from_platform(event);
    }
}

}  // namespace janklab
