// SPDX-License-Identifier: MIT
// ResizeObserver: tells when the content box of elements has another size than last reported. It holds the data;
// layout/observations.h finds what to deliver, and the page delivers it in the frame, after layout. Page thread.
// https://drafts.csswg.org/resize-observer/
#pragma once

#include <span>
#include <vector>

#include "base/geometry.h"
#include "base/move_only_function.h"
#include "base/name.h"
#include "dom/element.h"

namespace janklab {

struct ResizeEntry {
    Ref<Element> target;
    Rect content_rect;  // origin: the padding, as on the web
    Size border_box_size;
};

/// One element that is watched, and what was last reported of it.
struct ResizeObservation {
    Element* target = nullptr;   // taken off when the element dies
    Size last_reported{-1, -1};  // content box; nothing reported yet differs from every size
};

class ResizeObserver final : public RefCounted {
  public:
    using Deliver = MoveOnlyFunction<void(std::span<const ResizeEntry>, ResizeObserver&)>;

    /// Lives as long as it watches something, or a Ref to it exists.
    static Ref<ResizeObserver> create(Document& document, Name name, Deliver callback);
    static void destroy(ResizeObserver* observer) { delete observer; }

    void observe(Element& element);
    void unobserve(Element& element);
    void disconnect();

    const Name& name() const { return name_; }
    std::vector<ResizeObservation>& observations() { return observations_; }
    Deliver& callback() { return callback_; }

  private:
    friend class Document;
    ResizeObserver(Document& document, Name name, Deliver callback);
    ~ResizeObserver() = default;
    void keep_alive_while_watching();

    Document& document_;
    Name name_;
    Deliver callback_;
    std::vector<ResizeObservation> observations_;
    Ref<ResizeObserver> self_;  // while it watches something
};

}  // namespace janklab
