// SPDX-License-Identifier: MIT
// TextEdit: what editing does to a text: a selection, steps by character, word and line, insertion, deletion, undo.
// Pure, without layout, events or clipboard; the page's input drives it. Offsets are bytes of UTF-8 and always lie
// between two whole characters as a reader sees them (a letter with its accents is one). Page thread.
// https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#textFieldSelection
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace janklab {

/// From where it began (`anchor`) to where it goes on (`focus`, the caret).
struct TextSelection {
    std::size_t anchor = 0, focus = 0;
    std::size_t start() const { return anchor < focus ? anchor : focus; }
    std::size_t end() const { return anchor < focus ? focus : anchor; }
    bool collapsed() const { return anchor == focus; }
    friend bool operator==(const TextSelection&, const TextSelection&) = default;
};

enum class TextStep : std::uint8_t {
    previous_character,
    next_character,
    previous_word,  // to its start
    next_word,      // to its end
    line_start,     // lines as they were typed, not as they are broken
    line_end,
    start,
    end,
};

class TextEdit {
  public:
    enum class Lines : std::uint8_t { one, many };
    explicit TextEdit(Lines lines = Lines::one) : lines_(lines) {}

    const std::string& text() const { return text_; }
    const TextSelection& selection() const { return selection_; }
    std::string_view selected() const;
    bool has_many_lines() const { return lines_ == Lines::many; }

    /// As a script sets a value: the caret goes to the end, and nothing can be undone. False if it was the same text.
    bool set_text(std::string_view text);
    /// Code points; what would be too much is cut off what is inserted, never off what is there.
    void set_max_length(std::size_t code_points) { max_length_ = code_points; }

    /// Offsets beyond the text or inside a character are moved to the nearest place before.
    void select(std::size_t anchor, std::size_t focus);
    void select_all() { select(0, text_.size()); }
    /// The word, the space or the sign around the offset: what a double click selects. Behind the end of a line: its
    /// last one.
    TextSelection word_at(std::size_t offset) const;
    /// The line as it was typed, without its end: what a triple click selects.
    TextSelection line_at(std::size_t offset) const;
    void select(const TextSelection& selection) { select(selection.anchor, selection.focus); }
    /// `extend`: the anchor stays. Without it, a step by character from a selection goes to its near end.
    void move(TextStep step, bool extend = false);
    std::size_t after(std::size_t offset, TextStep step) const;

    /// These return whether the text has changed.
    /// Replaces the selection. In one line, line breaks become nothing; bytes that are no UTF-8 become U+FFFD.
    bool insert(std::string_view text);
    /// The selection, or what lies between the caret and the step.
    bool erase(TextStep step);
    /// With what was selected before the edit.
    bool undo();
    /// With the caret where the edit left it.
    bool redo();

  private:
    /// One edit: the text on its other side, and what was selected before and after it.
    struct Step {
        std::string text;
        TextSelection before, after;
    };
    enum class Edit : std::uint8_t { none, typing, erasing, other };
    static constexpr std::size_t most_steps = 200;

    void remember(Edit edit);
    void replace_selection(std::string_view text);
    std::string acceptable(std::string_view text) const;
    bool exchange(std::vector<Step>& from, std::vector<Step>& to, TextSelection Step::*selected);
    std::size_t boundary(std::size_t offset) const;
    std::size_t previous(std::size_t offset) const;
    std::size_t next(std::size_t offset) const;

    std::string text_;
    TextSelection selection_;
    std::vector<Step> undo_, redo_;
    std::size_t max_length_ = static_cast<std::size_t>(-1);
    Lines lines_;
    Edit latest_ = Edit::none;  // one after the other of a kind are undone together
};

}  // namespace janklab
