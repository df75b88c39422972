// SPDX-License-Identifier: MIT
#include "trace/json_event.h"

#include <fmt/format.h>

#include <cstdlib>
#include <iterator>

#include "base/utf8.h"

namespace janklab {

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = next_code_point(text, at);
        if (code == '"' || code == '\\') {
            out += '\\';
            out += static_cast<char>(code);
        } else if (code < 0x20 || code == 0x7F) {
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<std::uint32_t>(code));
        } else if (code < 0x80) {
            out += static_cast<char>(code);
        } else {
            out += utf8(code);
        }
    }
    out += '"';
}

void append_microseconds(std::string& out, Duration time) {
    const std::lldiv_t parts = std::lldiv(time.count(), 1000);
    if (time.count() < 0) out += '-';
    fmt::format_to(std::back_inserter(out), "{}.{:03}", std::llabs(parts.quot), std::llabs(parts.rem));
}

JsonEvent::JsonEvent(std::string& out, char phase, int track, Duration time) : out_(out) {
    fmt::format_to(std::back_inserter(out_), R"({{"ph":"{}","pid":1,"tid":{},"ts":)", phase, track);
    append_microseconds(out_, time);
}

JsonEvent::~JsonEvent() { out_ += has_args_ ? "}}" : "}"; }

JsonEvent& JsonEvent::duration(Duration duration) {
    out_ += R"(,"dur":)";
    append_microseconds(out_, duration);
    return *this;
}

JsonEvent& JsonEvent::id(std::uint64_t id) {
    fmt::format_to(std::back_inserter(out_), R"(,"id":{})", id);
    return *this;
}

JsonEvent& JsonEvent::text_field(std::string_view key, std::string_view text) {
    fmt::format_to(std::back_inserter(out_), R"(,"{}":)", key);
    append_json_string(out_, text);
    return *this;
}

void JsonEvent::begin_arg(std::string_view key) {
    out_ += has_args_ ? "," : R"(,"args":{)";
    has_args_ = true;
    fmt::format_to(std::back_inserter(out_), R"("{}":)", key);
}

JsonEvent& JsonEvent::arg(std::string_view key, std::string_view text) {
    if (text.empty()) return *this;
    begin_arg(key);
    append_json_string(out_, text);
    return *this;
}

JsonEvent& JsonEvent::arg(std::string_view key, std::uint64_t value) {
    begin_arg(key);
    fmt::format_to(std::back_inserter(out_), "{}", value);
    return *this;
}

JsonEvent& JsonEvent::arg_ms(std::string_view key, Duration duration) {
    begin_arg(key);
    fmt::format_to(std::back_inserter(out_), "{}{}.{:06}", duration < Duration{0} ? "-" : "",
                   std::llabs(duration.count() / 1'000'000), std::llabs(duration.count() % 1'000'000));
    return *this;
}

}  // namespace janklab
