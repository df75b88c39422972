// SPDX-License-Identifier: MIT
// calc(), min(), max(), clamp() as numbers, or as pixels and per cent. Deviation: min(), max() and clamp() need values
// that can be compared at once: all numbers, all pixels, or all percentages.
// https://drafts.csswg.org/css-values-4/#math
#include <algorithm>
#include <cmath>

#include "style/css_values.h"

namespace janklab {
namespace {

constexpr int deepest_calc = 32;

}  // namespace

bool CssValueReader::read_calc(Sum& into) {
    const CssToken token = tokens_.peek_solid();
    if (token.kind != CssTokenKind::function || depth_ >= deepest_calc) return false;
    const bool known =
        token.is_function("calc") || token.is_function("min") || token.is_function("max") || token.is_function("clamp");
    if (!known) return false;
    tokens_.next();
    ++depth_;
    const bool read = read_calc_function(token.text, into) && tokens_.take(')');
    --depth_;
    return read;
}

bool CssValueReader::read_calc_function(std::string_view name, Sum& into) {
    if (same_word(name, "calc")) return read_sum(into);
    Sum first;
    if (!read_sum(first)) return false;
    const auto value_of = [](const Sum& sum) {
        return sum.is_number ? sum.number : sum.has_percent ? sum.percent : sum.px;
    };
    const auto pure = [](const Sum& sum) { return sum.is_number || !sum.has_percent || sum.px == 0; };
    const auto same_kind = [&](const Sum& sum) {
        return pure(sum) && sum.is_number == first.is_number && sum.has_percent == first.has_percent;
    };
    if (!pure(first)) return false;
    Sum best = first;
    if (same_word(name, "clamp")) {
        Sum wanted, most;
        if (!tokens_.take(',') || !read_sum(wanted) || !tokens_.take(',') || !read_sum(most)) return false;
        if (!same_kind(wanted) || !same_kind(most)) return false;
        if (value_of(most) < value_of(wanted)) wanted = most;
        into = value_of(wanted) < value_of(first) ? first : wanted;
        return true;
    }
    const bool least = same_word(name, "min");
    while (tokens_.take(',')) {
        Sum other;
        if (!read_sum(other) || !same_kind(other)) return false;
        if (least ? value_of(other) < value_of(best) : value_of(other) > value_of(best)) best = other;
    }
    into = best;
    return true;
}

/// a + b - c: the signs stand between spaces.
bool CssValueReader::read_sum(Sum& into) {
    Sum sum;
    if (!read_product(sum)) return false;
    while (tokens_.peek_solid().is('+') || tokens_.peek().is('-')) {
        const double sign = tokens_.next().is('+') ? 1 : -1;
        Sum other;
        if (!read_product(other) || other.is_number != sum.is_number) return false;
        sum.number += sign * other.number;
        sum.px += sign * other.px;
        sum.percent += sign * other.percent;
        sum.has_percent |= other.has_percent;
    }
    into = sum;
    return true;
}

/// a * b / c: at most one factor is not a number.
bool CssValueReader::read_product(Sum& into) {
    Sum product;
    if (!read_calc_value(product)) return false;
    while (tokens_.peek_solid().is('*') || tokens_.peek().is('/')) {
        const bool times = tokens_.next().is('*');
        Sum other;
        if (!read_calc_value(other)) return false;
        if (times && product.is_number) std::swap(product, other);
        if (!other.is_number || (!times && other.number == 0)) return false;
        const double factor = times ? other.number : 1 / other.number;
        product.number *= factor;
        product.px *= factor;
        product.percent *= factor;
    }
    into = product;
    return true;
}

bool CssValueReader::read_calc_value(Sum& into) {
    const CssToken token = tokens_.peek_solid();
    if (token.kind == CssTokenKind::function) return read_calc(into);
    if (token.is('(')) {
        if (depth_ >= deepest_calc) return false;
        tokens_.next();
        ++depth_;
        const bool read = read_sum(into) && tokens_.take(')');
        --depth_;
        return read;
    }
    Sum value;
    if (token.kind == CssTokenKind::number) value.number = token.number, value.is_number = true;
    else if (token.kind == CssTokenKind::percentage) value.percent = token.number, value.has_percent = true;
    else if (token.kind != CssTokenKind::dimension || !dimension_in_px(token, value.px)) return false;
    tokens_.next();
    into = value;
    return true;
}

}  // namespace janklab
