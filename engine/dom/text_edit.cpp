// SPDX-License-Identifier: MIT
#include "dom/text_edit.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"

namespace janklab {
namespace {

/// Belongs to the character before: accents, variation selectors, skin tones, joiners.
bool extends(char32_t code) {
    const auto within = [code](char32_t from, char32_t to) { return code >= from && code <= to; };
    return within(0x300, 0x36F) || within(0x1AB0, 0x1AFF) || within(0x1DC0, 0x1DFF) || within(0x20D0, 0x20FF) ||
           within(0xFE00, 0xFE0F) || within(0xFE20, 0xFE2F) || within(0x1F3FB, 0x1F3FF) || code == 0x200D;
}

enum class Kind : std::uint8_t { space, word, sign };

Kind kind_of(char32_t code) {
    if (code == ' ' || code == '\t' || code == '\n' || code == 0xA0) return Kind::space;
    const bool letter = code >= 0x80 || (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
    return letter || (code >= '0' && code <= '9') || code == '_' ? Kind::word : Kind::sign;
}

char32_t code_at(std::string_view text, std::size_t offset) { return next_code_point(text, offset); }

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

std::size_t code_points_of(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char byte) { return !continues(byte); }));
}

}  // namespace

// -- places ------------------------------------------------------------------------------------------------------

std::size_t TextEdit::previous(std::size_t offset) const {
    while (offset > 0) {
        do --offset;
        while (offset > 0 && continues(text_[offset]));
        if (offset == 0 || !extends(code_at(text_, offset))) {
            // What follows a joiner belongs to what is before it.
            if (offset < 3 || code_at(text_, offset - 3) != 0x200D) break;
        }
    }
    return offset;
}

std::size_t TextEdit::next(std::size_t offset) const {
    bool joined = false;
    const std::size_t from = offset;
    while (offset < text_.size()) {
        std::size_t after = offset;
        const char32_t code = next_code_point(text_, after);
        if (offset > from && !joined && !extends(code)) break;
        joined = code == 0x200D;
        offset = after;
    }
    return offset;
}

std::size_t TextEdit::boundary(std::size_t offset) const {
    offset = std::min(offset, text_.size());
    if (offset == 0 || offset == text_.size()) return offset;
    const std::size_t before = previous(offset);
    return next(before) == offset ? offset : before;
}

std::size_t TextEdit::after(std::size_t offset, TextStep step) const {
    const auto kind_before = [this](std::size_t at) { return kind_of(code_at(text_, previous(at))); };
    const auto kind_after = [this](std::size_t at) { return kind_of(code_at(text_, at)); };
    switch (step) {
        case TextStep::previous_character:
            return previous(offset);
        case TextStep::next_character:
            return next(offset);
        case TextStep::previous_word: {
            while (offset > 0 && kind_before(offset) == Kind::space) offset = previous(offset);
            if (offset == 0) return 0;
            for (const Kind kind = kind_before(offset); offset > 0 && kind_before(offset) == kind;)
                offset = previous(offset);
            return offset;
        }
        case TextStep::next_word: {
            while (offset < text_.size() && kind_after(offset) == Kind::space) offset = next(offset);
            if (offset == text_.size()) return offset;
            for (const Kind kind = kind_after(offset); offset < text_.size() && kind_after(offset) == kind;)
                offset = next(offset);
            return offset;
        }
        case TextStep::line_start: {
            const std::size_t line_break = offset == 0 ? std::string::npos : text_.rfind('\n', offset - 1);
            return line_break == std::string::npos ? 0 : line_break + 1;
        }
        case TextStep::line_end:
            return std::min(text_.find('\n', offset), text_.size());
        case TextStep::start:
            return 0;
        case TextStep::end:
            return text_.size();
    }
    return offset;
}

// -- selecting ---------------------------------------------------------------------------------------------------

std::string_view TextEdit::selected() const {
    return std::string_view(text_).substr(selection_.start(), selection_.end() - selection_.start());
}

void TextEdit::select(std::size_t anchor, std::size_t focus) {
    selection_ = {boundary(anchor), boundary(focus)};
    latest_ = Edit::none;
}

TextSelection TextEdit::word_at(std::size_t offset) const {
    offset = boundary(offset);
    const auto at_line_end = [this](std::size_t at) { return at == text_.size() || text_[at] == '\n'; };
    if (at_line_end(offset) && offset > 0 && text_[offset - 1] != '\n') offset = previous(offset);
    if (at_line_end(offset)) return {offset, offset};
    const Kind kind = kind_of(code_at(text_, offset));
    const auto goes_on = [&](std::size_t at) { return text_[at] != '\n' && kind_of(code_at(text_, at)) == kind; };
    std::size_t start = offset, end = offset;
    while (start > 0 && goes_on(previous(start))) start = previous(start);
    while (end < text_.size() && goes_on(end)) end = next(end);
    return {start, end};
}

TextSelection TextEdit::line_at(std::size_t offset) const {
    offset = boundary(offset);
    return {after(offset, TextStep::line_start), after(offset, TextStep::line_end)};
}

void TextEdit::move(TextStep step, bool extend) {
    latest_ = Edit::none;
    const bool by_character = step == TextStep::previous_character || step == TextStep::next_character;
    if (!extend && by_character && !selection_.collapsed()) {
        const std::size_t end = step == TextStep::previous_character ? selection_.start() : selection_.end();
        selection_ = {end, end};
        return;
    }
    selection_.focus = after(selection_.focus, step);
    if (!extend) selection_.anchor = selection_.focus;
}

// -- changing ----------------------------------------------------------------------------------------------------

bool TextEdit::set_text(std::string_view text) {
    std::string clean = acceptable(text);
    if (clean == text_) return false;
    text_ = std::move(clean);
    selection_ = {text_.size(), text_.size()};
    undo_.clear();
    redo_.clear();
    latest_ = Edit::none;
    return true;
}

std::string TextEdit::acceptable(std::string_view text) const {
    std::string clean;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = next_code_point(text, at);
        const bool line_break = code == '\n' || code == '\r';
        if (line_break && lines_ == Lines::one) continue;
        if (code == '\r') {  // alone or before a line feed it is a line break
            if (at == text.size() || text[at] != '\n') clean += '\n';
            continue;
        }
        if (!line_break && code != '\t' && (code < 0x20 || code == 0x7F)) continue;
        clean += utf8(code);
    }
    return clean;
}

void TextEdit::remember(Edit edit) {
    redo_.clear();
    const bool goes_on = edit == latest_ && edit != Edit::other && selection_.collapsed();
    latest_ = edit;
    if (goes_on) return;
    if (undo_.size() == most_steps) undo_.erase(undo_.begin());
    undo_.push_back({text_, selection_, {}});
}

/// After remember().
void TextEdit::replace_selection(std::string_view text) {
    const std::size_t start = selection_.start();
    text_.replace(start, selection_.end() - start, text);
    selection_ = {start + text.size(), start + text.size()};
    undo_.back().after = selection_;
}

bool TextEdit::insert(std::string_view text) {
    std::string clean = acceptable(text);
    const std::size_t kept = code_points_of(text_) - code_points_of(selected());
    const std::size_t room = max_length_ > kept ? max_length_ - kept : 0;
    if (code_points_of(clean) > room) {
        std::size_t end = 0;
        for (std::size_t i = 0; i < room; ++i) next_code_point(clean, end);
        clean.resize(end);
    }
    if (clean.empty()) return false;
    const bool typed = code_points_of(clean) == 1 && clean != "\n";
    remember(typed ? Edit::typing : Edit::other);
    replace_selection(clean);
    return true;
}

bool TextEdit::erase(TextStep step) {
    TextSelection gone = selection_;
    if (gone.collapsed()) gone.focus = after(gone.focus, step);
    if (gone.collapsed()) return false;
    const bool one = step == TextStep::previous_character || step == TextStep::next_character;
    remember(one && selection_.collapsed() ? Edit::erasing : Edit::other);
    selection_ = gone;
    replace_selection({});
    return true;
}

bool TextEdit::exchange(std::vector<Step>& from, std::vector<Step>& to, TextSelection Step::*selected) {
    if (from.empty()) return false;
    to.push_back(std::move(from.back()));
    from.pop_back();
    std::swap(text_, to.back().text);
    selection_ = to.back().*selected;
    latest_ = Edit::none;
    return true;
}

bool TextEdit::undo() { return exchange(undo_, redo_, &Step::before); }
bool TextEdit::redo() { return exchange(redo_, undo_, &Step::after); }

}  // namespace janklab
