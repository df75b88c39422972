// SPDX-License-Identifier: MIT
// RandomPage: pages that are changed step by step at random, with everything that paint treats in its own way: layers,
// clips, stacking, flow and flex, text, scrolling, visibility. Lengths are whole, so that sums are exact.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "dom/document.h"
#include "style/animation.h"
#include "style/style.h"
#include "support/one_property.h"

namespace janklab {

class RandomPage {
  public:
    explicit RandomPage(unsigned seed) : random_(seed) {}

    int up_to(int most) { return static_cast<int>(random_() % static_cast<unsigned>(most + 1)); }
    bool chance(int percent) { return up_to(99) < percent; }

    Style style() {
        Style s;
        s.display = chance(30)   ? Display::flex
                    : chance(6)  ? Display::contents
                    : chance(4)  ? Display::none
                    : chance(25) ? Display::inline_text
                    : chance(10) ? Display::inline_block
                                 : Display::block;
        s.position = chance(10)   ? Position::absolute
                     : chance(10) ? Position::relative
                     : chance(6)  ? Position::sticky
                     : chance(4)  ? Position::fixed
                                  : Position::in_flow;
        if (chance(15)) s.overflow = chance(50) ? Overflow::hidden : Overflow::scroll;
        if (chance(50)) s.width = whole(120);
        if (chance(50)) s.height = whole(60);
        if (chance(20)) s.margin = all_around(whole(6));
        if (chance(20)) s.padding = all_around(whole(6));
        if (chance(40)) s.inset.left = whole(60);
        if (chance(40)) s.inset.top = whole(40);
        if (chance(20)) s.z_index = up_to(4) - 2;
        if (chance(60)) s.background = color();
        if (chance(20)) s.color = color();
        if (chance(20)) s.radius = static_cast<float>(up_to(12));
        if (chance(15)) s.border = {.width = static_cast<float>(up_to(3)), .color = color()};
        if (chance(5)) s.border.width.left = 5, s.border.style.left = static_cast<LineStyle>(up_to(10));
        if (chance(5)) s.border.color = current_color;
        if (chance(5)) s.border.color.top = color();
        if (chance(5)) s.radius.top_left = {percent(static_cast<float>(up_to(60))), px(7)};
        if (chance(8)) s.outline = {.width = 2, .offset = static_cast<float>(up_to(3)), .color = color()};
        if (chance(8)) s.shadow = {{.offset = {2, 3}, .blur = static_cast<float>(up_to(8)), .color = color()}};
        if (chance(4)) s.shadow = {{.color = color(), .spread = 2, .inset = true}, {.blur = 3, .inset = chance(50)}};
        if (chance(10)) s.opacity = static_cast<float>(up_to(4)) / 4;
        if (chance(8)) s.transform = {translate(whole(30))};
        if (chance(4)) s.transform = {rotate(0.25f)};
        if (chance(4)) s.will_change = true;
        if (chance(5)) s.visibility = BoxVisibility::hidden;
        return s;
    }
    std::string words() {
        std::string all;
        for (int i = up_to(3); i >= 0; --i) all += std::string(static_cast<std::size_t>(up_to(5)), 'x') + ' ';
        return all;
    }
    /// Several levels; wide ones too, so that there is something to cut into lists.
    void grow(Element& element, int depth) {
        for (int i = chance(5) ? up_to(90) : up_to(4); i > 0; --i) {
            if (chance(20)) element.append_child(*element.document().create_text(words()));
            else if (Element& child = element.append(style()); depth < 4 && chance(60)) grow(child, depth + 1);
        }
    }
    void change(Document& document) {
        std::vector<Node*> nodes;
        for (Node* node = &document.body(); node; node = next_in_tree(*node, document.body())) nodes.push_back(node);
        Node& node = *nodes[random_() % nodes.size()];
        Element* element = node.as_element();
        if (!element) {
            if (chance(80)) node.as_text()->set_data(words());
            else node.remove();
            return;
        }
        const bool is_body = element == &document.body();
        switch (up_to(10)) {
            case 0:
                if (nodes.size() < 400) grow(*element, 3);
                break;
            case 1:
                if (!is_body) element->remove();
                break;
            case 2: {  // to somewhere else
                Element* to = nodes[random_() % nodes.size()]->as_element();
                if (to && !to->is_inclusive_descendant_of(*element) && !is_body)
                    to->insert_before(*element, chance(50) ? to->first_child() : nullptr);
                break;
            }
            case 3:
            case 4:
                element->scroll_to({0, static_cast<float>(up_to(40))});
                break;
            case 5:
                if (!is_body) element->style([&](Style& s) { s.background = color(); });
                break;
            case 6:
                if (!is_body) element->style([&](Style& s) { s.inset.top = whole(40); });
                break;
            case 7:
            case 8:
                if (!is_body) change_one_property(*element);
                break;
            default:
                if (!is_body) element->set_style(style());
        }
    }

  private:
    /// Alone, to what another style has.
    void change_one_property(Element& element) {
        const Style other = style();
        const std::vector<PropertyId> differing = differing_properties(element.style(), other);
        if (differing.empty()) return;
        const PropertyId id = differing[random_() % differing.size()];
        element.style([&](Style& s) { copy_property(id, other, s); });
    }
    Length whole(int most) { return px(static_cast<float>(up_to(most))); }
    Color color() { return with_alpha(rgb(random_() & 0xffffff), chance(70) ? 1.f : 0.5f); }

    std::mt19937 random_;
};

/// The same tree, built at once.
inline void copy_children(const Element& from, Element& to) {
    for (const Node* child = from.first_child(); child; child = child->next_sibling()) {
        if (const Text* text = child->as_text()) to.append_child(*to.document().create_text(text->data()));
        else copy_children(*child->as_element(), to.append(child->as_element()->style()));
    }
}
/// Once both are laid out. Not clamped again: how far contents reach is not paint's business.
inline void copy_scroll_positions(Element& from, Element& to) {
    to.set_scroll_position(from.scroll_position());
    for (Node *one = from.first_child(), *other = to.first_child(); one; one = one->next_sibling()) {
        if (one->as_element()) copy_scroll_positions(*one->as_element(), *other->as_element());
        other = other->next_sibling();
    }
}

}  // namespace janklab
