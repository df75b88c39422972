// SPDX-License-Identifier: MIT
#include "layout/witness.h"

#include <fmt/format.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "dom/document.h"
#include "layout/geometry.h"
#include "layout/hit_test.h"
#include "layout/layout.h"
#include "layout/overflow.h"
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
        if (parent_is_container_ && base_ != "block")
            style.position = base_ == "taffy" ? style.position : Position::absolute;
        parent_is_container_ = false;
        Element& element = append(tree, parent);
        element.set_style(style);
        elements.push_back(&element);
        if (tree.HasMember("text")) element.set_text(tree["text"].GetString());
        if (!tree.HasMember("children")) return;
        for (const Json& child : tree["children"].GetArray()) build(child, element, *style.direction);
    }

    /// The root of the case is the body.
    void build_page(const Json& tree, Element& body) {
        Style style{.border = line};
        if (tree.HasMember("style")) declare_all(tree["style"], style);
        body.set_style(style);
        elements.push_back(&body);
        parent_is_container_ = false;
        for (const Json& child : tree["children"].GetArray()) build(child, body, Direction::ltr);
    }

    std::vector<Element*> elements;  // depth first

  private:
    static Element& append(const Json& tree, Element& parent) {
        if (!tree.HasMember("canvas")) return parent.append();
        const Ref<Element> canvas = parent.document().create_element("canvas");
        canvas->set_attribute("width", std::to_string(tree["canvas"][0].GetInt()));
        canvas->set_attribute("height", std::to_string(tree["canvas"][1].GetInt()));
        parent.append_child(canvas);
        return *canvas;
    }

    static constexpr Border line{.width = 0, .style = LineStyle::solid};  // in what follows only a width is said

    Style base_style(const Json& tree) const {
        if (base_ == "block") return {.border = line};
        Style style{.display = Display::flex, .position = Position::relative, .border = line};
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

void scroll_as_told(const Json& json, Document& document, const std::vector<Element*>& elements) {
    if (!json.HasMember("scrolls")) return;
    for (const Json& scroll : json["scrolls"].GetArray()) {
        const int index = scroll[0].GetInt();
        Element& element = index < 0 ? document.body() : *elements[static_cast<std::size_t>(index)];
        element.scroll_to({scroll[1].GetFloat(), scroll[2].GetFloat()});
    }
}

/// Extents and positions of what can scroll. The web gives extents in whole pixels.
void compare_scrolled(const Json& expected, const std::vector<Element*>& elements, WitnessResult& result) {
    for (std::size_t i = 0; i < elements.size(); ++i) {
        const Element& element = *elements[i];
        if (!element.box() || !is_scroll_container(*element.box())) continue;
        const Json& theirs = expected[static_cast<rapidjson::SizeType>(i)];
        const Point at = element.scroll_position();
        const float ours[] = {element.scroll_width(), element.scroll_height(), at.x, at.y};
        for (rapidjson::SizeType k = 0; k < 4; ++k) {
            if (std::abs(ours[k] - theirs[k].GetFloat()) <= tolerance) continue;
            if (result.agrees) {
                result.difference =
                    fmt::format("box {}: ours scrolls {:g} x {:g} at {:g},{:g}, Chromium's {:g} x {:g} at {:g},{:g}", i,
                                ours[0], ours[1], ours[2], ours[3], theirs[0].GetFloat(), theirs[1].GetFloat(),
                                theirs[2].GetFloat(), theirs[3].GetFloat());
            }
            result.agrees = false;
        }
    }
}

/// Which box is found under each point of a grid; golden/make_stacking.mjs says where the points are.
void compare_hits(const Json& expected, Document& document, const std::vector<Element*>& elements,
                  WitnessResult& result) {
    constexpr std::string_view alphabet = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    constexpr float first = 4, apart = 8;
    float y = first;
    for (const Json& row : expected.GetArray()) {
        float x = first;
        for (const char theirs : std::string_view(row.GetString())) {
            const auto hit = std::ranges::find(elements, hit_test(document, {x, y}));
            const std::ptrdiff_t ours = hit - elements.begin();
            if (result.agrees && alphabet[static_cast<std::size_t>(ours)] != theirs) {
                result.difference =
                    fmt::format("at {},{}: ours is box {}, Chromium's {}", x, y, ours, alphabet.find(theirs));
                result.agrees = false;
            }
            x += apart;
        }
        y += apart;
    }
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
    const bool page = json.HasMember("page");
    CaseBuilder builder(base, result);
    if (page) builder.build_page(json, document.body());
    else builder.build(json, document.body().append(container_style(base, json)), Direction::ltr);
    update_style(document);
    layout(document, base == "block" ? Size{800, 600} : Size{1200, 1000}, FixedText{});
    scroll_as_told(json, document, builder.elements);
    const Rect root = page ? Rect{} : rect_in(*builder.elements.front(), {});
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
    if (json.HasMember("hits")) compare_hits(json["hits"], document, builder.elements, result);
    if (json.HasMember("scrolled")) compare_scrolled(json["scrolled"], builder.elements, result);
    return result;
}

}  // namespace janklab
