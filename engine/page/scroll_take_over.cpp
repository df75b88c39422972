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
        known->note_position(element.scroll_position());  // a script may have set it meanwhile
        known->expected = position;
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
        Known one{.layer = node.layer, .element = Ref<Element>(elements[i]), .expected = node.position};
        if (Known* same = before(node.layer)) one = std::move(*same);  // without an element it is not kept below
        one.note_position(node.position);
        one.min = node.min;
        one.max = node.max;
        node.included = one.included;
        node.jumps = one.jumps;
        known_.push_back(std::move(one));
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

bool ScrollTakeOver::scroll_on_display(Element& scroller, ScrollRequest request) {
    const ElementStyle* style = scroller.style_data();
    if (!style || !style->layer || !find(style->layer)) return false;
    request.scroller = style->layer;
    link_.request_scroll(request);
    return true;
}

}  // namespace janklab
