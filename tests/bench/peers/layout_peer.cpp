// SPDX-License-Identifier: MIT
#include "bench/peers/layout_peer.h"

#include "style/style.h"

namespace bench {

using namespace janklab;

namespace {

float pixels(const Length& length) { return length.is_px() ? length.value : -1; }

}  // namespace

PeerBox peer_box(const Element& element) {
    const Style& style = element.style();
    return {.flex = style.display == Display::flex,
            .column = style.flex_direction == FlexDirection::column,
            .width = pixels(style.width),
            .height = pixels(style.height),
            .min_height = pixels(style.min_height),
            .padding = style.padding.top.value,
            .flex_grow = style.flex_grow};
}

const std::vector<LayoutPeerKind>& layout_peers() {
    static const std::vector<LayoutPeerKind> all{
#ifdef JANKLAB_YOGA
        {"Yoga", make_yoga},
#endif
#ifdef JANKLAB_TAFFY
        {"Taffy", make_taffy},
#endif
    };
    return all;
}

}  // namespace bench
