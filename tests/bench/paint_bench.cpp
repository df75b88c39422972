// SPDX-License-Identifier: MIT
// 10,000 rounded boxes and 10,000 glyphs from nothing to pixels, in three steps: recording (a document whose every box
// layout has arranged anew, or has another colour, or in which one box changed; Dear ImGui's draw list; NanoVG, where
// it was configured; a bare array of structs), submitting (up to the return of the last GL call) and raster (until the
// picture is there; wall time). The bare side of both is the same instances, prepared beforehand, in two instanced
// draws. Alternated in one run, medians. The functions named *_once are what callgrind counts.
#include <backends/imgui_impl_opengl3.h>
#include <benchmark/benchmark.h>
#include <imgui.h>
#include <time.h>

#include <algorithm>
#include <string>
#include <vector>

#include "bench/peers/nanovg_canvas.h"
#include "compositor/compositor.h"
#include "compositor/draw_programs.h"
#include "dom/document.h"
#include "gpu/font_files.h"
#include "gpu/offscreen_gl.h"
#include "layout/layout.h"
#include "layout/repaint.h"
#include "paint/paint.h"
#include "style/style.h"
#include "style/update_style.h"

namespace {

using namespace janklab;

constexpr int rounds = 21;
constexpr int box_count = 10000, line_count = 100, glyphs_a_line = 100;
constexpr PixelSize size{1280, 720};
constexpr clockid_t thread_time = CLOCK_THREAD_CPUTIME_ID;
constexpr PixelRect whole{0, 0, size.width, size.height};

double seconds_of(clockid_t clock) {
    timespec now;
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}
template <class Work>
double ms_of(clockid_t clock, Work work) {
    const double start = seconds_of(clock);
    work();
    return (seconds_of(clock) - start) * 1e3;
}
double median(std::vector<double> values) {
    std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
    return values[values.size() / 2];
}

Rect box_rect(int i) { return {static_cast<float>(i % 125 * 10), static_cast<float>(i / 125 * 9), 9, 8}; }
std::string line_text(int line) {
    std::string text;
    for (int i = 0; i < glyphs_a_line; ++i) text += static_cast<char>('!' + (line * 7 + i) % 90);
    return text;
}

/// The picture as a page: boxes and lines, each at its place.
struct Page {
    explicit Page(const Fonts& text_of) : fonts(text_of) {
        const auto at = [](Style style, float left, float top) {
            style.position = Position::absolute;
            style.inset.left = px(left);
            style.inset.top = px(top);
            return style;
        };
        for (int i = 0; i < box_count; ++i) {
            const Rect r = box_rect(i);
            const Style style{.width = px(r.width), .height = px(r.height), .background = rgb(0x3366cc), .radius = 3};
            document.body().append(at(style, r.x, r.y));
        }
        for (int line = 0; line < line_count; ++line) {
            const Style style{.font_size = 12.f, .white_space = WhiteSpace::nowrap};
            document.body().append_text(line_text(line), at(style, 0, static_cast<float>(line) * 7));
        }
        update_style(document);
        layout(document, {size.width, size.height}, fonts);
        paint(document, frame.list);
    }
    /// As layout does that has arranged everything anew.
    void move_everything() {
        LayoutBox& body = *document.body().box();
        note_rearranged(body);
        for (LayoutBox* box = body.first_child; box; box = box->next) note_rearranged(*box);
    }
    void recolour_everything(int round) {
        for (Node* node = document.body().first_child(); node; node = node->next_sibling())
            recolour(*node->as_element(), round);
        update_style(document);
    }
    void recolour_one_box(int round) {
        recolour(*document.body().first_child()->as_element(), round);
        update_style(document);
    }
    void move_one_box(int round) {
        Element& box = *document.body().first_child()->as_element();
        box.style([&](Style& s) { s.inset.left = px(static_cast<float>(round % 2)); });
        update_style(document);
        layout(document, {size.width, size.height}, fonts);
    }
    static void recolour(Element& box, int round) {
        box.style([&](Style& s) { s.background = rgb(0x3366cc + static_cast<unsigned>(round % 2)); });
    }
    const Fonts& fonts;
    Document document;
    CompositorFrame frame;
};

struct BareItem {
    Rect rect;
    float radius;
    Color color;
};
struct BareList {
    std::vector<BareItem> boxes;
    std::vector<Glyph> glyphs;
};

[[gnu::noinline]] void record_page_once(Page& page) { paint(page.document, page.frame.list); }
[[gnu::noinline]] void record_recoloured_page_once(Page& page) {
    benchmark::DoNotOptimize(page);
    paint(page.document, page.frame.list);
}
[[gnu::noinline]] void record_one_box_once(Page& page) {
    paint(page.document, page.frame.list);
    benchmark::ClobberMemory();  // otherwise the compiler makes one function of this and the others
}
[[gnu::noinline]] void record_moved_box_once(Page& page) {
    paint(page.document, page.frame.list);
    benchmark::DoNotOptimize(page);
}
[[gnu::noinline]] void record_unchanged_page_once(Page& page) { paint(page.document, page.frame.list); }
[[gnu::noinline]] void record_bare_once(BareList& list, const std::vector<std::string>& texts) {
    list.boxes.clear();
    list.glyphs.clear();
    for (int i = 0; i < box_count; ++i) list.boxes.push_back({box_rect(i), 3, rgb(0x3366cc)});
    for (int line = 0; line < line_count; ++line) {
        float pen = 0;
        for (const char c : texts[static_cast<std::size_t>(line)]) {
            list.glyphs.push_back({static_cast<char32_t>(c), {pen, static_cast<float>(line) * 7 + 11}});
            pen += 6;
        }
    }
}
[[gnu::noinline]] void record_imgui_once(ImDrawList& list, const std::vector<std::string>& texts) {
    for (int i = 0; i < box_count; ++i) {
        const Rect r = box_rect(i);
        list.AddRectFilled({r.x, r.y}, {r.right(), r.bottom()}, IM_COL32(0x33, 0x66, 0xcc, 255), 3);
    }
    for (int line = 0; line < line_count; ++line) {
        const std::string& text = texts[static_cast<std::size_t>(line)];
        list.AddText({0, static_cast<float>(line) * 7}, IM_COL32_BLACK, text.data(), text.data() + text.size());
    }
}
[[gnu::noinline]] void record_nanovg_once(bench::NanoVgCanvas& canvas, const std::vector<std::string>& texts) {
    canvas.begin(size);
    for (int i = 0; i < box_count; ++i) canvas.box(box_rect(i), 3, rgb(0x3366cc));
    for (int line = 0; line < line_count; ++line)
        canvas.text({0, static_cast<float>(line) * 7}, 12, texts[static_cast<std::size_t>(line)]);
}
[[gnu::noinline]] void submit_page_once(Compositor& compositor, const CompositorFrame& frame,
                                        const DrawTarget& target) {
    compositor.draw(frame, time_zero, target);
}
[[gnu::noinline]] void submit_imgui_once() { ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData()); }

/// The same instances, prepared, through the same shaders.
struct Prepared {
    Prepared(const Fonts& fonts, const DisplayList& list) : atlas(fonts) {
        plan.make(list, {}, 1, whole, renderer->table_capacity(), atlas);
        atlas.upload();
    }
    [[gnu::noinline]] void submit_once(const Framebuffer& picture) {
        renderer->upload(plan.instances(), plan.table());
        renderer->begin_target(picture.gl_name(), size, whole);
        renderer->clear(rgb(0xffffff));
        for (const DrawStep& step : plan.steps()) {
            renderer->draw(program_of(step.what), step.first_byte, step.count, atlas.texture());
        }
        renderer->end();
    }
    ShaderLibrary shaders{""};
    Result<QuadRenderer> renderer = QuadRenderer::create(shaders, draw_programs);
    GlyphAtlas atlas;
    DrawPlan plan;
};

struct ImGuiSide {
    ImGuiSide() {
        ImGui::CreateContext();
        ImGui::GetIO().DisplaySize = {size.width, size.height};
        ImGui::GetIO().DeltaTime = 1 / 60.f;
        ImGui::GetIO().IniFilename = nullptr;
    }
    ~ImGuiSide() { ImGui::DestroyContext(); }
    static ImDrawList& begin() {
        ImGui::NewFrame();
        return *ImGui::GetBackgroundDrawList();
    }
};

struct Texts {
    Texts() {
        for (int line = 0; line < line_count; ++line) all.push_back(line_text(line));
    }
    std::vector<std::string> all;
};

/// Null where NanoVG was not configured; GL must be current.
std::unique_ptr<bench::NanoVgCanvas> nanovg_canvas() {
    const auto files = find_font_files();
    return files ? bench::NanoVgCanvas::create(files->path(FontFace::sans)) : nullptr;
}

void recording(benchmark::State& state) {
    auto gl = OffscreenGl::create();  // NanoVG records into what its GL side keeps
    const auto nanovg = gl ? nanovg_canvas() : nullptr;
    auto fonts = Fonts::load();
    if (!fonts) return state.SkipWithError(fonts.error().sentence.c_str());
    Page page(**fonts);
    ImGuiSide imgui;
    ImGui::GetIO().Fonts->Build();
    BareList bare;
    const Texts texts;
    std::vector<double> ours, unchanged, recoloured, one, moved, least, theirs, of_nanovg;
    for (auto _ : state) {
        for (int round = 0; round < rounds; ++round) {
            page.move_everything();
            ours.push_back(ms_of(thread_time, [&] { record_page_once(page); }));
            unchanged.push_back(ms_of(thread_time, [&] { record_unchanged_page_once(page); }));
            page.recolour_one_box(round + 1);
            one.push_back(ms_of(thread_time, [&] { record_one_box_once(page); }));
            page.move_one_box(round);
            moved.push_back(ms_of(thread_time, [&] { record_moved_box_once(page); }));
            page.recolour_everything(round + 1);
            recoloured.push_back(ms_of(thread_time, [&] { record_recoloured_page_once(page); }));
            least.push_back(ms_of(thread_time, [&] { record_bare_once(bare, texts.all); }));
            ImDrawList& list = imgui.begin();
            theirs.push_back(ms_of(thread_time, [&] { record_imgui_once(list, texts.all); }));
            ImGui::EndFrame();
            if (!nanovg) continue;
            of_nanovg.push_back(ms_of(thread_time, [&] { record_nanovg_once(*nanovg, texts.all); }));
            nanovg->cancel();
        }
    }
    state.counters["everything_ms"] = median(ours);
    state.counters["recoloured_ms"] = median(recoloured);
    state.counters["one_box_us"] = median(one) * 1000;
    state.counters["moved_box_us"] = median(moved) * 1000;
    state.counters["nothing_us"] = median(unchanged) * 1000;
    state.counters["bare_ms"] = median(least);
    state.counters["imgui_ms"] = median(theirs);
    state.counters["imgui_to_everything"] = median(theirs) / median(ours);
    state.counters["imgui_to_one_box"] = median(theirs) / median(one);
    if (!nanovg) return;
    state.counters["nanovg_ms"] = median(of_nanovg);
    state.counters["nanovg_to_everything"] = median(of_nanovg) / median(ours);
}
BENCHMARK(recording)->Iterations(1)->Unit(benchmark::kMillisecond);

void submitting_and_raster(benchmark::State& state) {
    auto gl = OffscreenGl::create();
    if (!gl) return state.SkipWithError(gl.error().sentence.c_str());
    auto fonts = Fonts::load();
    if (!fonts) return state.SkipWithError(fonts.error().sentence.c_str());
    auto compositor = Compositor::create(**fonts);
    auto picture = Framebuffer::create(size);
    const DrawTarget target{picture->gl_name(), size, whole, 1, true};
    Page page(**fonts);
    Prepared prepared(**fonts, page.frame.list);
    ImGuiSide imgui;
    ImGui_ImplOpenGL3_Init("#version 330");
    const auto nanovg = nanovg_canvas();
    const Texts texts;
    std::vector<double> submit[4], raster[4], unchanged;
    const auto draw = [&](int who, auto work) {
        finish_drawing();
        raster[who].push_back(ms_of(CLOCK_MONOTONIC, [&] {
            submit[who].push_back(ms_of(thread_time, work));
            finish_drawing();
        }));
    };
    for (auto _ : state) {
        for (int round = 0; round < rounds; ++round) {
            ImGui_ImplOpenGL3_NewFrame();
            record_imgui_once(imgui.begin(), texts.all);
            ImGui::Render();
            ++page.frame.id.value;
            draw(0, [&] { submit_page_once(**compositor, page.frame, target); });
            unchanged.push_back(ms_of(thread_time, [&] { (*compositor)->draw(page.frame, time_zero, target); }));
            draw(1, [&] { prepared.submit_once(*picture); });
            clear(picture->gl_name(), size, rgb(0xffffff));
            draw(2, [&] { submit_imgui_once(); });
            if (!nanovg) continue;
            record_nanovg_once(*nanovg, texts.all);
            clear(picture->gl_name(), size, rgb(0xffffff));
            draw(3, [&] { nanovg->submit(); });
        }
    }
    ImGui_ImplOpenGL3_Shutdown();
    state.counters["submit_ms"] = median(submit[0]);
    state.counters["submit_bare_ms"] = median(submit[1]);
    state.counters["submit_imgui_ms"] = median(submit[2]);
    state.counters["submit_imgui_to_ours"] = median(submit[2]) / median(submit[0]);
    state.counters["raster_ms"] = median(raster[0]);
    state.counters["raster_bare_ms"] = median(raster[1]);
    state.counters["raster_imgui_ms"] = median(raster[2]);
    state.counters["raster_ours_to_bare"] = median(raster[0]) / median(raster[1]);
    state.counters["unchanged_us"] = median(unchanged) * 1000;
    if (!nanovg) return;
    state.counters["submit_nanovg_ms"] = median(submit[3]);
    state.counters["submit_nanovg_to_ours"] = median(submit[3]) / median(submit[0]);
    state.counters["raster_nanovg_ms"] = median(raster[3]);
    state.counters["raster_nanovg_to_ours"] = median(raster[3]) / median(raster[0]);
}
BENCHMARK(submitting_and_raster)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
