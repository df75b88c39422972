// SPDX-License-Identifier: MIT
// ShortText: text for one line of the inspector, composed without allocation, and the units in which people read
// durations and counts. Any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/time.h"

namespace janklab {

/// UTF-8, at most `capacity` bytes. What does not fit is cut after a whole character and ends with an ellipsis.
class ShortText {
  public:
    static constexpr std::size_t capacity = 160;

    ShortText() = default;
    ShortText(std::string_view text) { add(text); }
    ShortText(const char* text) { add(text); }

    ShortText& add(std::string_view text);
    /// Null adds nothing.
    ShortText& add(const char* text) { return text ? add(std::string_view(text)) : *this; }
    /// Three figures, in the unit that suits: "0.6 µs", "850 µs", "4.20 ms", "16.7 ms", "312 ms", "1.24 s", "3 min 05
    /// s".
    ShortText& add_duration(Duration duration);
    /// Groups of three: "12,345".
    ShortText& add_count(std::uint64_t count);
    /// With so many figures after the point: "59.9".
    ShortText& add_number(double number, int decimals);
    /// "demos/long_task.cpp:41". Nothing without a file; no line without a line.
    ShortText& add_place(const char* file, std::uint32_t line);

    std::string_view view() const { return {bytes_.data(), length_}; }
    const char* begin() const { return bytes_.data(); }
    const char* end() const { return bytes_.data() + length_; }
    bool empty() const { return length_ == 0; }
    void clear() {
        length_ = 0;
        full_ = false;
    }
    friend bool operator==(const ShortText& a, std::string_view b) { return a.view() == b; }

  private:
    std::array<char, capacity> bytes_{};
    std::size_t length_ = 0;
    bool full_ = false;
};

/// Where a text of `room` bytes may be cut without cutting a character of UTF-8 in two: at most `room`.
std::size_t cut_after_a_character(std::string_view text, std::size_t room);

}  // namespace janklab
