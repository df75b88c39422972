// SPDX-License-Identifier: MIT
// Lost contexts and full graphics memory, by injected faults: everything is made anew, once, with one sentence.
#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <string>

#include "display/frame_drawing.h"
#include "display/headless_window.h"
#include "gpu/fonts.h"
#include "gpu/gl_trouble.h"

using namespace janklab;

namespace {

constexpr Color red = rgb(0xff0000), white = rgb(0xffffff);

struct Counting final : Overlay {
    Rect page_area(Size window) const override { return {0, 0, window.width, window.height}; }
    bool take_input(const InputEvent&) override { return false; }
    bool wants_redraw(TimePoint) const override { return false; }
    void draw(PixelSize, float, TimePoint) override {}
    void let_go_of_gl() override { ++lost; }
    int lost = 0;
};

/// What is printed to the standard error stream while it lives.
class Captured {
  public:
    Captured() : kept_(dup(2)), file_(std::tmpfile()) {
        std::fflush(stderr);
        dup2(fileno(file_), 2);
    }
    ~Captured() {
        std::fflush(stderr);
        dup2(kept_, 2);
        close(kept_);
        std::fclose(file_);
    }
    std::string text() {
        std::fflush(stderr);
        std::rewind(file_);
        std::string all;
        for (int c = std::fgetc(file_); c != EOF; c = std::fgetc(file_)) all += static_cast<char>(c);
        std::fseek(file_, 0, SEEK_END);
        return all;
    }

  private:
    int kept_;
    std::FILE* file_;
};

int count(const std::string& text, const std::string& what) {
    int found = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
    return found;
}

/// A headless window with a page that shows a red box, and a half transparent group beside it.
struct Stage {
    Stage() {
        auto opened = HeadlessWindow::open(clock, {.size = {200, 100}});
        if (!opened) {
            MESSAGE("skipped: " << opened.error().sentence);
            return;
        }
        window = std::move(*opened);
        fonts = std::move(*Fonts::load());
        drawing = std::make_unique<FrameDrawing>(std::move(*FrameDrawing::create(*window, fonts.get())));
        frame.id = {1};
        frame.viewport = {200, 100};
        frame.list.items = {BoxItem{.rect = {10, 10, 50, 50}, .fill = red}, PushLayerItem{.opacity = 0.5f},
                            BoxItem{.rect = {100, 10, 50, 50}, .fill = red},
                            BoxItem{.rect = {110, 20, 50, 50}, .fill = red}, PopLayerItem{}};
    }
    void draw() { drawing->draw(&frame, Scrolling{}, overlay, time_zero, time_zero); }
    bool shows_all() const {
        const Image seen = window->picture();
        return seen.at(30, 30) == red && seen.at(5, 5) == white && seen.at(130, 40).g > 120 && seen.at(130, 40).g < 136;
    }

    RealClock clock;
    std::unique_ptr<HeadlessWindow> window;
    std::unique_ptr<const Fonts> fonts;
    std::unique_ptr<FrameDrawing> drawing;
    Counting overlay;
    CompositorFrame frame;
};

}  // namespace

TEST_CASE("after a lost context everything is made anew in another one, with one sentence, and drawing goes on") {
    Stage stage;
    if (!stage.window) return;
    Captured captured;
    stage.draw();
    CHECK(stage.shows_all());
    inject_gl_trouble(GlTrouble::context_lost);
    stage.draw();
    CHECK(stage.overlay.lost == 1);
    CHECK(stage.drawing->wants_redraw());
    CHECK_FALSE(stage.shows_all());  // the new window is empty
    stage.draw();
    CHECK(stage.shows_all());
    CHECK_FALSE(stage.drawing->wants_redraw());
    stage.draw();
    CHECK(stage.overlay.lost == 1);
    CHECK(count(captured.text(), "GL lost its context") == 1);
}

TEST_CASE("when graphics memory is used up, what was kept is let go and made anew; what lasts is told once") {
    Stage stage;
    if (!stage.window) return;
    Captured captured;
    stage.draw();
    inject_gl_trouble(GlTrouble::out_of_memory);
    stage.draw();
    CHECK(stage.overlay.lost == 0);
    CHECK(stage.drawing->wants_redraw());
    for (int i = 0; i < 5; ++i) {
        inject_gl_trouble(GlTrouble::out_of_memory);
        stage.draw();
        CHECK_FALSE(stage.drawing->wants_redraw());  // no further try, so that no frame is spent on nothing else
        CHECK(stage.shows_all());
    }
    stage.draw();
    CHECK(stage.shows_all());
    CHECK(count(captured.text(), "Graphics memory is used up") == 1);
}

TEST_CASE("a page for whose picture there is no room is drawn into the window, and kept again in another size") {
    Stage stage;
    if (!stage.window) return;
    Captured captured;
    inject_picture_failures(1);
    for (int i = 0; i < 3; ++i) {
        stage.frame.id.value = static_cast<std::uint64_t>(i) + 1;
        stage.draw();
        CHECK(stage.shows_all());
    }
    CHECK(count(captured.text(), "drawn whole for each frame") == 1);
    stage.window->push_size({180, 100});
    stage.window->poll_events();
    stage.draw();
    CHECK(stage.shows_all());
    CHECK(count(captured.text(), "drawn whole for each frame") == 1);
}

TEST_CASE("a group for whose picture there is no room is drawn as if opaque, and the rest as always") {
    Stage stage;
    if (!stage.window) return;
    stage.frame.list.items.erase(stage.frame.list.items.begin());
    stage.draw();  // the page has its picture now, the group too
    Stage other;
    inject_picture_failures(2);  // the page's and the group's
    other.draw();
    CHECK(other.window->picture().at(30, 30) == red);
    CHECK(other.window->picture().at(130, 40) == red);
    other.frame.id = {2};
    other.draw();
    CHECK(other.shows_all());  // there is room again
}

TEST_CASE("a working GL is in no trouble, and an error of another kind is none") {
    Stage stage;
    if (!stage.window) return;
    stage.draw();
    CHECK(take_gl_trouble() == GlTrouble::none);
}
