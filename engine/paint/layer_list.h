// SPDX-License-Identifier: MIT
// What the compositor may move by itself in a frame, told for people: layers, what scrolls and what sticks; whose each
// is, why it is one, where it is and what it costs. The rules for what becomes such a layer stand in this folder's
// README. Page thread; what is told crosses with the frame.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "base/geometry.h"
#include "base/ids.h"
#include "paint/display_item.h"

namespace janklab {

class Document;
struct DisplayList;
struct ScrollTree;

struct LayerInfo {
    LayerId id;
    LayerReason reason = LayerReason::will_change;
    std::array<char, 32> owner{};  // the element's tag, id and classes, cut to 31 bytes; ends with 0
    Rect bounds;  // of its contents in the viewport, where its own transform puts them, of what scrolls its port; not
                  // clipped. Empty: where what sticks is, nobody notes
    std::size_t bytes = 0;  // of what is recorded for it: layers have no pictures of their own
    int items = 0;          // recorded for it

    std::string_view owner_name() const { return owner.data(); }
};

const char* to_text(LayerReason reason);

/// From the back to the front, those around others first. `list` is what the last paint of `document` filled, with
/// `scrolling`. `into` is cleared first and its capacity reused.
void collect_layers(Document& document, const DisplayList& list, const ScrollTree& scrolling,
                    std::vector<LayerInfo>& into);

}  // namespace janklab
