// SPDX-License-Identifier: MIT
// Reading transforms, shadows and gradients.
#include <cmath>

#include "style/css_values.h"

namespace janklab {

// -- transform: https://drafts.csswg.org/css-transforms/#transform-functions
// ---------------------------------------------

bool CssValueReader::read(Syntax, TransformList& into) {
    TransformList list;
    if (tokens_.take_ident("none")) return into = list, true;
    do {
        if (!read_transform_step(list)) return false;
    } while (tokens_.peek_solid().kind == CssTokenKind::function);
    into = list;
    return true;
}

bool CssValueReader::read_transform_step(TransformList& into) {
    if (tokens_.peek_solid().kind != CssTokenKind::function) return false;
    const CssToken function = tokens_.next();
    TransformStep step;
    if (function.is_function("translate") || function.is_function("translateX") || function.is_function("translateY")) {
        Length first, second = px(0);
        if (!read_length(first)) return false;
        if (function.is_function("translate") && tokens_.take(',') && !read_length(second)) return false;
        if (function.is_function("translateY")) std::swap(first, second);
        step = translate(first, second);
    } else if (function.is_function("rotate")) {
        float turns = 0;
        if (!read_turns(turns)) return false;
        step = rotate(turns);
    } else if (function.is_function("scale") || function.is_function("scaleX") || function.is_function("scaleY")) {
        float x = 1, y = 1;
        if (!read_number(x)) return false;
        y = function.is_function("scale") ? x : 1;
        if (function.is_function("scale") && tokens_.take(',') && !read_number(y)) return false;
        if (function.is_function("scaleY")) std::swap(x, y);
        step = scale(x, y);
    } else {
        return false;
    }
    return tokens_.take(')') && into.add(step);
}

// -- box-shadow: https://drafts.csswg.org/css-backgrounds-3/#box-shadow
// --------------------------------------------------

bool CssValueReader::read(Syntax, Shadow& into) {
    if (tokens_.take_ident("none")) return into = Shadow{}, true;
    Shadow shadow;
    shadow.color = rgb(0x000000);
    bool has_color = read_color(shadow.color);
    if (!read_px(shadow.offset.x) || !read_px(shadow.offset.y)) return false;
    const auto number_follows = [&] {
        const CssToken& token = tokens_.peek_solid();
        return token.kind == CssTokenKind::dimension || token.kind == CssTokenKind::number || token.is_function("calc");
    };
    if (number_follows() && (!read_px(shadow.blur) || shadow.blur < 0)) return false;
    if (number_follows() && !read_px(shadow.spread)) return false;
    if (!has_color && !tokens_.at_end() && !tokens_.peek().is(')')) has_color = read_color(shadow.color);
    into = shadow;
    return true;
}

// -- gradients: https://drafts.csswg.org/css-images-3/#gradients
// ---------------------------------------------------------

bool CssValueReader::read(Syntax, Gradient& into) {
    if (tokens_.take_ident("none")) return into = Gradient{}, true;
    const CssToken function = tokens_.peek_solid();
    Gradient gradient;
    if (function.is_function("linear-gradient")) gradient.kind = GradientKind::linear;
    else if (function.is_function("radial-gradient")) gradient.kind = GradientKind::radial;
    else return false;
    tokens_.next();
    if (gradient.kind == GradientKind::linear) {
        bool has_direction = false;
        if (tokens_.take_ident("to")) {
            float x = 0, y = 0;
            while (tokens_.peek_solid().kind == CssTokenKind::ident) {
                const CssToken side = tokens_.next();
                if (side.is_ident("top")) y = 1;
                else if (side.is_ident("bottom")) y = -1;
                else if (side.is_ident("left")) x = -1;
                else if (side.is_ident("right")) x = 1;
                else return false;
            }
            if (x == 0 && y == 0) return false;
            // Corners as in a square: 45 degrees.
            gradient.turns = std::atan2(x, y) / 6.28318530717958647692f;
            has_direction = true;
        } else {
            has_direction = read_turns(gradient.turns);
        }
        if (has_direction && !tokens_.take(',')) return false;
    } else if (tokens_.peek_solid().is_ident("ellipse")) {
        tokens_.next();
        if (!tokens_.take(',')) return false;
    }
    if (!read_color_stops(gradient) || !tokens_.take(')')) return false;
    into = gradient;
    return true;
}

bool CssValueReader::read_color_stops(Gradient& into) {
    constexpr float unknown = -1e9f;
    do {
        if (into.count == Gradient::most_stops) return false;
        ColorStop& stop = into.stops[into.count++];
        stop.position = unknown;
        if (!read_color(stop.color)) return false;
        if (tokens_.peek_solid().kind == CssTokenKind::percentage)
            stop.position = finite_length(static_cast<float>(tokens_.next().number / 100));
    } while (tokens_.take(','));
    if (into.count < 2) return false;
    // Those without a place are spread evenly; none comes before the one in front of it.
    if (into.stops[0].position == unknown) into.stops[0].position = 0;
    ColorStop& last = into.stops[into.count - 1u];
    if (last.position == unknown) last.position = 1;
    for (unsigned i = 1; i < into.count; ++i) {
        if (into.stops[i].position == unknown) {
            unsigned known = i;
            while (into.stops[known].position == unknown) ++known;
            const float before = into.stops[i - 1].position;
            into.stops[i].position = before + (into.stops[known].position - before) / static_cast<float>(known - i + 1);
        }
        into.stops[i].position = std::fmax(into.stops[i].position, into.stops[i - 1].position);
    }
    return true;
}

}  // namespace janklab
