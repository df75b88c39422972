// SPDX-License-Identifier: MIT
// Paths, fills, strokes, dashes, clips: where there is ink and how much.
#include <limits>
#include <numbers>

#include "canvas/drawing.h"

using namespace janklab;

namespace {
constexpr float pi = std::numbers::pi_v<float>;
}

TEST_CASE("a filled rectangle covers its pixels, and pixels at its edges in part") {
    Canvas2D canvas({20, 20});
    canvas.set_fill_style(red);
    canvas.fill_rect(2, 3, 4, 5);
    CHECK(pixel(canvas, 2, 3) == red);
    CHECK(pixel(canvas, 5, 7) == red);
    CHECK(alpha(canvas, 1, 3) == 0);
    CHECK(alpha(canvas, 6, 3) == 0);
    CHECK(ink_of(canvas) == doctest::Approx(20));
    canvas.reset();
    canvas.fill_rect(2.25f, 3.5f, 4, 5);
    CHECK(alpha(canvas, 2, 5) == doctest::Approx(0.75 * 255).epsilon(0.01));
    CHECK(alpha(canvas, 4, 3) == doctest::Approx(0.5 * 255).epsilon(0.01));
    CHECK(ink_of(canvas) == doctest::Approx(20).epsilon(0.01));
}

TEST_CASE("a circle has the area of a circle, whether by arc, by curves or as a round rectangle") {
    for (int way = 0; way < 3; ++way) {
        Canvas2D canvas({100, 100});
        canvas.begin_path();
        if (way == 0) canvas.arc(50, 50, 40, 0, 2 * pi);
        if (way == 1) canvas.ellipse(50, 50, 40, 40, 1, 0, -2 * pi, true);
        if (way == 2) canvas.round_rect(10, 10, 80, 80, 40);
        canvas.fill();
        CHECK(ink_of(canvas) == doctest::Approx(pi * 1600).epsilon(0.002));
        CHECK(alpha(canvas, 50, 50) == 255);
        CHECK(alpha(canvas, 12, 12) == 0);
    }
}

TEST_CASE("where a path crosses itself both rules are right, and edges are no darker for it") {
    // Two squares wound the same way, and once more the other way round.
    for (const bool against : {false, true}) {
        for (const FillRule rule : {FillRule::nonzero, FillRule::evenodd}) {
            Canvas2D canvas({40, 40});
            canvas.begin_path();
            canvas.rect(5, 5, 20, 20);
            if (against) canvas.rect(30, 10, -20, 20);
            else canvas.rect(10, 10, 20, 20);
            canvas.fill(rule);
            const bool both = rule == FillRule::nonzero && !against;
            CHECK(alpha(canvas, 15, 15) == (both ? 255 : 0));
            CHECK(alpha(canvas, 7, 7) == 255);
            CHECK(alpha(canvas, 28, 28) == 255);
        }
    }
    // Two lines over one another: half covered stays half covered.
    Canvas2D twice({20, 20});
    twice.begin_path();
    for (int i = 0; i < 2; ++i) twice.rect(2.5f, 2, 10, 10);
    twice.fill();
    CHECK(alpha(twice, 2, 5) == doctest::Approx(127.5).epsilon(0.02));
}

TEST_CASE("lines have their width, caps and joins") {
    const auto ink = [](auto draw) {
        Canvas2D canvas({60, 60});
        draw(canvas);
        canvas.stroke();
        return ink_of(canvas);
    };
    const auto line = [](LineCap cap) {
        return [cap](Canvas2D& c) {
            c.set_line_width(6);
            c.set_line_cap(cap);
            c.move_to(20, 30);
            c.line_to(40, 30);
        };
    };
    CHECK(ink(line(LineCap::butt)) == doctest::Approx(120));
    CHECK(ink(line(LineCap::square)) == doctest::Approx(120 + 36));
    CHECK(ink(line(LineCap::round)) == doctest::Approx(120 + pi * 9).epsilon(0.01));
    const auto corner = [](LineJoin join, float limit = 10) {
        return [join, limit](Canvas2D& c) {
            c.set_line_width(10);
            c.set_line_join(join);
            c.set_miter_limit(limit);
            c.move_to(10, 40);
            c.line_to(40, 40);
            c.line_to(40, 10);
        };
    };
    const float two = 2 * 300 - 25;  // the inner corner is covered by both lines
    CHECK(ink(corner(LineJoin::bevel)) == doctest::Approx(two + 12.5).epsilon(0.002));
    CHECK(ink(corner(LineJoin::miter)) == doctest::Approx(two + 25).epsilon(0.002));
    CHECK(ink(corner(LineJoin::round)) == doctest::Approx(two + pi * 25 / 4).epsilon(0.002));
    CHECK(ink(corner(LineJoin::miter, 1.2f)) == doctest::Approx(two + 12.5).epsilon(0.002));  // over the limit
}

TEST_CASE("a line that crosses itself is no darker there, also when it is translucent") {
    Canvas2D canvas({40, 40});
    canvas.set_stroke_style(with_alpha(red, 0.5f));
    canvas.set_line_width(4);
    canvas.move_to(5, 5);
    canvas.line_to(35, 35);
    canvas.line_to(35, 5);
    canvas.line_to(5, 35);
    canvas.stroke();
    CHECK(alpha(canvas, 20, 20) == 128);
}

TEST_CASE("the transform stretches lines, and a stroke under it looks as if it had been filled") {
    Canvas2D stroked({60, 60}), filled({60, 60});
    stroked.scale(3, 1);
    stroked.set_line_width(2);
    stroked.move_to(10, 10);
    stroked.line_to(10, 50);
    stroked.stroke();
    filled.fill_rect(27, 10, 6, 40);
    CHECK(difference(stroked, filled) <= 1);
}

TEST_CASE("dashes come and go in turn, from their offset on, around corners and over the seam") {
    const auto dashed = [](std::initializer_list<float> dashes, float offset, const std::vector<Rect>& expected) {
        Canvas2D canvas({60, 20}), reference({60, 20});
        canvas.set_line_width(4);
        canvas.set_line_dash(std::vector<float>(dashes));
        canvas.set_line_dash_offset(offset);
        canvas.move_to(10, 10);
        canvas.line_to(50, 10);
        canvas.stroke();
        for (const Rect& r : expected) reference.fill_rect(r.x, r.y, r.width, r.height);
        return difference(canvas, reference);
    };
    CHECK(dashed({10, 5}, 0, {{10, 8, 10, 4}, {25, 8, 10, 4}, {40, 8, 10, 4}}) <= 1);
    CHECK(dashed({10}, 0, {{10, 8, 10, 4}, {30, 8, 10, 4}}) <= 1);
    CHECK(dashed({10, 10}, 5, {{10, 8, 5, 4}, {25, 8, 10, 4}, {45, 8, 5, 4}}) <= 1);
    CHECK(dashed({10, 10}, -5, {{15, 8, 10, 4}, {35, 8, 10, 4}}) <= 1);
    CHECK(dashed({0, 0}, 0, {{10, 8, 40, 4}}) <= 1);
    Canvas2D canvas({60, 20});  // what is no dash changes nothing
    canvas.set_line_dash(std::vector<float>{5, -1});
    canvas.move_to(10, 10);
    canvas.line_to(50, 10);
    canvas.stroke();
    CHECK(ink_of(canvas) == doctest::Approx(40).epsilon(0.01));
}

TEST_CASE("a clip keeps everything else as it was, clips within clips cut further, and restore lifts them") {
    Canvas2D canvas({40, 40});
    canvas.save();
    canvas.begin_path();
    canvas.rect(10, 10, 20, 20);
    canvas.clip();
    canvas.save();
    canvas.begin_path();
    canvas.arc(20, 20, 10, 0, 2 * pi);
    canvas.clip();
    canvas.set_fill_style(red);
    canvas.fill_rect(0, 0, 40, 40);
    CHECK(ink_of(canvas) == doctest::Approx(pi * 100).epsilon(0.01));
    canvas.restore();
    canvas.set_fill_style(blue);
    canvas.fill_rect(0, 0, 11, 11);
    CHECK(pixel(canvas, 10, 10) == blue);
    CHECK(alpha(canvas, 9, 9) == 0);
    canvas.restore();
    canvas.fill_rect(0, 0, 5, 5);
    CHECK(alpha(canvas, 1, 1) == 255);
    Canvas2D nothing({10, 10});  // an empty path lets nothing through
    nothing.clip();
    nothing.fill_rect(0, 0, 10, 10);
    CHECK(ink_of(nothing) == 0);
}

TEST_CASE("arc_to rounds a corner with a circle that touches both lines") {
    Canvas2D canvas({60, 60}), reference({60, 60});
    canvas.move_to(10, 50);
    canvas.line_to(10, 30);
    canvas.arc_to(10, 10, 30, 10, 20);
    canvas.line_to(50, 10);
    canvas.line_to(50, 50);
    canvas.fill();
    reference.move_to(10, 50);
    reference.line_to(10, 30);
    reference.arc(30, 30, 20, pi, 1.5f * pi);
    reference.line_to(50, 10);
    reference.line_to(50, 50);
    reference.fill();
    CHECK(difference(canvas, reference) <= 3);
    Canvas2D straight({60, 60});  // three points on a line: a line
    straight.move_to(10, 10);
    straight.arc_to(20, 10, 50, 10, 5);
    straight.stroke();
    CHECK(ink_of(straight) == doctest::Approx(10).epsilon(0.01));
}

TEST_CASE("points are inside of a path, on its edge, or outside; strokes have an inside of their own") {
    Canvas2D canvas({60, 60});
    canvas.rect(10, 10, 20, 20);
    canvas.rect(15, 15, 10, 10);
    CHECK(canvas.is_point_in_path(12, 12));
    CHECK(canvas.is_point_in_path(10, 12));
    CHECK(!canvas.is_point_in_path(9, 12));
    CHECK(canvas.is_point_in_path(20, 20));
    CHECK(!canvas.is_point_in_path(20, 20, FillRule::evenodd));
    CHECK(!canvas.is_point_in_path(std::numeric_limits<float>::quiet_NaN(), 12));
    canvas.set_line_width(4);
    CHECK(canvas.is_point_in_stroke(11, 12));
    CHECK(!canvas.is_point_in_stroke(12.5f, 12.5f));
}

TEST_CASE("hostile numbers draw nothing or something finite, and never end the program") {
    constexpr float inf = std::numeric_limits<float>::infinity(), nan = std::numeric_limits<float>::quiet_NaN();
    for (const float bad : {nan, inf, -inf, 1e9f, -1e9f, 1e38f, 0.f}) {
        Canvas2D canvas({30, 30});
        canvas.fill_rect(bad, 1, bad, bad);
        canvas.clear_rect(bad, bad, bad, bad);
        canvas.stroke_rect(1, bad, 3, bad);
        canvas.move_to(bad, 1);
        canvas.line_to(1, bad);
        canvas.quadratic_curve_to(bad, bad, 3, 4);
        canvas.bezier_curve_to(bad, 1, 1, bad, bad, bad);
        canvas.arc(bad, 1, bad, bad, bad);
        canvas.arc(10, 10, 5, 0, bad);
        canvas.arc_to(bad, bad, 1, 1, bad);
        canvas.ellipse(1, 1, bad, 1, bad, 0, 3);
        canvas.round_rect(1, 1, bad, bad, bad);
        canvas.set_line_width(bad);
        canvas.set_miter_limit(bad);
        canvas.set_line_dash_offset(bad);
        canvas.set_line_dash(std::vector<float>{bad, 1e-9f});
        canvas.set_shadow_color(black);
        canvas.set_shadow_blur(bad);
        canvas.set_shadow_offset({bad, bad});
        canvas.set_global_alpha(bad);
        canvas.stroke();
        canvas.fill();
        canvas.scale(bad, bad);
        canvas.rotate(bad);
        canvas.translate(bad, bad);
        canvas.stroke();
        canvas.fill_rect(0, 0, 10, 10);
        canvas.clip();
        canvas.fill_rect(0, 0, 10, 10);
        CHECK(std::isfinite(ink_of(canvas)));
    }
}

TEST_CASE("a path of 100,000 points is filled and stroked") {
    Canvas2D canvas({200, 100});
    canvas.begin_path();
    canvas.move_to(0, 50);
    for (int i = 0; i < 100'000; ++i) {
        const float x = static_cast<float>(i) * 0.002f;
        canvas.line_to(x, 50 + 30 * std::sin(x));
    }
    canvas.stroke();
    // The length of a sine, times the width of 1.
    CHECK(ink_of(canvas) > 200 * 10);
    CHECK(ink_of(canvas) < 200 * 30);
    canvas.fill();
    CHECK(alpha(canvas, 1, 60) == 255);
}
