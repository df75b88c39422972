// SPDX-License-Identifier: MIT
// Declarations: reading, changing, writing.
#include "style/declarations.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "style/custom_properties.h"

namespace janklab {
namespace {

/// Stands for what units and sides refer to, to see whether a value is one at all.
constexpr UnitBase any_base{.viewport = {1000, 1000}};

bool is_value_of(std::string_view name, std::string_view value) {
    CssTokens tokens(value);
    CssValueReader reader(tokens, &any_base);
    Style read;
    PropertySet set;
    return read_property(name, reader, read, set);
}

/// Whether the text ends with a backslash that would make something else of what is written behind it.
bool ends_in_escape(std::string_view text) {
    const std::size_t before = text.find_last_not_of('\\');
    return (text.size() - (before == std::string_view::npos ? 0 : before + 1)) % 2 == 1;
}

/// What is kept as text: with the quote and the brackets that the end of the text has closed, so that it can be written
/// before other declarations. Nothing: it cannot be a value (a string that its line ends, `;`, `!`, a bracket too
/// many).
std::optional<std::string> kept_text(std::string_view value) {
    std::string kept(value), open;
    CssTokens tokens(value);
    while (!tokens.peek().is_end()) {
        const CssToken token = tokens.next();
        if (token.kind == CssTokenKind::string) {
            if (token.string_end == CssStringEnd::line) return std::nullopt;
            const bool open_end = token.string_end == CssStringEnd::text;
            if (open_end && ends_in_escape(value)) kept.pop_back();
            if (open_end) kept += value[token.begin];
        } else if (tokens.peek().is_end() && ends_in_escape(value)) {
            kept += utf8(replacement_character);
        }
        const char c = token.kind == CssTokenKind::delim ? token.text[0] : '\0';
        if (token.kind == CssTokenKind::function || c == '(') open += ')';
        else if (c == '[') open += ']';
        else if (c == '{') open += '}';
        else if (c == ')' || c == ']' || c == '}') {
            if (open.empty()) return std::nullopt;
            open.pop_back();
        } else if (open.empty() && (c == ';' || c == '!')) {
            return std::nullopt;
        }
    }
    kept.append(open.rbegin(), open.rend());
    return kept;
}

/// Cuts `! important` off the end.
bool cut_important(std::string_view& value) {
    const std::size_t bang = value.rfind('!');
    if (bang == std::string_view::npos || ends_in_escape(value.substr(0, bang))) return false;
    CssTokens rest(value.substr(bang + 1));
    if (!rest.take_ident("important") || !rest.at_end()) return false;
    value = value.substr(0, bang);
    while (!value.empty() && static_cast<unsigned char>(value.back()) <= ' ') value.remove_suffix(1);
    return true;
}

/// `set` is declared anew: what was declared of it before counts no more.
void forget(DeclarationBlock& block, const PropertySet& set) {
    set.for_each([&](PropertyId id) {
        block.declared.remove(id);
        block.important.remove(id);
        for (PendingDeclaration& one : block.pending) one.covers.remove(id);
    });
    std::erase_if(block.pending, [](const PendingDeclaration& one) { return one.covers.empty(); });
}

bool set_custom(DeclarationBlock& block, std::string_view name, std::string_view value, bool important) {
    std::optional<std::string> kept = var_use(value) != VarUse::malformed ? kept_text(value) : std::nullopt;
    if (!kept) return false;
    std::erase_if(block.custom, [&](const CustomProperty& one) { return one.name == name; });
    block.custom.push_back({std::string(name), std::move(*kept), important});
    return true;
}

/// Names of properties are the same in capital and small letters; those of custom ones are not.
/// https://drafts.csswg.org/css-syntax/#convert-value
std::string plain_name(std::string_view written) {
    std::string name(written);
    if (name.starts_with("--")) return name;
    for (char& c : name) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return name;
}

}  // namespace

namespace {

bool read_member(PropertyId id, CssValueReader& reader, Style& style) {
    switch (id) {
#define PROPERTY(id, name, member, syntax, ...) \
    case PropertyId::id:                        \
        return reader.read(Syntax::syntax, style.member);
#define INHERITED PROPERTY
#include "style/property_table.inc"
#undef PROPERTY
#undef INHERITED
    }
    return false;
}

}  // namespace

bool read_longhand(PropertyId id, CssValueReader& reader, Style& style) {
    const CssTokens start = reader.tokens();
    if (read_member(id, reader, style)) return true;
    reader.tokens() = start;
    return false;
}

bool read_property(std::string_view name, CssValueReader& reader, Style& style, PropertySet& set) {
    if (const std::optional<PropertyId> id = property_named(name)) {
        if (!read_longhand(*id, reader, style)) return false;
        set.add(*id);
    } else if (!read_shorthand(name, reader, style, set)) {
        return false;
    }
    return reader.tokens().at_end();
}

bool DeclarationBlock::set(std::string_view written, std::string_view value, bool is_important) {
    const std::string name = plain_name(written);
    if (name.starts_with("--")) return set_custom(*this, name, value, is_important);
    const PropertySet covers = properties_of(name);
    if (covers.empty() || value.empty()) return false;
    CssTokens tokens(value);
    CssValueReader reader(tokens, nullptr);
    Style read = values;
    PropertySet read_set;
    if (!is_wide_keyword(value) && read_property(name, reader, read, read_set)) {
        forget(*this, read_set);
        read_set.for_each([&](PropertyId id) {
            copy_property(id, read, values);
            declared.add(id);
            if (is_important) important.add(id);
        });
        return true;
    }
    // With var() it is no more than text until that is known; else it is refused now, so that what was declared before
    // counts on. https://drafts.csswg.org/css-variables-1/#using-variables
    const VarUse use = var_use(value);
    if (use == VarUse::malformed) return false;
    const bool put_off = is_wide_keyword(value) || use == VarUse::some;
    if (!put_off && (!reader.needs_base() || !is_value_of(name, value))) return false;
    std::optional<std::string> kept = kept_text(value);
    if (!kept) return false;
    forget(*this, covers);
    pending.push_back({name, std::move(*kept), covers, is_important});
    return true;
}

void DeclarationBlock::add(const DeclarationBlock& other) {
    PropertySet theirs = other.declared;
    for (const PendingDeclaration& one : other.pending) theirs = theirs | one.covers;
    forget(*this, theirs);
    other.declared.for_each([&](PropertyId id) { copy_property(id, other.values, values); });
    declared = declared | other.declared;
    important = important | other.important;
    pending.insert(pending.end(), other.pending.begin(), other.pending.end());
    for (const CustomProperty& one : other.custom) set_custom(*this, one.name, one.value, one.important);
}

bool DeclarationBlock::remove(std::string_view written) {
    const std::string name = plain_name(written);
    if (name.starts_with("--"))
        return std::erase_if(custom, [&](const CustomProperty& one) { return one.name == name; }) > 0;
    const std::string before = get(name);
    forget(*this, properties_of(name));
    return !before.empty();
}

std::string property_text(PropertyId id, const Style& style) {
    switch (id) {
#define PROPERTY(id, name, member, syntax, ...) \
    case PropertyId::id:                        \
        return to_css(Syntax::syntax, style.member);
#define INHERITED PROPERTY
#include "style/property_table.inc"
#undef PROPERTY
#undef INHERITED
    }
    return {};
}

std::string DeclarationBlock::get(std::string_view written) const {
    const std::string name = plain_name(written);
    for (const CustomProperty& one : custom) {
        if (one.name == name) return one.value;
    }
    const std::optional<PropertyId> longhand = property_named(name);
    for (const PendingDeclaration& one : pending) {
        const bool stands_for = longhand && one.covers.has(*longhand) && is_wide_keyword(one.value);
        if (one.name == name || stands_for) return one.value;
    }
    const PropertySet parts = properties_of(name);
    if (parts.empty() || (parts | declared) != declared) return {};
    return longhand ? property_text(*longhand, values) : shorthand_text(name, values);
}

std::string DeclarationBlock::text() const {
    std::string all;
    const auto add = [&](std::string_view name, std::string_view value, bool is_important) {
        if (!all.empty()) all += ' ';
        all.append(name).append(": ").append(value).append(is_important ? " !important;" : ";");
    };
    // First, since they stand for what was said later of their parts as well.
    for (const PendingDeclaration& one : pending) add(one.name, one.value, one.important);
    declared.for_each([&](PropertyId id) { add(info_of(id).name, property_text(id, values), important.has(id)); });
    for (const CustomProperty& one : custom) add(css_identifier(one.name), one.value, one.important);
    return all;
}

int read_declarations(CssTokens& tokens, DeclarationBlock& into) {
    int left_out = 0;
    while (true) {
        while (tokens.take(';')) {
        }
        const CssToken name = tokens.peek_solid();
        if (name.is_end() || name.is('}')) return left_out;
        tokens.next();
        const bool well_formed = name.kind == CssTokenKind::ident && tokens.take(':');
        std::string_view value = tokens.take_until(";");
        const bool important = cut_important(value);
        // A bracket that closes what was not opened makes the whole declaration invalid.
        const CssToken& behind = tokens.peek();
        const bool closed_by_chance = !behind.is_end() && !behind.is(';') && !behind.is('}');
        if (!well_formed || closed_by_chance || !into.set(name.text, value, important)) ++left_out;
        while (!tokens.peek().is_end() && !tokens.peek().is(';') && !tokens.peek().is('}')) {
            tokens.next();
            tokens.take_until(";");
        }
    }
}

int read_declarations(std::string_view text, DeclarationBlock& into) {
    CssTokens tokens(text);
    int left_out = 0;
    while (true) {
        left_out += read_declarations(tokens, into);
        if (tokens.peek().is_end()) return left_out;
        tokens.next();  // a brace that closes nothing
    }
}

}  // namespace janklab
