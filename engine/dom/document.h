// SPDX-License-Identifier: MIT
// Document: one tree of nodes, what has changed in it since the last frame, and the hooks through which the page hears
// of it. It decides nothing about time: the page calls style, layout and paint when the frame is there. Page thread.
// https://dom.spec.whatwg.org/#interface-document
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "base/move_only_function.h"
#include "base/name.h"
#include "dom/dirty.h"
#include "dom/element.h"
#include "dom/event_target.h"
#include "dom/image_cache.h"
#include "dom/pointer_capture.h"
#include "dom/sibling_places.h"

namespace janklab {

class Animation;  // style/animation.h
class IntersectionObserver;
class MutationObserver;
class ResizeObserver;
struct LayoutTree;   // layout/layout_tree.h
struct StyleSheet;   // style/element_style.h
struct PaintState;   // paint/paint_state.h
class TextMeasurer;  // layout/text_measurer.h

/// Who moves the focus. fixup: nobody, but what had it cannot keep it. What script does not move has checkpoints after
/// the listeners.
enum class FocusBy : std::uint8_t { script, keyboard, pointer, fixup };

/// What the page is told. Each may be empty.
struct DocumentHooks {
    /// The document became dirty and was clean before: a frame is wanted. Also when the first scroll event waits.
    Callback became_dirty;
    /// Must call `listener` once. Here the page writes the trace, reports errors and, after what the platform called,
    /// performs a microtask checkpoint. Empty: the listener is just called.
    MoveOnlyFunction<void(const Name& name, DispatchedBy by, Callback& listener)> call_listener;
    /// Must bring style and layout up to date; somebody at `reader` reads geometry, or, where that has no text, the
    /// engine itself. Empty: old geometry is read.
    MoveOnlyFunction<void(const Name& reader)> force_layout;
    /// The first mutation record waits: queue a microtask that delivers take_mutation_deliveries().
    Callback queue_mutation_observer_microtask;
    /// The time now: of events that carry none of their own. Empty: they have none.
    MoveOnlyFunction<TimePoint()> present_time;
    /// Whether the connected element has a box and is visible, with style and layout of now. Empty: all are.
    MoveOnlyFunction<bool(const Element&)> is_shown;
    /// The element is about to lose the focus: before blur. And: it has got it, after focusin.
    MoveOnlyFunction<void(Element&, DispatchedBy)> losing_focus;
    MoveOnlyFunction<void(Element&, FocusBy)> gained_focus;
    /// Hover, active or focus of an element came or went. Set where some style depends on it.
    MoveOnlyFunction<void(Element&, InteractionState)> interaction_changed;
    /// A <canvas> that has been drawn on has another size now. Set by engine/canvas.
    MoveOnlyFunction<void(Element&)> canvas_resized;
};

class Document final : public EventTarget {
  public:
    Document();
    ~Document();

    DocumentHooks hooks;
    ImageCache images;
    SiblingPlaces sibling_places;
    /// For what a canvas writes; null: it writes nothing. Outlives the document.
    const TextMeasurer* text_measurer = nullptr;

    /// The root of the tree: as large as the viewport unless its style says otherwise.
    Element& body() { return *body_; }
    const Element& body() const { return *body_; }
    /// Where `resize` is sent, and the last target of every path.
    EventTarget& window() { return window_; }

    Ref<Element> create_element(std::string_view tag = "div");
    Ref<Text> create_text(std::string_view data);
    Element* element_by_id(std::string_view id) const;
    /// All that are current or in effect, in the order in which their effects are stacked: getAnimations(). Defined in
    /// engine/style.
    std::vector<Ref<Animation>> animations();
    /// Elements and texts that exist, in the tree or out of it.
    int node_count() const { return node_count_; }

    // -- where input goes ----------------------------------------------------------------------------------------
    /// The element that gets keys and text: the focused one, otherwise the body.
    Element* active_element() { return focused_ ? focused_.get() : body_.get(); }
    /// In the tree, with a tab index, shown, and not a disabled control.
    bool can_have_focus(Element& element);
    /// Sends blur, focusout, focus and focusin. `to` null: to the body. False where `to` cannot have it.
    bool move_focus(Element* to, FocusBy by);
    /// In each frame: what can have the focus no more, without having been removed, loses it to the body, with events.
    void fix_up_focus();
    /// Whether the window has the keys: hasFocus(). While it has not, the active element stays but has not `:focus`.
    bool has_focus() const { return window_focused_; }
    /// Sends blur and focusout, or focus and focusin, to the active element, and blur or focus to the window.
    void set_window_focused(bool focused);
    /// Whether the caret of the focused text control is to be seen: it blinks.
    bool caret_shown() const { return caret_shown_; }
    void show_caret(bool shown) { caret_shown_ = shown; }
    PointerCapture& pointer_capture() { return pointer_capture_; }
    /// Somebody listens to `pointerrawupdate`: each move is sent at once, besides the joined one in the frame.
    bool wants_raw_moves() const { return raw_moves_wanted_; }

    // -- dirty bits ----------------------------------------------------------------------------------------------
    /// Something waits for a frame: style, layout, paint, a scroll event, or an observer's first report.
    bool needs_rendering() const { return any(dirty_) || !scrolled_.empty() || observer_waits_; }
    /// The union of what is dirty anywhere.
    Dirty dirty() const { return dirty_; }
    bool layout_is_dirty() const { return any(dirty_ & (Dirty::style | Dirty::boxes | Dirty::layout)); }
    /// Whoever reads geometry or style must bring both up to date first: they are dirty, or animations that need no
    /// frame of the page's have gone on since the last one.
    bool reading_needs_stages() const { return layout_is_dirty() || time_has_passed_; }
    void note_time_has_passed(bool passed) { time_has_passed_ = passed; }
    /// Every change of the tree ends here. Nodes that are not connected are noted when they come into the tree.
    void note_change(Node& node, Dirty bits);
    /// The next frame is painted, and damaged, as a whole: after a resize, or when a frame was lost.
    void note_everything_damaged();

    // -- for the stages (style, layout, paint) -------------------------------------------------------------------
    /// The nodes with Dirty::style, each once, in the order of their changes; the list is empty afterwards. The bits of
    /// the nodes stay until the stage clears them. `into` is cleared first and its capacity reused.
    void take_style_changes(std::vector<Ref<Node>>& into);
    /// The same for Dirty::boxes and Dirty::layout.
    void take_layout_changes(std::vector<Ref<Node>>& into);
    /// The same for Dirty::paint and Dirty::compositing.
    void take_paint_changes(std::vector<Ref<Node>>& into);
    /// Paint is through: nothing is dirty any more.
    void painted();
    bool everything_damaged() const { return everything_damaged_; }
    LayerId next_layer_id() { return LayerId{++last_layer_}; }

    // -- scrolling -----------------------------------------------------------------------------------------------
    /// The next frame sends `scroll`.
    void note_scrolled(Element& element);
    /// Listeners of `wheel` that are not passive, in the tree: they may keep the display thread from scrolling. Those
    /// without any more are left out. Whether the window or the document has one must be asked besides.
    const std::vector<Ref<Node>>& blocking_wheel_targets();
    /// Whether the page has a say in scrolling has changed: the next frame tells the display.
    void note_who_decides() { note_change(body(), Dirty::compositing); }
    /// The elements to which the frame sends `scroll`, each once. `into` is cleared first and its capacity reused.
    void take_scrolled(std::vector<Ref<Element>>& into);
    std::vector<Ref<Element>> take_scrolled();

    // -- observers -----------------------------------------------------------------------------------------------
    std::vector<ResizeObserver*>& resize_observers() { return resize_observers_; }
    std::vector<IntersectionObserver*>& intersection_observers() { return intersection_observers_; }
    std::vector<Ref<MutationObserver>>& pending_mutation_observers() { return pending_mutation_observers_; }
    /// Some mutation observer has ever observed here; without one, changes cost nothing for them.
    bool mutations_observed() const { return mutations_observed_; }
    void note_observed_mutations() { mutations_observed_ = true; }
    /// A resize or intersection observer began to watch: the next frame must look, even if nothing else changed.
    void note_observer_waits();

    // -- what later folders keep for each document ---------------------------------------------------------------
    Attached<StyleSheet> style_side = nothing_attached<StyleSheet>();
    Attached<LayoutTree> layout_side = nothing_attached<LayoutTree>();
    Attached<PaintState> paint_side = nothing_attached<PaintState>();

  private:
    friend class Node;
    friend class Element;
    friend class EventTarget;
    friend class EventDispatch;

    void connect(Node& root);
    void note_blocking_wheel_listener(EventTarget& target);
    void disconnect(Node& root);
    void forget_watched(Element& element);
    void bury(Node* node);
    void ask_for_a_frame(bool was_clean);

    struct Window final : EventTarget {
        explicit Window(Document& document) : EventTarget(TargetKind::window, &document) {}
    };

    Window window_;
    Ref<Element> body_;
    Ref<Element> focused_;  // null: the body
    PointerCapture pointer_capture_;
    std::vector<Ref<Node>> style_changes_;
    std::vector<Ref<Node>> layout_changes_;
    std::vector<Ref<Node>> paint_changes_;
    std::vector<Ref<Element>> scrolled_;
    std::vector<Ref<Node>> wheel_targets_;
    std::vector<ResizeObserver*> resize_observers_;
    std::vector<IntersectionObserver*> intersection_observers_;
    std::vector<Ref<MutationObserver>> pending_mutation_observers_;
    std::vector<Ref<Node>> path_;   // of the dispatches under way, one after the other
    std::vector<Node*> graveyard_;  // nodes being deleted: one after the other, so that depth costs no stack
    bool burying_ = false;
    std::uint64_t last_layer_ = 0;
    int node_count_ = 0;
    Dirty dirty_ = Dirty::none;
    bool everything_damaged_ = false;
    bool mutations_observed_ = false;
    bool time_has_passed_ = false;
    bool observer_waits_ = false;  // until the next paint
    bool raw_moves_wanted_ = false;
    bool caret_shown_ = false;
    bool window_focused_ = true;
    bool ring_comes_back_ = false;  // with the focus of the window
};

}  // namespace janklab
