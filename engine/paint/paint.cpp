// SPDX-License-Identifier: MIT
// The paint stage: marks what changed, records everything, sums up the damage.
#include "paint/paint.h"

#include "base/check.h"
#include "dom/document.h"
#include "layout/geometry.h"
#include "layout/overflow.h"
#include "paint/recorder.h"

namespace janklab {
namespace {

PaintState& paint_state(Document& document) {
    if (!document.paint_side) {
        document.paint_side = Attached<PaintState>(new PaintState, [](PaintState* state) { delete state; });
    }
    return *document.paint_side;
}

/// From nodes to boxes; the texts in anonymous boxes have the colour of their element.
void mark_changed_boxes(Document& document, PaintState& state) {
    document.take_paint_changes(state.changes);
    for (const Ref<Node>& node : state.changes) {
        node->clear_dirty(Dirty::paint | Dirty::compositing);
        LayoutBox* box = node->connected() ? node->box() : nullptr;
        if (!box) continue;
        box->paint_dirty = true;
        if (box->is_transformed()) note_transformed(*box);
        for (LayoutBox* child = box->first_child; child; child = child->next) {
            if (child->anonymous) child->paint_dirty = true;
        }
    }
    state.changes.clear();
}

}  // namespace

PaintStats paint(Document& document, DisplayList& list) {
    MUST(!document.layout_is_dirty(), "paint was called before style and layout were up to date");
    PaintState& state = paint_state(document);
    mark_changed_boxes(document, state);
    list.clear();
    PaintStats stats;
    Rect damage = document.lost_damage();
    Rect viewport;
    if (LayoutBox* body = document.body().box()) {
        const Size size = viewport_of(*body);
        viewport = {0, 0, size.width, size.height};
        Recorder recorder(list, state, size);
        recorder.paint_piece(*body, scrolled_corner(*body));
        damage = united(damage, recorder.damage());
    } else {
        viewport = damage;
    }
    stats.items = static_cast<int>(list.items.size());
    stats.damage = document.everything_damaged() ? viewport : intersected(damage, viewport);
    if (stats.damage.empty()) stats.damage = {};
    document.painted();
    return stats;
}

}  // namespace janklab
