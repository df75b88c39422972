// SPDX-License-Identifier: MIT
// Going from page to page, as the window's run does, with a display that is played by the test.
#include <doctest/doctest.h>

#include "demos/demos.h"
#include "demos/gallery.h"
#include "demos/program/pages.h"
#include "display/page_link.h"
#include "loop/control.h"
#include "support/fixed_text.h"

using namespace janklab;

namespace {

struct PagesRun {
    /// One vsync, at which the page gets its frame and the display its commit.
    void frame() {
        link.send(BeginFrame{.id = {++number}, .time = clock.now(), .interval = 16ms, .deadline = clock.now() + 14ms});
        pages.run_until(clock.now() + 16ms);
        link.take_commit();
    }
    void press(const std::string& label) {
        const std::vector<ControlSpec> specs = board.snapshot();
        for (std::size_t i = 0; i < specs.size(); ++i)
            if (specs[i].label == label) link.send(PageMail{ControlChange{static_cast<int>(i), 1}});
    }

    VirtualClock clock;
    Trace trace{clock};
    LoopControl control;
    PageLink link;
    ControlBoard board;
    FixedText text;
    std::uint64_t number = 0;
    Pages pages{{.page = {.clock = &clock,
                          .trace = &trace,
                          .link = &link,
                          .control = &control,
                          .text = &text,
                          .controls = &board,
                          .viewport = {800, 600}},
                 .first = &long_task}};
};

}  // namespace

TEST_CASE("a page that opens after the window was resized has the window's size") {
    PagesRun run;
    run.frame();
    REQUIRE(run.link.current());
    CHECK(run.link.current()->viewport == Size{800, 600});
    run.link.send(PageMail{InputEvent{.kind = InputKind::resize, .size = {500, 280}}});
    run.frame();
    run.frame();
    CHECK(run.link.current()->viewport == Size{500, 280});
    run.press(way_to_the_gallery);
    for (int i = 0; i < 3; ++i) run.frame();
    CHECK(run.board.snapshot().empty());  // the gallery has no controls
    CHECK(run.link.current()->viewport == Size{500, 280});
}
