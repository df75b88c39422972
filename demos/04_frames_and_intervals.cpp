// SPDX-License-Identifier: MIT
// Animation frames against intervals: a ball moved in animation frame callbacks steps once for each picture that is
// shown. A 16 ms interval knows nothing of pictures: it steps twice in some, not at all in others, and each time that
// it has to wait for a frame's work the next step is later by as much: it drifts. Shows: SEMANTICS 1.5, 1.8. Try: no
// work, and no drift is left; work per frame at 20 ms; --hz=144, where the interval does not speed up.
// Next: 05_time_slicing.cpp.
#include <fmt/format.h>

#include <cmath>

#include "demos/demos.h"
#include "demos/kit.h"

namespace janklab {

namespace {

constexpr double speed = 200;  // CSS pixels a second
constexpr double interval_ms = 16;
constexpr double lane_width = 400;  // fits into a small window

struct Balls {
    double load_ms = 6;
    double interval_x = 0;
    long interval_steps = 0, frames = 0, frames_with_two_steps = 0, frames_with_none = 0;
    long steps_at_last_frame = 0;
    Element* by_frame = nullptr;
    Element* by_interval = nullptr;
    Element* figures = nullptr;
};

Element& lane(Element& card, Color color) {
    Element& track = card.append(
        {.position = Position::relative, .height = px(56), .flex_shrink = 0, .background = rgb(0xeef1f5), .radius = 8});
    return track.append({.position = Position::absolute,
                         .width = px(40),
                         .height = px(40),
                         .inset = {px(8), automatic, automatic, px(8)},
                         .background = color,
                         .radius = 20,
                         .will_change = true});
}

void place(Element& ball, double x) {
    ball.style([&](Style& s) { s.transform = {translate(px(static_cast<float>(std::fmod(x, lane_width))))}; });
}

void step_each_frame(Page& page, Balls& balls) {
    page.request_animation_frame("step by frame", [&page, &balls](TimePoint frame_time) {
        ++balls.frames;
        const long steps = balls.interval_steps - std::exchange(balls.steps_at_last_frame, balls.interval_steps);
        if (steps >= 2) ++balls.frames_with_two_steps;
        if (steps == 0) ++balls.frames_with_none;
        place(*balls.by_frame, speed * page.ms_of(frame_time) / 1000);
        const double drift_ms = page.ms_of(frame_time) - 1000 * balls.interval_x / speed;
        balls.figures->set_text(fmt::format(
            "{} frames, {} interval steps\n{} frames with two steps, {} with none\n"
            "the interval is behind by {:.0f} ms",
            balls.frames, balls.interval_steps, balls.frames_with_two_steps, balls.frames_with_none, drift_ms));
        page.log(fmt::format("behind by {:.0f} ms", drift_ms));
        page.busy(from_ms(balls.load_ms));
        step_each_frame(page, balls);
    });
}

void build(Page& page) {
    Balls& balls = page.make_state<Balls>();
    Element& sheet = kit::sheet(page);
    balls.by_frame =
        &lane(kit::card(sheet, "requestAnimationFrame", "Its place follows from the time of the frame."), kit::blue);
    balls.by_interval =
        &lane(kit::card(sheet, "setInterval of 16 ms", "It goes on by 3.2 pixels at each step."), kit::red);
    Element& card = kit::card(sheet, "Counted");
    balls.figures = &card.append_text("", {.font_face = FontFace::mono, .white_space = WhiteSpace::pre_wrap});

    page.controls().slider("Work in each frame", balls.load_ms,
                           {.minimum = 0, .maximum = 40, .step = 1, .value = 6, .unit = "ms"});
    page.set_interval("step by interval", from_ms(interval_ms), [&balls] {
        ++balls.interval_steps;
        balls.interval_x += speed * interval_ms / 1000;
        place(*balls.by_interval, balls.interval_x);
    });
    step_each_frame(page, balls);
}

}  // namespace

const Demo frames_and_intervals{
    "frames-and-intervals", "Frames against intervals",
    "Both balls should move alike; the interval's one steps unevenly and falls behind by what frames keep it waiting.",
    build};

}  // namespace janklab
