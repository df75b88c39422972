// SPDX-License-Identifier: MIT
// From boxes to the scroll tree.
#include "paint/scroll_tree.h"

#include <algorithm>

#include "dom/document.h"
#include "layout/layout_tree.h"
#include "layout/overflow.h"
#include "layout/repaint.h"
#include "style/element_style.h"

namespace janklab {
namespace {

constexpr int not_there = -1;

class Collector {
  public:
    Collector(Document& document, ScrollTree& into, std::vector<Element*>& elements)
        : document_(document), tree_(layout_tree(document)), into_(into), elements_(elements) {}

    void collect() {
        into_.clear();
        elements_.clear();
        collect_scrollers();
        collect_stickies();
        find_who_decides();
        find_key_scroller();
    }

  private:
    void collect_scrollers() {
        std::sort(tree_.scrollers.begin(), tree_.scrollers.end(), [](const LayoutBox* a, const LayoutBox* b) {
            return a->depth != b->depth ? a->depth < b->depth : a < b;
        });
        for (LayoutBox* box : tree_.scrollers) {
            const ScrollRange range = scroll_range(*box);
            const ScrollAxes axes = axes_for_people(*box);
            const bool scrolls = range.min != range.max;
            if (scrolls != box->scrolls_on_display) {
                box->scrolls_on_display = scrolls;
                note_repaint(*box);
                note_absolute_boxes_in(*box);
            }
            if (!scrolls) continue;
            if (!box->parent) into_.viewport = static_cast<int>(elements_.size());
            elements_.push_back(&box->element());
            into_.scrollers.push_back({.layer = layer_id(box->element()),
                                       .around = index_around(*box),
                                       .port = scrollport(*box).size(),
                                       .position = box->element().scroll_position(),
                                       .min = range.min,
                                       .max = range.max,
                                       .x = axes.x && range.min.x != range.max.x,
                                       .y = axes.y && range.min.y != range.max.y,
                                       .contained = box->style->overscroll_behavior == OverscrollBehavior::contain});
        }
    }
    int index_of(const LayoutBox& box) const {
        return index_of_scroller(into_, style_of(static_cast<const Element&>(box.element())).layer);
    }
    /// Of the nearest one around `box`.
    int index_around(const LayoutBox& box) const {
        const LayoutBox* at = next_in_scroll_chain(box);
        while (at && !(at->scrolls_on_display && !at->anonymous)) at = next_in_scroll_chain(*at);
        return at ? index_of(*at) : not_there;
    }

    void collect_stickies() {
        // The outer ones come first, so that the index of one around another is known. They are few.
        for (std::size_t i = 0; i < tree_.sticky_boxes.size(); ++i) {
            const StickyBox& sticky = tree_.sticky_boxes[i];
            if (!sticky.scroller || !sticky.scroller->scrolls_on_display) continue;
            StickyNode node{.layer = layer_id(sticky.box->element()),
                            .scroller = index_of(*sticky.scroller),
                            .constraint = sticky.constraint};
            const int around = sticky.constraint.around;
            node.constraint.around = around < 0 ? not_there : index_of_sticky(static_cast<std::size_t>(around));
            into_.stickies.push_back(node);
        }
    }
    int index_of_sticky(std::size_t among_boxes) const {
        const LayerId layer = layer_id(tree_.sticky_boxes[among_boxes].box->element());
        const auto found = std::ranges::find(into_.stickies, layer, &StickyNode::layer);
        return found == into_.stickies.end() ? not_there : static_cast<int>(found - into_.stickies.begin());
    }

    void find_who_decides() {
        if (document_.has_blocking_listener("wheel") || document_.window().has_blocking_listener("wheel")) {
            for (ScrollNode& node : into_.scrollers) node.page_decides = true;
        }
        for (const Ref<Node>& target : document_.blocking_wheel_targets()) {
            const LayoutBox* box = target->box();
            if (!box) continue;
            // Over it the page decides, so over the scroll container that it stands in: where in it is not looked at.
            const int around = box->scrolls_on_display ? index_of(*box) : index_around(*box);
            if (around >= 0) into_.scrollers[static_cast<std::size_t>(around)].page_decides = true;
            for (LayoutBox* scroller : tree_.scrollers) {  // what it is around
                if (scroller->scrolls_on_display && scroller->element().is_inclusive_descendant_of(*target))
                    into_.scrollers[static_cast<std::size_t>(index_of(*scroller))].page_decides = true;
            }
        }
    }

    void find_key_scroller() {
        KeyScrolling& keys = into_.keys;
        Element* focused = document_.active_element();
        keys.space_presses = focused->pressed_by_space();
        // In a text control most keys that scroll elsewhere move the caret.
        keys.page_decides =
            focused->text_edit() || document_.has_listener("keydown") || document_.window().has_listener("keydown");
        for (Element* at = focused; at; at = at->parent()) {
            keys.page_decides |= at->has_listener("keydown");
            const LayoutBox* box = at->box();
            if (keys.scroller < 0 && box && box->scrolls_on_display) keys.scroller = index_of(*box);
        }
    }

    Document& document_;
    LayoutTree& tree_;
    ScrollTree& into_;
    std::vector<Element*>& elements_;
};

}  // namespace

Point shift_around(const ScrollTree& tree, const StickyNode& node, Point position) {
    if (node.constraint.around < 0) return {};
    const StickyNode& around = tree.stickies[static_cast<std::size_t>(node.constraint.around)];
    const Point outer = shift_around(tree, around, position);
    return outer + sticky_shift(around.constraint, position, outer);
}

int index_of_scroller(const ScrollTree& tree, LayerId layer) {
    const auto found = std::ranges::find(tree.scrollers, layer, &ScrollNode::layer);
    return found == tree.scrollers.end() ? not_there : static_cast<int>(found - tree.scrollers.begin());
}

Point shift_of_sticky(const ScrollTree& tree, LayerId sticky) {
    const auto found = std::ranges::find(tree.stickies, sticky, &StickyNode::layer);
    if (found == tree.stickies.end() || found->scroller < 0) return {};
    const Point position = tree.scrollers[static_cast<std::size_t>(found->scroller)].position;
    return sticky_shift(found->constraint, position, shift_around(tree, *found, position));
}

void collect_scroll_tree(Document& document, ScrollTree& into, std::vector<Element*>& elements) {
    Collector(document, into, elements).collect();
}

}  // namespace janklab
