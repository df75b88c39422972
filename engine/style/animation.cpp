// SPDX-License-Identifier: MIT
// The procedures of https://www.w3.org/TR/web-animations-1/#animations, with their steps numbered as there. Deviations:
// errors are return values; promises are made when somebody asks for them, and settle as if they had always been there.
#include "style/animation.h"

#include <algorithm>
#include <cmath>

#include "dom/document.h"
#include "style/document_animations.h"

namespace janklab {

Animation::Animation(DocumentAnimations& home, Element& target, AnimationClass its_class, std::string name)
    : EventTarget(TargetKind::free_standing, &target.document()),
      home_(&home),
      target_(&target),
      class_(its_class),
      sequence_(++home.last_sequence),
      name_(std::move(name)) {}

Animation::~Animation() {
    if (home_) home_->died(*this);
}

// -- where it stands
// ---------------------------------------------------------------------------------------------------

/// 4.4.5 The current time, without regard to the hold time.
std::optional<Duration> Animation::unconstrained_time() const {
    if (!start_time_ || !home_) return std::nullopt;
    return scaled(home_->timeline_time() - *start_time_, playback_rate_);
}

std::optional<Duration> Animation::current_time() const { return hold_time_ ? hold_time_ : unconstrained_time(); }

/// When it must have started to stand at `current` now.
TimePoint Animation::start_for(Duration current, double rate) const {
    return home_->timeline_time() - scaled(current, 1 / rate);
}

/// https://www.w3.org/TR/web-animations-1/#play-states
AnimationPlayState Animation::play_state() const {
    const std::optional<Duration> time = current_time();
    if (!time && !start_time_ && !pending()) return AnimationPlayState::idle;
    if (pending_ == Pending::pause || (!start_time_ && pending_ != Pending::play)) return AnimationPlayState::paused;
    const double rate = effective_rate();
    const bool at_end = time && ((rate > 0 && *time >= timing_.end_time()) || (rate < 0 && *time <= Duration{0}));
    return at_end ? AnimationPlayState::finished : AnimationPlayState::running;
}

TimingState Animation::timing_state() const {
    const std::optional<Duration> time = current_time();
    return time ? timing_at(timing_, *time, playback_rate_ >= 0) : TimingState{};
}

/// https://www.w3.org/TR/web-animations-1/#relevant-animations-section: current or in effect.
bool Animation::relevant() const {
    if (!current_time() || replace_state_ == AnimationReplaceState::removed) return false;
    const TimingState state = timing_state();
    if (state.progress) return true;
    if (state.phase == AnimationPhase::active) return play_state() != AnimationPlayState::finished;
    return state.phase == AnimationPhase::before ? playback_rate_ > 0 : playback_rate_ < 0;
}

// -- steering
// ----------------------------------------------------------------------------------------------------------

bool Animation::play() {
    if (!play(true)) return false;
    steered_ = true;
    return true;
}

bool Animation::pause() {
    if (!begin_pause()) return false;
    steered_ = true;
    return true;
}

/// https://www.w3.org/TR/web-animations-1/#playing-an-animation-section
bool Animation::play(bool auto_rewind) {
    if (!home_) return false;
    // 1., 2.
    const bool aborted_pause = pending_ == Pending::pause;
    // 3. The seek time.
    const std::optional<Duration> time = current_time();
    const double rate = effective_rate();
    const Duration end = timing_.end_time();
    std::optional<Duration> seek;
    if (rate >= 0 && auto_rewind && (!time || *time < Duration{0} || *time >= end)) seek = Duration{0};
    else if (rate < 0 && auto_rewind && (!time || *time <= Duration{0} || *time > end)) {
        if (end == Duration::max()) return false;
        seek = end;
    } else if (rate == 0 && !time) seek = Duration{0};
    // 4. to 6.
    if (seek) hold_time_ = seek;
    // 7. What was pending is so no more; its promise stays.
    const bool has_pending_promise = pending();
    pending_ = Pending::nothing;
    // 8.
    if (!hold_time_ && !aborted_pause && !pending_rate_) return true;
    // 9., 10.
    if (hold_time_) start_time_.reset();
    if (!has_pending_promise) ready_promise_.reset();
    // 11., 12.
    pending_ = Pending::play;
    update_finished_state(false, false);
    changed();
    return true;
}

/// https://www.w3.org/TR/web-animations-1/#pausing-an-animation-section
bool Animation::begin_pause() {
    if (!home_) return false;
    if (is_paused()) return true;
    if (!current_time()) {
        const Duration end = timing_.end_time();
        if (playback_rate_ < 0 && end == Duration::max()) return false;
        hold_time_ = playback_rate_ >= 0 ? Duration{0} : end;
    }
    if (!pending()) ready_promise_.reset();
    pending_ = Pending::pause;
    update_finished_state(false, false);
    changed();
    return true;
}

/// The pending play and pause tasks: with the frame that shows it first.
void Animation::become_ready() {
    const Pending task = std::exchange(pending_, Pending::nothing);
    if (task == Pending::play) {
        if (hold_time_) {
            apply_pending_rate();
            start_time_ = playback_rate_ == 0 ? home_->timeline_time() : start_for(*hold_time_, playback_rate_);
            if (playback_rate_ != 0) hold_time_.reset();
        } else if (start_time_ && pending_rate_) {
            const Duration to_match = *unconstrained_time();
            apply_pending_rate();
            if (playback_rate_ == 0) hold_time_ = to_match, start_time_ = home_->timeline_time();
            else start_time_ = start_for(to_match, playback_rate_);
        }
    } else if (task == Pending::pause) {
        if (start_time_ && !hold_time_) hold_time_ = unconstrained_time();
        apply_pending_rate();
        start_time_.reset();
    }
    settle_ready();
    update_finished_state(false, false);
}

/// https://www.w3.org/TR/web-animations-1/#finishing-an-animation-section
bool Animation::finish() {
    const double rate = effective_rate();
    if (!home_ || rate == 0 || (rate > 0 && timing_.end_time() == Duration::max())) return false;
    apply_pending_rate();
    const Duration limit = playback_rate_ > 0 ? timing_.end_time() : Duration{0};
    silently_set_current_time(limit);
    if (!start_time_) start_time_ = start_for(limit, playback_rate_);
    if (pending()) {
        if (pending_ == Pending::pause) hold_time_.reset();
        pending_ = Pending::nothing;
        settle_ready();
    }
    update_finished_state(true, true);
    changed();
    return true;
}

/// https://www.w3.org/TR/web-animations-1/#canceling-an-animation-section
void Animation::cancel() {
    if (!home_) return;
    if (play_state() != AnimationPlayState::idle) {
        reset_pending_tasks();
        if (finished_promise_ && !finished_) {
            finished_promise_->promise.catch_error("a cancelled animation", [] {});
            finished_promise_->resolver.reject(Rejection("the animation was cancelled", "AbortError"));
        }
        finished_promise_.reset();
        finished_ = false;
        home_->queue_playback_event(*this, "cancel", std::nullopt);
    }
    const std::optional<Duration> active_time = hold_time_ ? hold_time_ : unconstrained_time();
    hold_time_.reset();
    start_time_.reset();
    home_->queue_phase_events(*this, active_time);
    home_->trace_end(*this, true);
    changed();
}

/// https://www.w3.org/TR/web-animations-1/#reversing-an-animation-section
bool Animation::reverse() {
    const std::optional<double> original = pending_rate_;
    const bool was_paused = is_paused();
    pending_rate_ = -effective_rate();
    if (!play(true)) {
        pending_rate_ = original;
        return false;
    }
    steered_ |= was_paused != is_paused();
    return true;
}

void Animation::set_current_time(Duration time) {
    if (!home_) return;
    time = std::clamp(time, -longest_animation_time, longest_animation_time);
    silently_set_current_time(time);
    if (pending_ == Pending::pause) {
        hold_time_ = time;
        apply_pending_rate();
        start_time_.reset();
        pending_ = Pending::nothing;
        settle_ready();
    }
    update_finished_state(true, false);
    changed();
}

void Animation::silently_set_current_time(Duration time) {
    if (hold_time_ || !start_time_ || playback_rate_ == 0) hold_time_ = time;
    else start_time_ = start_for(time, playback_rate_);
    previous_current_time_.reset();
}

/// https://www.w3.org/TR/web-animations-1/#setting-the-start-time-of-an-animation
void Animation::set_start_time(std::optional<TimePoint> time) {
    if (!home_) return;
    const bool was_paused = is_paused();
    const std::optional<Duration> previous = current_time();
    apply_pending_rate();
    start_time_ = time;
    if (time)
        start_time_ = time_zero + std::clamp(time->time_since_epoch(), -longest_animation_time, longest_animation_time);
    if (!time) hold_time_ = previous;
    else if (playback_rate_ != 0) hold_time_.reset();
    if (pending()) {
        pending_ = Pending::nothing;
        settle_ready();
    }
    update_finished_state(true, false);
    steered_ |= was_paused != is_paused();
    changed();
}

/// https://www.w3.org/TR/web-animations-1/#setting-the-playback-rate-of-an-animation
void Animation::set_playback_rate(double rate) {
    if (!home_ || !std::isfinite(rate)) return;
    pending_rate_.reset();
    const std::optional<Duration> previous = current_time();
    playback_rate_ = rate;
    if (previous) set_current_time(*previous);
}

/// https://www.w3.org/TR/web-animations-1/#seamlessly-updating-the-playback-rate-of-an-animation
void Animation::update_playback_rate(double rate) {
    if (!home_ || !std::isfinite(rate)) return;
    const AnimationPlayState before = play_state();
    pending_rate_ = rate;
    if (pending()) return;
    if (before == AnimationPlayState::idle || before == AnimationPlayState::paused || !current_time()) {
        apply_pending_rate();
    } else if (before == AnimationPlayState::finished) {
        const std::optional<Duration> unconstrained = unconstrained_time();
        if (unconstrained) start_time_ = rate == 0 ? home_->timeline_time() : start_for(*unconstrained, rate);
        apply_pending_rate();
        update_finished_state(false, false);
        changed();
    } else {
        play(false);
    }
}

void Animation::apply_pending_rate() {
    if (pending_rate_) playback_rate_ = *pending_rate_;
    pending_rate_.reset();
}

// -- its end
// -----------------------------------------------------------------------------------------------------------

/// https://www.w3.org/TR/web-animations-1/#updating-the-finished-state
void Animation::update_finished_state(bool did_seek, bool synchronously) {
    // 1.
    const std::optional<Duration> unconstrained = did_seek ? current_time() : unconstrained_time();
    // 2. It holds where it has run over an end.
    if (unconstrained && start_time_ && !pending()) {
        const Duration end = timing_.end_time();
        if (playback_rate_ > 0 && *unconstrained >= end) {
            if (did_seek) hold_time_ = unconstrained;
            else hold_time_ = previous_current_time_ ? std::max(*previous_current_time_, end) : end;
        } else if (playback_rate_ < 0 && *unconstrained <= Duration{0}) {
            if (did_seek) hold_time_ = unconstrained;
            else hold_time_ = previous_current_time_ ? std::min(*previous_current_time_, Duration{0}) : Duration{0};
        } else if (playback_rate_ != 0) {
            if (did_seek && hold_time_) start_time_ = start_for(*hold_time_, playback_rate_);
            hold_time_.reset();
        }
    }
    // 3.
    previous_current_time_ = current_time();
    // 4. to 6.
    const bool is_finished = play_state() == AnimationPlayState::finished;
    if (is_finished && !finished_) {
        if (synchronously) finish_notification_steps();
        else if (!std::exchange(notification_queued_, true)) home_->queue_finish_notification(*this);
    } else if (!is_finished && finished_) {
        finished_ = false;
        finished_promise_.reset();
    }
}

/// https://www.w3.org/TR/web-animations-1/#finish-notification-steps
void Animation::finish_notification_steps() {
    notification_queued_ = false;
    if (!home_ || finished_ || play_state() != AnimationPlayState::finished) return;
    finished_ = true;
    if (finished_promise_) finished_promise_->resolver.resolve();
    home_->queue_playback_event(*this, "finish", current_time());
    home_->trace_end(*this, false);
}

/// https://www.w3.org/TR/web-animations-1/#reset-an-animations-pending-tasks
void Animation::reset_pending_tasks() {
    if (!pending()) return;
    pending_ = Pending::nothing;
    apply_pending_rate();
    if (ready_promise_) {
        ready_promise_->promise.catch_error("a cancelled animation", [] {});
        ready_promise_->resolver.reject(Rejection("the animation was cancelled", "AbortError"));
    }
    ready_promise_.reset();
}

void Animation::settle_ready() {
    if (ready_promise_) ready_promise_->resolver.resolve();
}

Promise<void> Animation::ready() {
    MUST(home_ && home_->async, "the promises of an animation need a page");
    if (!ready_promise_) {
        ready_promise_ = home_->async->with_resolvers<void>();
        if (!pending()) ready_promise_->resolver.resolve();
    }
    return ready_promise_->promise;
}

Promise<void> Animation::finished() {
    MUST(home_ && home_->async, "the promises of an animation need a page");
    if (!finished_promise_) {
        finished_promise_ = home_->async->with_resolvers<void>();
        if (finished_) finished_promise_->resolver.resolve();
    }
    return finished_promise_->promise;
}

// -- its effect
// --------------------------------------------------------------------------------------------------------

void Animation::set_timing(const AnimationTiming& timing) {
    timing_ = sensible(timing);
    timed_by_code_ = true;
    if (!home_) return;
    update_finished_state(false, false);
    changed();
}

void Animation::set_keyframes_and_timing(std::vector<Keyframe> keyframes, const AnimationTiming& timing) {
    list_ = std::make_shared<const KeyframeList>(declared_keyframes(std::move(keyframes)));
    timing_ = sensible(timing);
}

void Animation::set_composite(AnimationComposition composite) {
    composed_by_code_ = true;
    if (std::exchange(composite_, composite) == composite || !list_) return;
    keyframes_ = nullptr;
    if (home_) changed();
}

/// https://www.w3.org/TR/web-animations-1/#replaceable-animation
bool Animation::replaceable() const {
    return class_ == AnimationClass::script && replace_state_ == AnimationReplaceState::active && target_ &&
           play_state() == AnimationPlayState::finished && timing_state().progress;
}

/// https://www.w3.org/TR/web-animations-1/#dom-animation-persist
void Animation::persist() {
    replace_state_ = AnimationReplaceState::persisted;
    if (home_) changed();
}

/// https://www.w3.org/TR/web-animations-1/#dom-animation-commitstyles
bool Animation::commit_styles() {
    if (!home_ || !target_) return false;
    return home_->commit_styles(*this);
}

void Animation::set_keyframes(std::vector<Keyframe> keyframes) {
    list_ = std::make_shared<const KeyframeList>(declared_keyframes(std::move(keyframes)));
    keyframes_ = nullptr;
    keyframe_easing_ = {};
    if (home_) changed();
}

void Animation::changed() { home_->timing_changed(*this); }

}  // namespace janklab
