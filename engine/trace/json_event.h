// SPDX-License-Identifier: MIT
// JsonEvent: puts one event of the Chrome trace event format together, on one line. Numbers are made of integers, so
// that the same event is the same bytes on every machine. Used by chrome_trace_writer.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/time.h"

namespace janklab {

/// The text as a JSON string with its quotes. Bytes that are not UTF-8 become U+FFFD.
void append_json_string(std::string& out, std::string_view text);
/// Microseconds with three decimals: 16666.667
void append_microseconds(std::string& out, Duration time);

class JsonEvent {
  public:
    /// Appends to `out` as it goes; `track` is the tid.
    JsonEvent(std::string& out, char phase, int track, Duration time);
    JsonEvent(const JsonEvent&) = delete;
    JsonEvent& operator=(const JsonEvent&) = delete;
    ~JsonEvent();

    JsonEvent& name(std::string_view text) { return text_field("name", text); }
    JsonEvent& category(std::string_view text) { return text_field("cat", text); }
    JsonEvent& color(std::string_view text) { return text_field("cname", text); }
    JsonEvent& duration(Duration duration);
    JsonEvent& id(std::uint64_t id);
    /// An arrow ends at the slice around it, not at the next one.
    JsonEvent& binds_to_enclosing() { return text_field("bp", "e"); }
    /// An instant that belongs to its track alone.
    JsonEvent& of_its_track() { return text_field("s", "t"); }

    // Arguments, after the fields. An empty text is left out.
    JsonEvent& arg(std::string_view key, std::string_view text);
    JsonEvent& arg(std::string_view key, std::uint64_t value);
    JsonEvent& arg_unless_zero(std::string_view key, std::uint64_t value) { return value ? arg(key, value) : *this; }
    JsonEvent& arg_ms(std::string_view key, Duration duration);

  private:
    JsonEvent& text_field(std::string_view key, std::string_view text);
    void begin_arg(std::string_view key);

    std::string& out_;
    bool has_args_ = false;
};

}  // namespace janklab
