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
    if (box.role == InlineRole::box) name += " inline";
    if (box.role == InlineRole::atomic) name += " inline-block";
    return name;
}

std::string text_of(const Rect& r) {
    return fmt::format("{},{} {}x{}", number(r.x), number(r.y), number(r.width), number(r.height));
}

/// A line with its parts, each in what it is in.
void add_line(const Paragraph& paragraph, const Line& line, int depth, std::string& into) {
    const auto indent = [&](int by) { into.append(static_cast<std::size_t>(by) * 2, ' '); };
    indent(depth);
    into += fmt::format("line {} baseline {}", text_of(line.rect), number(line.baseline));
    if (line.ellipsis_at >= 0) into += fmt::format(" ellipsis {}", number(line.ellipsis_at));
    into += '\n';
    std::vector<std::uint32_t> ends;  // of the parts that are open
    for (std::uint32_t i = line.first_fragment; i < line.end_fragment; ++i) {
        const InlineFragment& part = paragraph.fragments[i];
        while (!ends.empty() && ends.back() <= i) ends.pop_back();
        indent(depth + 1 + static_cast<int>(ends.size()));
        if (part.kind == FragmentKind::box) ends.push_back(part.end);
        if (part.kind == FragmentKind::text) {
            into += '"';
            for (std::uint32_t k = part.first; k < part.first + part.count; ++k) {
                into += utf8(paragraph.pieces()[k].code_point);
            }
            into += "\" ";
        } else {
            into += name_of(*part.box) + ' ';
        }
        into += text_of(part.rect);
        if (!part.has_start) into += " goes-on";
        if (!part.has_end) into += " to-be-continued";
        if (part.hidden) into += " hidden";
        into += '\n';
    }
}

void add_lines(const LayoutBox& box, int depth, std::string& into) {
    into.append(static_cast<std::size_t>(depth) * 2, ' ');
    into += name_of(box) + ' ' + text_of(box.rect);
    into += '\n';
    if (box.paragraph) {
        for (const Line& line : box.paragraph->lines) add_line(*box.paragraph, line, depth + 1, into);
    }
    for (const LayoutBox* child = box.first_child; child; child = child->next) add_lines(*child, depth + 1, into);
}

}  // namespace

std::string dump_layout(const Document& document) {
    std::string all;
    if (const LayoutBox* body = document.body().box()) add_lines(*body, 0, all);
    return all;
}

}  // namespace janklab
