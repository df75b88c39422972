// SPDX-License-Identifier: MIT
// calc() and the other math functions: of numbers, angles, times, or of lengths and percentages.
// https://drafts.csswg.org/css-values-4/#math. Deviation: min(), max() and clamp() alone take percentages together with
// lengths; the other functions want what is known at once.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "style/css_values.h"

namespace janklab {
namespace {

constexpr int deepest_calc = 32;
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double turn = 2 * std::numbers::pi;  // in rad

enum class MathFunction : std::uint8_t {
    none,
    calc,
    min,
    max,
    clamp,
    abs,
    sign,
    round,
    mod,
    rem,
    sin,
    cos,
    tan,
    asin,
    acos,
    atan,
    atan2,
    pow,
    sqrt,
    hypot,
    log,
    exp
};
struct NamedFunction {
    std::string_view name;
    MathFunction function;
};
constexpr NamedFunction functions[] = {
    {"calc", MathFunction::calc},   {"min", MathFunction::min},   {"max", MathFunction::max},
    {"clamp", MathFunction::clamp}, {"abs", MathFunction::abs},   {"sign", MathFunction::sign},
    {"round", MathFunction::round}, {"mod", MathFunction::mod},   {"rem", MathFunction::rem},
    {"sin", MathFunction::sin},     {"cos", MathFunction::cos},   {"tan", MathFunction::tan},
    {"asin", MathFunction::asin},   {"acos", MathFunction::acos}, {"atan", MathFunction::atan},
    {"atan2", MathFunction::atan2}, {"pow", MathFunction::pow},   {"sqrt", MathFunction::sqrt},
    {"hypot", MathFunction::hypot}, {"log", MathFunction::log},   {"exp", MathFunction::exp}};
MathFunction function_of(const CssToken& token) {
    if (token.kind != CssTokenKind::function) return MathFunction::none;
    for (const NamedFunction& one : functions) {
        if (token.is_function(one.name)) return one.function;
    }
    return MathFunction::none;
}

/// What of calc() is no value but stands for one. https://drafts.csswg.org/css-values-4/#calc-constants
std::optional<double> constant_named(const CssToken& token) {
    constexpr std::pair<std::string_view, double> constants[] = {{"pi", std::numbers::pi},
                                                                 {"e", std::numbers::e},
                                                                 {"infinity", infinity},
                                                                 {"-infinity", -infinity},
                                                                 {"nan", not_a_number}};
    for (const auto& [name, value] : constants) {
        if (token.is_ident(name)) return value;
    }
    return std::nullopt;
}

enum class Rounding : std::uint8_t { nearest, up, down, to_zero };
bool take_rounding(CssTokens& tokens, Rounding& into) {
    constexpr std::pair<std::string_view, Rounding> names[] = {
        {"nearest", Rounding::nearest}, {"up", Rounding::up}, {"down", Rounding::down}, {"to-zero", Rounding::to_zero}};
    for (const auto& [name, rounding] : names) {
        if (tokens.take_ident(name)) return into = rounding, true;
    }
    return false;
}

/// https://drafts.csswg.org/css-values-4/#round-infinities
double rounded(Rounding how, double value, double step) {
    if (step == 0 || (std::isinf(value) && std::isinf(step))) return not_a_number;
    if (std::isinf(value)) return value;
    if (std::isinf(step)) {
        if (how == Rounding::up && value > 0) return infinity;
        if (how == Rounding::down && value < 0) return -infinity;
        return std::copysign(0.0, value);
    }
    step = std::abs(step);
    const double steps = value / step;
    switch (how) {
        case Rounding::nearest:
            return std::floor(steps + 0.5) * step;
        case Rounding::up:
            return std::ceil(steps) * step;
        case Rounding::down:
            return std::floor(steps) * step;
        case Rounding::to_zero:
            return std::trunc(steps) * step;
    }
    return value;
}

/// What is left of a division, with the sign of the divisor.
double modulo(double value, double by) {
    const double left = std::fmod(value, by);
    if (left == 0 || (left < 0) == (by < 0)) return left;
    return std::isinf(by) ? not_a_number : left + by;
}

}  // namespace

bool is_math_function(const CssToken& token) { return function_of(token) != MathFunction::none; }

bool begins_length(const CssToken& token) {
    return token.kind == CssTokenKind::dimension || token.kind == CssTokenKind::percentage ||
           token.kind == CssTokenKind::number || is_math_function(token);
}

bool CssValueReader::read_math(CalcType type, Sum& into) {
    const CssTokens start = tokens_;
    if (read_calc(into) && into.type == type) return true;
    tokens_ = start;
    return false;
}

bool CssValueReader::read_calc(Sum& into) {
    const CssToken token = tokens_.peek_solid();
    if (function_of(token) == MathFunction::none || depth_ >= deepest_calc) return false;
    tokens_.next();
    ++depth_;
    const bool read = read_calc_function(token, into) && tokens_.take(')');
    --depth_;
    return read;
}

bool CssValueReader::read_calc_function(const CssToken& token, Sum& into) {
    const MathFunction function = function_of(token);
    if (function == MathFunction::calc) return read_sum(into);
    Rounding rounding{};
    if (function == MathFunction::round && take_rounding(tokens_, rounding) && !tokens_.take(',')) return false;
    std::vector<Sum> all;
    do {
        if (!read_sum(all.emplace_back()) || all.back().type != all.front().type) return false;
    } while (tokens_.take(','));
    if (function == MathFunction::min || function == MathFunction::max || function == MathFunction::clamp) {
        const LengthFunctionKind kind = function == MathFunction::min   ? LengthFunctionKind::min
                                        : function == MathFunction::max ? LengthFunctionKind::max
                                                                        : LengthFunctionKind::clamp;
        return compare(kind, all, into);
    }
    if (!std::ranges::all_of(all, &Sum::is_known)) return false;
    const CalcType type = all.front().type;
    const bool of_numbers = type == CalcType::number;
    const std::size_t count = all.size();
    const double a = all[0].known(), b = count > 1 ? all[1].known() : not_a_number;
    // In the type of what goes in, as a number, or as an angle.
    const auto same = [&](double value) { return into = Sum::of(type, value), true; };
    const auto number = [&](double value) { return into = Sum::of(CalcType::number, value), true; };
    const auto angle = [&](double rad) { return into = Sum::of(CalcType::angle, rad / turn), true; };
    const double rad = type == CalcType::angle ? a * turn : a;
    const bool is_angle_or_number = of_numbers || type == CalcType::angle;
    switch (function) {
        case MathFunction::abs:
            return count == 1 && same(std::abs(a));
        case MathFunction::sign:
            return count == 1 && number(a > 0 ? 1 : a < 0 ? -1 : a);
        case MathFunction::round:
            return (count == 2 || (count == 1 && of_numbers)) && same(rounded(rounding, a, count == 2 ? b : 1));
        case MathFunction::mod:
            return count == 2 && same(modulo(a, b));
        case MathFunction::rem:
            return count == 2 && same(std::fmod(a, b));
        case MathFunction::sin:
            return count == 1 && is_angle_or_number && number(std::sin(rad));
        case MathFunction::cos:
            return count == 1 && is_angle_or_number && number(std::cos(rad));
        case MathFunction::tan:
            return count == 1 && is_angle_or_number && number(std::tan(rad));
        case MathFunction::asin:
            return count == 1 && of_numbers && angle(std::asin(a));
        case MathFunction::acos:
            return count == 1 && of_numbers && angle(std::acos(a));
        case MathFunction::atan:
            return count == 1 && of_numbers && angle(std::atan(a));
        case MathFunction::atan2:
            return count == 2 && angle(std::atan2(a, b));
        case MathFunction::pow:
            return count == 2 && of_numbers && number(std::pow(a, b));
        case MathFunction::sqrt:
            return count == 1 && of_numbers && number(std::sqrt(a));
        case MathFunction::hypot: {
            double length = 0;
            for (const Sum& one : all) length = std::hypot(length, one.known());
            return same(length);
        }
        case MathFunction::log:
            return count <= 2 && of_numbers && number(count == 2 ? std::log(a) / std::log(b) : std::log(a));
        case MathFunction::exp:
            return count == 1 && of_numbers && number(std::exp(a));
        default:
            return false;
    }
}

/// min(), max(), clamp(): what can be compared at once is, the others are kept.
bool CssValueReader::compare(LengthFunctionKind kind, std::vector<Sum>& all, Sum& into) {
    const bool clamps = kind == LengthFunctionKind::clamp;
    if (clamps && all.size() != 3) return false;
    const bool known = std::ranges::all_of(all, &Sum::is_known);
    const bool of_percent = std::ranges::all_of(all, [](const Sum& one) { return one.length.is_percent(); });
    if (!known && !of_percent) {
        LengthFunction function{.kind = kind, .of = {}};
        for (Sum& one : all) function.of.push_back(std::move(one.length));
        into = Sum::of(CalcType::length, 0);
        into.length.functions.push_back(std::move(function));
        return true;
    }
    const auto value = [&](const Sum& one) { return known ? one.known() : one.length.percent; };
    const auto less = [&](const Sum& a, const Sum& b) { return value(a) < value(b); };
    // What is not a number makes the whole none.
    const auto bad = std::ranges::find_if(all, [&](const Sum& one) { return std::isnan(value(one)); });
    if (bad != all.end()) into = *bad;
    else if (clamps) into = std::max(all[0], std::min(all[1], all[2], less), less);
    else into = kind == LengthFunctionKind::min ? std::ranges::min(all, less) : std::ranges::max(all, less);
    return true;
}

/// a + b - c: the signs stand between spaces.
bool CssValueReader::read_sum(Sum& into) {
    Sum sum;
    if (!read_product(sum)) return false;
    while (tokens_.peek().kind == CssTokenKind::space) {
        if (!tokens_.peek_solid().is('+') && !tokens_.peek().is('-')) break;
        const double sign = tokens_.next().is('+') ? 1 : -1;
        Sum other;
        if (tokens_.peek().kind != CssTokenKind::space || !read_product(other) || other.type != sum.type) return false;
        sum.value += sign * other.value;
        sum.length.add(other.length, sign);
    }
    into = std::move(sum);
    return true;
}

/// a * b / c: at most one factor is not a number; what is divided by its like is one.
bool CssValueReader::read_product(Sum& into) {
    Sum product;
    if (!read_calc_value(product)) return false;
    while (true) {
        const CssTokens before = tokens_;
        const bool times = tokens_.peek_solid().is('*');
        if (!times && !tokens_.peek().is('/')) {
            tokens_ = before;  // the space belongs to a sign that may follow
            break;
        }
        tokens_.next();
        Sum other;
        if (!read_calc_value(other)) return false;
        if (times && product.type == CalcType::number) std::swap(product, other);
        if (other.type == CalcType::number) {
            product.scale(times ? other.value : 1 / other.value);
        } else if (!times && other.type == product.type && other.is_known() && product.is_known()) {
            product = Sum::of(CalcType::number, product.known() / other.known());
        } else {
            return false;
        }
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
    Sum value = Sum::of(CalcType::length, 0);
    if (token.kind == CssTokenKind::number) {
        value = Sum::of(CalcType::number, token.number);
    } else if (const std::optional<double> constant = constant_named(token)) {
        value = Sum::of(CalcType::number, *constant);
    } else if (token.kind == CssTokenKind::percentage) {
        value.length.percent = token.number, value.length.has_percent = true;
    } else if (token.kind != CssTokenKind::dimension) {
        return false;
    } else if (const std::optional<double> turns = turns_of(token)) {
        value = Sum::of(CalcType::angle, *turns);
    } else if (const std::optional<double> ms = ms_of(token)) {
        value = Sum::of(CalcType::time, *ms);
    } else if (!dimension_in_px(token, value.length.px)) {
        return false;
    }
    tokens_.next();
    into = std::move(value);
    return true;
}

}  // namespace janklab
