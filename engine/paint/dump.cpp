// SPDX-License-Identifier: MIT
// A display list as text: one line an item, contents of clips and layers indented. Numbers with at most two decimals.
#include <fmt/format.h>

#include <cmath>

#include "base/bitmap.h"
#include "base/utf8.h"
#include "canvas/canvas_commands.h"
#include "paint/display_list.h"
#include "paint/item_geometry.h"
#include "style/css_values.h"

namespace janklab {
namespace {

std::string number(float value) {
    const float rounded = std::round(value * 100) / 100;
    return fmt::format("{}", rounded == 0 ? 0.f : rounded);  // no negative zero
}
std::string point(Point at) { return fmt::format("{},{}", number(at.x), number(at.y)); }
std::string rect(const Rect& r) {
    return fmt::format("{} {}x{}", point(r.origin()), number(r.width), number(r.height));
}
std::string color(Color c) {
    const std::string rgb = fmt::format("#{:02x}{:02x}{:02x}", c.r, c.g, c.b);
    return c.a == 255 ? rgb : rgb + fmt::format("{:02x}", c.a);
}
/// Of an ellipse both radii: 40/20.
std::string corner(Size radii) {
    return radii.width == radii.height ? number(radii.width) : number(radii.width) + '/' + number(radii.height);
}
std::string radius_of(const PackedCorners& packed) {
    if (!packed.any()) return "";
    const Corners r = packed.unpacked();
    if (r.are_equal()) return " radius " + corner(r.top_left);
    return fmt::format(" radius {} {} {} {}", corner(r.top_left), corner(r.top_right), corner(r.bottom_right),
                       corner(r.bottom_left));
}
std::string tiling(const Tiling& tiling) {
    return " tile " + rect(tiling.tile) + (tiling.repeat_x ? " repeat-x" : "") + (tiling.repeat_y ? " repeat-y" : "");
}
const char* face_name(FontFace face) {
    return face == FontFace::mono ? "mono" : face == FontFace::sans_bold ? "bold" : "sans";
}

/// Nothing where all are solid.
std::string styles(const EdgeStyles& s) {
    if (s == LineStyle::solid) return "";
    const auto name = [](LineStyle style) { return ' ' + to_css(Syntax::line_style, style); };
    return s == s.top ? name(s.top) : name(s.top) + name(s.right) + name(s.bottom) + name(s.left);
}

/// What dump() says of each kind of item, and how it changes the indentation.
struct Lines {
    const DisplayList& list;
    std::string text = {};
    int depth = 0;

    void line(const std::string& content) {
        text += std::string(static_cast<std::size_t>(depth) * 2, ' ') + content + '\n';
    }

    void operator()(const BoxItem& item) {
        std::string content = "box " + rect(item.rect) + radius_of(item.radius);
        if (item.fill.a > 0) content += " fill " + color(item.fill);
        if (item.border_width > 0) content += " border " + number(item.border_width) + ' ' + color(item.border);
        line(content);
    }
    void operator()(const BorderItem& item) {
        line(fmt::format("border {}{} {} {}, {} {}, {} {}, {} {}{}", rect(item.rect), radius_of(item.radius),
                         number(item.width.top), color(item.top), number(item.width.right), color(item.right),
                         number(item.width.bottom), color(item.bottom), number(item.width.left), color(item.left),
                         styles(item.style)));
    }
    void operator()(const ShadowItem& item) {
        std::string content = "shadow " + rect(item.rect) + radius_of(item.radius) + " blur " + number(item.blur) +
                              ' ' + color(item.color);
        if (!item.box.empty())
            content += (item.inset ? " inside " : " outside ") + rect(item.box) + radius_of(item.box_radius);
        line(content);
    }
    void operator()(const TextItem& item) {
        std::string glyphs;
        for (std::uint32_t i = item.first; i < item.first + item.count; ++i) glyphs += utf8(list.glyphs[i].code_point);
        line(fmt::format("text \"{}\" at {} {} {} {}", glyphs, point(list.glyphs[item.first].pen), face_name(item.face),
                         number(item.font_size), color(item.color)));
    }
    void operator()(const GradientItem& item) {
        std::string content = "gradient " + rect(item.rect) + radius_of(item.radius) + tiling(item.tiling);
        content += item.radial ? " radial" : " linear";
        if (item.repeating) content += " repeating";
        content += fmt::format(" {} to {}", point(item.from), point(item.to));
        for (std::uint32_t i = item.first_stop; i < item.first_stop + item.stop_count; ++i) {
            content += fmt::format(" {} {}", color(list.stops[i].color), number(list.stops[i].position));
        }
        line(content);
    }
    void operator()(const ImageItem& item) {
        std::string content = "image " + rect(item.rect) + radius_of(item.radius) + tiling(item.tiling);
        if (item.picture) content += fmt::format(" of {}x{}", item.picture->size().width, item.picture->size().height);
        if (item.canvas) content += fmt::format(" of canvas {}x{}", item.canvas->size.width, item.canvas->size.height);
        line(content + (item.pixelated ? " pixelated" : ""));
    }
    void operator()(const PushClipItem& item) {
        line("clip " + rect(item.rect) + radius_of(item.radius));
        ++depth;
    }
    void operator()(const PopClipItem&) { --depth; }
    void operator()(const PushLayerItem& item) {
        std::string content = fmt::format("layer {}", item.layer.value);
        if (!item.transform.is_identity()) {
            const Transform& t = item.transform;
            content += fmt::format(" about {} matrix {},{},{},{},{},{}", point(item.origin), number(t.a), number(t.b),
                                   number(t.c), number(t.d), number(t.e), number(t.f));
        }
        if (item.opacity < 1) content += " opacity " + number(item.opacity);
        line(content);
        ++depth;
    }
    void operator()(const PopLayerItem&) { --depth; }
    void operator()(const PushScrollItem& item) {
        line(fmt::format("scroll {} in {}{}", item.layer.value, rect(item.port), item.has_bars ? "" : " without bars"));
        ++depth;
    }
    void operator()(const PopScrollItem&) { --depth; }
    void operator()(const PushShiftItem& item) {
        line(item.sticky ? fmt::format("sticky {}", item.sticky.value) : fmt::format("out of {}", item.levels));
        ++depth;
    }
    void operator()(const PopShiftItem&) { --depth; }
    void operator()(const SubListItem&) {}  // its items are in the list
};

}  // namespace

DisplayList flattened(const DisplayList& list) {
    DisplayList flat;
    const auto always = [](const SubListItem&, Point) { return true; };
    for_each_item(list.contents(), {}, always, [&](const DisplayItem& item, const DisplayItems& in, Point by) {
        flat.items.push_back(by == Point{} ? item : moved_by(item, by));
        if (auto* text = std::get_if<TextItem>(&flat.items.back())) {
            const std::span<const Glyph> own = in.glyphs.subspan(text->first, text->count);
            text->first = static_cast<std::uint32_t>(flat.glyphs.size());
            for (const Glyph& glyph : own) flat.glyphs.push_back({glyph.code_point, glyph.pen + by});
        } else if (auto* gradient = std::get_if<GradientItem>(&flat.items.back())) {
            const std::span<const ColorStop> own = in.stops.subspan(gradient->first_stop, gradient->stop_count);
            gradient->first_stop = static_cast<std::uint32_t>(flat.stops.size());
            flat.stops.insert(flat.stops.end(), own.begin(), own.end());
        }
    });
    return flat;
}

std::string dump(const DisplayList& list) {
    const DisplayList flat = flattened(list);
    Lines lines{.list = flat};
    for (const DisplayItem& item : flat.items) std::visit(lines, item);
    return lines.text;
}

}  // namespace janklab
