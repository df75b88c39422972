// SPDX-License-Identifier: MIT
// Through taffy/src/lib.rs.
#include <cstdint>

#include "bench/peers/layout_peer.h"

extern "C" {
struct TaffyTree;
TaffyTree* taffy_tree_new();
void taffy_tree_free(TaffyTree* tree);
std::uint64_t taffy_tree_add(TaffyTree* tree, std::uint64_t parent, const bench::PeerBox* style);
void taffy_tree_set(TaffyTree* tree, std::uint64_t node, const bench::PeerBox* style);
float taffy_tree_lay_out(TaffyTree* tree, std::uint64_t root, float width, float height);
}

namespace bench {

using namespace janklab;

namespace {

class TaffyBoxes final : public LayoutPeer {
  public:
    explicit TaffyBoxes(const Element& root) : tree_(taffy_tree_new()), root_(add(root, 0)) {}
    ~TaffyBoxes() override { taffy_tree_free(tree_); }
    void lay_out(float width, float height) override { taffy_tree_lay_out(tree_, root_, width, height); }
    void set_height_of_last_leaf(float height) override {
        last_box_.height = height;
        taffy_tree_set(tree_, last_, &last_box_);
    }

  private:
    std::uint64_t add(const Element& element, std::uint64_t parent) {
        last_box_ = peer_box(element);
        const std::uint64_t node = last_ = taffy_tree_add(tree_, parent, &last_box_);
        for (const Node* child = element.first_child(); child; child = child->next_sibling())
            if (child->as_element()) add(*child->as_element(), node);
        return node;
    }

    TaffyTree* tree_;
    PeerBox last_box_;
    std::uint64_t last_ = 0, root_;
};

}  // namespace

std::unique_ptr<LayoutPeer> make_taffy(const Element& root) { return std::make_unique<TaffyBoxes>(root); }

}  // namespace bench
