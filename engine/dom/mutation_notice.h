// SPDX-License-Identifier: MIT
// MutationNotice: how the tree tells mutation observers what happened. Used inside engine/dom and by engine/style for
// the attribute "style". Costs one walk to the root when nobody observes. Page thread.
// https://dom.spec.whatwg.org/#queueing-a-mutation-record
#pragma once

#include <optional>
#include <string_view>

#include "dom/mutation_observer.h"

namespace janklab {

class MutationNotice {
  public:
    static void children_changed(Element& parent, Node* added, Node* removed, Node* previous, Node* next);
    static void text_changed(Text& text, std::string_view old_data);
    static void attribute_changed(Element& element, std::string_view name, std::optional<std::string_view> old_value);
    /// The node dies: observers forget it.
    static void forget(Node& node);

  private:
    template <class Wants, class Fill>
    static void queue_records(Node& target, Wants wants, Fill fill);
};

}  // namespace janklab
