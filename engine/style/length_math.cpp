// SPDX-License-Identifier: MIT
#include "style/length_math.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "base/check.h"

namespace janklab {
namespace {

constexpr std::uint32_t most_entries = 65'536;

/// Written under the lock, read without: an entry is complete before its number is given away, and stays.
template <class Key, class Entry>
class Table {
  public:
    /// Nothing: there is no room.
    template <class Make>
    std::optional<std::uint32_t> number_of(const Key& key, Make make) {
        const std::lock_guard lock(adding_);
        const auto known = numbers_.find(key);
        if (known != numbers_.end()) return known->second;
        const auto next = static_cast<std::uint32_t>(owned_.size());
        if (next == most_entries) return std::nullopt;
        owned_.push_back(std::make_unique<const Entry>(make()));
        entries_[next].store(owned_.back().get(), std::memory_order_release);
        numbers_.emplace(key, next);
        return next;
    }
    const Entry& operator[](std::uint32_t number) const { return *entries_[number].load(std::memory_order_acquire); }

  private:
    std::mutex adding_;
    std::map<Key, std::uint32_t, std::less<>> numbers_;
    std::vector<std::unique_ptr<const Entry>> owned_;
    std::array<std::atomic<const Entry*>, most_entries> entries_{};
};
/// By text.
Table<std::string, LengthSum>& sums() {
    static Table<std::string, LengthSum> the_table;
    return the_table;
}

/// Neither is itself between two others.
struct LengthPair {
    Length from, to;
};
using PairKey = std::pair<std::uint64_t, std::uint64_t>;
Table<PairKey, LengthPair>& pairs() {
    static Table<PairKey, LengthPair> the_table;
    return the_table;
}

/// Numbers of pairs come behind those of sums.
bool is_between(const Length& length) {
    return length.unit == LengthUnit::math && static_cast<std::uint32_t>(length.calc_percent) >= most_entries;
}
const LengthPair& pair_of(const Length& length) {
    return pairs()[static_cast<std::uint32_t>(length.calc_percent) - most_entries];
}
Length math_length(std::uint32_t number, float progress) {
    return {.value = progress, .unit = LengthUnit::math, .calc_percent = static_cast<std::int32_t>(number)};
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

bool operator==(const LengthSum& a, const LengthSum& b) {
    return a.px == b.px && a.percent == b.percent && a.has_percent == b.has_percent && a.functions == b.functions;
}

void LengthSum::add(const LengthSum& other, double times) {
    px += times * other.px;
    percent += times * other.percent;
    has_percent = has_percent || other.has_percent;
    for (LengthFunction one : other.functions) {
        one.factor *= times;
        const auto same = std::ranges::find_if(
            functions, [&](const LengthFunction& mine) { return mine.kind == one.kind && mine.of == one.of; });
        if (same == functions.end()) functions.push_back(std::move(one));
        else same->factor += one.factor;
    }
    std::erase_if(functions, [](const LengthFunction& one) { return one.factor == 0; });
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
    const auto number = sums().number_of(text_of(sum), [&] { return std::move(sum); });
    return number ? std::optional(math_length(*number, 0)) : std::nullopt;
}

std::optional<Length> length_sum(const Length& one, const Length& other) {
    LengthSum sum = sum_of(one);
    sum.add(sum_of(other), 1);
    return length_of(sum);
}

std::optional<Length> length_between(const Length& from, const Length& to, float progress) {
    if (is_between(from) || is_between(to)) {  // what was going somewhere and now goes elsewhere
        const std::optional<Length> start = length_of(sum_of(from)), end = length_of(sum_of(to));
        return start && end ? length_between(*start, *end, progress) : std::nullopt;
    }
    if (from.unit != LengthUnit::math && to.unit != LengthUnit::math) {
        LengthSum sum = sum_of(from);
        sum.scale(1 - static_cast<double>(progress));
        sum.add(sum_of(to), static_cast<double>(progress));
        return length_of(sum);
    }
    const PairKey key{std::bit_cast<std::uint64_t>(from), std::bit_cast<std::uint64_t>(to)};
    const auto number = pairs().number_of(key, [&] { return LengthPair{from, to}; });
    return number ? std::optional(math_length(most_entries + *number, finite_length(progress))) : std::nullopt;
}

LengthSum sum_of(const Length& length) {
    if (is_between(length)) {
        LengthSum sum = sum_of(pair_of(length).from);
        sum.scale(1 - static_cast<double>(length.value));
        sum.add(sum_of(pair_of(length).to), static_cast<double>(length.value));
        return sum;
    }
    if (length.unit == LengthUnit::math) return sums()[static_cast<std::uint32_t>(length.calc_percent)];
    if (length.is_px()) return {.px = length.value};
    const bool both = length.unit == LengthUnit::calc;
    return {.px = both ? length.value : 0.0, .percent = length.percentage(), .has_percent = true};
}

std::string text_of(const LengthSum& sum) {
    const bool alone = sum.px == 0 && !sum.has_percent && sum.functions.size() == 1 && sum.functions[0].factor == 1;
    return alone ? text_of(sum.functions[0]) : "calc(" + inner_text(sum) + ')';
}

float resolve_math(const Length& length, float base) {
    double value = 0;
    if (is_between(length)) {
        const LengthPair& pair = pair_of(length);
        const double from = pair.from.resolve(base), to = pair.to.resolve(base);
        value = from + (to - from) * static_cast<double>(length.value);
    } else {
        value = sums()[static_cast<std::uint32_t>(length.calc_percent)].resolve(base);
    }
    return finite_length(static_cast<float>(sane(value, 1e30)));
}

}  // namespace janklab
