// SPDX-License-Identifier: MIT
#include "demos/program/real_session.h"

#include <fmt/format.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "demos/gallery.h"
#include "demos/program/ending_signals.h"
#include "demos/program/outputs.h"
#include "demos/program/pages.h"
#include "demos/program/picture.h"
#include "demos/program/shown_page.h"
#include "display/display.h"
#include "display/glfw_window.h"
#include "display/headless_window.h"
#include "display/present_timing.h"
#include "gpu/embedded_assets.h"
#include "gpu/fonts.h"
#include "inspector/inspector.h"

namespace janklab {

namespace {

constexpr Duration usual_headless_length = 5s;

/// Everything that both threads share, and everything that the run needs, in the order in which it depends.
struct Session {
    const Options& options;
    const Demo* demo;
    RealClock clock;
    Trace trace{clock};
    RunFolds folds;
    Recording recording;
    LoopControl control;
    PageLink link;
    ControlBoard board;
    std::unique_ptr<const Fonts> fonts;
    std::unique_ptr<Window> window;
    NoOverlay no_overlay;
    std::unique_ptr<Inspector> inspector;
    std::optional<ShownPage> shown_page;
    std::optional<Pages> pages;
    std::unique_ptr<Display> display;
    TimePoint started;
    std::atomic<Window*> shown{nullptr};
    // Before the window, whose driver starts threads.
    EndingSignals signals{[this] { end(); }};

    Session(const Options& with, const Demo* subject) : options(with), demo(subject) {}
    /// Any thread.
    void end() {
        control.close();
        if (Window* sleeping = shown) sleeping->post_empty_event();
    }
    Overlay& overlay() { return inspector ? static_cast<Overlay&>(*inspector) : no_overlay; }
};

Result<void> add_inspector(Session& session) {
    if (!session.options.inspector || !session.window->device()) return {};
    Result<std::unique_ptr<Inspector>> inspector = Inspector::create(
        {.trace = &session.trace,
         .folds = &session.folds,
         .control = &session.control,
         .link = &session.link,
         .board = &session.board,
         .fonts = session.fonts.get(),
         .title = session.demo ? session.demo->title : gallery_title,
         .look_for = session.demo ? session.demo->look_for : gallery_look_for,
         .way_back = way_to_the_gallery,
         .software = session.window->device()->software(),
         .can_pause = !session.options.single_thread,
         .policy = session.options.policy,
         .annotations = session.options.annotations,
         .set_policy = [&session](Policy policy) { session.link.send(PageMail{PolicyChange{policy}}); }});
    if (!inspector) return inspector.error();
    session.inspector = std::move(*inspector);
    session.shown_page.emplace(*session.inspector);
    session.trace.add(*session.shown_page);
    return {};
}

void prepare_pages(Session& session) {
    const Options& options = session.options;
    session.pages.emplace(Pages::Desc{.page = {.clock = &session.clock,
                                               .trace = &session.trace,
                                               .link = &session.link,
                                               .control = &session.control,
                                               .text = session.fonts.get(),
                                               .controls = &session.board,
                                               .viewport = session.overlay().page_area(options.size).size(),
                                               .policy = options.policy,
                                               .annotations = options.annotations,
                                               .lockstep = options.lockstep,
                                               .throttle = options.throttle,
                                               .seed = options.seed},
                                      .first = session.demo,
                                      .to_and_fro = !options.headless});
    session.link.set_wake_page([&session] { session.pages->wake(); });
}

Result<void> open_display(Session& session) {
    const Options& options = session.options;
    const bool one_thread = options.single_thread;
    // The run's length counts from here: measuring the display is part of opening it.
    Result<std::unique_ptr<Display>> display =
        Display::open({.window = session.window.get(),
                       .link = &session.link,
                       .clock = &session.clock,
                       .fonts = session.fonts.get(),
                       .trace = &session.trace,
                       .control = &session.control,
                       .overlay = &session.overlay(),
                       .asked = options.hz ? std::optional(RefreshRate::from_hz(*options.hz)) : std::nullopt,
                       .limit = {.end = options.run_time ? session.clock.stamp() + *options.run_time : time_never,
                                 .vsyncs = options.frames.value_or(0)},
                       .described =
                           [&session](const std::string& line) {
                               fmt::print(stderr, "janklab: {}\n", line);
                               if (session.inspector) session.inspector->show_display(line);
                           },
                       .pump = one_thread ? MoveOnlyFunction<void(TimePoint)>(
                                                [&session](TimePoint until) { session.pages->run_until(until); })
                                          : nullptr});
    if (!display) return display.error();
    session.display = std::move(*display);
    return {};
}

void run_both_halves(Session& session) {
    session.shown = session.window.get();
    if (session.options.single_thread) return session.display->run();
    std::thread page_thread([&session] { session.pages->run(); });
    session.display->run();
    session.control.close();
    page_thread.join();
}

std::optional<std::string> window_copy_of(Session& session) {
    if (!session.window->device()) return std::nullopt;
    const char* age = session.overlay().draws() ? nullptr : session.window->buffer_age_source();
    return age ? age : "whole";
}

RunFacts facts_of(Session& session) {
    return {.subject = session.demo ? fmt::format("demo {}", session.demo->name) : "gallery",
            .clock = ClockKind::real,
            .presented_by = session.display->presented_by(),
            .hz = session.display->rate().hz(),
            .display = session.display->description(),
            .window_copy = window_copy_of(session),
            .start = session.started,
            .length = session.clock.stamp() - session.started,
            .seed = session.options.seed};
}

Result<void> write_screenshot(Session& session) {
    if (!session.window->device())
        return Error{
            "--screenshot needs GL, and there is none on this machine; install Mesa (libgl1-mesa-dri, libegl1)"};
    session.window->make_current();
    const WindowState& state = session.window->state();
    const Result<Image> image = picture_of({.frame = session.link.current(),
                                            .overlay = &session.overlay(),
                                            .fonts = session.fonts.get(),
                                            .window = state.size,
                                            .scale = state.scale,
                                            .scrolling = &session.display->scrolling(),
                                            .now = session.clock.stamp()});
    if (!image) return image.error();
    return write_png(*session.options.screenshot_file, *image);
}

/// What belongs to the connection, GL included, cannot be taken down any more: the process ends here.
[[noreturn]] void end_without_the_server() {
    fmt::print(stderr, "janklab: the display server has gone, and the window with it; the run has ended there\n");
    std::fflush(nullptr);
    std::_Exit(3);
}

Result<int> run_session(Session& session) {
    session.trace.add(session.folds);
    if (session.options.trace_file) session.trace.add(session.recording);
    if (Result<void> added = add_inspector(session); !added) return added.error();
    prepare_pages(session);
    session.started = session.clock.stamp();
    if (Result<void> opened = open_display(session); !opened) return opened.error();
    run_both_halves(session);
    session.trace.collect();
    if (Result<void> written = write_outputs(session.options, facts_of(session), session.folds, session.recording);
        !written)
        return written.error();
    if (session.window->state().server_gone) end_without_the_server();
    if (session.options.screenshot_file) {
        if (Result<void> taken = write_screenshot(session); !taken) return taken.error();
    }
    return session.options.headless ? exit_code_of_headless_run(session.folds) : 0;
}

}  // namespace

Result<int> run_in_window(const Options& options, const Demo* demo, bool& window_opened) {
    Session session(options, demo);
    Result<Image> icon = embedded_image("icon-64.png");
    Result<std::unique_ptr<GlfwWindow>> window = GlfwWindow::open(
        session.clock, {.size = options.size, .title = "Janklab", .icon = icon ? std::move(*icon) : Image{}});
    if (!window) return window.error();
    window_opened = true;
    if (options.scale != 1)
        fmt::print(stderr, "janklab: a window has the scale of its screen: --scale is for --headless and left out\n");
    session.window = std::move(*window);
    Result<std::unique_ptr<const Fonts>> fonts = Fonts::load();
    if (!fonts) return fonts.error();
    session.fonts = std::move(*fonts);
    return run_session(session);
}

Result<int> run_headless(const Options& options, const Demo* demo) {
    Options limited = options;
    if (!limited.run_time && !limited.frames) limited.run_time = usual_headless_length;
    Session session(limited, demo);
    Result<std::unique_ptr<const Fonts>> fonts = Fonts::load();
    if (!fonts) return fonts.error();
    session.fonts = std::move(*fonts);
    HeadlessWindow::Desc desc{.size = options.size, .scale = static_cast<float>(options.scale)};
    Result<std::unique_ptr<HeadlessWindow>> window = HeadlessWindow::open(session.clock, desc);
    if (!window) {
        fmt::print(stderr, "janklab: {}\njanklab: running up to the display list, without pictures\n",
                   window.error().sentence);
        desc.gl = false;
        window = HeadlessWindow::open(session.clock, desc);
        if (!window) return window.error();
    }
    session.window = std::move(*window);
    return run_session(session);
}

}  // namespace janklab
