// SPDX-License-Identifier: MIT
// Which of some nodes come before which others, for all of them at once: comparing two by two would walk over the same
// siblings again and again. Page thread. https://dom.spec.whatwg.org/#concept-tree-order
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "dom/node.h"

namespace janklab {

struct TreeOrder {
    std::vector<std::size_t> places;  // of each, in the order given: the lower comes first; the same node, the same
    /// The work: ancestors, each once, and siblings between those that had to be told apart.
    std::size_t nodes_visited = 0;
};
/// Trees without a common root follow one another as their first nodes are given.
TreeOrder tree_order_of(std::span<const Node* const> nodes);

}  // namespace janklab
