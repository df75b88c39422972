// SPDX-License-Identifier: MIT
// calc(), min(), max(), clamp() of numbers, or of lengths and percentages. https://drafts.csswg.org/css-values-4/#math
#include <algorithm>
#include <cmath>
#include <vector>

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
    std::vector<Sum> all;
    do {
        if (!read_sum(all.emplace_back()) || all.back().is_number != all.front().is_number) return false;
    } while (tokens_.take(','));
    const LengthFunctionKind kind = same_word(name, "min")   ? LengthFunctionKind::min
                                    : same_word(name, "max") ? LengthFunctionKind::max
                                                             : LengthFunctionKind::clamp;
    const bool clamps = kind == LengthFunctionKind::clamp;
    if (clamps && all.size() != 3) return false;
    // What can be compared at once is.
    const auto are = [&](auto is) { return std::ranges::all_of(all, is); };
    const bool of_px = are([](const Sum& one) { return one.length.is_px(); });
    const bool of_percent = are([](const Sum& one) { return one.length.is_percent(); });
    const auto value = [&](const Sum& one) {
        return one.is_number ? one.number : of_px ? one.length.px : one.length.percent;
    };
    const auto less = [&](const Sum& a, const Sum& b) { return value(a) < value(b); };
    if (all.front().is_number || of_px || of_percent) {
        if (clamps) into = std::max(all[0], std::min(all[1], all[2], less), less);
        else into = kind == LengthFunctionKind::min ? std::ranges::min(all, less) : std::ranges::max(all, less);
        return true;
    }
    LengthFunction function{.kind = kind, .of = {}};
    for (Sum& one : all) function.of.push_back(std::move(one.length));
    into = Sum{};
    into.length.functions.push_back(std::move(function));
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
        sum.length.add(other.length, sign);
    }
    into = std::move(sum);
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
        product.length.scale(factor);
    }
    into = std::move(product);
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
    else if (token.kind == CssTokenKind::percentage)
        value.length.percent = token.number, value.length.has_percent = true;
    else if (token.kind != CssTokenKind::dimension || !dimension_in_px(token, value.length.px)) return false;
    tokens_.next();
    into = std::move(value);
    return true;
}

}  // namespace janklab
