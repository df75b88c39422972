// SPDX-License-Identifier: MIT
// A window in virtual time: waiting moves the clock, swaps take what a driver would make them take, and what a person
// does happens at set times. So the whole display loop, and the measuring of swaps, can be tested without a real clock.
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "display/present_timing.h"
#include "display/window.h"

namespace janklab {

class ScriptedWindow final : public Window {
  public:
    explicit ScriptedWindow(VirtualClock& clock) : clock_(clock) {
        state_.size = {800, 600};
        state_.framebuffer = {800, 600};
    }

    /// Runs `step` when the clock stands at `time`, in a wait, in a poll or in a swap that waits.
    void at(Duration time, std::function<void()> step) {
        steps_.emplace_back(time_zero + time, std::move(step));
        std::ranges::stable_sort(steps_, {}, &Step::first);
    }
    void push(InputEvent event) {
        event.time = clock_.stamp();
        events_.push_back(event);
    }

    WindowState state_;
    Duration vsync{0};          // swaps wait for multiples of it at interval 1; 0: they do not wait
    bool waits_always = false;  // at interval 0 too
    Duration swap_cost = 500us;
    bool screen = true;
    PresentTiming* timing = nullptr;
    std::vector<TimePoint> swaps;  // when they returned
    int interval = -1;
    int woken = 0, fullscreen_toggles = 0;
    CursorShape cursor = CursorShape::arrow;
    std::string clipboard_;

    void wait_events_until(TimePoint time) override {
        const std::size_t events = events_.size();
        const int woken_before = woken;
        time = std::max(time, clock_.stamp());
        while (!steps_.empty() && steps_.front().first <= time) {
            run_next_step();
            if (events_.size() != events || woken != woken_before) return;  // as a real window does
        }
        clock_.advance_to(time == time_never ? clock_.stamp() + 1s : time);
    }
    void poll_events() override {
        while (!steps_.empty() && steps_.front().first <= clock_.stamp()) run_next_step();
    }
    void post_empty_event() override { ++woken; }
    void take_events(std::vector<InputEvent>& into) override {
        into.insert(into.end(), events_.begin(), events_.end());
        events_.clear();
    }
    const WindowState& state() const override { return state_; }

    const GlDevice* device() const override { return nullptr; }
    Result<void> renew_gl() override { return {}; }
    void make_current() override {}
    unsigned framebuffer() const override { return 0; }
    int buffer_age() override { return 0; }
    const char* buffer_age_source() const override { return nullptr; }
    void swap() override {
        TimePoint end = clock_.stamp() + swap_cost;
        if (vsync > Duration{0} && (interval == 1 || waits_always)) {
            end = time_zero + ((end - time_zero) / vsync + 1) * vsync;
        }
        while (!steps_.empty() && steps_.front().first <= end) run_next_step();
        clock_.advance_to(end);
        swaps.push_back(end);
    }
    bool has_screen() const override { return screen; }
    void set_swap_interval(int wanted) override { interval = wanted; }
    PresentTiming* present_timing() override { return timing; }

    void set_title(const std::string&) override {}
    void set_cursor(CursorShape shape) override { cursor = shape; }
    void set_size(Size) override {}
    void toggle_fullscreen() override { ++fullscreen_toggles; }
    std::string clipboard() override { return clipboard_; }
    void set_clipboard(const std::string& text) override { clipboard_ = text; }

  private:
    using Step = std::pair<TimePoint, std::function<void()>>;
    void run_next_step() {
        const Step step = steps_.front();
        steps_.erase(steps_.begin());
        clock_.advance_to(step.first);
        step.second();
    }

    VirtualClock& clock_;
    std::vector<InputEvent> events_;
    std::vector<Step> steps_;
};

/// A window system that counts vsyncs and, if `completes`, says when swaps were seen: at the vsync after them.
class ScriptedTiming final : public PresentTiming {
  public:
    ScriptedTiming(VirtualClock& clock, Duration period) : clock_(clock), period_(period) {}

    Duration late{};  // the next vblank, as a server that only imitates them is
    void complete(Duration time, bool shown = true) { completions_.push_back({{time_zero + time, 0}, shown}); }

    void poll() override {
        if (!asked_at_) return;
        const auto count = (*asked_at_ - time_zero) / period_ + 1;
        const TimePoint next = time_zero + count * period_;
        if (next > clock_.stamp()) return;
        vblank_ = Vblank{next + std::exchange(late, Duration{0}), static_cast<std::uint64_t>(count)};
        asked_at_.reset();
    }
    void ask_for_vblank() override {
        if (!asked_at_) asked_at_ = clock_.stamp();
    }
    std::optional<Vblank> take_vblank() override { return std::exchange(vblank_, std::nullopt); }
    std::optional<Completion> take_completion() override {
        if (completions_.empty()) return std::nullopt;
        const Completion first = completions_.front();
        completions_.erase(completions_.begin());
        return first;
    }
    bool covered() const override { return false; }
    bool mapped() const override { return true; }
    PresentedSource source() const override { return PresentedSource::x11_present; }

  private:
    VirtualClock& clock_;
    Duration period_;
    std::optional<TimePoint> asked_at_;
    std::optional<Vblank> vblank_;
    std::vector<Completion> completions_;
};

}  // namespace janklab
