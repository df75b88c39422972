// SPDX-License-Identifier: MIT
// Yoga knows no blocks: they are columns. With its defaults for the web.
#include <yoga/Yoga.h>

#include "bench/peers/layout_peer.h"

namespace bench {

using namespace janklab;

namespace {

class YogaTree final : public LayoutPeer {
  public:
    explicit YogaTree(const Element& root) : config_(YGConfigNew()) {
        YGConfigSetUseWebDefaults(config_, true);
        YGConfigSetPointScaleFactor(config_, 0);  // nothing is rounded
        root_ = add(root, nullptr);
    }
    ~YogaTree() override {
        YGNodeFreeRecursive(root_);
        YGConfigFree(config_);
    }
    void lay_out(float width, float height) override { YGNodeCalculateLayout(root_, width, height, YGDirectionLTR); }
    void set_height_of_last_leaf(float height) override { YGNodeStyleSetHeight(last_, height); }

  private:
    YGNodeRef add(const Element& element, YGNodeRef parent) {
        const PeerBox box = peer_box(element);
        YGNodeRef node = last_ = YGNodeNewWithConfig(config_);
        YGNodeStyleSetFlexDirection(node, box.flex && !box.column ? YGFlexDirectionRow : YGFlexDirectionColumn);
        if (box.width >= 0) YGNodeStyleSetWidth(node, box.width);
        if (box.height >= 0) YGNodeStyleSetHeight(node, box.height);
        if (box.min_height >= 0) YGNodeStyleSetMinHeight(node, box.min_height);
        YGNodeStyleSetPadding(node, YGEdgeAll, box.padding);
        YGNodeStyleSetFlexGrow(node, box.flex_grow);
        if (parent) YGNodeInsertChild(parent, node, YGNodeGetChildCount(parent));
        for (const Node* child = element.first_child(); child; child = child->next_sibling())
            if (child->as_element()) add(*child->as_element(), node);
        return node;
    }

    YGConfigRef config_;
    YGNodeRef root_ = nullptr, last_ = nullptr;
};

}  // namespace

std::unique_ptr<LayoutPeer> make_yoga(const Element& root) { return std::make_unique<YogaTree>(root); }

}  // namespace bench
