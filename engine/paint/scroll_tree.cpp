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

int find(const LayerIndex& by_layer, LayerId layer) {
    const auto found = std::ranges::lower_bound(by_layer, layer, {}, &std::pair<LayerId, int>::first);
    return found == by_layer.end() || found->first != layer ? not_there : found->second;
}

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
                                       .port = scrollport(*box).size(),
                                       .position = box->element().scroll_position(),
                                       .min = range.min,
                                       .max = range.max,
                                       .x = axes.x && range.min.x != range.max.x,
                                       .y = axes.y && range.min.y != range.max.y,
                                       .contained = box->style->overscroll_behavior == OverscrollBehavior::contain});
        }
        index(into_.scrollers, into_.scrollers_by_layer);
        std::size_t next = 0;
        for (const LayoutBox* box : tree_.scrollers) {
            if (box->scrolls_on_display) into_.scrollers[next++].around = index_around(*box);
        }
    }
    template <class Node>
    static void index(const std::vector<Node>& nodes, LayerIndex& by_layer) {
        for (std::size_t i = 0; i < nodes.size(); ++i) by_layer.emplace_back(nodes[i].layer, static_cast<int>(i));
        std::ranges::sort(by_layer);
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
        const auto each = [this](auto visit) {
            for (const StickyBox& sticky : tree_.sticky_boxes) {
                if (sticky.scroller && sticky.scroller->scrolls_on_display) visit(sticky);
            }
        };
        each([this](const StickyBox& sticky) {
            into_.stickies.push_back({.layer = layer_id(sticky.box->element()),
                                      .scroller = index_of(*sticky.scroller),
                                      .constraint = sticky.constraint});
        });
        index(into_.stickies, into_.stickies_by_layer);
        std::size_t next = 0;
        each([&](const StickyBox& sticky) {
            const int around = sticky.constraint.around;
            into_.stickies[next++].constraint.around =
                around < 0 ? not_there : index_of_sticky(static_cast<std::size_t>(around));
        });
    }
    int index_of_sticky(std::size_t among_boxes) const {
        return find(into_.stickies_by_layer, layer_id(tree_.sticky_boxes[among_boxes].box->element()));
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

int index_of_scroller(const ScrollTree& tree, LayerId layer) { return find(tree.scrollers_by_layer, layer); }

Point shift_of_sticky(const ScrollTree& tree, LayerId sticky) {
    const int index = find(tree.stickies_by_layer, sticky);
    if (index < 0) return {};
    const StickyNode& node = tree.stickies[static_cast<std::size_t>(index)];
    if (node.scroller < 0) return {};
    const Point position = tree.scrollers[static_cast<std::size_t>(node.scroller)].position;
    return sticky_shift(node.constraint, position, shift_around(tree, node, position));
}

void collect_scroll_tree(Document& document, ScrollTree& into, std::vector<Element*>& elements) {
    Collector(document, into, elements).collect();
}

}  // namespace janklab
