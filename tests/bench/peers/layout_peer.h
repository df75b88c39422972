// SPDX-License-Identifier: MIT
// Yoga and Taffy for layout_bench: the tree of a document's boxes over again, in another engine. Only those that the
// build was given (JANKLAB_YOGA, JANKLAB_TAFFY; README.md).
#pragma once

#include <memory>
#include <vector>

#include "dom/document.h"

namespace bench {

/// What the trees of the bench use of style. Lengths are CSS pixels; below zero: auto.
struct PeerBox {
    bool flex = false, column = false;  // else a block
    float width = -1, height = -1, min_height = -1, padding = 0, flex_grow = 0;
};
PeerBox peer_box(const janklab::Element& element);

class LayoutPeer {
  public:
    virtual ~LayoutPeer() = default;
    virtual void lay_out(float width, float height) = 0;
    virtual void set_height_of_last_leaf(float height) = 0;
};

struct LayoutPeerKind {
    const char* name;
    std::unique_ptr<LayoutPeer> (*make)(const janklab::Element& root);
};
const std::vector<LayoutPeerKind>& layout_peers();

std::unique_ptr<LayoutPeer> make_yoga(const janklab::Element& root);
std::unique_ptr<LayoutPeer> make_taffy(const janklab::Element& root);

}  // namespace bench
