// SPDX-License-Identifier: MIT
// Canvas: drawing in CSS pixels onto one ImGui draw list, every edge on a device pixel. Text that does not fit ends
// with an ellipsis, so nothing is ever cut off. Display thread, inside an ImGui frame.
#pragma once

#include <limits>
#include <string_view>

#include "base/geometry.h"
#include "inspector/font_set.h"

struct ImDrawList;

namespace janklab {

class Canvas {
  public:
    Canvas(ImDrawList* list, const FontSet& fonts, float scale) : list_(list), fonts_(fonts), scale_(scale) {}

    // -- shapes --------------------------------------------------------------------------------------------------
    void fill(const Rect& rect, Color color, float radius = 0);
    /// From `above` at the top to `below` at the bottom.
    void fade(const Rect& rect, Color above, Color below);
    /// A line of one device pixel (two from scale 2 on) inside the edge.
    void outline(const Rect& rect, Color color, float radius = 0);
    void disc(Point center, float radius, Color color);
    void triangle(Point a, Point b, Point c, Color color);

    // -- text ----------------------------------------------------------------------------------------------------
    static constexpr float unlimited = std::numeric_limits<float>::max();
    /// One line with its box centred on `middle_y`, from `x` to the right. Returns the width drawn.
    float text(float x, float middle_y, TextStyle style, Color color, std::string_view text, float room = unlimited);
    /// The same, ending at `right`.
    float text_to(float right, float middle_y, TextStyle style, Color color, std::string_view text,
                  float room = unlimited);
    float text_centred(const Rect& rect, TextStyle style, Color color, std::string_view text);
    /// Wrapped between words into at most `most_lines` lines; returns the height, whole lines of `line_height`.
    float paragraph(Point top_left, float width, TextStyle style, Color color, std::string_view text, int most_lines,
                    float line_height);
    float width_of(TextStyle style, std::string_view text) const;

    void push_clip(const Rect& rect);
    void pop_clip();

    float scale() const { return scale_; }
    ImDrawList* list() const { return list_; }

  private:
    float snapped(float css) const;

    ImDrawList* list_;
    const FontSet& fonts_;
    float scale_;
};

}  // namespace janklab
