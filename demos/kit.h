// SPDX-License-Identifier: MIT
// The look that the demos share: a sheet, cards with a heading and a line of text, the turning wheel, a bar, a swatch.
// Public interface only; copy freely into a demo of your own.
#pragma once

#include <string_view>

#include "page/page.h"
#include "style/style.h"

namespace janklab::kit {

inline constexpr Color paper = rgb(0xf6f7f9), card_paper = rgb(0xffffff), line = rgb(0xd5d9e0);
inline constexpr Color ink = rgb(0x1d2129), soft_ink = rgb(0x566070);
inline constexpr Color blue = rgb(0x1a63d8), amber = rgb(0xd9860a), red = rgb(0xd33a2c), green = rgb(0x1c8a4a);
inline constexpr Color violet = rgb(0x7a4bd0), teal = rgb(0x0f8a94), pale_blue = rgb(0xdfeafc);

/// A column with room around it, as wide as the page but no wider than can be read; longer than the page, it scrolls.
/// Call first.
Element& sheet(Page& page);
/// A row whose children share the width.
Element& row(Element& parent);
/// A white box with a heading and a line below it; contents are appended after them. In a row it takes its share of the
/// width; in a column it is as high as its contents.
Element& card(Element& parent, std::string_view heading, std::string_view text = "");
/// A wheel with one spoke in `color`, 96 pixels; turn it by its transform.
Element& wheel(Element& parent, Color color);
/// A caption in small, soft letters; change it with set_text.
Element& caption(Element& parent, std::string_view text);
/// A figure in large letters of equal width.
Element& figure(Element& parent, std::string_view text);
/// A track with a filled part: returns the filled part, whose width is a percentage.
Element& bar(Element& parent, Color color);
void set_bar(Element& bar, double part);
/// A button on the page itself. Tab reaches it.
Element& button(Element& parent, std::string_view text);
/// A new last child that pointer, Enter and Space press, with no look but this.
Element& plain_button(Element& parent, const Style& style);
/// A field of one line for text, as wide as its parent lets it be.
Element& text_field(Element& parent, std::string_view value = "");

/// Turns a wheel once a second with animation frame callbacks, so that it stands still whenever the page cannot run.
void turn_by_the_page(Page& page, Element& wheel);
/// Turns a wheel once a second on the display thread, so that nothing that the page does can stop it.
void turn_by_the_compositor(Element& wheel);

}  // namespace janklab::kit
