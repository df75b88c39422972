// SPDX-License-Identifier: MIT
#include "layout/inline_witness.h"

#include <fmt/format.h>
#include <rapidjson/document.h>

#include <cmath>

#include "dom/document.h"
#include "layout/flat_tree.h"
#include "layout/geometry.h"
#include "layout/layout.h"
#include "style/declarations.h"
#include "style/update_style.h"
#include "support/fixed_text.h"

namespace janklab {
namespace {

using Json = rapidjson::Value;
constexpr float tolerance = 0.51f;

Style style_from_text(std::string_view text, std::vector<std::string>& not_understood) {
    Style style{.border = {.width = 0, .style = LineStyle::solid}};
    CssTokens declarations(text);
    while (!declarations.at_end()) {
        const std::string name(declarations.next().text);
        declarations.take(':');
        const std::string value(declarations.take_until(";"));
        declarations.take(';');
        CssTokens tokens(value);
        const UnitBase base{.font_size = 10, .parent_font_size = 10};
        CssValueReader reader(tokens, &base);
        PropertySet set;
        if (!read_property(name, reader, style, set)) not_understood.push_back(name + ": " + value);
    }
    return style;
}

struct Builder {
    std::vector<const Node*> nodes;  // in the order of the document
    std::vector<std::string>& not_understood;

    void build(const Json& json, Element& parent) {
        if (json.IsString()) {
            const Ref<Text> text = parent.document().create_text(json.GetString());
            parent.append_child(*text);
            nodes.push_back(text.get());
            return;
        }
        Style style = style_from_text(json["style"].GetString(), not_understood);
        if (nodes.empty()) style.position = Position::absolute;  // the root
        Element& element = parent.append(style);
        nodes.push_back(&element);
        if (!json.HasMember("children")) return;
        for (const Json& child : json["children"].GetArray()) build(child, element);
    }
};

bool same(float a, float b) { return std::abs(a - b) <= tolerance; }

/// Parts of a text, joined where they touch, that have a width: in its block container's coordinates, then the
/// viewport's.
std::vector<Rect> parts_of_text(const Text& text) {
    std::vector<Rect> all;
    const Element* holder = element_with_box(*text.parent());
    if (!holder) return all;
    LayoutBox* parent = holder->box();
    LayoutBox* container = &block_container(*parent);
    if (container->is_flex_container()) {
        const Node* first = &text;
        while (first && first->as_text() && !first->box()) first = previous_flat_sibling(*first, *holder);
        if (!first || !first->as_text()) return all;
        container = first->box();
    }
    if (!container->paragraph) return all;
    const Paragraph& paragraph = *container->paragraph;
    // Where the innermost inline box has been moved to, its texts have been moved, too.
    Point moved;
    if (parent->is_inline_box()) {
        const Rect in_page = rect_in_viewport(*parent), around = rect_in_viewport(*container);
        moved = in_page.origin() - around.origin() - parent->known->inline_corner;
    }
    for (const InlineItem& item : paragraph.items()) {
        if (item.text != &text) continue;
        for (const InlineFragment& part : paragraph.fragments) {
            const bool own =
                part.kind == FragmentKind::text && part.first >= item.first && part.first < item.first + item.count;
            if (!own || part.rect.width <= 0) continue;
            const Rect rect = part.rect.moved_by(rect_in_viewport(*container).origin() + moved);
            const bool touches = !all.empty() && same(all.back().right(), rect.x) && same(all.back().y, rect.y);
            if (touches) all.back().width = rect.right() - all.back().x;
            else all.push_back(rect);
        }
    }
    return all;
}

std::string text_of(const std::vector<Rect>& rects) {
    std::string all;
    for (const Rect& r : rects)
        all += fmt::format("{}{:g},{:g} {:g}x{:g}", all.empty() ? "" : " | ", r.x, r.y, r.width, r.height);
    return all;
}

bool same(const std::vector<Rect>& a, const std::vector<Rect>& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!same(a[i].x, b[i].x) || !same(a[i].y, b[i].y) || !same(a[i].width, b[i].width) ||
            !same(a[i].height, b[i].height))
            return false;
    }
    return true;
}

}  // namespace

WitnessResult check_inline_witness(std::string_view json_line) {
    rapidjson::Document json;
    json.Parse(json_line.data(), json_line.size());
    WitnessResult result;
    if (json.HasParseError()) return {.name = "not JSON", .agrees = false};
    result.name = json["name"].GetString();
    Document document;
    Element& container = document.body().append({.position = Position::absolute,
                                                 .inset = {px(0), automatic, automatic, px(0)},
                                                 .font_face = FontFace::sans_bold,
                                                 .font_size = 10.f,
                                                 .line_height = 1.f});
    Builder builder{.nodes = {}, .not_understood = result.not_understood};
    builder.build(json, container);
    update_style(document);
    layout(document, {1200, 1000}, FixedText{});
    const Point root = rect_in_viewport(*builder.nodes.front()->box()).origin();
    const auto& expected = json["expect"].GetArray();
    for (rapidjson::SizeType i = 0; i < expected.Size() && i < builder.nodes.size(); ++i) {
        std::vector<Rect> ours, theirs;
        if (const Element* element = builder.nodes[i]->as_element()) ours = element->client_rects();
        else ours = parts_of_text(*builder.nodes[i]->as_text());
        for (Rect& one : ours) one = one.moved_by(Point{} - root);
        for (const Json& one : expected[i].GetArray())
            theirs.push_back({one[0].GetFloat(), one[1].GetFloat(), one[2].GetFloat(), one[3].GetFloat()});
        ++result.boxes;
        const bool agrees = same(ours, theirs);
        result.boxes_agreeing += agrees;
        if (agrees) continue;
        if (result.agrees)
            result.difference = fmt::format("node {}: ours {}; Chromium's {}", i, text_of(ours), text_of(theirs));
        result.agrees = false;
    }
    return result;
}

}  // namespace janklab
