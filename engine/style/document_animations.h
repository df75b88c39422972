// SPDX-License-Identifier: MIT
// DocumentAnimations: the timeline of a document and all animations on it that still matter: sampled once a frame,
// before animation frame callbacks. ElementMotion: those of one element. Inside engine/style; the page drives it by
// style/update_animations.h. Page thread. https://www.w3.org/TR/web-animations-1/#timelines
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/move_only_function.h"
#include "dom/event.h"
#include "style/animation.h"
#include "style/cascade.h"
#include "style/element_style.h"

namespace janklab {

class Document;
class NameTable;
class TraceWriter;

/// What animates one element. It is there while something does, or did and must be remembered.
struct ElementMotion {
    explicit ElementMotion(ElementStyle& of) : owner(of) {}

    ElementStyle& owner;
    Style base;                             // after the cascade, without animations
    InheritedStyle base_inherited;          // what `base` comes to below the parent
    InheritedStyle after_change_inherited;  // the same with animations, but for transitions, also those of ancestors
    std::vector<Ref<Animation>> effects;    // the stack: later ones win
    std::vector<Ref<Animation>> css_animations;  // by animation-name, also those that have ended
    AnimationStyle seen_animation;               // what they were made of
    int seen_version = 0;                        // likewise, of StyleRules::keyframes_version
    PropertySet animated;                        // by some of them
    PropertySet applied;                         // of which `specified` has an animation's value
    std::unique_ptr<Style> completed_values;     // what transitions that have run to their end led to
    PropertySet completed;
    CustomProperties custom;     // animated custom properties, as they stand
    bool on_compositor = false;  // transform and opacity run there since the latest commit

    /// Into its place in the stack, which must be in order.
    void add_to_stack(Animation& animation);
    /// Sorts the stack and sums up what it animates.
    void stack_changed();
    void note_animated(const PropertySet& now);
    /// Puts the property into `into` as the effects make it; `with_transitions` false: all but those. False where none
    /// has an effect on it now; then `into` stays.
    bool animate(PropertyId id, bool with_transitions, Style& into) const;
    /// The same of the effects below that of `top`, and of it, which need not be in the stack.
    bool animate_up_to(const Animation& top, PropertyId id, Style& into) const;
    /// Transform and opacity need no page now: every effect on them is one that plays or holds, on nothing else.
    bool can_run_on_compositor() const;
    bool add_effect(const Animation& effect, PropertyId id, bool touched, Style& into) const;
    /// Brings `specified` up to the present progress of the effects. What that makes dirty.
    Dirty apply();
    /// The same for custom properties. True if one has another value than before.
    bool apply_custom();
    Animation* transition_of(PropertyId id) const;
    /// Cancels what CSS began here, and forgets what it has completed.
    void end_css();
    void add_to_commit(Size box, std::vector<CompositorAnimation>& into);
    std::uint64_t collected_in = 0, sampled_in = 0;  // the latest such round that has seen it
    bool loses_effects = false;                      // in drop_irrelevant(): some matter no more
};
ElementMotion& motion_of(ElementStyle& style);
/// Whether the style says anything of transitions or animations.
bool declares_motion(const Style& style);
/// The element is in the tree, and neither it nor anything above it has display none.
bool is_rendered(const Element& element);
/// Shown itself, or by what inherits from it: it has a box, or display: contents.
bool has_box_or_contents(const Element& element);

/// The part of the style stage: starts and ends transitions and CSS animations of the element whose cascade gave
/// `base`, and makes its specified style. `above`: its parent's inherited values. What changed. (motion_stage.cpp)
Dirty update_motion(Element& element, const Style& base, const InheritedStyle& above);
/// Ends what display none ends, and begins what it held back, where something above the element changed: after the
/// others of the stage. Elements that must be restyled are marked.
void follow_rendered_elements(DocumentAnimations& all);

/// On the way from the element to the window. An event that nobody hears is not made.
bool anybody_listens(const Element& target, const char* type);

struct PendingAnimationEvent {
    Event event;
    Element* element = nullptr;  // of CSS events, as long as it is the animation's; null: that is the target itself
    Ref<Animation> animation;
    std::optional<TimePoint> scheduled;
};

struct DocumentAnimations {
    explicit DocumentAnimations(Document& of) : document(of) {}
    ~DocumentAnimations();

    Document& document;
    std::vector<Ref<Animation>> list;  // current, in effect or pending; in the order of their making
    std::vector<PendingAnimationEvent> events;
    std::vector<std::pair<LayerId, ElementMotion*>> collected;  // while animations are collected; kept for its memory
    std::vector<ElementStyle*> losing;                          // those whose effects are dropped; kept for its memory
    std::vector<ElementStyle*> suspended;  // their animation-name waits until they are rendered; null: no more
    int transitions = 0;                   // how many there are in the list
    std::uint64_t last_sequence = 0;
    std::uint64_t collections = 0, samplings = 0;  // rounds through the list
    bool in_style_stage = false, in_frame = false;
    bool some_run_without_page = false;  // since the latest commit

    // Given by the page; all may be null.
    Async* async = nullptr;
    TraceWriter* trace = nullptr;
    NameTable* names = nullptr;
    Callback want_frame;
    /// Called once a task at most, when time has passed without a frame: the frame that would be now.
    MoveOnlyFunction<TimePoint()> present_frame_time;

    TimePoint timeline_time();
    void set_timeline_time(TimePoint time) { time_ = time, time_may_be_old = false; }
    bool time_may_be_old = false;

    Ref<Animation> make(Element& target, AnimationClass its_class, std::string name);
    /// After every change of an animation's timing: lists it where it matters now, has its element restyled.
    void timing_changed(Animation& animation);
    void forget_element(CascadedStyle& style);
    /// Its animation-name waits, or does so no more.
    void set_suspended(ElementStyle& style, bool suspended);
    /// Takes out what matters no more.
    void drop_irrelevant();
    /// Takes finished ones that others have replaced out of the stacks, and has "remove" events sent.
    void remove_replaced();
    bool commit_styles(Animation& animation);
    /// CSS events for the change of phase since the last call. `cancelled_at`: the current time when it was cancelled.
    void queue_phase_events(Animation& animation, std::optional<Duration> cancelled_at = std::nullopt);
    void queue_playback_event(Animation& animation, const char* type, std::optional<Duration> current_time);
    void queue_finish_notification(Animation& animation);
    void send_events();
    // The parts of a frame (update_animations.cpp).
    void follow_timeline();
    void sample();
    void make_ready();
    TimePoint next_frame();
    void trace_start(Animation& animation);
    void trace_end(Animation& animation, bool cancelled);

  private:
    std::optional<TimePoint> when(const Animation& animation, Duration local_time) const;
    void queue_css_event(Animation& animation, const char* type, Duration active_time);
    friend class Animation;
    TimePoint next_boundary(const Animation& one);
    void died(Animation& animation);
    void unlist(Animation& animation);
    void drop_without_element();
    bool some_lost_element_ = false;  // what CSS began on it may be in the list still
    std::vector<Animation*> alive_;
    TimePoint time_{};
    std::vector<PendingAnimationEvent> sending_;
};
DocumentAnimations& animations_of(Document& document);
/// The composite order: class, then by element and list, then by age. Of animations of several elements: once their
/// targets have been numbered, and while the tree stays as it is.
bool stacked_below(const Animation& a, const Animation& b);
/// In the order of the tree. Null is left out.
void number_targets(std::span<Animation* const> animations);

}  // namespace janklab
