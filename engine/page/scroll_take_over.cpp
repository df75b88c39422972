// SPDX-License-Identifier: MIT
#include "page/scroll_take_over.h"

#include <algorithm>

#include "display/page_link.h"
#include "style/element_style.h"

namespace janklab {

ScrollTakeOver::Known* ScrollTakeOver::find(LayerId layer) {
    const auto found = std::ranges::lower_bound(known_, layer, {}, &Known::layer);
    return found != known_.end() && found->layer == layer ? &*found : nullptr;
}

void ScrollTakeOver::take_over(std::vector<Ref<Element>>& moved) {
    link_.take_scroll_updates(updates_);
    for (const ScrollUpdate& update : updates_) {
        Known* known = find(update.scroller);
        if (!known || !known->element->connected()) continue;  // removed meanwhile
        Element& element = *known->element;
        const Point position =
            scrolled_by(element.scroll_position(), update.moved - known->included, known->min, known->max);
        known->included = update.moved;
        if (position != element.scroll_position()) {
            element.set_scroll_position(position);
            if (std::find(moved.begin(), moved.end(), &element) == moved.end()) moved.emplace_back(element);
        }
        if (update.ended && std::find(ended_.begin(), ended_.end(), &element) == ended_.end())
            ended_.emplace_back(element);
    }
}

void ScrollTakeOver::take_ended(std::vector<Ref<Element>>& into) {
    for (Ref<Element>& element : ended_) {
        if (std::find(into.begin(), into.end(), element) == into.end()) into.push_back(std::move(element));
    }
    ended_.clear();
}

void ScrollTakeOver::complete(ScrollTree& tree, std::span<Element* const> elements) {
    known_before_.swap(known_);
    known_.clear();
    const auto before = [this](LayerId layer) {
        const auto found = std::ranges::lower_bound(known_before_, layer, {}, &Known::layer);
        return found != known_before_.end() && found->layer == layer ? &*found : nullptr;
    };
    for (std::size_t i = 0; i < elements.size(); ++i) {
        ScrollNode& node = tree.scrollers[i];
        if (Known* one = before(node.layer)) {
            node.included = one->included;
            one->element = {};  // it is known further on
        }
        known_.push_back({node.layer, Ref<Element>(elements[i]), node.included, node.min, node.max});
    }
    // One that does not scroll just now may do so again, before the display has heard that it did not.
    for (Known& one : known_before_) {
        if (one.element && one.element->connected()) known_.push_back(std::move(one));
    }
    known_before_.clear();
    std::ranges::sort(known_, {}, &Known::layer);
}

bool ScrollTakeOver::differs(const ScrollTree& tree) const {
    if (tree.scrollers.size() != committed_.scrollers.size() || tree.stickies != committed_.stickies ||
        tree.keys != committed_.keys)
        return true;
    for (std::size_t i = 0; i < tree.scrollers.size(); ++i) {
        const ScrollNode& before = committed_.scrollers[i];
        ScrollNode expected = tree.scrollers[i];
        expected.position = scrolled_by(before.position, expected.included - before.included, before.min, before.max);
        if (expected.position != tree.scrollers[i].position) return true;
        expected.position = before.position;
        expected.included = before.included;
        if (expected != before) return true;
    }
    return false;
}

bool ScrollTakeOver::scroll_on_display(Element& scroller, Point by, bool smooth) {
    const ElementStyle* style = scroller.style_data();
    if (!style || !style->layer || !find(style->layer)) return false;
    link_.request_scroll({.scroller = style->layer, .by = by, .smooth = smooth});
    return true;
}

}  // namespace janklab
