// SPDX-License-Identifier: MIT
// The whole display loop in virtual time, on a scripted window. The page is played by hand, in the window's steps.
#include "display/display.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <vector>

#include "display/scripted_window.h"
#include "loop/control.h"
#include "support/allocations_counted.h"
#include "trace/trace.h"

using namespace janklab;

namespace {

struct Recorder final : Fold {
    std::vector<TraceEvent> events;
    void take(const TraceEvent& event) override { events.push_back(event); }
    std::vector<TraceEvent> of(EventType type) const {
        std::vector<TraceEvent> found;
        for (const TraceEvent& event : events) {
            if (event.type == type) found.push_back(event);
        }
        return found;
    }
};

struct Blinking final : Overlay {
    Rect page_area(Size window) const override { return {0, 0, window.width, window.height}; }
    bool take_input(const InputEvent&) override { return false; }
    bool wants_redraw(TimePoint) const override { return true; }
    void draw(PixelSize, float, TimePoint) override {}
};

struct Theatre {
    Theatre() { trace.add(recorder); }
    ~Theatre() {
        display.reset();
        trace.remove(recorder);
    }
    /// Runs to the end. `until` is when the loop ends, unless it is ended before.
    void run(Duration until, Display::Desc desc = {}) {
        open(until, std::move(desc));
        display->run();
    }
    void open(Duration until, Display::Desc desc = {}) {
        desc.window = &window;
        desc.link = &link;
        desc.clock = &clock;
        desc.trace = &trace;
        desc.control = &control;
        if (desc.limit.end == time_never) desc.limit.end = time_zero + until;
        Result<std::unique_ptr<Display>> opened = Display::open(std::move(desc));
        REQUIRE(opened.ok());
        display = std::move(*opened);
    }
    /// The page: takes what is there and commits; wants another frame before, as an animation does.
    void commit() {
        const auto frame = link.take_begin_frame();
        if (!frame) return;
        link.want_frame();
        link.frame_to_fill().id = frame->id;
        link.commit();
        ++commits;
    }

    VirtualClock clock;
    ScriptedWindow window{clock};
    PageLink link;
    LoopControl control;
    Trace trace{clock};
    Recorder recorder;
    Blinking blinking;
    std::unique_ptr<Display> display;
    int commits = 0;
};

}  // namespace

TEST_CASE("with swaps that wait, frames begin when the swap returns and every commit is shown one vsync later") {
    Theatre theatre;
    theatre.window.vsync = 10ms;
    theatre.link.want_frame();
    for (int ms = 0; ms < 2000; ++ms) theatre.window.at(ms * 1ms, [&] { theatre.commit(); });
    theatre.run(1800ms);
    CHECK(theatre.display->description().starts_with("hardware vsync at 100 Hz"));
    CHECK(theatre.display->presented_by() == PresentedSource::swap_return);
    const std::vector<TraceEvent> presented = theatre.recorder.of(EventType::presented);
    REQUIRE(presented.size() > 50);
    int steady = 0;
    for (std::size_t i = 20; i < presented.size(); ++i) {
        const bool on_time = presented[i].arg - presented[i - 1].arg == 10'000'000;
        steady += on_time && presented[i].arg2 == 1 && presented[i].id == presented[i].cause;
    }
    CHECK(steady == static_cast<int>(presented.size()) - 20);
    CHECK(theatre.recorder.of(EventType::deadline_passed).size() <= 2);
}

TEST_CASE("with swaps that do not wait, pictures are swapped on an even grid however long the page took") {
    Theatre theatre;
    theatre.link.want_frame();
    for (int ms = 0; ms < 1000; ++ms) {
        if (ms % 5 != 3) theatre.window.at(ms * 1ms + 300us, [&] { theatre.commit(); });
    }
    theatre.run(1000ms, {.asked = RefreshRate::from_hz(100)});
    CHECK(theatre.display->description().starts_with("software pacing at 100 Hz"));
    CHECK(theatre.window.interval == 0);
    const std::vector<TraceEvent> presented = theatre.recorder.of(EventType::presented);
    REQUIRE(presented.size() > 50);
    int steady = 0;
    for (std::size_t i = 10; i < presented.size(); ++i) steady += presented[i].arg - presented[i - 1].arg == 10'000'000;
    CHECK(steady == static_cast<int>(presented.size()) - 10);
}

TEST_CASE("a page that is blocked leaves the overlay at full rate, and its late commit is shown") {
    Theatre theatre;
    theatre.link.want_frame();
    for (int ms = 0; ms < 100; ++ms)
        theatre.window.at(ms * 10ms + 2ms, [&, ms] {
            if (ms < 30 || ms > 80) theatre.commit();
        });
    theatre.run(1000ms, {.overlay = &theatre.blinking, .asked = RefreshRate::from_hz(100)});
    const std::vector<TraceEvent> presented = theatre.recorder.of(EventType::presented);
    int old_content = 0;
    for (const TraceEvent& event : presented) old_content += event.arg2 == 0;
    CHECK(old_content >= 49);
    CHECK(old_content <= 54);
    CHECK(theatre.recorder.of(EventType::deadline_passed).size() >= 49);
    CHECK(presented.back().arg2 == 1);
    std::uint64_t longest = 0;
    for (std::size_t i = 1; i < presented.size(); ++i)
        longest = std::max(longest, presented[i].arg - presented[i - 1].arg);
    CHECK(longest <= 12'000'000);
}

TEST_CASE("closing the window ends the run and tells the page's loop, also while the page is blocked") {
    Theatre theatre;
    theatre.link.want_frame();
    theatre.window.at(300ms, [&] {
        theatre.window.state_.close_requested = true;
        theatre.window.post_empty_event();
    });
    theatre.run(5s);
    CHECK(theatre.control.closed());
    CHECK(theatre.clock.stamp() == time_zero + 300ms);
}

TEST_CASE("a control that somebody else closed ends the run") {
    Theatre theatre;
    theatre.window.at(300ms, [&] {
        theatre.control.close();
        theatre.window.post_empty_event();
    });
    theatre.run(5s);
    CHECK(theatre.clock.stamp() < time_zero + 400ms);
}

TEST_CASE("a run can be limited to so many vsyncs") {
    Theatre theatre;
    theatre.link.want_frame();
    for (int ms = 0; ms < 1000; ++ms) theatre.window.at(ms * 1ms, [&] { theatre.commit(); });
    theatre.run(5s, {.asked = RefreshRate::from_hz(100), .limit = {.vsyncs = 12}});
    CHECK(theatre.recorder.of(EventType::begin_frame).back().id == 12);
    CHECK(theatre.recorder.of(EventType::presented).back().cause == 12);
    CHECK(theatre.control.closed());
}

TEST_CASE("what a person does reaches the page at once, not at the next vsync") {
    Theatre theatre;
    theatre.open(1s, {.asked = RefreshRate::from_hz(10)});
    TimePoint arrived = time_never;
    theatre.link.set_wake_page([&] {
        if (arrived == time_never) arrived = theatre.clock.stamp();
    });
    const TimePoint pressed = theatre.clock.stamp() + 33ms;
    theatre.window.at(pressed - time_zero, [&] {
        arrived = time_never;
        theatre.window.push({.kind = InputKind::pointer_down, .position = {10, 10}});
    });
    theatre.display->run();
    CHECK(arrived == pressed);
    const std::vector<TraceEvent> inputs = theatre.recorder.of(EventType::input);
    REQUIRE(inputs.size() >= 1);
    CHECK(inputs.back().arg == static_cast<std::uint64_t>((pressed - time_zero).count()));
    CHECK(inputs.back().arg2 == 1 + input_for_page + 256u * static_cast<unsigned>(InputTimeSource::when_read));
}

/// From now on: presses the pointer after 300 ms and closes the window after 600 ms.
struct Visitor {
    explicit Visitor(Theatre& of) : theatre(of), came(of.clock.stamp()) {
        const Duration now = came - time_zero;
        theatre.window.at(now + 300ms, [this] {
            theatre.link.set_wake_page([this] { heard = std::min(heard, theatre.clock.stamp()); });
            theatre.window.push({.kind = InputKind::pointer_down, .position = {10, 10}});
        });
        theatre.window.at(now + 600ms, [this] { theatre.window.state_.close_requested = true; });
        // A display that never looks would draw for ever.
        theatre.window.at(now + 5s, [] { throw std::runtime_error("nobody looked at the window for seconds"); });
    }
    Theatre& theatre;
    TimePoint came, heard = time_never;
};

/// A machine on which each step towards a picture takes long.
struct SlowBlinking final : Overlay {
    SlowBlinking(VirtualClock& of, Duration a_step) : clock(of), step(a_step) {}
    Rect page_area(Size window) const override { return {0, 0, window.width, window.height}; }
    bool take_input(const InputEvent&) override { return false; }
    bool wants_redraw(TimePoint) const override { return clock.advance(step), true; }
    void draw(PixelSize, float, TimePoint) override {}
    VirtualClock& clock;
    Duration step;
};

TEST_CASE("a display that is slower than its vsyncs looks at the window between two frames all the same") {
    for (const Duration step : {6ms, 12ms, 40ms}) {
        Theatre theatre;
        SlowBlinking overlay(theatre.clock, step);
        theatre.open(10s, {.overlay = &overlay, .asked = RefreshRate::from_hz(100)});
        const Visitor visitor(theatre);
        theatre.display->run();
        CHECK(visitor.heard - visitor.came <= 300ms + 6 * step);
        CHECK(theatre.clock.stamp() - visitor.came <= 600ms + 6 * step);
    }
}

TEST_CASE("where swaps wait and the page has nothing to say, the window is looked at after each swap") {
    Theatre theatre;
    theatre.window.vsync = 10ms;
    theatre.open(10s, {.overlay = &theatre.blinking});
    REQUIRE(theatre.display->description().starts_with("hardware vsync"));
    const Visitor visitor(theatre);
    theatre.display->run();
    CHECK(visitor.heard - visitor.came <= 310ms);
    CHECK(theatre.clock.stamp() - visitor.came <= 610ms);
}

TEST_CASE("on one thread the page has a turn between two frames, however long they take") {
    Theatre theatre;
    SlowBlinking overlay(theatre.clock, 6ms);
    int turns = 0;
    theatre.open(10s, {.overlay = &overlay, .asked = RefreshRate::from_hz(100), .pump = [&](TimePoint until) {
                           if (until > theatre.clock.stamp()) ++turns;
                           theatre.clock.advance_to(until);
                       }});
    const Visitor visitor(theatre);
    theatre.display->run();
    CHECK(turns >= 20);
    CHECK(theatre.clock.stamp() - visitor.came <= 650ms);
}

TEST_CASE("a hidden window begins no frames, and is drawn at once when it is shown again") {
    Theatre theatre;
    theatre.window.at(300ms, [&] {
        theatre.window.state_.visibility = Visibility::hidden;
        theatre.window.post_empty_event();
    });
    theatre.window.at(700ms, [&] {
        theatre.window.state_.visibility = Visibility::shown;
        ++theatre.window.state_.picture_lost;
        theatre.window.post_empty_event();
    });
    theatre.run(1s, {.asked = RefreshRate::from_hz(100)});
    int hidden_frames = 0;
    TimePoint first_picture = time_never;
    for (const TraceEvent& event : theatre.recorder.events) {
        const bool hidden = event.time > time_zero + 300ms && event.time < time_zero + 690ms;
        hidden_frames += hidden && event.type == EventType::begin_frame;
        if (event.type == EventType::presented && event.time > time_zero + 700ms)
            first_picture = std::min(first_picture, event.time);
    }
    CHECK(hidden_frames == 0);
    CHECK(first_picture <= time_zero + 712ms);
    CHECK(theatre.recorder.of(EventType::visibility_changed).size() == 2);
}

TEST_CASE("moving to a monitor of another rate measures again") {
    Theatre theatre;
    theatre.window.vsync = 10ms;
    std::vector<std::string> described;
    theatre.open(
        3s, {.overlay = &theatre.blinking, .described = [&](const std::string& line) { described.push_back(line); }});
    CHECK(theatre.display->rate().hz() == 100);
    CHECK(described == std::vector<std::string>{theatre.display->description()});
    theatre.window.at(theatre.clock.stamp() - time_zero + 200ms, [&] {
        theatre.window.vsync = 5ms;
        theatre.window.state_.monitor_rate = RefreshRate::from_hz(200);
        ++theatre.window.state_.monitor_changes;
        theatre.window.post_empty_event();
    });
    theatre.display->run();
    CHECK(theatre.display->rate().hz() == 200);
    CHECK(theatre.display->description() ==
          "hardware vsync at 200 Hz: swaps block (5.0 ms a swap at interval 1), as the display reports");
    REQUIRE(described.size() == 2);
    CHECK(described[1] == theatre.display->description());
    const std::vector<TraceEvent> begun = theatre.recorder.of(EventType::begin_frame);
    CHECK(begun.back().arg2 == 5'000'000);
    bool rising = true;
    for (std::size_t i = 1; i < begun.size(); ++i)
        rising = rising && begun[i].id > begun[i - 1].id && begun[i].time > begun[i - 1].time;
    CHECK(rising);
}

TEST_CASE("on one thread the page's half is pumped in turn, and a page that blocks freezes the window") {
    Theatre theatre;
    theatre.link.want_frame();
    int pumped = 0;
    Display::Desc desc{.asked = RefreshRate::from_hz(100)};
    desc.pump = [&](TimePoint until) {
        ++pumped;
        theatre.commit();
        if (pumped == 100) theatre.clock.advance(200ms);
        theatre.clock.advance_to(until);
    };
    theatre.run(1s, std::move(desc));
    CHECK(pumped > 100);
    std::uint64_t longest = 0;
    const std::vector<TraceEvent> presented = theatre.recorder.of(EventType::presented);
    REQUIRE(presented.size() > 20);
    for (std::size_t i = 1; i < presented.size(); ++i)
        longest = std::max(longest, presented[i].arg - presented[i - 1].arg);
    CHECK(longest >= 200'000'000);
    CHECK(longest <= 225'000'000);
}

TEST_CASE("a steady frame allocates nothing on the display thread") {
    VirtualClock clock;
    ScriptedWindow window(clock);
    window.swaps.reserve(1000);
    PageLink link;
    Trace trace(clock);
    Display::Desc desc{.window = &window,
                       .link = &link,
                       .clock = &clock,
                       .trace = &trace,
                       .asked = RefreshRate::from_hz(100),
                       .limit = {.vsyncs = 120}};
    AllocationCount after_warm_up = 0, at_the_end = 0;
    int frames = 0;
    desc.pump = [&](TimePoint until) {
        at_the_end = allocations();
        clock.advance_to(until);
        const auto begun = link.take_begin_frame();
        if (!begun) return;
        if (++frames == 20) after_warm_up = at_the_end;
        window.push({.kind = InputKind::pointer_move, .position = {static_cast<float>(frames), 5}});
        link.want_frame();
        link.frame_to_fill().id = begun->id;
        link.commit();
        PageMail mail;
        while (link.take_mail(mail)) {
        }
    };
    link.want_frame();
    const std::unique_ptr<Display> display = std::move(*Display::open(std::move(desc)));
    display->run();
    CHECK(frames > 100);
    CHECK(after_warm_up > 0);
    CHECK(at_the_end == after_warm_up);
}

TEST_CASE("presentation times are the window system's word, matched to swaps in order") {
    VirtualClock clock;
    ScriptedWindow window(clock);
    ScriptedTiming timing(clock, 10ms);
    window.timing = &timing;
    EventRing ring(256);
    TraceWriter writer(ring, clock, Track::display);
    FrameEvents events(&writer);
    Presentation presentation(window, events, clock, true);
    CHECK(presentation.source() == PresentedSource::x11_present);
    const auto presented = [&ring] {
        std::vector<TraceEvent> found;
        EventReader(ring).read(found);
        std::erase_if(found, [](const TraceEvent& event) { return event.type != EventType::presented; });
        return found;
    };
    presentation.swap({.frame = {1}, .content = {1}, .new_content = true});
    presentation.swap({.frame = {2}, .content = {1}});
    CHECK(presented().empty());
    timing.complete(10ms);
    timing.complete(20ms);
    presentation.collect();
    REQUIRE(presented().size() == 2);
    CHECK(presented()[0].cause == 1);
    CHECK(presented()[0].arg == 10'000'000);
    CHECK(presented()[1].cause == 2);
    CHECK(presented()[1].arg == 20'000'000);
    CHECK(presented()[1].detail == static_cast<int>(PresentedSource::x11_present));

    SUBCASE("and what was overtaken was not presented") {
        presentation.swap({.frame = {3}, .content = {2}, .new_content = true});
        presentation.swap({.frame = {4}, .content = {3}, .new_content = true});
        timing.complete(30ms, false);
        timing.complete(30ms);
        presentation.collect();
        REQUIRE(presented().size() == 3);
        CHECK(presented()[2].cause == 4);
        std::vector<TraceEvent> events;
        EventReader(ring).read(events);
        const TraceEvent& last_but_one = events.at(events.size() - 2);
        CHECK(last_but_one.type == EventType::frame_skipped);
        CHECK(last_but_one.id == 3);
    }
    SUBCASE("and when it falls silent, swap returns take over and say so") {
        for (std::uint64_t k = 3; k < 20; ++k) presentation.swap({.frame = {k}, .content = {1}});
        CHECK(presentation.source() == PresentedSource::swap_return);
        CHECK(presented().size() == 19);
        CHECK(presented().back().detail == static_cast<int>(PresentedSource::swap_return));
        CHECK(presented().back().arg == static_cast<std::uint64_t>(window.swaps.back().time_since_epoch().count()));
    }
}
