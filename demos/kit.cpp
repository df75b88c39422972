// SPDX-License-Identifier: MIT
// The shared look of the demos: sheets, cards, wheels, bars, buttons. What each is for stands in kit.h.
#include "demos/kit.h"

#include <algorithm>
#include <cmath>

#include "style/animation.h"

namespace janklab::kit {

Element& sheet(Page& page) {
    page.body().set_style({.display = Display::flex,
                           .overflow = Overflow::scroll,
                           .flex_direction = FlexDirection::column,
                           .align_items = Align::center,
                           .color = ink,
                           .font_size = 15.f,
                           .line_height = 1.4f,
                           .background = paper});
    return page.body().append({.display = Display::flex,
                               .width = percent(100),
                               .max_width = px(1168),
                               .padding = all_around(px(24)),
                               .flex_direction = FlexDirection::column,
                               .flex_shrink = 0,
                               .gap = px(16)});
}

Element& row(Element& parent) { return parent.append({.display = Display::flex, .flex_shrink = 0, .gap = px(16)}); }

Element& card(Element& parent, std::string_view heading, std::string_view text) {
    const bool shares_a_row = parent.style().flex_direction == FlexDirection::row;
    Element& box = parent.append({.display = Display::flex,
                                  .min_width = px(0),
                                  .padding = all_around(px(16)),
                                  .border = {1, line},
                                  .flex_direction = FlexDirection::column,
                                  .flex_grow = shares_a_row ? 1.f : 0.f,
                                  .flex_shrink = shares_a_row ? 1.f : 0.f,
                                  .flex_basis = shares_a_row ? px(0) : automatic,
                                  .gap = px(8),
                                  .background = card_paper,
                                  .radius = 8});
    box.append_text(heading, {.font_face = FontFace::sans_bold, .font_size = 16.f});
    if (!text.empty()) caption(box, text);
    return box;
}

Element& wheel(Element& parent, Color color) {
    Element& place = parent.append({.display = Display::flex,
                                    .padding = all_around(px(16)),
                                    .justify_content = Justify::center,
                                    .flex_shrink = 0});
    Element& disc = place.append({.position = Position::relative,
                                  .width = px(96),
                                  .height = px(96),
                                  .border = {10, with_alpha(color, 0.25f)},
                                  .flex_shrink = 0,
                                  .radius = 48,
                                  .will_change = true});
    disc.append({.position = Position::absolute,
                 .width = px(12),
                 .height = px(44),
                 .inset = {px(-10), automatic, automatic, px(32)},
                 .background = color,
                 .radius = 6});
    return disc;
}

Element& caption(Element& parent, std::string_view text) {
    return parent.append_text(text, {.flex_shrink = 0, .color = soft_ink, .font_size = 14.f});
}

Element& figure(Element& parent, std::string_view text) {
    return parent.append_text(text, {.flex_shrink = 0, .font_face = FontFace::mono, .font_size = 20.f});
}

Element& bar(Element& parent, Color color) {
    Element& track = parent.append(
        {.overflow = Overflow::hidden, .height = px(16), .flex_shrink = 0, .background = rgb(0xe6e9ee), .radius = 8});
    return track.append({.width = percent(0), .height = px(16), .background = color, .radius = 8});
}

void set_bar(Element& bar, double part) {
    bar.style([&](Style& s) { s.width = percent(static_cast<float>(100 * std::clamp(part, 0.0, 1.0))); });
}

Element& button(Element& parent, std::string_view text) {
    Element& button = plain_button(parent, {.padding = edges(px(8), px(16)),
                                            .align_self = Align::start,
                                            .flex_shrink = 0,
                                            .color = rgb(0xffffff),
                                            .font_face = FontFace::sans_bold,
                                            .cursor = Cursor::pointer,
                                            .background = blue,
                                            .radius = 6});
    button.set_text(text);
    return button;
}

Element& plain_button(Element& parent, const Style& style) {
    const Ref<Element> button = parent.document().create_element("button");
    button->set_style(style);
    parent.append_child(*button);
    return *button;
}

Element& text_field(Element& parent, std::string_view value) {
    const bool shares_a_row = parent.style().flex_direction == FlexDirection::row;
    return parent.append_text_control("input", value,
                                      {.width = percent(100),
                                       .min_width = px(0),
                                       .max_width = px(420),
                                       .padding = edges(px(8), px(12)),
                                       .border = {1, rgb(0x8a94a3)},
                                       .flex_shrink = shares_a_row ? 1.f : 0.f,
                                       .background = card_paper,
                                       .radius = 6});
}

void turn_by_the_page(Page& page, Element& wheel) {
    page.request_animation_frame("turn the wheel", [&page, &wheel](TimePoint frame_time) {
        const double seconds = page.ms_of(frame_time) / 1000;
        wheel.style([&](Style& s) { s.transform = {rotate(static_cast<float>(seconds - std::floor(seconds)))}; });
        turn_by_the_page(page, wheel);
    });
}

void turn_by_the_compositor(Element& wheel) {
    wheel.animate({{.style = {.transform = {rotate(0)}}}, {.style = {.transform = {rotate(1)}}}},
                  {.duration = 1s, .iterations = infinite_iterations});
}

}  // namespace janklab::kit
