// SPDX-License-Identifier: MIT
// CssTokens: a text of CSS as tokens, cut one at a time while it is read, without allocating. Tokens point into the
// text. Page thread. https://drafts.csswg.org/css-syntax-3/#tokenization. Deviations: no escapes, no <!-- -->.
#pragma once

#include <cstdint>
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
    delim,  // text: one character, also of : ; , ( ) [ ] { }
    end
};

struct CssToken {
    CssTokenKind kind = CssTokenKind::end;
    std::string_view text;
    double number = 0;
    bool is_integer = false;              // a number written without point or exponent
    std::uint32_t begin = 0, finish = 0;  // where it stands, in bytes, without comments before it
    bool is(char delim) const { return kind == CssTokenKind::delim && text[0] == delim; }
    bool is_ident(std::string_view name) const;     // ASCII case does not matter
    bool is_function(std::string_view name) const;  // likewise
    bool is_end() const { return kind == CssTokenKind::end; }
};

/// ASCII case does not matter.
bool same_word(std::string_view a, std::string_view b);

class CssTokens {
  public:
    explicit CssTokens(std::string_view text) : text_(text) { next(); }

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
    bool starts_number() const;
    bool starts_name(std::size_t at) const;
    char at(std::size_t index) const { return index < text_.size() ? text_[index] : '\0'; }

    std::string_view text_;
    std::size_t at_ = 0;  // behind token_
    CssToken token_;
};

}  // namespace janklab
