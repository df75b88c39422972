// SPDX-License-Identifier: MIT
// A canvas: a chart is drawn anew in every frame. The page only writes down what is to be drawn; the display thread
// turns it into pixels. Shows: what recording costs the page, and that a dropped frame of a canvas loses nothing. Try:
// 200,000 points, with the inspector's frame graph beside; "Read back", which makes the page itself draw. Next: the
// inspector's draw times, and engine/canvas/README.md.
#include <fmt/format.h>

#include <array>
#include <cmath>

#include "canvas/canvas_2d.h"
#include "demos/demos.h"
#include "demos/kit.h"

namespace janklab {

namespace {

constexpr float width = 720, height = 260, margin = 36;
constexpr std::array series{kit::blue, kit::amber, kit::green};

struct Chart {
    double points = 2000;
    bool read_back = false;
    double phase = 0;
    Canvas2D* canvas = nullptr;
    Element* recorded = nullptr;
    Element* mean = nullptr;
};

float value_at(std::size_t which, float share, double phase) {
    const auto x = static_cast<double>(share) * 12 + phase * (0.6 + 0.3 * static_cast<double>(which));
    return static_cast<float>(0.5 + 0.3 * std::sin(x) + 0.14 * std::sin(3.7 * x + static_cast<double>(which)));
}

void draw_grid(Canvas2D& canvas) {
    canvas.set_stroke_style(kit::line);
    canvas.set_fill_style(kit::soft_ink);
    canvas.set_line_width(1);
    canvas.set_font("12px sans-serif");
    canvas.set_text_align(CanvasTextAlign::right);
    canvas.set_text_baseline(CanvasTextBaseline::middle);
    for (int i = 0; i <= 4; ++i) {
        const float y = margin / 2 + (height - margin) * static_cast<float>(i) / 4;
        canvas.begin_path();
        canvas.move_to(margin, std::floor(y) + 0.5f);
        canvas.line_to(width, std::floor(y) + 0.5f);
        canvas.stroke();
        canvas.fill_text(fmt::format("{}", 100 - 25 * i), margin - 6, y);
    }
}

void draw_series(Canvas2D& canvas, const Chart& chart, std::size_t which) {
    const int points = std::max(2, static_cast<int>(chart.points / static_cast<double>(series.size())));
    canvas.begin_path();
    for (int i = 0; i < points; ++i) {
        const float share = static_cast<float>(i) / static_cast<float>(points - 1);
        const float y = margin / 2 + (height - margin) * (1 - value_at(which, share, chart.phase));
        if (i == 0) canvas.move_to(margin, y);
        else canvas.line_to(margin + (width - margin) * share, y);
    }
    canvas.set_stroke_style(series[which]);
    canvas.set_line_width(2);
    canvas.set_line_join(LineJoin::round);
    canvas.stroke();
    const std::shared_ptr<CanvasGradient> fade = canvas.create_linear_gradient(0, 0, 0, height);
    fade->add_color_stop(0, with_alpha(series[which], 0.35f));
    fade->add_color_stop(1, with_alpha(series[which], 0));
    canvas.set_fill_style(fade);
    canvas.line_to(width, height - margin / 2);
    canvas.line_to(margin, height - margin / 2);
    canvas.fill();
}

void draw(Page& page, Chart& chart, TimePoint frame_time) {
    const Duration start = page.now();
    chart.phase = page.ms_of(frame_time) / 1000;
    chart.canvas->clear_rect(0, 0, width, height);
    draw_grid(*chart.canvas);
    for (std::size_t which = 0; which < series.size(); ++which) draw_series(*chart.canvas, chart, which);
    if (chart.read_back) {
        const CanvasImageData data =
            chart.canvas->get_image_data(static_cast<int>(width) / 2, 0, 1, static_cast<int>(height));
        int covered = 0;
        for (std::size_t i = 3; i < data.rgba.size(); i += 4) covered += data.rgba[i] > 0;
        chart.mean->set_text(fmt::format("{} of {} pixels in the middle are covered", covered, data.size.height));
    }
    chart.recorded->set_text(
        fmt::format("{:.0f} points, written down in {:.2f} ms", chart.points, to_ms(page.now() - start)));
    page.request_animation_frame("draw the chart", [&page, &chart](TimePoint time) { draw(page, chart, time); });
}

void build(Page& page) {
    Chart& chart = page.make_state<Chart>();
    Element& card = kit::card(kit::sheet(page), "A chart", "Three lines, drawn from nothing in every frame.");
    const Ref<Element> canvas = page.document().create_element("canvas");
    canvas->set_attribute("width", fmt::format("{}", width));
    canvas->set_attribute("height", fmt::format("{}", height));
    canvas->set_style({.max_width = percent(100), .align_self = Align::flex_start});
    card.append_child(canvas);
    chart.canvas = &canvas->canvas_2d();
    chart.recorded = &kit::caption(card, "nothing drawn yet");
    chart.mean = &kit::caption(card, "");
    page.controls().slider("Points", chart.points,
                           {.minimum = 100, .maximum = 200'000, .step = 100, .value = 2000, .unit = ""});
    page.controls().toggle("Read back", chart.read_back);
    draw(page, chart, page.clock().stamp());
}

}  // namespace

const Demo canvas_chart{
    "canvas", "A canvas",
    "The chart moves smoothly; what the page spends on it is the writing down, the display thread draws.", build};

}  // namespace janklab
