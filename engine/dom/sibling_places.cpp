// SPDX-License-Identifier: MIT
#include "dom/sibling_places.h"

#include <algorithm>

#include "dom/element.h"

namespace janklab {

SiblingPlaces::Place SiblingPlaces::of(const Element& element, bool of_its_type) {
    if (!element.parent()) return {};
    if (!known_) rows_.clear();
    known_ = true;
    const std::string_view tag = of_its_type ? element.tag() : std::string_view();
    std::vector<Row>& rows = rows_[element.parent()];
    auto row = std::ranges::find(rows, tag, &Row::tag);
    if (row == rows.end()) row = rows.insert(row, Row{.tag = tag});
    const auto counts = [&](const Node& node) {
        const Element* one = node.as_element();
        return one && (!of_its_type || one->tag() == tag);
    };
    int place = 1;
    const Node* before = element.previous_sibling();
    for (; before && before != row->latest; before = before->previous_sibling()) place += counts(*before);
    if (before) place += row->place;
    if (row->count == 0) {
        row->count = place;
        for (const Node* at = element.next_sibling(); at; at = at->next_sibling()) row->count += counts(*at);
    }
    row->latest = &element;
    row->place = place;
    return {place, row->count - place + 1};
}

}  // namespace janklab
