// SPDX-License-Identifier: MIT
// Reading transforms and shadows.
#include <utility>

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
    } else if (function.is_function("skew") || function.is_function("skewX") || function.is_function("skewY")) {
        float x = 0, y = 0;
        if (!read_turns(x)) return false;
        if (function.is_function("skew") && tokens_.take(',') && !read_turns(y)) return false;
        if (function.is_function("skewY")) std::swap(x, y);
        step = skew(x, y);
    } else if (function.is_function("matrix")) {
        float m[6];
        for (int i = 0; i < 6; ++i) {
            if ((i > 0 && !tokens_.take(',')) || !read_number(m[i])) return false;
        }
        step = matrix(m[0], m[1], m[2], m[3], m[4], m[5]);
    } else {
        return false;
    }
    return tokens_.take(')') && into.add(step);
}

// -- box-shadow: https://drafts.csswg.org/css-backgrounds-3/#box-shadow
// --------------------------------------------------

bool CssValueReader::read(Syntax, ShadowList& into) {
    if (tokens_.take_ident("none")) return into = {}, true;
    std::vector<Shadow> list;
    if (!read(Syntax::shadow, list)) return false;
    into = std::move(list);
    return true;
}

/// `inset` and a colour stand before or behind the lengths.
bool CssValueReader::read(Syntax, Shadow& into) {
    Shadow shadow;
    bool has_color = false;
    const auto read_words = [&] {
        for (bool more = true; more;) {
            more = false;
            if (!shadow.inset && tokens_.take_ident("inset")) shadow.inset = more = true;
            else if (!has_color && read_color(shadow.color)) has_color = more = true;
        }
    };
    const auto number_follows = [&] { return begins_length(tokens_.peek_solid()); };
    if (!number_follows()) read_words();
    if (!read_px(shadow.offset.x) || !read_px(shadow.offset.y)) return false;
    if (number_follows() && !read_px(shadow.blur, Range::positive)) return false;
    if (number_follows() && !read_px(shadow.spread)) return false;
    read_words();
    into = shadow;
    return true;
}

}  // namespace janklab
