// SPDX-License-Identifier: MIT
// A layout as text.
#include "layout/dump.h"

#include <fmt/format.h>

#include <cmath>

#include "base/utf8.h"
#include "dom/document.h"
#include "layout/layout_box.h"

namespace janklab {
namespace {

std::string number(float value) {
    const float rounded = std::round(value * 100) / 100;
    return fmt::format("{}", rounded == 0 ? 0.f : rounded);  // no negative zero
}

std::string name_of(const LayoutBox& box) {
    if (box.anonymous) return "text";
    const Element& element = box.element();
    std::string name = element.tag();
    if (!element.id().empty()) name += "#" + std::string(element.id());
    for (char c : " " + std::string(element.attribute("class").value_or(""))) name += c == ' ' ? '.' : c;
    if (name.ends_with('.')) name.pop_back();
    if (box.is_flex_container()) name += " flex";
    return name;
}

void add_lines(const LayoutBox& box, int depth, std::string& into) {
    const Rect& r = box.rect;
    into.append(static_cast<std::size_t>(depth) * 2, ' ');
    into += fmt::format("{} {},{} {}x{}", name_of(box), number(r.x), number(r.y), number(r.width), number(r.height));
    if (box.paragraph) {
        for (const Line& line : box.paragraph->lines()) {
            into += " \"";
            for (std::uint32_t i = line.first; i < line.first + line.count; ++i) {
                into += utf8(box.paragraph->glyphs()[i].code_point);
            }
            into += '"';
        }
    }
    into += '\n';
    for (const LayoutBox* child = box.first_child; child; child = child->next) add_lines(*child, depth + 1, into);
}

}  // namespace

std::string dump_layout(const Document& document) {
    std::string all;
    if (const LayoutBox* body = document.body().box()) add_lines(*body, 0, all);
    return all;
}

}  // namespace janklab
