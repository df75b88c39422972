// SPDX-License-Identifier: MIT
// What is copied to the window, by how old the picture in its back buffer is. Without a GL: skipped.
#include <doctest/doctest.h>

#include <memory>

#include "display/frame_drawing.h"
#include "display/headless_window.h"
#include "gpu/fonts.h"

using namespace janklab;

namespace {

constexpr Color marked = rgb(0xff00ff);

struct Drawing final : Overlay {
    Rect page_area(Size window) const override { return {0, 0, window.width, window.height}; }
    bool take_input(const InputEvent&) override { return false; }
    bool wants_redraw(TimePoint) const override { return false; }
    void draw(PixelSize, float, TimePoint) override {}
};

/// A page of ten boxes side by side, of which one changes its colour with each frame.
struct Stage {
    explicit Stage(int buffers) {
        auto opened = HeadlessWindow::open(clock, {.size = {200, 100}, .buffers = buffers});
        if (!opened) {
            MESSAGE("skipped: " << opened.error().sentence);
            return;
        }
        window = std::move(*opened);
        fonts = std::move(*Fonts::load());
        drawing = std::make_unique<FrameDrawing>(std::move(*FrameDrawing::create(*window, fonts.get())));
        frame.viewport = {200, 100};
        for (int i = 0; i < 10; ++i)
            frame.list.items.push_back(BoxItem{.rect = {20.f * i, 0, 20, 100}, .fill = rgb(0x808080)});
    }
    void change(int box) {
        frame.damage_since = frame.id;
        ++frame.id.value;
        auto& item = std::get<BoxItem>(frame.list.items[static_cast<std::size_t>(box)]);
        item.fill = rgb(static_cast<std::uint32_t>(0x102030 * frame.id.value));
        frame.damage = item.rect;
    }
    void draw(Overlay& overlay) { drawing->draw(&frame, Scrolling{}, overlay, time_zero, time_zero); }
    void draw_and_swap() {
        draw(no_overlay);
        window->swap();
    }

    RealClock clock;
    std::unique_ptr<HeadlessWindow> window;
    std::unique_ptr<const Fonts> fonts;
    std::unique_ptr<FrameDrawing> drawing;
    NoOverlay no_overlay;
    Drawing overlay;
    CompositorFrame frame;
};

}  // namespace

TEST_CASE("with any number of buffers that swaps go round the window shows each frame whole") {
    for (const int buffers : {1, 2, 3, 5}) {
        CAPTURE(buffers);
        Stage reference(0), stage(buffers);
        if (!reference.window || !stage.window) return;
        CHECK(reference.window->buffer_age_source() == nullptr);
        for (int i = 0; i < 12; ++i) {
            for (Stage* one : {&reference, &stage}) {
                one->change((i * 3 + buffers) % 10);
                one->draw_and_swap();
            }
            REQUIRE(compare_images(stage.window->picture(), reference.window->picture(), 0).same());
            if (i != 7) continue;
            for (Stage* one : {&reference, &stage}) {
                one->window->push_size({200, 110});
                one->window->poll_events();
            }
        }
    }
}

TEST_CASE("where the age is known only what changed since is copied; else, and under an overlay, everything is") {
    Stage stage(2);
    if (!stage.window) return;
    CHECK(stage.window->buffer_age() == 0);
    for (int i = 0; i < 3; ++i) {
        stage.change(i);
        stage.draw_and_swap();
    }
    CHECK(stage.window->buffer_age() == 2);
    clear(stage.window->framebuffer(), {200, 100}, marked);  // whatever is not copied keeps it
    stage.change(5);
    stage.draw_and_swap();
    const Image shown = stage.window->picture();
    CHECK(shown.at(110, 50) != marked);  // changed now,
    CHECK(shown.at(50, 50) != marked);   // and one swap ago
    CHECK(shown.at(10, 50) == marked);
    CHECK(shown.at(190, 50) == marked);
    clear(stage.window->framebuffer(), {200, 100}, marked);
    stage.change(6);
    stage.draw(stage.overlay);
    stage.window->swap();
    CHECK(stage.window->picture().at(190, 50) != marked);
    clear(stage.window->framebuffer(), {200, 100}, marked);
    stage.change(7);
    stage.draw_and_swap();  // under the overlay nobody took note
    CHECK(stage.window->picture().at(190, 50) != marked);
}
