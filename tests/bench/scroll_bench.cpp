// SPDX-License-Identifier: MIT
// A page of 10,000 elements (5,000 rounded rows, a text in each) that is scrolled while its page thread does nothing at
// all: what a frame costs the display thread, what it draws, and how far it goes before something is not ready. Beside
// it what layers with pictures of their own would do: copy the picture kept from the frame before, moved, and draw the
// strip that came into sight. Alternated in one run, medians; `cpu` is processor time of the calling thread, `wall`
// until the picture is there.
#include <benchmark/benchmark.h>
#include <time.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "compositor/compositor.h"
#include "compositor/scrolling.h"
#include "dom/document.h"
#include "gpu/offscreen_gl.h"
#include "layout/layout.h"
#include "paint/paint.h"
#include "paint/scroll_tree.h"
#include "style/style.h"
#include "style/update_style.h"

namespace {

using namespace janklab;

constexpr int rows = 5000;
constexpr Size viewport{1280, 720};

double seconds_of(clockid_t clock) {
    timespec now;
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// Of one frame, in milliseconds.
struct Cost {
    double cpu = 0, wall = 0;
};
template <class Work>
Cost cost_of(const Framebuffer& picture, Work work) {
    const double wall = seconds_of(CLOCK_MONOTONIC), cpu = seconds_of(CLOCK_THREAD_CPUTIME_ID);
    work();
    const double spent = seconds_of(CLOCK_THREAD_CPUTIME_ID) - cpu;
    benchmark::DoNotOptimize(read_pixels(picture.gl_name(), {1, 1}));
    return {spent * 1e3, (seconds_of(CLOCK_MONOTONIC) - wall) * 1e3};
}

double median(std::vector<Cost>& costs, double Cost::*of) {
    const auto middle = costs.begin() + static_cast<std::ptrdiff_t>(costs.size() / 2);
    std::ranges::nth_element(costs, middle, {}, of);
    return (*middle).*of;
}

struct Page {
    explicit Page(const Fonts& fonts) {
        for (int i = 0; i < rows; ++i) {
            Element& row = document.body().append({.height = px(28),
                                                   .margin = edges(px(1), px(8)),
                                                   .padding = edges(px(4), px(12)),
                                                   .background = i % 2 == 0 ? rgb(0xe8eef8) : rgb(0xf6f2e8),
                                                   .radius = 6});
            row.append_text("Row " + std::to_string(i) + ": the quick brown fox jumps over the lazy dog",
                            {.font_size = 14.f, .white_space = WhiteSpace::nowrap});
        }
        update_style(document);
        layout(document, viewport, fonts);
        collect_scroll_tree(document, frame.scrolling, scrollers);
        paint(document, frame.list, frame.scrolling);
        frame.id = {1};
        frame.viewport = viewport;
        frame.background = rgb(0xffffff);
    }
    Document document;
    CompositorFrame frame;
    std::vector<Element*> scrollers;
};

struct Stage {
    std::optional<OffscreenGl> gl;
    std::unique_ptr<const Fonts> fonts;
    std::unique_ptr<Page> page;
    PixelSize size;
    float scale = 1;
    DrawTarget target_on(const Framebuffer& picture, PixelSize of) const {
        return {picture.gl_name(), of, {0, 0, of.width, of.height}, scale, true};
    }
};

bool set_up(benchmark::State& state, Stage& stage) {
    auto gl = OffscreenGl::create();
    if (!gl) return state.SkipWithError(gl.error().sentence.c_str()), false;
    auto fonts = Fonts::load();
    if (!fonts) return state.SkipWithError(fonts.error().sentence.c_str()), false;
    stage.gl.emplace(std::move(*gl));
    stage.fonts = std::move(*fonts);
    stage.page = std::make_unique<Page>(*stage.fonts);
    stage.scale = static_cast<float>(state.range(0));
    stage.size = {static_cast<int>(viewport.width * stage.scale), static_cast<int>(viewport.height * stage.scale)};
    return true;
}

void scroll_10000_elements(benchmark::State& state) {
    constexpr int frames = 60;
    constexpr float step = 48;
    Stage stage;
    if (!set_up(state, stage)) return;
    const int strip_height = static_cast<int>(step * stage.scale);
    auto whole = Compositor::create(*stage.fonts), part = Compositor::create(*stage.fonts);
    auto picture = Framebuffer::create(stage.size), kept = Framebuffer::create(stage.size),
         strip = Framebuffer::create({stage.size.width, strip_height});
    CompositorFrame& frame = stage.page->frame;
    Scrolling scrolling;
    scrolling.take(frame.scrolling);
    TimePoint now = time_zero;
    for (auto _ : state) {
        std::vector<Cost> replayed, strips, copies;
        DrawStats stats;
        for (int i = 0; i < frames; ++i) {
            now += 16ms;
            scrolling.wheel(0, {0, step}, false, now);
            scrolling.advance(now);
            replayed.push_back(cost_of(*picture, [&] {
                stats = (*whole)->draw(frame, now, stage.target_on(*picture, stage.size), {}, &scrolling);
            }));
            strips.push_back(cost_of(
                *strip, [&] { (*part)->draw(frame, now, stage.target_on(*strip, strip->size()), {}, &scrolling); }));
            copies.push_back(
                cost_of(*kept, [&] { picture->copy_to(kept->gl_name(), kept->size(), 0, -strip_height); }));
        }
        state.counters["instances"] = stats.instances;
        state.counters["vertices"] = 4.0 * stats.instances;
        state.counters["draw_calls"] = stats.draw_calls;
        state.counters["cpu_ms"] = median(replayed, &Cost::cpu);
        state.counters["wall_ms"] = median(replayed, &Cost::wall);
        state.counters["strip_cpu_ms"] = median(strips, &Cost::cpu);
        state.counters["strip_wall_ms"] = median(strips, &Cost::wall);
        state.counters["copy_wall_ms"] = median(copies, &Cost::wall);
        state.counters["kept_bytes"] = 4.0 * stage.size.width * stage.size.height;
    }
}
BENCHMARK(scroll_10000_elements)->Arg(1)->Arg(2)->Iterations(1)->Unit(benchmark::kMillisecond);

/// From a cold start to the end of the page, in strides of so many CSS pixels a frame, with the program's own budget
/// for glyphs: 1.5 ms a frame.
void checkerboard(benchmark::State& state) {
    Stage stage;
    if (!set_up(state, stage)) return;
    const auto stride = static_cast<float>(state.range(1));
    RealClock clock;
    auto compositor = Compositor::create(*stage.fonts);
    auto picture = Framebuffer::create(stage.size);
    CompositorFrame& frame = stage.page->frame;
    Scrolling scrolling;
    scrolling.take(frame.scrolling);
    TimePoint now = time_zero;
    for (auto _ : state) {
        int frames = 0, incomplete = 0;
        float first = -1, last = -1;
        for (float before = -1; scrolling.position(0).y != before; ++frames) {
            before = scrolling.position(0).y;
            const GlyphBudget budget{.clock = &clock, .time = 1500us};
            const DrawStats stats =
                (*compositor)->draw(frame, now, stage.target_on(*picture, stage.size), budget, &scrolling);
            if (stats.glyphs_left_out > 0) {
                ++incomplete;
                if (first < 0) first = before;
                last = before;
            }
            now += 16ms;
            scrolling.wheel(0, {0, stride}, false, now);
        }
        state.counters["frames"] = frames;
        state.counters["incomplete"] = incomplete;
        state.counters["first_at_px"] = first;
        state.counters["last_at_px"] = last;
        state.counters["page_px"] = frame.scrolling.scrollers[0].max.y;
    }
}
BENCHMARK(checkerboard)->Args({1, 48})->Args({1, 720})->Args({2, 720})->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
