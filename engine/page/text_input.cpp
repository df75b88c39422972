// SPDX-License-Identifier: MIT
#include "page/text_input.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

#include "base/utf8.h"
#include "dom/document.h"
#include "layout/geometry.h"
#include "layout/hit_test.h"
#include "layout/text_position.h"
#include "loop/event_loop.h"

namespace janklab {
namespace {

/// What desktops use: shown so long, hidden so long.
constexpr Duration blink_time = 500ms;
constexpr Duration drag_on_time = 50ms;

/// Of the attribute `maxlength`; what is no number says nothing.
std::size_t longest_text(const Element& control) {
    const std::string_view text = control.attribute("maxlength").value_or("");
    std::size_t most = 0;
    const auto [rest, failure] = std::from_chars(text.data(), text.data() + text.size(), most);
    const bool understood = failure == std::errc{} && rest == text.data() + text.size();
    return understood ? most : std::numeric_limits<std::size_t>::max();
}

bool can_be_edited(const Element& control) { return !control.attribute("readonly") && !control.attribute("disabled"); }

/// All but one of those that fit.
int lines_a_page(Element& control) {
    update_layout(control.document());  // the engine's own question, not a read of the page's
    const float height = control.client_height();
    const LayoutBox* box = control.box();
    const float line = box ? caret_rect(*box, 0).height : 0;
    return line > 0 ? std::max(1, static_cast<int>(std::min(height / line, 1e6f)) - 1) : 1;
}

std::size_t offset_under(const LayoutBox& box, Point position) {
    const Point in_box = from_viewport(box, position).value_or(Point{});
    return text_offset_at(box, in_box + box.element().scroll_position());
}

}  // namespace

TextInput::TextInput(EventLoop& loop, Document& document) : loop_(loop), document_(document) {
    document_.hooks.losing_focus = [this](Element& element, DispatchedBy by) {
        if (!element.text_edit()) return;
        document_.note_change(element, Dirty::paint);  // without its caret
        commit_value(element, by);
    };
    document_.hooks.gained_focus = [this](Element& element, FocusBy by) {
        TextEdit* edit = element.text_edit();
        if (edit && by == FocusBy::keyboard && !edit->has_many_lines()) edit->select_all();
        note_moved(element);
    };
}

// -- keys --------------------------------------------------------------------------------------------------------

bool TextInput::key_pressed(const InputEvent& input, Element& control) {
    TextEdit* edit = control.text_edit();
    time_ = input.time;
    if (!edit) return false;
    if (move_by(input, control) || erase_by(input, control)) return true;
    if (input.control) {
        const bool redoes = input.key == Key{'Y'} || (input.key == Key{'Z'} && input.shift);
        if (input.key == Key{'A'}) {
            edit->select_all();
            note_moved(control);
        } else if (redoes) {
            change(control, "historyRedo", {}, [](TextEdit& e) { return e.redo(); });
        } else if (input.key == Key{'Z'}) {
            change(control, "historyUndo", {}, [](TextEdit& e) { return e.undo(); });
        } else {
            return false;
        }
        return true;
    }
    if (input.key == Key::enter) {
        if (edit->has_many_lines()) change(control, "insertLineBreak", {}, [](TextEdit& e) { return e.insert("\n"); });
        else commit_value(control, DispatchedBy::platform);
        return true;
    }
    // Everything that types comes as text as well; it must not press the control or scroll the page.
    return static_cast<std::uint32_t>(input.key) < 0x100 && input.key != Key::unknown && !input.alt;
}

bool TextInput::move_by(const InputEvent& input, Element& control) {
    TextEdit& edit = *control.text_edit();
    const auto step = [&](TextStep one, TextStep with_control) {
        edit.move(input.control ? with_control : one, input.shift);
        note_moved(control);
        return true;
    };
    switch (input.key) {
        case Key::left:
            return step(TextStep::previous_character, TextStep::previous_word);
        case Key::right:
            return step(TextStep::next_character, TextStep::next_word);
        case Key::home:
            return step(TextStep::line_start, TextStep::start);
        case Key::end:
            return step(TextStep::line_end, TextStep::end);
        case Key::up:
        case Key::down:
            step_lines(control, input.key == Key::down ? 1 : -1, input.shift);
            return true;
        case Key::page_up:
        case Key::page_down:
            if (!edit.has_many_lines()) return false;
            step_lines(control, input.key == Key::page_down ? lines_a_page(control) : -lines_a_page(control),
                       input.shift);
            return true;
        default:
            return false;
    }
}

/// To the place so many lines down that is nearest; from the first line up to the start, from the last down to the end.
/// Several steps in a row keep to the place of the first, also through shorter lines.
void TextInput::step_lines(Element& control, int lines, bool extend) {
    TextEdit& edit = *control.text_edit();
    update_layout(control.document());
    const LayoutBox* box = control.box();
    std::size_t to = lines > 0 ? edit.text().size() : 0;
    float x = 0;
    if (box) {
        const Rect caret = caret_rect(*box, edit.selection().focus);
        x = column_.value_or(caret.x);
        const float y = caret.y + caret.height * (0.5f + static_cast<float>(lines));
        const Rect first = caret_rect(*box, 0), last = caret_rect(*box, edit.text().size());
        if (y >= first.y && y < last.bottom()) to = text_offset_at(*box, {x, y});
    }
    edit.select(extend ? edit.selection().anchor : to, to);
    note_moved(control);
    column_ = x;
}

bool TextInput::erase_by(const InputEvent& input, Element& control) {
    if (input.key != Key::backspace && input.key != Key::del) return false;
    const bool back = input.key == Key::backspace;
    const TextStep by_character = back ? TextStep::previous_character : TextStep::next_character;
    const TextStep by_word = back ? TextStep::previous_word : TextStep::next_word;
    const char* type = input.control ? (back ? "deleteWordBackward" : "deleteWordForward")
                                     : (back ? "deleteContentBackward" : "deleteContentForward");
    change(control, type, {}, [&](TextEdit& edit) { return edit.erase(input.control ? by_word : by_character); });
    return true;
}

void TextInput::typed(const InputEvent& input, Element& control) {
    time_ = input.time;
    const std::string text = utf8(input.code_point);
    change(control, "insertText", text, [&](TextEdit& edit) { return edit.insert(text); });
}

// -- clipboard ---------------------------------------------------------------------------------------------------

std::string_view TextInput::copied(Element& control) {
    return control.text_edit() && !control.hides_text() ? control.text_edit()->selected() : std::string_view();
}

void TextInput::cut(Element& control) {
    if (!control.text_edit() || control.hides_text() || control.text_edit()->selection().collapsed()) return;
    change(control, "deleteByCut", {}, [](TextEdit& edit) { return edit.erase(TextStep::next_character); });
}

void TextInput::pasted(std::string_view text, Element& control) {
    if (control.text_edit())
        change(control, "insertFromPaste", text, [&](TextEdit& edit) { return edit.insert(text); });
}

// -- pointer -----------------------------------------------------------------------------------------------------

void TextInput::pressed(const InputEvent& input, int click_count, Element& control) {
    TextEdit* edit = control.text_edit();
    if (!edit || document_.active_element() != &control) return;
    update_layout(control.document());
    if (!control.box()) return;
    const std::size_t offset = offset_under(*control.box(), input.position);
    unit_ = click_count <= 1 ? Unit::character : click_count == 2 ? Unit::word : Unit::line;
    drag_from_ = unit_at(*edit, offset);
    if (unit_ == Unit::character && input.shift) drag_from_.anchor = edit->selection().anchor;
    edit->select(drag_from_);
    dragging_ = control;
    note_moved(control);
}

TextSelection TextInput::unit_at(const TextEdit& edit, std::size_t offset) const {
    if (unit_ == Unit::character) return {offset, offset};
    return unit_ == Unit::word ? edit.word_at(offset) : edit.line_at(offset);
}

/// From the far end of the unit that was pressed to the far end of that under the pointer. Outside of the control it
/// goes on by itself while there is more to select.
void TextInput::dragged(Point position) {
    if (!dragging_ || !dragging_->connected()) return;
    const Ref<Element> control = dragging_;
    control->offset_height();
    if (!control->box()) return;
    TextEdit& edit = *control->text_edit();
    const TextSelection before = edit.selection();
    const TextSelection here = unit_at(edit, offset_under(*control->box(), position));
    if (unit_ == Unit::character) edit.select(drag_from_.anchor, here.focus);
    else if (here.start() < drag_from_.start()) edit.select(drag_from_.end(), here.start());
    else edit.select(drag_from_.start(), here.end());
    loop_.clear_timer(dragging_on_);
    if (edit.selection() == before) return;
    note_moved(*control);
    const std::optional<Point> inside = from_viewport(*control->box(), position);
    if (inside && !text_window(*control->box()).contains(*inside))
        dragging_on_ = loop_.set_alarm({}, drag_on_time, [this, position] { dragged(position); });
}

void TextInput::released() {
    dragging_ = nullptr;
    loop_.clear_timer(dragging_on_);
}

// -- changes and the caret ---------------------------------------------------------------------------------------

template <class Edit>
void TextInput::change(Element& control, std::string_view input_type, std::string_view data, Edit edit) {
    const Ref<Element> keep(control);
    if (!control.text_edit() || !can_be_edited(control)) return;
    Event before("beforeinput");
    before.input_type = input_type;
    before.text = data;
    before.time = time_;
    if (!control.dispatch_from_platform(before)) return;
    if (edited_ != keep) {
        edited_ = keep;
        value_before_ = control.value();
    }
    control.text_edit()->set_max_length(longest_text(control));
    if (!edit(*control.text_edit())) return;
    control.show_edited_text();
    note_moved(control);
    Event after("input");
    after.input_type = input_type;
    after.text = data;
    after.time = time_;
    control.dispatch_from_platform(after);
}

/// `change`, if the value is another than when the focus came.
void TextInput::commit_value(Element& control, DispatchedBy by) {
    if (edited_ != &control) return;
    const Ref<Element> edited = std::exchange(edited_, nullptr);
    if (value_before_ == edited->value()) return;
    Event event("change");
    event.time = loop_.clock().stamp();
    if (by == DispatchedBy::script) edited->dispatch_event(event);
    else edited->dispatch_from_platform(event);
}

void TextInput::note_moved(Element& control) {
    if (!control.text_edit()) return;
    moved_ = control;
    column_.reset();
    document_.show_caret(true);
    document_.note_change(control, Dirty::paint);
    loop_.clear_timer(blinking_);
    blinking_ = loop_.set_alarm({}, blink_time, [this] { blink(); });
}

void TextInput::blink() {
    Element* control = document_.active_element();
    if (!control->text_edit() || !document_.has_focus()) return;
    document_.show_caret(!document_.caret_shown());
    document_.note_change(*control, Dirty::paint);
    blinking_ = loop_.set_alarm({}, blink_time, [this] { blink(); });
}

void TextInput::bring_caret_into_view() {
    const Ref<Element> control = std::exchange(moved_, nullptr);
    if (!control || !control->box() || !control->text_edit()) return;
    const Point by =
        scroll_to_show(*control->box(), caret_rect(*control->box(), control->text_edit()->selection().focus));
    if (by != Point{}) control->scroll_to(control->scroll_position() + by);
}

}  // namespace janklab
