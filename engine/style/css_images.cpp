// SPDX-License-Identifier: MIT
// Reading and writing of images: url(), gradients, background-size. https://drafts.csswg.org/css-images-3/
#include <fmt/format.h>

#include "style/css_values.h"

namespace janklab {

bool CssValueReader::read(Syntax, StyleImage& into) {
    if (tokens_.take_ident("none")) return into = StyleImage{}, true;
    const CssToken function = tokens_.peek_solid();
    if (function.is_function("url")) {
        ImageUrl url;
        if (!read_url(url)) return false;
        into = url;
        return true;
    }
    Gradient gradient;
    if (!read_gradient(gradient)) return false;
    into = gradient;
    return true;
}

/// Also without quotes: everything up to the bracket. https://drafts.csswg.org/css-syntax/#consume-url-token
bool CssValueReader::read_url(ImageUrl& into) {
    tokens_.next();
    const CssToken first = tokens_.peek_solid();
    std::string address;
    if (first.kind == CssTokenKind::string) {
        tokens_.next();
        address = first.text;
        if (first.string_end == CssStringEnd::line) return false;
    } else {
        const std::string_view written = tokens_.take_until(")");
        for (std::size_t at = 0; at < written.size(); ++at) {
            if (std::string_view("\"'( \t\n\r\f").find(written[at]) != std::string_view::npos) return false;
            if (written[at] != '\\') continue;
            const std::size_t length = escape_length(written, at);
            if (length == 0) return false;
            at += length - 1;
        }
        address = without_escapes(written);
    }
    if (address.empty() || !tokens_.take(')')) return false;
    into = image_url(address);
    return true;
}

bool CssValueReader::read_gradient(Gradient& into) {
    const CssToken function = tokens_.peek_solid();
    Gradient gradient;
    const bool linear = function.is_function("linear-gradient") || function.is_function("repeating-linear-gradient");
    const bool radial = function.is_function("radial-gradient") || function.is_function("repeating-radial-gradient");
    if (!linear && !radial) return false;
    gradient.kind = linear ? GradientKind::linear : GradientKind::radial;
    gradient.repeating =
        function.is_function("repeating-linear-gradient") || function.is_function("repeating-radial-gradient");
    tokens_.next();
    if (!(linear ? read_linear_direction(gradient) : read_radial_shape(gradient))) return false;
    if (!read_color_stops(gradient) || !tokens_.take(')')) return false;
    into = gradient;
    return true;
}

/// With the comma behind it. True also where there is none.
bool CssValueReader::read_linear_direction(Gradient& into) {
    if (!tokens_.take_ident("to")) return !read_turns(into.turns) || tokens_.take(',');
    int x = 0, y = 0;
    while (tokens_.peek_solid().kind == CssTokenKind::ident) {
        const CssToken side = tokens_.next();
        int& along = side.is_ident("top") || side.is_ident("bottom") ? y : x;
        if (along != 0) return false;
        if (side.is_ident("bottom") || side.is_ident("right")) along = 1;
        else if (side.is_ident("top") || side.is_ident("left")) along = -1;
        else return false;
    }
    if (x == 0 && y == 0) return false;
    if (x != 0 && y != 0) {
        into.to_x = static_cast<std::int8_t>(x);
        into.to_y = static_cast<std::int8_t>(-y);  // upwards, as `turns`
    }
    if (x == 0) into.turns = y < 0 ? 0.f : 0.5f;
    if (y == 0) into.turns = x > 0 ? 0.25f : 0.75f;
    return tokens_.take(',');
}

/// [circle | ellipse] [extent | lengths] [at position], with the comma behind it.
bool CssValueReader::read_radial_shape(Gradient& into) {
    bool any = false, has_shape = false, has_extent = false;
    for (bool more = true; more; any |= more) {
        const CssToken token = tokens_.peek_solid();
        more = true;
        if (!has_shape && (token.is_ident("circle") || token.is_ident("ellipse"))) {
            into.circle = token.is_ident("circle");
            has_shape = true;
            tokens_.next();
            continue;
        }
        static constexpr std::pair<std::string_view, GradientExtent> extents[] = {
            {"farthest-corner", GradientExtent::farthest_corner},
            {"farthest-side", GradientExtent::farthest_side},
            {"closest-corner", GradientExtent::closest_corner},
            {"closest-side", GradientExtent::closest_side}};
        bool is_extent = false;
        for (const auto& [name, extent] : extents) {
            if (!token.is_ident(name)) continue;
            into.extent = extent;
            is_extent = true;
        }
        if (is_extent && !has_extent) {
            has_extent = true;
            tokens_.next();
        } else if (!has_extent && begins_length(token)) {
            has_extent = true;
            into.extent = GradientExtent::lengths;
            if (!read_length(into.radius_x, Range::positive)) return false;
            const CssToken& second = tokens_.peek_solid();
            const bool ellipse = begins_length(second);
            if (ellipse && (into.circle || !read_length(into.radius_y, Range::positive))) return false;
            into.circle = !ellipse;
        } else {
            more = false;
        }
    }
    if (tokens_.take_ident("at")) {
        any = true;
        if (!read(Syntax::origin_x, into.center_x)) {
            if (!read(Syntax::origin_y, into.center_y)) return false;
            read(Syntax::origin_x, into.center_x);
        } else if (!tokens_.peek_solid().is(',')) {
            if (!read(Syntax::origin_y, into.center_y)) return false;
        }
    }
    return !any || tokens_.take(',');
}

/// A percentage or pixels.
bool CssValueReader::read_stop_place(ColorStop& into, bool& in_px) {
    Length place;
    if (!read_length(place) || place.is_calculated()) return false;
    in_px = place.is_px();
    into.position = in_px ? place.value : place.value / 100;
    return true;
}

bool CssValueReader::read_color_stops(Gradient& into) {
    const auto place_follows = [&] {
        const CssToken& token = tokens_.peek_solid();
        return !token.is(',') && !token.is(')') && !token.is_end();
    };
    do {
        ColorStop stop;
        StyleColor color;
        if (!read_color(color)) return false;
        stop.color = color.color;
        bool has_place = false;
        for (int places = 0; places == 0 || (places == 1 && place_follows()); ++places) {
            has_place = place_follows();
            bool in_px = false;
            if (has_place && !read_stop_place(stop, in_px)) return false;
            const auto bit = static_cast<std::uint8_t>(1u << into.count);
            if (!into.add(stop)) return false;
            if (color.is_current()) into.current |= bit;
            if (in_px) into.in_px |= bit;
            if (!has_place) into.without_place |= bit;
        }
    } while (tokens_.take(','));
    return into.count >= 2;
}

bool CssValueReader::read(Syntax, BackgroundSize& into) {
    if (tokens_.take_ident("cover")) return into = BackgroundFit::cover, true;
    if (tokens_.take_ident("contain")) return into = BackgroundFit::contain, true;
    BackgroundSize size;
    const auto is_possible = [](const Length& length) { return length.is_auto() || length.is_resolvable(); };
    if (!read(Syntax::size, size.width) || !is_possible(size.width)) return false;
    const CssTokens behind = tokens_;
    if (!read(Syntax::size, size.height)) size.height = automatic;
    if (!is_possible(size.height)) size.height = automatic, tokens_ = behind;
    into = size;
    return true;
}

// -- writing
// -----------------------------------------------------------------------------------------------------------

namespace {

std::string gradient_text(const Gradient& gradient) {
    constexpr Syntax length = Syntax::origin_x;
    std::string text = gradient.repeating ? "repeating-" : "";
    if (gradient.kind == GradientKind::linear) {
        text += "linear-gradient(";
        if (gradient.to_x != 0 && gradient.to_y != 0) {
            text += gradient.to_y > 0 ? "to top " : "to bottom ";
            text += gradient.to_x > 0 ? "right" : "left";
        } else {
            text += fmt::format("{:.6g}deg", gradient.turns * 360);
        }
    } else {
        static constexpr const char* extents[] = {"farthest-corner", "farthest-side", "closest-corner", "closest-side"};
        text += gradient.circle ? "radial-gradient(circle " : "radial-gradient(ellipse ";
        if (gradient.extent != GradientExtent::lengths) text += extents[static_cast<std::size_t>(gradient.extent)];
        else text += to_css(length, gradient.radius_x);
        if (gradient.extent == GradientExtent::lengths && !gradient.circle)
            text += ' ' + to_css(length, gradient.radius_y);
        text += " at " + to_css(length, gradient.center_x) + ' ' + to_css(length, gradient.center_y);
    }
    for (unsigned i = 0; i < gradient.count; ++i) {
        const ColorStop& stop = gradient.stops[i];
        text += ", " + (gradient.current >> i & 1 ? "currentcolor" : to_css(Syntax::color, stop.color));
        if (gradient.without_place >> i & 1) continue;
        if (gradient.in_px >> i & 1) text += fmt::format(" {:.6g}px", stop.position);
        else text += fmt::format(" {:.6g}%", stop.position * 100);
    }
    return text + ')';
}

}  // namespace

std::string to_css(Syntax, const StyleImage& value) {
    if (value.url.address) return "url(" + css_string(*value.url.address) + ")";
    return value.empty() ? "none" : gradient_text(value.gradient);
}

std::string to_css(Syntax, const BackgroundSize& value) {
    if (value.fit != BackgroundFit::lengths) return value.fit == BackgroundFit::cover ? "cover" : "contain";
    const std::string width = to_css(Syntax::size, value.width);
    return value.height.is_auto() ? width : width + ' ' + to_css(Syntax::size, value.height);
}

}  // namespace janklab
