// SPDX-License-Identifier: MIT
// DisplayList: the recording of one frame's painting. Written on the page thread, immutable after commit, played on the
// display thread. What paint records is a tree: the list names recorded lists, which frames share (recorded_list.h);
// a list made by hand may hold all items itself.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "paint/display_item.h"
#include "paint/recorded_list.h"

namespace janklab {

/// What is told of a layer, or of what scrolls: drawn over everything, upright, near where the layer is then.
struct LayerLabel {
    LayerId layer;
    TextItem text;  // of the list's glyphs; pens and bounds are from the label's corner
    Color ground;
};

struct DisplayList {
    std::vector<DisplayItem> items;
    std::vector<Glyph> glyphs;
    std::vector<ColorStop> stops;                       // of the gradients
    std::vector<std::shared_ptr<const void>> pictures;  // one for each ImageItem, in their order: its bitmap or chunk
    std::vector<LayerLabel> labels;                     // for people who look into a frame; usually none
    RecordedListRef recorded;                           // keeps alive what the SubListItem of a painted frame names

    DisplayItems contents() const { return {items, glyphs, stops}; }
    ListPosition end() const { return {items.size(), glyphs.size(), stops.size(), pictures.size()}; }
    void clear() {
        items.clear();
        glyphs.clear();
        stops.clear();
        pictures.clear();
        labels.clear();
        recorded = {};
    }
};

/// Calls `visit(item, contents, offset)` for each item to draw, those of sub-lists in their places; `contents` is that
/// of the list it is in, `offset` what the sub-lists on the way add. `enter(sub_list_item, offset)` says whether a
/// sub-list is visited.
template <class Enter, class Visit>
void for_each_item(const DisplayItems& contents, Point offset, Enter&& enter, Visit&& visit) {
    for (const DisplayItem& item : contents.items) {
        if (const auto* inner = std::get_if<SubListItem>(&item)) {
            if (enter(*inner, offset)) for_each_item(inner->list->contents(), offset + inner->offset, enter, visit);
        } else {
            visit(item, contents, offset);
        }
    }
}

/// The same picture as one list without sub-lists. The pictures in it live as long as `list`.
DisplayList flattened(const DisplayList& list);
/// One line an item, for tests and for people; sub-lists do not show.
std::string dump(const DisplayList& list);

}  // namespace janklab
