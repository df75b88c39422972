// SPDX-License-Identifier: MIT
// Animation: one thing that moves in time: a CSS transition, a CSS animation, or one that code made with
// Element::animate. Play, pause, seek, listen ("finish", "cancel", "remove"), wait for its promises. Page thread.
// https://www.w3.org/TR/web-animations-1/#animations
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "async/async.h"
#include "dom/event_target.h"
#include "motion/timing.h"
#include "style/compositor_animation.h"
#include "style/keyframes.h"

namespace janklab {

class Element;
struct DocumentAnimations;  // style/document_animations.h

/// In the order in which their effects are stacked: later ones win.
enum class AnimationClass : std::uint8_t { transition, css_animation, script };
enum class AnimationPlayState : std::uint8_t { idle, running, paused, finished };
/// removed: it has finished and filled what others now fill that came after it; its effect is gone.
/// https://www.w3.org/TR/web-animations-1/#replacing-animations
enum class AnimationReplaceState : std::uint8_t { active, removed, persisted };

/// Lives as long as it is current or in effect, or somebody holds a Ref. Where the standard throws an error these
/// return false and change nothing. A number that is not finite changes nothing either.
class Animation final : public EventTarget, public RefCounted {
  public:
    static void destroy(Animation* animation) { delete animation; }

    // -- what it is ----------------------------------------------------------------------------------------------
    AnimationClass animation_class() const { return class_; }
    /// Of a CSS animation: of its @keyframes. Of a transition: of the property. Else empty.
    const std::string& name() const { return name_; }
    /// Null when the element is gone.
    Element* target() const { return target_; }
    const AnimationTiming& timing() const { return timing_; }
    /// Of a CSS animation: what the style says of it counts no more.
    void set_timing(const AnimationTiming& timing);
    void set_keyframes(std::vector<Keyframe> keyframes);
    /// What its values make of those below them in the stack, where a keyframe says nothing else.
    AnimationComposition composite() const { return composite_; }
    /// Of a CSS animation: animation-composition counts no more.
    void set_composite(AnimationComposition composite);

    // -- when it has ended ---------------------------------------------------------------------------------------
    AnimationReplaceState replace_state() const { return replace_state_; }
    /// It is not removed when others replace it, and comes back where it was.
    void persist();
    /// Writes what it and those below it make of the properties that it moves into the element's own declarations.
    /// False where the element is gone or not rendered. Custom properties are left out.
    bool commit_styles();

    // -- where it stands -----------------------------------------------------------------------------------------
    /// Since its start, delay included. Nothing: idle.
    std::optional<Duration> current_time() const;
    /// On the timeline of animation frame callbacks. Nothing: idle, pending or paused.
    std::optional<TimePoint> start_time() const { return start_time_; }
    double playback_rate() const { return playback_rate_; }
    AnimationPlayState play_state() const;
    /// It waits for the frame with which it plays or pauses.
    bool pending() const { return pending_ != Pending::nothing; }
    /// Phase, progress and iteration now.
    TimingState timing_state() const;

    // -- steering ------------------------------------------------------------------------------------------------
    // Of a CSS animation: after play() and pause(), and after reverse() and set_start_time() where they begin or end a
    // pause, animation-play-state counts no more. https://drafts.csswg.org/css-animations-2/#interface-cssanimation
    /// False where it would have to begin at the end of what has none.
    bool play();
    bool pause();
    bool reverse();
    /// False where there is no end.
    bool finish();
    void cancel();
    void set_current_time(Duration time);
    void set_start_time(std::optional<TimePoint> time);
    void set_playback_rate(double rate);
    /// From the next frame on, without a jump.
    void update_playback_rate(double rate);

    // -- waiting. The document must belong to a page ---------------------------------------------------------------
    Promise<void> ready();
    Promise<void> finished();

  private:
    friend struct DocumentAnimations;
    friend struct ElementMotion;
    friend bool stacked_below(const Animation& a, const Animation& b);
    friend void number_targets(std::span<Animation* const> animations);
    friend class Element;
    friend class Document;
    friend class MotionStage;  // style/motion_stage.cpp
    enum class Pending : std::uint8_t { nothing, play, pause };
    /// The phases in which events tell them apart.
    enum class CssPhase : std::uint8_t { idle, pending, before, active, after };

    Animation(DocumentAnimations& home, Element& target, AnimationClass its_class, std::string name);
    ~Animation();

    void set_keyframes_and_timing(std::vector<Keyframe> keyframes, const AnimationTiming& timing);
    bool is_below(const Animation& other) const;
    bool play(bool auto_rewind);
    bool begin_pause();
    bool is_paused() const { return play_state() == AnimationPlayState::paused; }
    void become_ready();
    double effective_rate() const { return pending_rate_.value_or(playback_rate_); }
    std::optional<Duration> unconstrained_time() const;
    TimePoint start_for(Duration current, double rate) const;
    void silently_set_current_time(Duration time);
    void apply_pending_rate();
    void update_finished_state(bool did_seek, bool synchronously);
    void finish_notification_steps();
    void reset_pending_tasks();
    void settle_ready();
    void changed();
    bool relevant() const;
    bool replaceable() const;
    /// It must be looked at in frames: relevant, or about to be.
    bool in_use() const { return pending() || relevant(); }

    DocumentAnimations* home_;  // null: the document is gone
    Element* target_;
    std::size_t alive_at_ = 0, targets_at_ = 0;  // in the lists of the document and of the target
    std::size_t target_number_ = 0;              // see number_targets()
    AnimationClass class_;
    PropertyId property_{};       // of a transition
    std::uint64_t sequence_ = 0;  // in the order of making
    std::size_t index_ = 0;       // of a CSS animation: in animation-name
    std::string name_;
    const char* trace_name_ = "";

    AnimationTiming timing_;
    std::shared_ptr<const KeyframeList> list_;
    Easing keyframe_easing_;
    AnimationComposition composite_ = AnimationComposition::replace;
    std::shared_ptr<const ComputedKeyframes> keyframes_;

    std::optional<TimePoint> start_time_;
    std::optional<Duration> hold_time_, previous_current_time_;
    double playback_rate_ = 1;
    std::optional<double> pending_rate_;
    Pending pending_ = Pending::nothing;
    bool finished_ = false;  // the finished promise is resolved, or would be if somebody had asked for it
    bool notification_queued_ = false;
    AnimationReplaceState replace_state_ = AnimationReplaceState::active;
    bool composed_by_code_ = false;                         // of a CSS animation
    bool timed_by_code_ = false, declared_paused_ = false;  // of a CSS animation
    bool steered_ = false;  // code has paused or played it: animation-play-state says nothing any more
    std::optional<WithResolvers<void>> ready_promise_, finished_promise_;

    // Of a transition that turned round: https://drafts.csswg.org/css-transitions-1/#reversing
    std::shared_ptr<const ComputedKeyframes> reversing_adjusted_start_;
    double reversing_shortening_ = 1;

    CssPhase css_phase_ = CssPhase::idle;
    double css_iteration_ = 0;
    bool on_compositor_ = false;  // the latest commit had it run there
    bool listed_ = false;         // in the lists of document and element
    bool traced_ = false;         // its start is in the trace, its end is not
    LayerKeyframesCache layer_keyframes_;
};

}  // namespace janklab
