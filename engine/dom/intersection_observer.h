// SPDX-License-Identifier: MIT
// IntersectionObserver: tells when the visible part of elements crosses thresholds. It holds the data;
// layout/observations.h finds what to deliver, and the page delivers it in the frame, before paint. Page thread.
// https://w3c.github.io/IntersectionObserver/
#pragma once

#include <span>
#include <vector>

#include "base/geometry.h"
#include "base/move_only_function.h"
#include "base/name.h"
#include "base/time.h"
#include "dom/element.h"

namespace janklab {

struct IntersectionEntry {
    Ref<Element> target;
    TimePoint time;      // of the frame
    Rect bounding_rect;  // of the target, in the viewport
    Rect root_bounds;    // of the viewport or the root element
    Rect intersection_rect;
    float ratio = 0;  // visible part of the area, 0 to 1
    bool is_intersecting = false;
};

struct IntersectionObservation {
    Element* target = nullptr;  // taken off when the element dies
    int last_threshold_index = -1;
    bool last_intersecting = false;
};

struct IntersectionOptions {
    Element* root = nullptr;                // null: the viewport; else a scroll container above the targets
    float root_margin = 0;                  // CSS pixels by which the root's rectangle grows on each side
    std::vector<float> thresholds = {0.f};  // 0 to 1
};

class IntersectionObserver final : public RefCounted {
  public:
    using Deliver = MoveOnlyFunction<void(std::span<const IntersectionEntry>, IntersectionObserver&)>;

    /// Lives as long as it watches something, or a Ref to it exists. Thresholds are clamped to 0..1 and sorted.
    static Ref<IntersectionObserver> create(Document& document, Name name, Deliver callback,
                                            IntersectionOptions options = {});
    static void destroy(IntersectionObserver* observer) { delete observer; }

    void observe(Element& element);
    void unobserve(Element& element);
    void disconnect();

    const Name& name() const { return name_; }
    const IntersectionOptions& options() const { return options_; }
    std::vector<IntersectionObservation>& observations() { return observations_; }
    Deliver& callback() { return callback_; }

  private:
    friend class Document;
    IntersectionObserver(Document& document, Name name, Deliver callback, IntersectionOptions options);
    ~IntersectionObserver() = default;
    void keep_alive_while_watching();

    Document& document_;
    Name name_;
    Deliver callback_;
    IntersectionOptions options_;
    std::vector<IntersectionObservation> observations_;
    Ref<IntersectionObserver> self_;  // while it watches something
};

}  // namespace janklab
