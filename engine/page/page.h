// SPDX-License-Identifier: MIT
// Page: one event loop, one document, one commit. It runs on the page thread (the web's "main thread"), hears from the
// display only through the PageLink, and answers only by commit. With a virtual clock the same run() is a simulation.
#pragma once

#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "async/async.h"
#include "base/clock.h"
#include "display/begin_frame.h"
#include "display/machine_wait.h"
#include "dom/document.h"
#include "loop/event_loop.h"
#include "loop/scheduler.h"
#include "page/controls.h"
#include "page/image_loader.h"
#include "page/input_dispatch.h"
#include "page/rendering.h"
#include "trace/trace.h"

namespace janklab {

class TextMeasurer;

class Page {
  public:
    struct Desc {
        Clock* clock = nullptr;
        Trace* trace = nullptr;
        PageLink* link = nullptr;
        LoopControl* control = nullptr;
        const TextMeasurer* text = nullptr;
        ControlBoard* controls = nullptr;  // null: nobody watches
        Size viewport{800, 600};           // until the first resize arrives
        Policy policy = Policy::browser;
        Annotations annotations;  // shown over the page at the start
        bool lockstep = false;    // one task per BeginFrame, and nothing without one
        double throttle = 1;      // work takes so many times longer
        std::uint64_t seed = 1;
        const char* title = "page";  // lives as long as the run
    };
    /// All pointers but `controls` are required and must outlive the page.
    explicit Page(const Desc& desc);
    ~Page();

    // -- for whoever writes a page -------------------------------------------------------------------------------
    Document& document() { return document_; }
    Element& body() { return document_.body(); }
    EventLoop& loop() { return loop_; }
    Scheduler& scheduler() { return scheduler_; }
    Async& async() { return async_; }
    Controls& controls() { return controls_; }
    Clock& clock() { return clock_; }

    /// performance.now(): since the page was opened. Costs a microsecond of virtual time.
    Duration now() { return clock_.now() - opened_at_; }
    /// A time as the page's own code sees it, in milliseconds: for showing and for logs.
    double ms_of(TimePoint time) const { return to_ms(time - opened_at_); }
    /// Occupies the page thread, as a long computation does. False when somebody pressed Stop: end your work then.
    bool busy(Duration duration) { return clock_.busy(throttled(duration), control_.stop_flag()); }
    /// Replaces what the clipboard holds (navigator.clipboard.writeText). Reading it is what `paste` is for.
    void set_clipboard(std::string_view text) { link_.put_clipboard(text); }
    /// A line for the output log (console.log).
    void log(std::string_view text, std::source_location here = std::source_location::current());
    /// Pictures by address: bytes of a file that <img> and url() find by `name`, and the folder of all others.
    void add_image(std::string name, std::vector<std::byte> bytes) { images_.add(std::move(name), std::move(bytes)); }
    void set_image_folder(std::string folder) { images_.set_folder(std::move(folder)); }
    /// 0 <= x < 1, the same sequence for the same seed.
    double random();
    /// The same as the loop's, where most pages look for them.
    TimerId set_timeout(Name name, Duration delay, Callback callback) {
        return loop_.set_timeout(name, delay, std::move(callback));
    }
    TimerId set_interval(Name name, Duration interval, Callback callback) {
        return loop_.set_interval(name, interval, std::move(callback));
    }
    AnimationFrameId request_animation_frame(Name name, FrameCallback callback) {
        return loop_.request_animation_frame(name, std::move(callback));
    }
    /// State that lives as long as the page: what callbacks refer to.
    template <class State, class... Args>
    State& make_state(Args&&... args) {
        auto owner = std::make_unique<Owned<State>>(std::forward<Args>(args)...);
        State& state = owner->state;
        owned_.push_back(std::move(owner));
        return state;
    }
    /// Ends run() after the present turn, so that its owner can open another page.
    void leave() { left_ = true; }
    bool has_left() const { return left_; }
    /// Of the latest frame, CSS pixels.
    Size viewport() const { return rendering_.viewport(); }
    Annotations annotations() const { return rendering_.annotations(); }

    // -- for whoever owns the thread -----------------------------------------------------------------------------
    /// Turns until the control is closed or the page left.
    void run();
    /// The same, but at most until `until`: for one thread that plays both parts.
    void run_until(TimePoint until);
    /// Wakes a run() that sleeps. Any thread.
    void wake() { loop_.wake(); }

  private:
    struct OwnedBase {
        virtual ~OwnedBase() = default;
    };
    template <class State>
    struct Owned final : OwnedBase {
        template <class... Args>
        explicit Owned(Args&&... args) : state(std::forward<Args>(args)...) {}
        State state;
    };

    void connect_document();
    void turn(TimePoint until);
    void receive_mail();
    void receive(InputEvent event);
    void receive(ControlChange change);
    void receive(ClipboardText clipboard) { input_.keys().clipboard_is(std::move(clipboard.text)); }
    void receive(AnnotationChange change) { rendering_.show(change.shown); }
    void receive(PolicyChange change) { loop_.set_policy(change.policy); }
    Choice choose_next();
    BeginFrame take_rendering_opportunity();
    TimePoint idle_deadline() const;
    void start_an_idle_period();
    TimePoint present_frame_time() const;
    void wait(TimePoint until);
    bool wants_frame() const;
    Duration throttled(Duration duration) const;

    Clock& clock_;
    TraceWriter& trace_;
    NameTable& names_;
    PageLink& link_;
    LoopControl& control_;
    MachineWait machine_wait_;
    bool lockstep_, left_ = false;
    double throttle_;
    TimePoint opened_at_;
    std::mt19937_64 random_;

    EventLoop loop_;
    Scheduler scheduler_;
    Async async_;
    std::vector<std::unique_ptr<OwnedBase>> owned_;  // destroyed after the document, whose listeners refer to it
    Document document_;
    ImageLoader images_;
    Controls controls_;
    InputDispatch input_;
    Rendering rendering_;
    std::optional<BeginFrame> opportunity_;  // received and not used yet
    BeginFrame latest_;                      // the newest received, used or not
    bool lockstep_task_done_ = false;        // the task of this BeginFrame has had its turn
};

}  // namespace janklab
