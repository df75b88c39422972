// SPDX-License-Identifier: MIT
#include "inspector/short_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace janklab {
namespace {

constexpr std::string_view ellipsis = "…";

/// Formats into a buffer of its own; every figure here is shorter than that.
template <class... Args>
void add_formatted(ShortText& text, fmt::format_string<Args...> format, Args&&... args) {
    char buffer[64];
    const auto written = fmt::format_to_n(buffer, sizeof buffer, format, std::forward<Args>(args)...);
    text.add(std::string_view(buffer, std::min(written.size, sizeof buffer)));
}

/// Rounds half away from zero first, so that 9.996 becomes "10.0" and not "10.00".
void add_three_figures(ShortText& text, double value, std::string_view unit) {
    if (std::round(value * 100) < 1000) add_formatted(text, "{:.2f} {}", value, unit);
    else if (std::round(value * 10) < 1000) add_formatted(text, "{:.1f} {}", value, unit);
    else add_formatted(text, "{:.0f} {}", value, unit);
}

}  // namespace

std::size_t cut_after_a_character(std::string_view text, std::size_t room) {
    if (room >= text.size()) return text.size();
    while (room > 0 && (static_cast<unsigned char>(text[room]) & 0xC0) == 0x80) --room;
    return room;
}

ShortText& ShortText::add(std::string_view text) {
    if (full_) return *this;
    if (length_ + text.size() <= capacity) {
        std::memcpy(bytes_.data() + length_, text.data(), text.size());
        length_ += text.size();
        return *this;
    }
    full_ = true;
    const std::size_t room = capacity - ellipsis.size();
    if (length_ > room) length_ = cut_after_a_character({bytes_.data(), length_}, room);
    const std::size_t count = cut_after_a_character(text, room - length_);
    std::memcpy(bytes_.data() + length_, text.data(), count);
    std::memcpy(bytes_.data() + length_ + count, ellipsis.data(), ellipsis.size());
    length_ += count + ellipsis.size();
    return *this;
}

ShortText& ShortText::add_duration(Duration duration) {
    if (duration < 0ns) {
        add("-");
        duration = duration == Duration::min() ? Duration::max() : -duration;
    }
    const double ns = static_cast<double>(duration.count());
    if (duration == 0ns) add("0 ms");
    else if (duration < 99'500ns) add_formatted(*this, "{:.1f} µs", ns / 1e3);
    else if (duration < 999'500ns) add_formatted(*this, "{:.0f} µs", ns / 1e3);
    else if (duration < 999'500us) add_three_figures(*this, ns / 1e6, "ms");
    else if (duration < 60s) add_three_figures(*this, ns / 1e9, "s");
    else {
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration).count();
        add_formatted(*this, "{} min {:02} s", seconds / 60, seconds % 60);
    }
    return *this;
}

ShortText& ShortText::add_count(std::uint64_t count) {
    char digits[20];
    const auto end = fmt::format_to_n(digits, sizeof digits, "{}", count).size;
    for (std::size_t i = 0; i < end; ++i) {
        if (i > 0 && (end - i) % 3 == 0) add(",");
        add(std::string_view(digits + i, 1));
    }
    return *this;
}

ShortText& ShortText::add_number(double number, int decimals) {
    add_formatted(*this, "{:.{}f}", number, decimals);
    return *this;
}

ShortText& ShortText::add_place(const char* file, std::uint32_t line) {
    if (!file || !*file) return *this;
    std::string_view path = file;
    while (path.starts_with("../")) path.remove_prefix(3);  // Compilers name files as seen from the build folder.
    add(path);
    if (line > 0) add_formatted(*this, ":{}", line);
    return *this;
}

}  // namespace janklab
