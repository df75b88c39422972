// SPDX-License-Identifier: MIT
#include "demos/program/virtual_session.h"

#include <fmt/format.h>

#include "demos/demos.h"
#include "demos/gallery.h"
#include "demos/program/ending_signals.h"
#include "demos/program/outputs.h"
#include "demos/program/picture.h"
#include "gpu/fonts.h"
#include "gpu/offscreen_gl.h"
#include "inspector/inspector.h"
#include "inspector/window_layout.h"
#include "page/virtual_run.h"

namespace janklab {

namespace {

constexpr Duration usual_length = 5s;

/// A run that ends after so many frames is as long as they take, for the hand that a demo brings along.
Duration length_of(const Options& options, RefreshRate rate) {
    if (options.frames) return rate.period() * static_cast<std::int64_t>(*options.frames);
    return options.run_time.value_or(usual_length);
}

RunLimit limit_of(const Options& options) {
    if (options.frames) return {.vsyncs = *options.frames};
    return {.end = time_zero + options.run_time.value_or(usual_length)};
}

std::vector<ScriptedInput> inputs_of(const Demo* demo, Duration length) {
    std::vector<ScriptedInput> inputs;
    if (!demo || !demo->hand) return inputs;
    for (const InputEvent& event : demo->hand(length)) inputs.push_back({event.time, event});
    return inputs;
}

/// The part of the window that the page gets, CSS pixels.
Size page_size(const Options& options) {
    return options.inspector ? layout_of(options.size).page.size() : options.size;
}

/// The picture of the moment in which the run ends, with the inspector as it has seen the whole run.
class Screenshot {
  public:
    Result<void> prepare(const Options& options, const Demo* demo, VirtualRun& run, const Fonts& fonts) {
        Result<OffscreenGl> gl = OffscreenGl::create();
        if (!gl) return gl.error();
        gl_.emplace(std::move(*gl));
        if (!options.inspector) return {};
        Result<std::unique_ptr<Inspector>> inspector =
            Inspector::create({.trace = &run.trace(),
                               .folds = &run.folds(),
                               .control = &run.control(),
                               .link = &run.link(),
                               .board = &run.controls(),
                               .fonts = &fonts,
                               .title = demo ? demo->title : gallery_title,
                               .look_for = demo ? demo->look_for : gallery_look_for,
                               .display = run.display().description(),
                               .policy = options.policy,
                               .annotations = options.annotations});
        if (!inspector) return inspector.error();
        inspector_ = std::move(*inspector);
        return {};
    }
    void take(const Options& options, VirtualRun& run, const Fonts& fonts) {
        picture_ = picture_of({.frame = run.link().current(),
                               .overlay = inspector_ ? static_cast<Overlay*>(inspector_.get()) : &no_overlay_,
                               .fonts = &fonts,
                               .window = options.size,
                               .scale = static_cast<float>(options.scale),
                               .scrolling = &run.display().scrolling(),
                               .now = run.clock().stamp()});
    }
    Result<void> write(const std::string& path) const {
        if (!picture_) return picture_.error();
        return write_png(path, *picture_);
    }

  private:
    std::optional<OffscreenGl> gl_;
    NoOverlay no_overlay_;
    std::unique_ptr<Inspector> inspector_;
    Result<Image> picture_ = Error{"the run ended before a picture could be taken"};
};

}  // namespace

Result<int> run_in_virtual_time(const Options& options, const Demo* demo) {
    Result<std::unique_ptr<const Fonts>> fonts = Fonts::load();
    if (!fonts) return fonts.error();
    const RefreshRate rate = RefreshRate::from_hz(options.hz.value_or(60));
    const Duration length = length_of(options, rate);
    MoveOnlyFunction<void()> take_screenshot;
    VirtualRun run({.text = fonts->get(),
                    .rate = rate,
                    .limit = limit_of(options),
                    .viewport = page_size(options),
                    .policy = options.policy,
                    .annotations = options.annotations,
                    .lockstep = options.lockstep,
                    .throttle = options.throttle,
                    .seed = options.seed,
                    .title = demo ? demo->title : gallery_title,
                    .inputs = inputs_of(demo, length),
                    .record = options.trace_file.has_value(),
                    .at_end = [&take_screenshot] {
                        if (take_screenshot) take_screenshot();
                    }});
    Screenshot screenshot;
    if (options.screenshot_file) {
        if (Result<void> ready = screenshot.prepare(options, demo, run, **fonts); !ready) return ready.error();
        take_screenshot = [&] { screenshot.take(options, run, **fonts); };
    }
    if (demo) demo->build(run.page());
    else build_gallery(run.page(), [](const Demo&) {});
    {
        const EndingSignals signals([&run] { run.control().close(); });
        run.run();
    }

    const RunFacts facts{.subject = demo ? fmt::format("demo {}", demo->name) : "gallery",
                         .clock = ClockKind::virtual_time,
                         .presented_by = PresentedSource::virtual_display,
                         .hz = rate.hz(),
                         .display = run.display().description(),
                         .start = time_zero,
                         .length = run.clock().stamp() - time_zero,
                         .seed = options.seed};
    if (Result<void> written = write_outputs(options, facts, run.folds(), run.recording()); !written)
        return written.error();
    if (options.screenshot_file) {
        if (Result<void> written = screenshot.write(*options.screenshot_file); !written) return written.error();
    }
    return exit_code_of_headless_run(run.folds());
}

}  // namespace janklab
