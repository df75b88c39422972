// SPDX-License-Identifier: MIT
#include "layout/witness.h"

#include <fmt/format.h>
#include <rapidjson/document.h>

#include <cmath>

#include "dom/document.h"
#include "layout/geometry.h"
#include "layout/layout.h"
#include "style/declarations.h"
#include "style/update_style.h"
#include "support/fixed_text.h"

namespace janklab {
namespace {

using Json = rapidjson::Value;

constexpr float tolerance = 0.51f;

/// camelCase to kebab-case.
std::string css_name(std::string_view name) {
    std::string result;
    for (char c : name) {
        if (c >= 'A' && c <= 'Z') result += '-', result += static_cast<char>(c + 32);
        else result += c;
    }
    return result;
}

bool is_unitless(std::string_view name) {
    for (const char* one : {"flex", "flex-grow", "flex-shrink", "order", "aspect-ratio", "z-index", "opacity"}) {
        if (name == one) return true;
    }
    return false;
}

class CaseBuilder {
  public:
    CaseBuilder(std::string_view base, WitnessResult& result) : base_(base), result_(result) {}

    void build(const Json& tree, Element& parent, Direction direction) {
        Style style = base_style(tree);
        style.direction = direction;
        if (tree.HasMember("style")) declare_all(tree["style"], style);
        if (parent_is_container_) style.position = base_ == "taffy" ? style.position : Position::absolute;
        parent_is_container_ = false;
        Element& element = parent.append(style);
        elements.push_back(&element);
        if (tree.HasMember("text")) element.set_text(tree["text"].GetString());
        if (!tree.HasMember("children")) return;
        for (const Json& child : tree["children"].GetArray()) build(child, element, *style.direction);
    }

    std::vector<Element*> elements;  // depth first

  private:
    Style base_style(const Json& tree) const {
        Style style{.display = Display::flex, .position = Position::relative};
        if (base_ == "taffy" && tree.HasMember("leaf")) style.display = Display::block;
        if (base_ == "yoga") {
            style.flex_direction = FlexDirection::column;
            style.align_content = Align::flex_start;
            style.flex_shrink = 0;
        }
        return style;
    }

    void declare_all(const Json& from, Style& style) {
        if (from.IsString()) {
            DeclarationBlock block;
            CssTokens tokens(from.GetString());
            while (!tokens.at_end()) {
                const std::string name(tokens.next().text);
                tokens.take(':');
                declare(name, tokens.take_until(";"), style);
                tokens.take(';');
            }
            return;
        }
        // The direction first: logical sides depend on it.
        if (from.HasMember("direction")) declare("direction", from["direction"].GetString(), style);
        for (const auto& member : from.GetObject()) {
            const std::string name = css_name(member.name.GetString());
            if (member.value.IsString()) declare(name, member.value.GetString(), style);
            else declare(name, fmt::format("{}{}", member.value.GetDouble(), is_unitless(name) ? "" : "px"), style);
        }
    }

    void declare(std::string_view name, std::string_view value, Style& style) {
        CssTokens tokens(value);
        const UnitBase base{
            .font_size = 10, .parent_font_size = 10, .direction = style.direction.value_or(Direction::ltr)};
        CssValueReader reader(tokens, &base);
        Style read = style;
        PropertySet set;
        if (read_property(name, reader, read, set)) style = read;
        else result_.not_understood.push_back(fmt::format("{}: {}", name, value));
    }

    std::string_view base_;
    WitnessResult& result_;
    bool parent_is_container_ = true;
};

std::string text_of(const Rect& r) { return fmt::format("{:g},{:g} {:g}x{:g}", r.x, r.y, r.width, r.height); }

/// Where `element` is in the root; zeros without a box, as in browsers.
Rect rect_in(const Element& element, const Rect& root) {
    if (!element.box()) return {-root.x, -root.y, 0, 0};
    return rect_in_viewport(*element.box());
}

Style container_style(std::string_view base, const Json& json) {
    Style style{.position = Position::absolute, .inset = {px(0), automatic, automatic, px(0)}};
    style.font_face = FontFace::sans_bold;
    style.font_size = 10.f;
    style.line_height = 1.f;
    style.width = style.height = max_content;
    if (json.HasMember("viewport")) {
        style.width = px(json["viewport"][0].GetFloat());
        style.height = px(json["viewport"][1].GetFloat());
    }
    if (base == "taffy") {
        style.display = Display::flex;
        style.align_items = Align::start;
        style.justify_content = Justify::start;
    }
    return style;
}

}  // namespace

WitnessResult check_witness(std::string_view json_line) {
    rapidjson::Document json;
    json.Parse(json_line.data(), json_line.size());
    WitnessResult result;
    if (json.HasParseError()) return {.name = "not JSON", .agrees = false};
    result.name = json["name"].GetString();
    const std::string_view base = json.HasMember("base") ? json["base"].GetString() : "css";
    Document document;
    Element& container = document.body().append(container_style(base, json));
    CaseBuilder builder(base, result);
    builder.build(json, container, Direction::ltr);
    update_style(document);
    layout(document, {1200, 1000}, FixedText{});
    const Rect root = rect_in(*builder.elements.front(), {});
    const auto& expected = json["expect"].GetArray();
    for (rapidjson::SizeType i = 0; i < expected.Size() && i < builder.elements.size(); ++i) {
        const Rect theirs{expected[i][0].GetFloat(), expected[i][1].GetFloat(), expected[i][2].GetFloat(),
                          expected[i][3].GetFloat()};
        const Element& element = *builder.elements[i];
        ++result.boxes;
        const Rect ours = rect_in(element, root).moved_by({-root.x, -root.y});
        const bool hidden = !element.box() && theirs.width == 0 && theirs.height == 0;
        const bool same =
            hidden ||
            (std::abs(ours.x - theirs.x) <= tolerance && std::abs(ours.y - theirs.y) <= tolerance &&
             std::abs(ours.width - theirs.width) <= tolerance && std::abs(ours.height - theirs.height) <= tolerance);
        result.boxes_agreeing += same;
        if (same) continue;
        if (result.agrees)
            result.difference = fmt::format("box {}: ours {}, Chromium's {}", i, text_of(ours), text_of(theirs));
        result.agrees = false;
    }
    return result;
}

}  // namespace janklab
