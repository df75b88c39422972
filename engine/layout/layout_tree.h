// SPDX-License-Identifier: MIT
// LayoutTree: the boxes of one document: where they lie, which of them have to be laid out again, and room for the
// algorithms, so that a steady layout allocates nothing. Page thread.
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "dom/node.h"
#include "layout/flex_item.h"
#include "layout/layout.h"
#include "layout/layout_box.h"
#include "layout/line_boxes.h"
#include "layout/scratch_stack.h"
#include "layout/sticky.h"

namespace janklab {

class Document;
class Element;
class Node;
class TextMeasurer;

/// Where boxes lie, in chunks: those made one after the other beside each other.
template <class T>
class Pool {
  public:
    T& allocate() {
        if (!free_.empty()) {
            T& one = *free_.back();
            free_.pop_back();
            return one;
        }
        if (used_in_last_ == chunk_size) {
            chunks_.push_back(std::make_unique<T[]>(chunk_size));
            used_in_last_ = 0;
        }
        return chunks_.back()[used_in_last_++];
    }
    void free(T& one) {
        one = T{};
        free_.push_back(&one);
    }

  private:
    static constexpr std::size_t chunk_size = 256;
    std::vector<std::unique_ptr<T[]>> chunks_;
    std::size_t used_in_last_ = chunk_size;
    std::vector<T*> free_;
};

/// A box to be laid out without its ancestors; and what they know of it from when it was arranged: it can be measured
/// before it is arranged again.
struct LayoutRoot {
    LayoutBox* box = nullptr;
    MarginStrut above, below;
    bool collapses_through = false;
    bool margins_known = false;
};

struct LayoutTree {
    explicit LayoutTree(Document& of) : document(of) {}
    LayoutTree(const LayoutTree&) = delete;
    LayoutTree& operator=(const LayoutTree&) = delete;

    Document& document;
    const TextMeasurer* measurer = nullptr;  // of the layout under way or the last one
    Size viewport;
    LayoutStats stats;                       // of the layout under way
    std::vector<LayoutRoot> roots;           // of what has to be laid out
    std::vector<LayoutBox*> fixed;           // with position: fixed; placed last, whatever moved
    std::vector<StickyBox> sticky_boxes;     // with position: sticky; the outer ones first
    std::vector<LayoutBox*> scrollers;       // that a person can scroll, if their contents are larger
    std::vector<LayoutBox*> overflow_roots;  // were arranged, or moved, since overflow was taken over
    std::unordered_map<const LayoutBox*, Rect> overflow;  // of boxes that spill: scrollable overflow (overflow.h)
    std::vector<LayoutBox*> moved;      // parents of roots whose outer margins turned out to have changed
    std::vector<Ref<Node>> changes;     // room for the stage
    std::vector<Element*> new_boxes;    // room for building
    std::vector<Element*> rebuilt;      // their lists of boxes are new, but not yet marked
    std::vector<Element*> scrolled;     // laid out and scrolled: the position may be too far now
    ScratchStack<FlexItem> flex_items;  // each container on the way has its items on it
    std::vector<FlexLine> flex_lines;   // likewise
    ParagraphRoom paragraph_room;
    LineRoom line_room;
    LayoutStyles styles;

    // As noted (repaint.h), each once or for each reason once; may hold freed ones: all boxes, and of those that are
    // arranged anew or displaced those in which something is stacked.
    std::vector<LayoutBox*> repaints, moved_stacks;
    std::vector<std::uint32_t> freed_paint_slots;  // of boxes that are gone; paint takes them

    LayoutBox& make_box();
    void free(LayoutBox& box);
    KnownSizes& make_known(LayoutBox& box);

  private:
    Pool<LayoutBox> boxes_;
    Pool<KnownSizes> known_;
};

/// Made when there is none.
inline KnownSizes& known_sizes(LayoutBox& box) { return box.known ? *box.known : box.tree().make_known(box); }

LayoutTree& layout_tree(Document& document);

// -- building (box_tree.cpp)
// -------------------------------------------------------------------------------------------

/// Boxes nested deeper than this are left out: their elements are as if display were none.
inline constexpr int deepest_box = 1000;

/// Of boxes that no element styles: anonymous ones, and those that texts have their style from.
inline constexpr Style anonymous_style{};

/// Takes the boxes of `root` and everything in it away.
void drop_boxes(Node& root);
/// Makes the boxes of a new element and of what is in it.
void build_root_box(LayoutTree& tree);
/// Makes the list of the element's child boxes anew; boxes of children that stay are kept. It is added to tree.rebuilt,
/// and so are children that take part in another way now: their contents must be marked dirty afterwards.
void rebuild_child_boxes(LayoutTree& tree, Element& element);
/// Its style, which has changed, makes another box of it: inline instead of a block, or with lines instead of none.
bool box_list_is_stale(const LayoutBox& box);
/// Takes over what layout wants to know of a style in advance: of the box, and for the boxes around it.
void note_style(LayoutTree& tree, LayoutBox& box);
/// Of the box alone. What builds lists of boxes needs it of all that are there.
void note_layout_style(LayoutTree& tree, LayoutBox& box);

// -- marking (layout.cpp)
// ----------------------------------------------------------------------------------------------

/// The contents of `box` changed (its texts, its list of children): it, and its ancestors as far as they can be
/// affected.
void mark_contents_dirty(LayoutBox& box);
/// The style of `box` changed: its parent is affected at least.
void mark_box_dirty(LayoutBox& box);

}  // namespace janklab
