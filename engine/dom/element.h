// SPDX-License-Identifier: MIT
// Element: the one class that authors of pages write against. Its whole face is declared here; what needs to know a
// Style is defined in engine/style, what reads geometry in engine/layout (the section says which). Page thread.
// https://dom.spec.whatwg.org/#interface-element
#pragma once

#include <memory>
#include <optional>
#include <source_location>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/geometry.h"
#include "base/ids.h"
#include "dom/interaction_state.h"
#include "dom/node.h"
#include "dom/text_edit.h"

namespace janklab {

struct Style;            // style/style.h
struct ElementStyle;     // style/element_style.h
struct InheritedStyle;   // style/style.h
class Animation;         // style/animation.h
struct AnimationTiming;  // motion/timing.h
struct Keyframe;         // style/keyframes.h
class Canvas2D;          // canvas/canvas_2d.h
struct ReplacedContent;  // dom/replaced.h

/// Where scroll_into_view() brings an element in what one sees through; nearest: as little as needed.
enum class ScrollAlign : std::uint8_t { start, center, end, nearest };
struct ScrollIntoView {
    ScrollAlign down = ScrollAlign::start, across = ScrollAlign::nearest;  // "block" and "inline"
};

class Element final : public Node {
  public:
    const std::string& tag() const { return tag_; }

    // -- tree ----------------------------------------------------------------------------------------------------
    Node* first_child() const { return first_child_.get(); }
    Node* last_child() const { return last_child_; }
    int child_count() const { return child_count_; }
    bool has_children() const { return last_child_ != nullptr; }
    /// Moves `node` here if it is elsewhere. A node cannot go into itself or below itself: a bug, ends the program.
    void append_child(Node& node) { insert_before(node, nullptr); }
    void append_child(const Ref<Element>& element) { insert_before(*element, nullptr); }
    /// Before `reference`, which must be a child of this; null for the end.
    void insert_before(Node& node, Node* reference);
    void remove_children();

    // -- building: defined in engine/style -----------------------------------------------------------------------
    /// A new last child: `Element& row = body.append({.display = Display::flex, .gap = px(8)});`
    Element& append(const Style& style);
    Element& append();
    /// A new last child that holds a text: `row.append_text("hello", {.color = rgb(0x445566)});`
    Element& append_text(std::string_view text, const Style& style);
    Element& append_text(std::string_view text);

    /// A new last child that a person can edit: "input", of one line, or "textarea", of many. White space is kept, what
    /// does not fit is scrolled, and the cursor is that of text, unless the style says otherwise.
    Element& append_text_control(std::string_view tag, std::string_view value, const Style& style);

    // -- text ----------------------------------------------------------------------------------------------------
    /// Of this and everything below, in tree order.
    std::string text() const;
    /// Replaces all children by one text. Where the only child is a text already it is changed in place, so that a
    /// counter shown in each frame allocates nothing.
    void set_text(std::string_view text);

    // -- text controls: elements made as "input" (one line) or "textarea" (many) ---------------------------------
    /// Null for every other element. The page's input edits it; whoever else does calls show_edited_text() after.
    TextEdit* text_edit() { return text_edit_.get(); }
    const TextEdit* text_edit() const { return text_edit_.get(); }
    /// The control's text, empty for other elements. Setting it sends no event, as on the web.
    std::string_view value() const;
    void set_value(std::string_view value);
    /// Makes the edited text the one that is shown: as it is, of `type="password"` as dots, or if it is empty the
    /// attribute `placeholder`.
    void show_edited_text();
    bool shows_placeholder() const;
    /// It is an input of `type="password"`.
    bool hides_text() const;

    // -- attributes ----------------------------------------------------------------------------------------------
    /// Empty optional: not set.
    std::optional<std::string_view> attribute(std::string_view name) const;
    void set_attribute(std::string_view name, std::string_view value);
    void remove_attribute(std::string_view name);
    std::string_view id() const { return attribute("id").value_or(""); }
    void set_id(std::string_view id) { set_attribute("id", id); }
    bool has_class(std::string_view token) const;
    void set_class(std::string_view token, bool present = true);

    // -- pictures --------------------------------------------------------------------------------------------------
    /// What it shows instead of children: of <img> and <canvas>. Null for every other element.
    ReplacedContent* replaced() const { return replaced_.get(); }
    /// For those who bring its picture.
    void find_natural_size();
    /// Of an <img>: nothing is loading; and the size of the picture, 0 without one. `src` is a path, or the name of
    /// bytes that the page was given (Page::add_image).
    bool complete() const;
    PixelSize natural_size() const;
    /// What draws on a <canvas>; defined in engine/canvas. A bug for any other element. The attributes `width` and
    /// `height` are its pixels, 300 x 150 if they are not set; setting one clears it.
    Canvas2D& canvas_2d();

    // -- style: defined in engine/style --------------------------------------------------------------------------
    const Style& style() const;
    /// Replaces every property; those left out have their initial value. Only what differs becomes dirty.
    void set_style(const Style& style);
    /// Changes some: `box.style([&](Style& s) { s.left = px(x); });`
    template <class Change>
    void style(Change&& change) {
        change(begin_style_change());
        end_style_change();
    }
    /// Colour, font and the like after inheritance, as of the last style stage.
    const InheritedStyle& inherited_style() const;
    /// Web Animations: `box.animate({{.style = {.opacity = 0}}, {}}, {.duration = 300ms});` (style/keyframes.h,
    /// motion/timing.h). What moves transform and opacity alone runs on the display thread, whether or not this thread
    /// can run. It plays to its end though nobody keeps what is returned.
    Ref<Animation> animate(std::vector<Keyframe> keyframes, const AnimationTiming& timing);
    /// Of this element, in the order in which their effects are stacked.
    std::vector<Ref<Animation>> animations();

    // -- geometry: defined in engine/layout. CSS pixels. Reading it while style or layout is dirty forces both at once,
    // -- which the trace records with the reader's line (SEMANTICS 1.6). Without a box (display none, removed): zeros.
    using Reader = std::source_location;
    float offset_width(Reader reader = Reader::current()) const;  // border box, before transforms
    float offset_height(Reader reader = Reader::current()) const;
    float offset_left(Reader reader = Reader::current()) const;  // from the padding edge of the positioned ancestor
    float offset_top(Reader reader = Reader::current()) const;
    float client_width(Reader reader = Reader::current()) const;  // padding box
    float client_height(Reader reader = Reader::current()) const;
    float scroll_width(Reader reader = Reader::current()) const;  // of the contents, at least the padding box
    float scroll_height(Reader reader = Reader::current()) const;
    /// Border box in the viewport, after scrolling and transforms: the smallest upright rectangle around it.
    Rect bounding_rect(Reader reader = Reader::current()) const;
    /// The same for each of its parts: an inline element has one a line.
    std::vector<Rect> client_rects(Reader reader = Reader::current()) const;

    // -- scrolling: defined in engine/layout/scrolling.cpp
    // ---------------------------------------------------------------------
    /// How far the contents of a box that clips are moved; the body's is that of the whole page. From 0 to the end of
    /// the contents; where they begin at the right or at the bottom (direction, flex-direction) from less than 0 to 0.
    Point scroll_position() const { return scroll_; }
    /// Clamps, which reads geometry. The `scroll` event comes with the next frame (Document::take_scrolled).
    void scroll_to(Point position, Reader reader = Reader::current());
    void scroll_by(Point distance, Reader reader = Reader::current());
    /// Moves every scroll container around the element, and the page, so that it is seen.
    void scroll_into_view(ScrollIntoView options = {}, Reader reader = Reader::current());

    // -- events --------------------------------------------------------------------------------------------------
    /// Script's click: synchronous. False when the default was prevented. A disabled control gets none.
    bool click();
    /// From now on this gets the pointer's events, wherever it is, until the last button is up. False when none is
    /// down.
    bool set_pointer_capture();
    void release_pointer_capture();
    bool has_pointer_capture() const;

    // -- focus ---------------------------------------------------------------------------------------------------
    /// By the attribute `tabindex`; a text control, a "button" and an "a" with `href` have 0 without it, and a control
    /// none while it is `disabled`. 0 and more can be reached with Tab, less only by click and focus(); empty: not at
    /// all.
    std::optional<int> tab_index() const;
    /// A button, input, textarea or select with the attribute `disabled`.
    bool is_disabled_control() const;
    /// Keys go here from now on. False where the document says that it cannot have them (Document::can_have_focus).
    bool focus();
    void blur();
    /// The key clicks it while it has the focus: Enter a button and a link, Space a button.
    bool pressed_by_enter() const;
    bool pressed_by_space() const;
    bool is(InteractionState state) const { return interaction_ & static_cast<std::uint8_t>(state); }

    // -- for the stages that follow ------------------------------------------------------------------------------
    ElementStyle* style_data() const { return style_.get(); }
    void attach_style(Attached<ElementStyle> style) { style_ = std::move(style); }
    void set_scroll_position(Point position) { scroll_ = position; }
    void set_interaction(InteractionState state, bool on);
    void end_interaction();

  private:
    friend class Document;
    friend class Node;
    Element(Document& document, std::string_view tag);
    ~Element();

    void replace_text(std::string_view text);
    Style& begin_style_change();
    void end_style_change();
    void attribute_changed(std::string_view name);
    void link(Node& node, Node* reference);
    void unlink(Node& node);

    Ref<Node> first_child_;
    Node* last_child_ = nullptr;
    int child_count_ = 0;
    Attached<ElementStyle> style_ = nothing_attached<ElementStyle>();
    Attached<ReplacedContent> replaced_ = nothing_attached<ReplacedContent>();
    std::unique_ptr<TextEdit> text_edit_;
    Point scroll_;
    std::uint8_t interaction_ = 0;  // bits of InteractionState
    std::string tag_;
    std::vector<std::pair<std::string, std::string>> attributes_;
};

inline Element* Node::as_element() { return kind_ == NodeKind::element ? static_cast<Element*>(this) : nullptr; }

}  // namespace janklab
