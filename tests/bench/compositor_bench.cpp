// SPDX-License-Identifier: MIT
// 10,000 rounded boxes and 10,000 glyphs: what a draw costs the display thread, beside the least that can be done,
// which is handing the same instances, prepared beforehand, to the same shaders in two calls. Alternated in one run,
// medians, processor time of the calling thread (on software GL other threads colour the pixels). Then a frame that did
// not change. Last, a text of 100,000 glyphs that scrolls by 40 pixels a frame, beside one of a screenful.
#include <benchmark/benchmark.h>
#include <time.h>

#include <algorithm>
#include <vector>

#include "compositor/compositor.h"
#include "compositor/draw_programs.h"
#include "gpu/offscreen_gl.h"

namespace {

using namespace janklab;

constexpr int rounds = 31;
constexpr int boxes = 10000, lines = 100, glyphs_a_line = 100;
constexpr PixelSize size{1280, 720};
constexpr PixelRect page{0, 0, size.width, size.height};

double thread_ms() {
    timespec spent;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return static_cast<double>(spent.tv_sec) * 1e3 + static_cast<double>(spent.tv_nsec) / 1e6;
}

template <class Work>
double ms_of(Work work) {
    const double start = thread_ms();
    work();
    return thread_ms() - start;
}

double median(std::vector<double> values) {
    std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
    return values[values.size() / 2];
}

CompositorFrame full_page(const Fonts& fonts) {
    CompositorFrame frame;
    for (int i = 0; i < boxes; ++i) {
        const Rect rect{static_cast<float>(i % 125 * 10), static_cast<float>(i / 125 * 9), 9, 8};
        frame.list.items.push_back(BoxItem{.rect = rect, .radius = 3, .fill = rgb(0x3366cc)});
    }
    for (int line = 0; line < lines; ++line) {
        const float top = static_cast<float>(line) * 7;
        frame.list.items.push_back(TextItem{.first = static_cast<std::uint32_t>(frame.list.glyphs.size()),
                                            .count = glyphs_a_line,
                                            .font_size = 12,
                                            .color = rgb(0),
                                            .bounds = {0, top, size.width, 14}});
        float pen = 0;
        for (int i = 0; i < glyphs_a_line; ++i) {
            const auto c = static_cast<char32_t>('!' + (line * 7 + i) % 90);
            frame.list.glyphs.push_back({c, {pen, top + 11}});
            pen += fonts.advance(FontFace::sans, 12, c);
        }
    }
    return frame;
}

void finish(const Framebuffer& picture) { benchmark::DoNotOptimize(read_pixels(picture.gl_name(), {1, 1})); }

void draw_20000(benchmark::State& state) {
    auto gl = OffscreenGl::create();
    if (!gl) return state.SkipWithError(gl.error().sentence.c_str());
    auto fonts = Fonts::load();
    if (!fonts) return state.SkipWithError(fonts.error().sentence.c_str());
    auto compositor = Compositor::create(**fonts);
    auto picture = Framebuffer::create(size);
    const DrawTarget target{picture->gl_name(), size, page, 1, true};
    CompositorFrame frame = full_page(**fonts);

    ShaderLibrary shaders("");
    auto renderer = QuadRenderer::create(shaders, draw_programs);
    GlyphAtlas atlas(**fonts);
    DrawPlan plan;
    plan.make(frame.list, {}, 1, page, renderer->table_capacity(), atlas);
    atlas.upload();
    const auto draw_prepared = [&] {
        renderer->upload(plan.instances(), plan.table());
        renderer->begin_target(picture->gl_name(), size, page);
        renderer->clear(rgb(0xffffff));
        for (const DrawStep& step : plan.steps()) {
            renderer->draw(program_of(step.what), step.first_byte, step.count, atlas.texture());
        }
        renderer->end();
    };

    for (auto _ : state) {
        std::vector<double> prepared, draw, decide, unchanged;
        for (int round = 0; round < rounds; ++round) {
            ++frame.id.value;
            prepared.push_back(ms_of(draw_prepared));
            finish(*picture);
            draw.push_back(ms_of([&] { (*compositor)->draw(frame, time_zero, target); }));
            finish(*picture);
            unchanged.push_back(ms_of([&] { (*compositor)->draw(frame, time_zero, target); }));
            decide.push_back(ms_of([&] { plan.make(frame.list, {}, 1, page, renderer->table_capacity(), atlas); }));
        }
        state.counters["prepared_ms"] = median(prepared);
        state.counters["draw_ms"] = median(draw);
        state.counters["decide_ms"] = median(decide);
        state.counters["unchanged_us"] = median(unchanged) * 1000;
        state.counters["ratio"] = median(draw) / median(prepared);
    }
}
BENCHMARK(draw_20000)->Iterations(1)->Unit(benchmark::kMillisecond);

/// Lines of a hundred glyphs, twenty pixels high, in a layer.
CompositorFrame text_page(const Fonts& fonts, int line_count) {
    CompositorFrame frame;
    frame.list.items.push_back(PushLayerItem{});
    for (int line = 0; line < line_count; ++line) {
        const float top = static_cast<float>(line) * 20;
        frame.list.items.push_back(TextItem{.first = static_cast<std::uint32_t>(frame.list.glyphs.size()),
                                            .count = glyphs_a_line,
                                            .font_size = 14,
                                            .color = rgb(0),
                                            .bounds = {0, top, size.width, 20}});
        float pen = 0;
        for (int i = 0; i < glyphs_a_line; ++i) {
            const auto c = static_cast<char32_t>('!' + (line * 7 + i) % 90);
            frame.list.glyphs.push_back({c, {pen, top + 15}});
            pen += fonts.advance(FontFace::sans, 14, c);
        }
    }
    frame.list.items.push_back(PopLayerItem{});
    return frame;
}

void scroll_text_of_100000_glyphs(benchmark::State& state) {
    constexpr int long_text = 1000, screenful = size.height / 20 + 2, frames = 200;
    constexpr float step = 40;
    auto gl = OffscreenGl::create();
    if (!gl) return state.SkipWithError(gl.error().sentence.c_str());
    auto fonts = Fonts::load();
    if (!fonts) return state.SkipWithError(fonts.error().sentence.c_str());
    auto compositor = Compositor::create(**fonts);
    auto picture = Framebuffer::create(size);
    const DrawTarget target{picture->gl_name(), size, page, 1, true};
    CompositorFrame texts[] = {text_page(**fonts, screenful), text_page(**fonts, long_text)};
    GlyphAtlas atlas(**fonts);
    DrawPlan plan;
    FrameId id;
    for (auto _ : state) {
        std::vector<double> planned[2], drawn[2];
        for (int frame = 0; frame < frames; ++frame) {
            const float ends = static_cast<float>(long_text * 20 - size.height), at = step * static_cast<float>(frame);
            const float tops[] = {static_cast<float>(frame % 2) * step / 2, at < ends ? at : ends};
            for (int i = 0; i < 2; ++i) {
                std::get<PushLayerItem>(texts[i].list.items[0]).transform = Transform::translation(0, -tops[i]);
                texts[i].id.value = ++id.value;
                planned[i].push_back(ms_of([&] {
                    atlas.begin_frame();
                    plan.make(texts[i].list, {}, 1, page, 1000, atlas);
                }));
                drawn[i].push_back(ms_of([&] { (*compositor)->draw(texts[i], time_zero, target); }));
                finish(*picture);
            }
        }
        state.counters["screenful_plan_us"] = median(planned[0]) * 1000;
        state.counters["plan_us"] = median(planned[1]) * 1000;
        state.counters["screenful_draw_us"] = median(drawn[0]) * 1000;
        state.counters["draw_us"] = median(drawn[1]) * 1000;
        state.counters["longest_draw_us"] = *std::ranges::max_element(drawn[1]) * 1000;
        state.counters["ratio_of_plans"] = median(planned[1]) / median(planned[0]);
        state.counters["ratio"] = median(drawn[1]) / median(drawn[0]);
    }
}
BENCHMARK(scroll_text_of_100000_glyphs)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
