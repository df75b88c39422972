// SPDX-License-Identifier: MIT
// Cutting text into tokens.
#include "style/css_tokens.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/utf8.h"

namespace janklab {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_name_start(char c) { return is_letter(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
bool is_name(char c) { return is_name_start(c) || is_digit(c) || c == '-'; }
bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
bool is_newline(char c) { return c == '\n' || c == '\r' || c == '\f'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

constexpr std::size_t longest_hex = 6;
std::size_t count_hex(std::string_view text, std::size_t at) {
    std::size_t count = 0;
    while (count < longest_hex && at + count < text.size() && is_hex(text[at + count])) ++count;
    return count;
}

}  // namespace

std::size_t escape_length(std::string_view text, std::size_t at) {
    if (at + 1 >= text.size()) return 1;  // the end of the text stands for U+FFFD
    if (is_newline(text[at + 1])) return 0;
    const std::size_t digits = count_hex(text, at + 1);
    if (digits == 0) {
        std::size_t behind = at + 1;
        next_code_point(text, behind);
        return behind - at;
    }
    const std::size_t end = at + 1 + digits;
    if (text.substr(end).starts_with("\r\n")) return digits + 3;
    return digits + (end < text.size() && is_blank(text[end]) ? 2 : 1);
}

std::string without_escapes(std::string_view text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] != '\\') {
            plain += text[at++];
            continue;
        }
        const std::size_t length = escape_length(text, at);
        const std::size_t digits = count_hex(text, at + 1);
        if (length == 0) {
            at += text.substr(at + 1).starts_with("\r\n") ? 3 : 2;
        } else if (length == 1) {
            plain += utf8(replacement_character);
            ++at;
        } else if (digits > 0) {
            unsigned value = 0;
            std::from_chars(text.data() + at + 1, text.data() + at + 1 + digits, value, 16);
            plain += utf8(value == 0 ? replacement_character : static_cast<char32_t>(value));
            at += length;
        } else {
            plain += text.substr(at + 1, length - 1);
            at += length;
        }
    }
    return plain;
}

std::string css_identifier(std::string_view name) {
    std::string text;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool begins = i == 0 || (i == 1 && name[0] == '-');
        if (c == '\0') text += utf8(replacement_character);
        else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f || (begins && is_digit(c)))
            text += fmt::format("\\{:x} ", static_cast<unsigned char>(c));
        else if (is_name(c) && (c != '-' || name.size() > 1)) text += c;
        else (text += '\\') += c;
    }
    return text;
}

std::string css_string(std::string_view inside) {
    std::string text = "\"";
    for (const char c : inside) {
        if (c == '\0') text += utf8(replacement_character);
        else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            text += fmt::format("\\{:x} ", static_cast<unsigned char>(c));
        else if (c == '"' || c == '\\') (text += '\\') += c;
        else text += c;
    }
    return text + '"';
}

bool same_word(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (lower(a[i]) != lower(b[i])) return false;
    }
    return true;
}

bool CssToken::is_ident(std::string_view name) const { return kind == CssTokenKind::ident && same_word(text, name); }
bool CssToken::is_function(std::string_view name) const {
    return kind == CssTokenKind::function && same_word(text, name);
}

CssTokens::CssTokens(std::string_view text) : text_(text) {
    // All copies have the same: a token outlives that one goes back to where it was not cut yet.
    if (text.find('\\') != std::string_view::npos) unescaped_ = std::make_shared<std::map<std::size_t, std::string>>();
    next();
}

CssToken CssTokens::next() {
    const CssToken taken = token_;
    while (at(at_) == '/' && at(at_ + 1) == '*') {
        const std::size_t end = text_.find("*/", at_ + 2);
        at_ = end == std::string_view::npos ? text_.size() : end + 2;
    }
    const auto begin = static_cast<std::uint32_t>(at_);
    token_ = cut();
    token_.begin = begin;
    token_.finish = static_cast<std::uint32_t>(at_);
    return taken;
}

bool CssTokens::take(char delim) {
    if (!peek_solid().is(delim)) return false;
    next();
    return true;
}

bool CssTokens::take_ident(std::string_view name) {
    if (!peek_solid().is_ident(name)) return false;
    next();
    return true;
}

std::string_view CssTokens::take_until(std::string_view stops) {
    skip_space();
    const std::size_t begin = token_.begin;
    std::size_t finish = begin;
    int depth = 0;
    while (!token_.is_end()) {
        const bool delim = token_.kind == CssTokenKind::delim;
        const char c = delim ? token_.text[0] : '\0';
        if (depth == 0 && delim && stops.find(c) != std::string_view::npos) break;
        if (token_.kind == CssTokenKind::function || c == '(' || c == '[' || c == '{') ++depth;
        if (c == ')' || c == ']' || c == '}') {
            if (depth == 0) break;
            --depth;
        }
        if (token_.kind != CssTokenKind::space) finish = token_.finish;
        next();
    }
    return text_.substr(begin, finish - begin);
}

bool CssTokens::starts_name(std::size_t index) const {
    const std::size_t first = at(index) == '-' ? index + 1 : index;
    if (first > index && at(first) == '-') return true;
    return is_name_start(at(first)) || starts_escape(first);
}

bool CssTokens::starts_number() const {
    const std::size_t sign = at(at_) == '+' || at(at_) == '-';
    return is_digit(at(at_ + sign)) || (at(at_ + sign) == '.' && is_digit(at(at_ + sign + 1)));
}

std::string_view CssTokens::cut_name() {
    const std::size_t begin = at_;
    bool escaped = false;
    while (is_name(at(at_)) || starts_escape(at_)) {
        const bool escape = at(at_) == '\\';
        at_ += escape ? escape_length(text_, at_) : 1;
        escaped |= escape;
    }
    return escaped ? unescaped(begin, at_) : text_.substr(begin, at_ - begin);
}

/// Kept at its place: what is read again is not kept again.
std::string_view CssTokens::unescaped(std::size_t begin, std::size_t end) {
    const auto kept = unescaped_->find(begin);
    if (kept != unescaped_->end()) return kept->second;
    return unescaped_->emplace(begin, without_escapes(text_.substr(begin, end - begin))).first->second;
}

CssToken CssTokens::cut() {
    if (at_ >= text_.size()) return {};
    const char c = text_[at_];
    if (is_blank(c)) {
        while (is_blank(at(at_))) ++at_;
        return {.kind = CssTokenKind::space};
    }
    if (c == '"' || c == '\'') return cut_string(c);
    for (const std::string_view mark : {"<!--", "-->"}) {
        if (c != mark[0] || !text_.substr(at_).starts_with(mark)) continue;
        at_ += mark.size();
        return {.kind = CssTokenKind::comment_mark, .text = mark};
    }
    if (starts_number()) return cut_number();
    if (starts_name(at_)) {
        const std::string_view name = cut_name();
        if (at(at_) != '(') return {.kind = CssTokenKind::ident, .text = name};
        ++at_;
        return {.kind = CssTokenKind::function, .text = name};
    }
    ++at_;
    if (c == '#' && (is_name(at(at_)) || starts_escape(at_))) return {.kind = CssTokenKind::hash, .text = cut_name()};
    if (c == '@' && starts_name(at_)) return {.kind = CssTokenKind::at_keyword, .text = cut_name()};
    return {.kind = CssTokenKind::delim, .text = text_.substr(at_ - 1, 1)};
}

CssToken CssTokens::cut_string(char quote) {
    const std::size_t begin = ++at_;
    bool escaped = false;
    while (at_ < text_.size() && text_[at_] != quote && !is_newline(text_[at_])) {
        if (text_[at_] != '\\') {
            ++at_;
            continue;
        }
        if (at_ + 1 == text_.size()) break;  // that nothing follows
        escaped = true;
        const std::size_t length = escape_length(text_, at_);
        at_ += length > 0 ? length : text_.substr(at_ + 1).starts_with("\r\n") ? 3 : 2;
    }
    CssToken token{.kind = CssTokenKind::string, .string_end = CssStringEnd::text};
    token.text = escaped ? unescaped(begin, at_) : text_.substr(begin, at_ - begin);
    const char end = at(at_);
    if (end == quote) token.string_end = CssStringEnd::quote;
    else if (is_newline(end)) token.string_end = CssStringEnd::line;
    at_ = std::min(at_ + 1, text_.size());
    return token;
}

CssToken CssTokens::cut_number() {
    CssToken token{.kind = CssTokenKind::number};
    if (at(at_) == '+') ++at_;
    const std::size_t begin = at_;
    if (at(at_) == '-') ++at_;
    while (is_digit(at(at_))) ++at_;
    token.is_integer = true;
    if (at(at_) == '.' && is_digit(at(at_ + 1))) {
        token.is_integer = false;
        ++at_;
        while (is_digit(at(at_))) ++at_;
    }
    if ((at(at_) == 'e' || at(at_) == 'E')) {
        const std::size_t sign = at(at_ + 1) == '+' || at(at_ + 1) == '-';
        if (is_digit(at(at_ + 1 + sign))) {
            token.is_integer = false;
            at_ += 1 + sign;
            while (is_digit(at(at_))) ++at_;
        }
    }
    const auto result = std::from_chars(text_.data() + begin, text_.data() + at_, token.number);
    // Too large for a double: as large as can be. Too small: nothing.
    if (result.ec == std::errc::result_out_of_range) {
        const std::string_view written = text_.substr(begin, at_ - begin);
        const bool small = written.find("e-") != std::string_view::npos || written.find("E-") != std::string_view::npos;
        token.number = small ? 0 : written[0] == '-' ? -1e300 : 1e300;
    }
    if (at(at_) == '%') {
        ++at_;
        token.kind = CssTokenKind::percentage;
    } else if (starts_name(at_)) {
        token.kind = CssTokenKind::dimension;
        token.text = cut_name();
    }
    return token;
}

}  // namespace janklab
