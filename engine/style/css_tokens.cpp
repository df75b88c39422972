// SPDX-License-Identifier: MIT
// Cutting text into tokens.
#include "style/css_tokens.h"

#include <charconv>

namespace janklab {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_name_start(char c) { return is_letter(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
bool is_name(char c) { return is_name_start(c) || is_digit(c) || c == '-'; }
bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

}  // namespace

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
    if (at(index) == '-') return is_name_start(at(index + 1)) || at(index + 1) == '-';
    return is_name_start(at(index));
}

bool CssTokens::starts_number() const {
    const std::size_t sign = at(at_) == '+' || at(at_) == '-';
    return is_digit(at(at_ + sign)) || (at(at_ + sign) == '.' && is_digit(at(at_ + sign + 1)));
}

std::string_view CssTokens::cut_name() {
    const std::size_t begin = at_;
    while (is_name(at(at_))) ++at_;
    return text_.substr(begin, at_ - begin);
}

CssToken CssTokens::cut() {
    if (at_ >= text_.size()) return {};
    const char c = text_[at_];
    if (is_blank(c)) {
        while (is_blank(at(at_))) ++at_;
        return {.kind = CssTokenKind::space};
    }
    if (c == '"' || c == '\'') return cut_string(c);
    if (starts_number()) return cut_number();
    if (starts_name(at_)) {
        const std::string_view name = cut_name();
        if (at(at_) != '(') return {.kind = CssTokenKind::ident, .text = name};
        ++at_;
        return {.kind = CssTokenKind::function, .text = name};
    }
    ++at_;
    if (c == '#' && is_name(at(at_))) return {.kind = CssTokenKind::hash, .text = cut_name()};
    if (c == '@' && starts_name(at_)) return {.kind = CssTokenKind::at_keyword, .text = cut_name()};
    return {.kind = CssTokenKind::delim, .text = text_.substr(at_ - 1, 1)};
}

CssToken CssTokens::cut_string(char quote) {
    const std::size_t begin = ++at_;
    while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') ++at_;
    const std::string_view inside = text_.substr(begin, at_ - begin);
    if (at_ < text_.size()) ++at_;
    return {.kind = CssTokenKind::string, .text = inside};
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
