// SPDX-License-Identifier: MIT
#include "display/headless_window.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>

#include "display/display.h"
#include "gpu/fonts.h"
#include "trace/trace.h"

using namespace janklab;

TEST_CASE("a headless window wakes up for what is pushed, and knows what was pushed") {
    RealClock clock;
    auto window = std::move(*HeadlessWindow::open(clock, {.size = {400, 300}, .scale = 2, .gl = false}));
    CHECK(window->state().framebuffer == PixelSize{800, 600});
    CHECK_FALSE(window->device());
    CHECK_FALSE(window->has_screen());
    std::thread hand([&window] { window->push({.kind = InputKind::key_down, .key = Key::space}); });
    window->wait_events_until(time_never);
    hand.join();
    std::vector<InputEvent> events;
    window->take_events(events);
    REQUIRE(events.size() == 1);
    CHECK(events[0].key == Key::space);
    std::thread waker([&window] { window->post_empty_event(); });
    window->wait_events_until(time_never);
    waker.join();
}

TEST_CASE("a headless window can be resized, to nothing too, hidden and closed") {
    RealClock clock;
    auto window = std::move(*HeadlessWindow::open(clock, {.gl = false}));
    const std::uint32_t lost = window->state().picture_lost;
    window->push_size({0, 300});
    window->poll_events();
    CHECK(window->state().visibility == Visibility::hidden);
    window->push_size({100, 300});
    window->poll_events();
    CHECK(window->state().visibility == Visibility::shown);
    CHECK(window->state().picture_lost > lost);
    window->push_visibility(Visibility::covered);
    window->poll_events();
    CHECK(window->state().visibility == Visibility::covered);
    window->push_close();
    window->poll_events();
    CHECK(window->state().close_requested);
}

TEST_CASE("a page thread and the display thread run a whole frame loop without a screen") {
    RealClock clock;
    auto window = std::move(*HeadlessWindow::open(clock, {.gl = false}));
    PageLink link;
    Trace trace(clock);
    struct Count final : Fold {
        int presented = 0, inputs = 0;
        std::uint64_t last = 0;
        bool rising = true;
        void take(const TraceEvent& event) override {
            inputs += event.type == EventType::input;
            if (event.type != EventType::presented) return;
            ++presented;
            rising = rising && event.cause > last;
            last = event.cause;
        }
    } count;
    trace.add(count);
    auto display = std::move(*Display::open({.window = window.get(),
                                             .link = &link,
                                             .clock = &clock,
                                             .trace = &trace,
                                             .asked = RefreshRate::from_hz(240),
                                             .limit = {.vsyncs = 30}}));
    CHECK(display->description() == "software pacing at 240 Hz: there is no screen");
    std::atomic<bool> ended{false};
    int received = 0;
    std::thread page([&] {
        link.want_frame();
        while (!ended) {
            PageMail mail;
            while (link.take_mail(mail)) ++received;
            if (const auto frame = link.take_begin_frame()) {
                link.want_frame();
                link.frame_to_fill().id = frame->id;
                link.commit();
            }
            std::this_thread::yield();
        }
    });
    window->push({.kind = InputKind::pointer_down, .position = {5, 5}});
    display->run();
    ended = true;
    page.join();
    CHECK(count.presented >= 1);
    CHECK(count.rising);
    CHECK(count.inputs == 2);  // the size and the press
    CHECK(received == 2);
    display.reset();
    trace.remove(count);
}

namespace {

/// Counts what the display says about glyphs that were not ready.
class GlyphsLeftOut final : public Fold {
  public:
    void take(const TraceEvent& event) override {
        if (event.type == EventType::draw_started) drawing = true, missing = false;
        if (event.type == EventType::draw_ended) drawing = false, complete = frames > 0 && !missing;
        if (event.type != EventType::glyphs_left_out) return;
        missing = true;
        frames += drawing && event.id == 1;
        made_ready += event.arg2;
        last = event.arg;
    }
    bool drawing = false, missing = false;
    bool complete = false;  // something was left out, and the latest draw brought the last of it
    int frames = 0;
    std::uint64_t made_ready = 0, last = 0;
};

}  // namespace

TEST_CASE("glyphs that are not ready are drawn at the next vsync without the page, and the trace says so") {
    RealClock clock;
    Result<std::unique_ptr<HeadlessWindow>> opened = HeadlessWindow::open(clock, {.size = {200, 100}});
    if (!opened) {
        MESSAGE("skipped: " << opened.error().sentence);
        return;
    }
    const std::unique_ptr<HeadlessWindow> window = std::move(*opened);
    const Result<std::unique_ptr<const Fonts>> fonts = Fonts::load();
    REQUIRE(fonts.ok());
    Trace trace(clock);
    GlyphsLeftOut left_out;
    trace.add(left_out);
    PageLink link;
    Display::Desc desc{.window = window.get(),
                       .link = &link,
                       .clock = &clock,
                       .fonts = fonts.value().get(),
                       .trace = &trace,
                       .asked = RefreshRate::from_hz(100),
                       .glyphs = GlyphBudget{.glyphs = 1},
                       .limit = {.vsyncs = 6000}};  // not reached: the end is the draw that brings the last glyph
    bool committed = false;
    desc.pump = [&](TimePoint) {
        if (left_out.complete) window->push_close();
        if (!link.take_begin_frame() || std::exchange(committed, true)) return;
        CompositorFrame& frame = link.frame_to_fill();
        frame = {};
        frame.id = {1};
        frame.viewport = {200, 100};
        frame.damage = {0, 0, 200, 100};
        for (const char32_t c : {U'H', U'E', U'M', U'I'}) {
            frame.list.glyphs.push_back({c, {10 + 30 * static_cast<float>(frame.list.glyphs.size()), 60}});
        }
        frame.list.items.emplace_back(TextItem{.count = 4, .font_size = 30, .bounds = {0, 30, 200, 40}});
        link.commit();
    };
    link.want_frame();
    Result<std::unique_ptr<Display>> display = Display::open(std::move(desc));
    REQUIRE(display.ok());
    (*display)->run();
    display->reset();
    trace.remove(left_out);
    CHECK(left_out.frames == 3);
    CHECK(left_out.made_ready == 3);
    CHECK(left_out.last == 1);
    const Image picture = window->picture();
    for (int letter = 0; letter < 4; ++letter) {
        int darkest = 255;
        for (int x = 10 + 30 * letter; x < 35 + 30 * letter; ++x) darkest = std::min<int>(darkest, picture.at(x, 50).g);
        CHECK(darkest < 100);
    }
}

TEST_CASE("with GL and no screen, the page's picture can be read") {
    RealClock clock;
    Result<std::unique_ptr<HeadlessWindow>> opened = HeadlessWindow::open(clock, {.size = {200, 100}});
    if (!opened) {
        MESSAGE("skipped: " << opened.error().sentence);
        return;
    }
    const std::unique_ptr<HeadlessWindow> window = std::move(*opened);
    const Result<std::unique_ptr<const Fonts>> fonts = Fonts::load();
    if (!fonts) {
        MESSAGE("skipped: " << fonts.error().sentence);
        return;
    }
    PageLink link;
    Display::Desc desc{.window = window.get(),
                       .link = &link,
                       .clock = &clock,
                       .fonts = fonts.value().get(),
                       .asked = RefreshRate::from_hz(100),
                       .limit = {.vsyncs = 10}};
    desc.pump = [&](TimePoint) {
        const auto begun = link.take_begin_frame();
        if (!begun) return;
        CompositorFrame& frame = link.frame_to_fill();
        frame = {};
        frame.id = begun->id;
        frame.viewport = {200, 100};
        frame.damage = {0, 0, 200, 100};
        frame.background = rgb(0x0000ff);
        frame.list.items.emplace_back(BoxItem{.rect = {10, 10, 20, 20}, .fill = rgb(0x00ff00)});
        link.commit();
    };
    link.want_frame();
    Result<std::unique_ptr<Display>> display = Display::open(std::move(desc));
    REQUIRE(display.ok());
    (*display)->run();
    const Image picture = window->picture();
    REQUIRE(picture.size == PixelSize{200, 100});
    CHECK(picture.at(20, 20) == rgb(0x00ff00));
    CHECK(picture.at(100, 50) == rgb(0x0000ff));
}
