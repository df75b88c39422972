// SPDX-License-Identifier: MIT
#include "demos/program/durations.h"

#include <fmt/format.h>

#include <charconv>

namespace janklab {

namespace {

struct Unit {
    std::string_view suffix;
    double ms;
};
// Longer suffixes before those that end them: "ms" before "s".
constexpr Unit units[] = {{"min", 60'000}, {"ms", 1}, {"us", 0.001}, {"ns", 0.000'001}, {"s", 1000}};
constexpr double longest_ms = 24 * 3600 * 1000.0;

}  // namespace

Result<Duration> parse_duration(std::string_view text, std::string_view option) {
    const auto wrong = [&](std::string_view why) {
        return Error{fmt::format("{} does not take '{}': {}; write a number and a unit, as in 5s, 500ms or 250us",
                                 option, text, why),
                     ErrorKind::usage};
    };
    double number = 0;
    const auto [rest, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc{}) return wrong("it does not begin with a number");
    const std::string_view suffix(rest, static_cast<std::size_t>(text.data() + text.size() - rest));
    if (suffix.empty()) return wrong("the unit is missing");
    for (const Unit& unit : units) {
        if (suffix != unit.suffix) continue;
        const double ms = number * unit.ms;
        if (!(ms >= 0)) return wrong("a time cannot be negative");
        if (ms > longest_ms) return wrong("that is longer than a day");
        return from_ms(ms);
    }
    return wrong(fmt::format("'{}' is not a unit that it knows (min, s, ms, us, ns)", suffix));
}

}  // namespace janklab
