// SPDX-License-Identifier: MIT
// Substituting var(), each custom property once. Those that go round in circles are the strongly connected parts of
// what refers to what, found by Tarjan's algorithm; a fallback that is not needed refers to nothing, as in browsers.
#include "style/custom_properties.h"

#include <algorithm>
#include <vector>

#include "style/css_tokens.h"

namespace janklab {
namespace {

constexpr std::size_t longest_value = 16'384;
constexpr int deepest_var = 500;  // variables in variables, and fallbacks in fallbacks, together

bool is_custom_name(const CssToken& token) {
    return token.kind == CssTokenKind::ident && token.text.starts_with("--") && token.text.size() > 2;
}

/// Whether two characters could belong to one token: then a comment goes between what was not one before.
/// https://drafts.csswg.org/css-variables-1/#serializing-custom-props
bool would_join(char before, char behind) {
    const auto is_open = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' ||
               c == '.' || c == '%' || c == '\\' || static_cast<unsigned char>(c) >= 0x80;
    };
    const bool begins = is_open(before) || before == '#' || before == '@' || before == '+' || before == '/';
    return (begins && (is_open(behind) || behind == '(')) || (before == '/' && behind == '*');
}

void append(std::string& to, std::string_view more) {
    if (!to.empty() && !more.empty() && would_join(to.back(), more.front())) to += "/**/";
    to += more;
}

/// `value_of(name, depth)`: the computed value, or null.
template <class ValueOf>
bool substitute(std::string_view value, int depth, std::string& into, ValueOf& value_of) {
    if (depth > deepest_var) return false;
    CssTokens tokens(value);
    std::size_t copied = 0;
    bool valid = true;
    while (!tokens.peek().is_end()) {
        const CssToken token = tokens.next();
        if (!token.is_function("var")) continue;
        append(into, value.substr(copied, token.begin - copied));
        const CssToken name = tokens.next_solid();
        const bool has_fallback = tokens.take(',');
        const std::string_view fallback = has_fallback ? tokens.take_until("") : std::string_view();
        copied = tokens.peek_solid().finish;
        if (tokens.peek().is(')')) tokens.next();
        // All are asked, also behind one that has no value: each may belong to a circle.
        std::string replaced;
        if (const std::string* known = value_of(name.text, depth)) append(into, *known);
        else if (has_fallback && substitute(fallback, depth + 1, replaced, value_of)) append(into, replaced);
        else valid = false;
        if (into.size() > longest_value) return false;
    }
    append(into, value.substr(std::min(copied, value.size())));
    return valid && into.size() <= longest_value;
}

/// Those of one element that refer to others.
class References {
  public:
    References(const DeclaredCustomProperties& declared, CustomProperties& values) : values_(values) {
        for (const auto& [name, value] : declared) entries_.emplace(name, Entry{.name = name, .value = value});
    }
    void compute_all() {
        for (auto& [name, entry] : entries_) {
            if (entry.number < 0) compute(entry, 0);
        }
    }

  private:
    struct Entry {
        std::string_view name, value;
        int number = -1, lowest = 0;  // in the order of visits; the lowest that can be reached
        bool open = false;            // visited, and its circle is not known yet
        bool refers_to_itself = false;
    };

    void compute(Entry& entry, int depth) {
        entry.number = entry.lowest = visited_++;
        entry.open = true;
        open_.push_back(&entry);
        const auto value_of = [&](std::string_view name, int at) -> const std::string* {
            const auto other = entries_.find(name);
            if (other != entries_.end() && !follow(entry, other->second, at)) return nullptr;
            const auto known = values_.find(name);
            return known == values_.end() ? nullptr : &known->second;
        };
        std::string text;
        const bool valid = substitute(entry.value, depth, text, value_of);
        if (entry.lowest != entry.number) return;  // part of a circle that began before
        const bool circle = open_.back() != &entry || entry.refers_to_itself;
        for (const Entry* last = nullptr; last != &entry; open_.pop_back()) {
            last = open_.back();
            open_.back()->open = false;
        }
        if (valid && !circle) values_.insert_or_assign(std::string(entry.name), std::move(text));
    }

    /// False where the other has no value yet: both are in a circle, or it is too deep.
    bool follow(Entry& from, Entry& to, int depth) {
        if (to.number < 0) {
            if (depth >= deepest_var) return false;
            compute(to, depth + 1);
            from.lowest = std::min(from.lowest, to.lowest);
        } else if (to.open) {
            from.lowest = std::min(from.lowest, to.number);
            from.refers_to_itself |= &from == &to;
        }
        return !to.open;
    }

    CustomProperties& values_;
    std::map<std::string_view, Entry> entries_;
    std::vector<Entry*> open_;
    int visited_ = 0;
};

}  // namespace

VarUse var_use(std::string_view value) {
    CssTokens tokens(value);
    VarUse use = VarUse::none;
    while (!tokens.peek().is_end()) {
        if (!tokens.next().is_function("var")) continue;
        use = VarUse::some;
        if (!is_custom_name(tokens.peek_solid())) return VarUse::malformed;
        tokens.next();
        const CssToken& behind = tokens.peek_solid();
        if (!behind.is(',') && !behind.is(')') && !behind.is_end()) return VarUse::malformed;
    }
    return use;
}

bool is_wide_keyword(std::string_view value) {
    return same_word(value, "inherit") || same_word(value, "initial") || same_word(value, "unset");
}

bool substitute_var(std::string_view value, const CustomProperties* computed, std::string& into) {
    const auto value_of = [&](std::string_view name, int) -> const std::string* {
        if (!computed) return nullptr;
        const auto known = computed->find(name);
        return known == computed->end() ? nullptr : &known->second;
    };
    return substitute(value, 0, into, value_of);
}

void compute_custom_properties(const DeclaredCustomProperties& declared, CustomProperties& values) {
    DeclaredCustomProperties referring;
    for (const auto& [name, value] : declared) {
        if (same_word(value, "inherit") || same_word(value, "unset")) continue;  // the parent's
        const bool plain = !same_word(value, "initial") && var_use(value) == VarUse::none;
        if (plain) values.insert_or_assign(std::string(name), std::string(value));
        else if (const auto known = values.find(name); known != values.end()) values.erase(known);
        if (!plain && !same_word(value, "initial")) referring.emplace(name, value);
    }
    if (!referring.empty()) References(referring, values).compute_all();
}

}  // namespace janklab
