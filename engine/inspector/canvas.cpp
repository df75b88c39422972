// SPDX-License-Identifier: MIT
#include "inspector/canvas.h"

#include <imgui.h>

#include <cmath>

#include "inspector/short_text.h"

namespace janklab {
namespace {

ImU32 packed(Color color) { return IM_COL32(color.r, color.g, color.b, color.a); }

ImVec2 size_of_text(ImFont* font, std::string_view text) {
    return font->CalcTextSizeA(font->FontSize, FLT_MAX, 0, text.data(), text.data() + text.size());
}

}  // namespace

float Canvas::snapped(float css) const { return std::floor(css * scale_ + 0.5f); }

void Canvas::fill(const Rect& rect, Color color, float radius) {
    if (rect.empty() || color.a == 0) return;
    const ImVec2 from{snapped(rect.x), snapped(rect.y)}, to{snapped(rect.right()), snapped(rect.bottom())};
    list_->AddRectFilled(from, to, packed(color), radius * scale_);
}

void Canvas::fade(const Rect& rect, Color above, Color below) {
    list_->AddRectFilledMultiColor({snapped(rect.x), snapped(rect.y)}, {snapped(rect.right()), snapped(rect.bottom())},
                                   packed(above), packed(above), packed(below), packed(below));
}

void Canvas::outline(const Rect& rect, Color color, float radius) {
    const float width = std::max(1.f, std::floor(scale_));
    const ImVec2 from{snapped(rect.x), snapped(rect.y)}, to{snapped(rect.right()), snapped(rect.bottom())};
    const float inset = (width - 1) / 2;  // ImGui's rectangle runs through the middle of its first pixel.
    list_->AddRect({from.x + inset, from.y + inset}, {to.x - inset, to.y - inset}, packed(color), radius * scale_, 0,
                   width);
}

void Canvas::disc(Point center, float radius, Color color) {
    list_->AddCircleFilled({center.x * scale_, center.y * scale_}, radius * scale_, packed(color));
}

void Canvas::triangle(Point a, Point b, Point c, Color color) {
    list_->AddTriangleFilled({a.x * scale_, a.y * scale_}, {b.x * scale_, b.y * scale_}, {c.x * scale_, c.y * scale_},
                             packed(color));
}

float Canvas::width_of(TextStyle style, std::string_view text) const {
    return size_of_text(fonts_.font(style), text).x / scale_;
}

float Canvas::text(float x, float middle_y, TextStyle style, Color color, std::string_view text, float room) {
    if (text.empty() || room <= 0) return 0;
    constexpr std::string_view ellipsis = "…";
    ImFont* font = fonts_.font(style);
    float width = size_of_text(font, text).x;
    const bool fits = room == unlimited || width <= std::ceil(room * scale_);
    float cut_width = 0;
    if (!fits) {
        const char* rest = nullptr;
        const float available = std::max(0.f, room * scale_ - size_of_text(font, ellipsis).x);
        cut_width = font->CalcTextSizeA(font->FontSize, available, 0, text.data(), text.data() + text.size(), &rest).x;
        text = text.substr(0, static_cast<std::size_t>(rest - text.data()));
        while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
        cut_width = size_of_text(font, text).x;
        width = cut_width + size_of_text(font, ellipsis).x;
    }
    const ImVec2 at{snapped(x), std::floor(middle_y * scale_ - font->FontSize / 2 + 0.5f)};
    list_->AddText(font, font->FontSize, at, packed(color), text.data(), text.data() + text.size());
    if (!fits) {
        list_->AddText(font, font->FontSize, {at.x + cut_width, at.y}, packed(color), ellipsis.data(),
                       ellipsis.data() + ellipsis.size());
    }
    return width / scale_;
}

float Canvas::text_to(float right, float middle_y, TextStyle style, Color color, std::string_view line, float room) {
    const float width = std::min(width_of(style, line), room);
    return text(right - width, middle_y, style, color, line, room);
}

float Canvas::text_centred(const Rect& rect, TextStyle style, Color color, std::string_view line) {
    const float width = std::min(width_of(style, line), rect.width);
    return text(rect.x + (rect.width - width) / 2, rect.y + rect.height / 2, style, color, line, rect.width);
}

float Canvas::paragraph(Point top_left, float width, TextStyle style, Color color, std::string_view words,
                        int most_lines, float line_height) {
    ImFont* font = fonts_.font(style);
    float y = top_left.y;
    const char* at = words.data();
    const char* const end = at + words.size();
    for (int line = 0; line < most_lines && at < end; ++line, y += line_height) {
        const char* next = font->CalcWordWrapPositionA(1, at, end, width * scale_);
        const bool last = line + 1 == most_lines;
        text(top_left.x, y + line_height / 2, style, color, {at, static_cast<std::size_t>((last ? end : next) - at)},
             width);
        for (at = next; at < end && *at == ' ';) ++at;
    }
    return y - top_left.y;
}

void Canvas::push_clip(const Rect& rect) {
    list_->PushClipRect({snapped(rect.x), snapped(rect.y)}, {snapped(rect.right()), snapped(rect.bottom())}, true);
}

void Canvas::pop_clip() { list_->PopClipRect(); }

}  // namespace janklab
