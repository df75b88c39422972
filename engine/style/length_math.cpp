// SPDX-License-Identifier: MIT
#include "style/length_math.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <memory>
#include <mutex>

#include "base/check.h"

namespace janklab {
namespace {

constexpr std::uint32_t most_entries = 65'536;

/// Written under the lock, read without: an entry is complete before its number is given away, and stays.
struct Table {
    std::mutex adding;
    std::map<std::string, std::uint32_t, std::less<>> numbers;  // by text
    std::vector<std::unique_ptr<const LengthSum>> owned;
    std::array<std::atomic<const LengthSum*>, most_entries> entries{};
};
Table& table() {
    static Table the_table;
    return the_table;
}

/// What can be written and read back: finite, NaN is 0.
double sane(double value, double most) { return value == value ? std::clamp(value, -most, most) : 0; }
void make_sane(LengthSum& sum) {
    sum.px = sane(sum.px, largest_length);
    sum.percent = sane(sum.percent, largest_length);
    for (LengthFunction& function : sum.functions) {
        function.factor = sane(function.factor, largest_length);
        for (LengthSum& one : function.of) make_sane(one);
    }
}

double resolve(const LengthFunction& function, double base) {
    double found = function.of[0].resolve(base);
    if (function.kind == LengthFunctionKind::clamp)  // the least wins over the most
        return function.factor * std::max(found, std::min(function.of[1].resolve(base), function.of[2].resolve(base)));
    for (std::size_t i = 1; i < function.of.size(); ++i) {
        const double other = function.of[i].resolve(base);
        found = function.kind == LengthFunctionKind::min ? std::min(found, other) : std::max(found, other);
    }
    return function.factor * found;
}

// -- text

std::string number(double value) { return value == 0 ? "0" : fmt::format("{:.6g}", value); }

std::string inner_text(const LengthSum& sum);
std::string text_of(const LengthFunction& function) {
    static constexpr const char* names[] = {"min(", "max(", "clamp("};
    std::string text = names[static_cast<std::size_t>(function.kind)];
    for (std::size_t i = 0; i < function.of.size(); ++i) text += (i > 0 ? ", " : "") + inner_text(function.of[i]);
    return text + ')';
}

/// Without calc() around.
std::string inner_text(const LengthSum& sum) {
    std::string text;
    const auto add = [&](double value, const std::string& unit) {
        if (text.empty()) text = number(value) + unit;
        else text += (value < 0 ? " - " : " + ") + number(std::abs(value)) + unit;
    };
    if (sum.has_percent) add(sum.percent, "%");
    if (sum.px != 0 || (!sum.has_percent && sum.functions.empty())) add(sum.px, "px");
    for (const LengthFunction& one : sum.functions) {
        if (one.factor == 1) text += (text.empty() ? "" : " + ") + text_of(one);
        else add(one.factor, " * " + text_of(one));
    }
    return text;
}

}  // namespace

void LengthSum::add(const LengthSum& other, double times) {
    px += times * other.px;
    percent += times * other.percent;
    has_percent = has_percent || other.has_percent;
    for (LengthFunction one : other.functions) {
        one.factor *= times;
        functions.push_back(std::move(one));
    }
}

void LengthSum::scale(double factor) {
    px *= factor;
    percent *= factor;
    for (LengthFunction& one : functions) one.factor *= factor;
}

double LengthSum::resolve(double base) const {
    double all = px + percent * base / 100;
    for (const LengthFunction& one : functions) all += janklab::resolve(one, base);
    return all;
}

std::optional<Length> length_of(const LengthSum& written) {
    LengthSum sum = written;
    make_sane(sum);
    const auto pixels = static_cast<float>(sum.px), share = static_cast<float>(sum.percent);
    if (sum.is_px()) return px(pixels);
    if (sum.is_percent()) return percent(share);
    if (sum.functions.empty()) return calc(share, pixels);
    Table& all = table();
    const std::string text = text_of(sum);
    const std::lock_guard lock(all.adding);
    auto known = all.numbers.find(text);
    if (known == all.numbers.end()) {
        const auto next = static_cast<std::uint32_t>(all.owned.size());
        if (next == most_entries) return std::nullopt;
        all.owned.push_back(std::make_unique<const LengthSum>(std::move(sum)));
        all.entries[next].store(all.owned.back().get(), std::memory_order_release);
        known = all.numbers.emplace(text, next).first;
    }
    return Length{.unit = LengthUnit::math, .calc_percent = static_cast<std::int32_t>(known->second)};
}

LengthSum sum_of(const Length& length) {
    if (length.unit == LengthUnit::math)
        return *table().entries[static_cast<std::size_t>(length.calc_percent)].load(std::memory_order_acquire);
    if (length.is_px()) return {.px = length.value};
    const bool both = length.unit == LengthUnit::calc;
    return {.px = both ? length.value : 0.0, .percent = length.percentage(), .has_percent = true};
}

std::string text_of(const LengthSum& sum) {
    const bool alone = sum.px == 0 && !sum.has_percent && sum.functions.size() == 1 && sum.functions[0].factor == 1;
    return alone ? text_of(sum.functions[0]) : "calc(" + inner_text(sum) + ')';
}

float resolve_math(const Length& length, float base) {
    const auto& entry = table().entries[static_cast<std::size_t>(length.calc_percent)];
    const double value = entry.load(std::memory_order_acquire)->resolve(base);
    return finite_length(static_cast<float>(sane(value, 1e30)));
}

}  // namespace janklab
