// SPDX-License-Identifier: MIT
// CssTokens: a text of CSS as tokens, cut one at a time while it is read, without allocating but for names and strings
// with escapes. Tokens point into the text, or into what of it is kept without escapes; they live no longer than the
// CssTokens and its copies. Page thread. https://drafts.csswg.org/css-syntax-3/#tokenization.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace janklab {

enum class CssTokenKind : std::uint8_t {
    ident,       // text: the name
    function,    // text: the name, without the bracket
    at_keyword,  // text: without the @
    hash,        // text: without the #
    string,      // text: without the quotes
    number,      // number
    percentage,  // number
    dimension,   // number; text: the unit
    space,
    comment_mark,  // <!-- or -->, which style sheets may have around
    delim,         // text: one character, also of : ; , ( ) [ ] { }
    end
};

/// How a string ended: with its quote, with the text, or with a line, which makes it a bad one.
enum class CssStringEnd : std::uint8_t { quote, text, line };

struct CssToken {
    CssTokenKind kind = CssTokenKind::end;
    std::string_view text;
    double number = 0;
    bool is_integer = false;  // a number written without point or exponent
    CssStringEnd string_end{};
    std::uint32_t begin = 0, finish = 0;  // where it stands, in bytes, without comments before it
    bool is(char delim) const { return kind == CssTokenKind::delim && text[0] == delim; }
    bool is_ident(std::string_view name) const;     // ASCII case does not matter
    bool is_function(std::string_view name) const;  // likewise
    bool is_end() const { return kind == CssTokenKind::end; }
};

/// Text with its escapes replaced by what they stand for: a newline by nothing.
std::string without_escapes(std::string_view text);
/// How many bytes the escape takes whose backslash is at `at`; 0: it is none, since a line ends there.
std::size_t escape_length(std::string_view text, std::size_t at);
/// As CSS text that is read back as the same name, or as the same string.
/// https://drafts.csswg.org/cssom/#serialize-an-identifier
std::string css_identifier(std::string_view name);
std::string css_string(std::string_view text);

/// ASCII case does not matter.
bool same_word(std::string_view a, std::string_view b);

class CssTokens {
  public:
    explicit CssTokens(std::string_view text);

    const CssToken& peek() const { return token_; }
    CssToken next();
    /// Skips white space, then looks.
    const CssToken& peek_solid() { return skip_space(), token_; }
    CssToken next_solid() { return skip_space(), next(); }
    void skip_space() {
        while (token_.kind == CssTokenKind::space) next();
    }
    /// Takes the delimiter if it is next, white space before it included.
    bool take(char delim);
    bool take_ident(std::string_view name);
    bool at_end() { return peek_solid().is_end(); }
    /// Takes everything up to one of `stops` at this level of brackets, or to the bracket that closes this level, or to
    /// the end; returns the text taken, without white space around it.
    std::string_view take_until(std::string_view stops);
    std::string_view text() const { return text_; }

  private:
    CssToken cut();
    CssToken cut_number();
    CssToken cut_string(char quote);
    std::string_view cut_name();
    std::string_view unescaped(std::size_t begin, std::size_t end);
    bool starts_number() const;
    bool starts_name(std::size_t at) const;
    bool starts_escape(std::size_t index) const { return at(index) == '\\' && escape_length(text_, index) > 0; }
    char at(std::size_t index) const { return index < text_.size() ? text_[index] : '\0'; }

    std::string_view text_;
    std::size_t at_ = 0;                                             // behind token_
    std::shared_ptr<std::map<std::size_t, std::string>> unescaped_;  // by where it begins; null: no escapes
    CssToken token_;
};

}  // namespace janklab
