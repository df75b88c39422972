// SPDX-License-Identifier: MIT
// RandomTree: grows and changes trees of elements with random styles and texts; the same seed does the same.
#pragma once

#include <limits>
#include <random>
#include <string>
#include <vector>

#include "dom/document.h"
#include "style/style.h"
#include "support/one_property.h"

namespace janklab {

class RandomTree {
  public:
    /// Hostile ones are not finite, huge, or tiny.
    enum class Values { ordinary, hostile };
    explicit RandomTree(unsigned seed, Values values = Values::ordinary) : random_(seed), values_(values) {}

    int up_to(int most) { return static_cast<int>(random_() % static_cast<unsigned>(most + 1)); }
    bool chance(int percent) { return up_to(99) < percent; }
    float number(float ordinary) {
        constexpr float infinity = std::numeric_limits<float>::infinity();
        constexpr float hostile[] = {infinity, -infinity, std::numeric_limits<float>::quiet_NaN(), 1e9f, -1e9f, 1e-40f,
                                     0,        3};
        return values_ == Values::hostile ? hostile[up_to(7)] : ordinary;
    }
    float number_up_to(int most) { return number(static_cast<float>(up_to(most))); }
    OverflowAlignment overflow_alignment() { return static_cast<OverflowAlignment>(chance(70) ? 0 : up_to(2)); }
    Length length() { return px(number(static_cast<float>(up_to(12) * 10))); }
    /// Of a width or height, or what limits it.
    Length size() {
        constexpr Length keywords[] = {min_content, max_content, fit_content, stretch};
        if (chance(20)) return chance(20) ? calc(number(50), number(-7)) : percent(number(50));
        return chance(10) ? keywords[up_to(3)] : length();
    }

    Style style() {
        Style s;
        s.display = chance(35)   ? Display::flex
                    : chance(4)  ? Display::none
                    : chance(8)  ? Display::contents
                    : chance(30) ? Display::inline_text
                    : chance(15) ? Display::inline_block
                    : chance(3)  ? Display::inline_flex
                                 : Display::block;
        s.position = chance(8)    ? Position::absolute
                     : chance(12) ? Position::relative
                     : chance(3)  ? Position::fixed
                     : chance(3)  ? Position::sticky
                                  : Position::in_flow;
        if (chance(10)) s.overflow = Overflow::hidden;
        if (chance(3)) s.overflow = {static_cast<Overflow>(up_to(3)), static_cast<Overflow>(up_to(3))};
        if (chance(40)) s.width = size();
        if (chance(40)) s.height = size();
        if (chance(10)) s.min_width = size();
        if (chance(10)) s.max_width = size();
        if (chance(10)) s.min_height = size();
        if (chance(10)) s.max_height = size();
        if (chance(25))
            s.margin = chance(20)   ? all_around(automatic)
                       : chance(10) ? all_around(percent(number(5)))
                                    : all_around(px(number_up_to(9)));
        if (chance(25)) s.padding = chance(20) ? all_around(percent(number(3))) : all_around(px(number_up_to(9)));
        if (chance(10)) s.border = {.width = number(2)};
        if (chance(4)) s.border.style.left = s.border.style.top = LineStyle::dashed;
        if (chance(50)) s.inset.left = length();
        if (chance(30)) s.inset.top = chance(30) ? percent(number(10)) : length();
        if (chance(20)) s.inset.right = length();
        if (chance(15)) s.inset.bottom = length();
        s.flex_direction = static_cast<FlexDirection>(up_to(3));
        if (chance(20)) s.flex_wrap = static_cast<FlexWrap>(1 + up_to(chance(70) ? 1 : 3));
        if (chance(5)) s.flex_line_count = 1 + up_to(3);
        s.justify_content = {static_cast<Justify>(up_to(9)), overflow_alignment()};
        s.align_items = {static_cast<Align>(1 + up_to(9)), overflow_alignment()};
        if (chance(20)) s.align_self = {static_cast<Align>(1 + up_to(9)), overflow_alignment()};
        if (chance(20)) s.align_content = {static_cast<Align>(1 + up_to(12)), overflow_alignment()};
        if (chance(10)) s.order = up_to(3) - 1;
        if (chance(8)) s.aspect_ratio = number(0.5f * static_cast<float>(1 + up_to(4)));
        if (chance(6)) s.direction = Direction::rtl;
        if (chance(8)) s.box_sizing = BoxSizing::content_box;
        if (chance(30)) s.flex_grow = number_up_to(2);
        if (chance(30)) s.flex_shrink = number_up_to(2);
        if (chance(20)) s.flex_basis = size();
        if (chance(20)) s.gap = px(number_up_to(9));
        if (chance(4)) s.visibility = static_cast<BoxVisibility>(up_to(2));
        if (chance(4)) s.font_face = static_cast<FontFace>(up_to(2));
        if (chance(3)) s.font_family = static_cast<FontFamily>(up_to(1));
        if (chance(3)) s.font_weight = static_cast<std::int16_t>(chance(50) ? 400 : 700);
        if (chance(10)) s.font_size = number(static_cast<float>(10 + up_to(10)));
        if (chance(15)) s.white_space = static_cast<WhiteSpace>(up_to(4));
        if (chance(5)) s.overflow_wrap = static_cast<OverflowWrap>(up_to(2));
        if (chance(5)) s.word_break = static_cast<WordBreak>(up_to(2));
        if (chance(8)) s.text_align = static_cast<TextAlign>(up_to(5));
        if (chance(8)) s.letter_spacing = number(2);
        if (chance(8)) s.line_height = number(2);
        if (chance(4)) s.tab_size = number(3);
        if (chance(8)) s.text_overflow = TextOverflow::ellipsis;
        if (chance(15)) s.vertical_align = static_cast<VerticalAlign::Kind>(up_to(7));
        if (chance(5)) s.vertical_align = px(number(4));
        if (chance(8)) s.transform = {translate(px(number_up_to(30)))};
        if (chance(4)) {
            WillChangeNames names;
            names.add(chance(50) ? "position" : "transform");
            s.will_change = names;
        }
        return s;
    }
    std::string words() {
        std::string all;
        for (int i = up_to(4); i > 0; --i) {
            all += std::string(static_cast<std::size_t>(up_to(5)), 'x') + (chance(80) ? ' ' : "\n\t-A"[up_to(3)]);
            if (chance(5)) all += "V\u00AD\u6F22\u200B";
        }
        return all;
    }
    void grow(Element& element, int depth) {
        for (int i = up_to(3); i > 0; --i) {
            if (chance(25)) element.append_child(*element.document().create_text(words()));
            else if (Element& child = append_to(element); depth < 4 && !child.text_edit()) grow(child, depth + 1);
        }
    }
    /// Few are pictures or text controls.
    Element& append_to(Element& parent) {
        if (chance(96)) return parent.append(style());
        const Ref<Element> child = parent.document().create_element(chance(50) ? "img" : "textarea");
        parent.append_child(child);
        change_own_size(*child);
        child->set_style(style());
        return *child;
    }
    /// Of a picture or a text control.
    void change_own_size(Element& element) {
        if (element.text_edit() && chance(50)) return element.set_value(words());
        const char* const of_picture[] = {"width", "height"};
        const char* const of_control[] = {"cols", "rows"};
        element.set_attribute((element.text_edit() ? of_control : of_picture)[up_to(1)], std::to_string(up_to(60)));
    }
    Node& any_node(Document& document) {
        std::vector<Node*> nodes;
        for (Node* node = &document.body(); node; node = next_in_tree(*node, document.body())) nodes.push_back(node);
        return *nodes[random_() % nodes.size()];
    }
    /// Something, and often what is around it at the same time: what is remembered of both has to agree.
    void change(Document& document) {
        Node& node = any_node(document);
        const Ref<Element> around(node.parent());
        change_node(node);
        if (around && around->connected() && chance(40)) change_node(*around);
    }

  private:
    void change_node(Node& node) {
        Document& document = node.document();
        Element* element = node.as_element();
        if (!element && node.parent()->text_edit()) element = node.parent();
        if (!element) {
            if (chance(80)) node.as_text()->set_data(words());
            else node.remove();
            return;
        }
        const bool is_body = element == &document.body();
        switch (up_to(9)) {
            case 0:
                if (element->replaced() || element->text_edit()) change_own_size(*element);
                else grow(*element, 3);
                break;
            case 1:
                if (!is_body) element->remove();
                break;
            case 2: {  // to somewhere else
                Element* to = any_node(document).as_element();
                if (to && !to->text_edit() && !to->is_inclusive_descendant_of(*element) && !is_body) {
                    to->insert_before(*element, chance(50) ? to->first_child() : nullptr);
                }
                break;
            }
            case 3:
            case 4:
                change_one_of(chance(80) ? boxes_ : others_, *element);
                break;
            case 5:
            case 6:
                change_one_of(sizes_, *element);
                break;
            default:
                element->set_style(style());
                break;
        }
    }

    void change_one_of(const std::vector<PropertyId>& properties, Element& element) {
        change_property(element, properties[random_() % properties.size()], [&] { return style(); });
    }

    std::mt19937 random_;
    Values values_;
    // What lays out anew, by the table; and what the table does not say of, as it does so only where it begins or ends,
    // or stands for others.
    std::vector<PropertyId> boxes_ = properties_that_make(Dirty::boxes), sizes_ = properties_that_make(Dirty::layout);
    std::vector<PropertyId> others_{PropertyId::transform, PropertyId::will_change, PropertyId::font_face,
                                    PropertyId::visibility};
};

/// Style and contents of the one, in the document of the other.
inline void copy_tree(const Element& from, Element& to) {
    to.set_style(from.style());
    for (const char* name : {"width", "height", "cols", "rows"}) {
        if (const auto value = from.attribute(name)) to.set_attribute(name, *value);
    }
    if (from.text_edit()) return to.set_value(from.value());
    for (const Node* child = from.first_child(); child; child = child->next_sibling()) {
        if (const Text* text = child->as_text()) {
            to.append_child(*to.document().create_text(text->data()));
            continue;
        }
        const Ref<Element> copy = to.document().create_element(child->as_element()->tag());
        to.append_child(copy);
        copy_tree(*child->as_element(), *copy);
    }
}

}  // namespace janklab
