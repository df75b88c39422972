// SPDX-License-Identifier: MIT
// Pictures of two demos against golden ones. Tolerance: 24 of 255 a channel, and one pixel in 1000 may differ by more
// (a spoke of a wheel is larger); renderers round edges and glyphs a little differently. JANKLAB_REBASE=1 writes the
// golden pictures anew.
#include <doctest/doctest.h>

#include <cstdlib>

#include "demos/demos.h"
#include "demos/program/picture.h"
#include "display/overlay.h"
#include "gpu/fonts.h"
#include "gpu/offscreen_gl.h"
#include "page/virtual_run.h"

using namespace janklab;

namespace {

constexpr int tolerance = 24;
constexpr int one_in = 1000;

void check_picture(const Demo& demo, Duration at) {
    Result<OffscreenGl> gl = OffscreenGl::create();
    if (!gl) {
        MESSAGE("skipped: ", gl.error().sentence);
        return;
    }
    Result<std::unique_ptr<const Fonts>> fonts = Fonts::load();
    REQUIRE_MESSAGE(fonts.ok(), (fonts.ok() ? "" : fonts.error().sentence));
    const Size size{720, 540};
    VirtualRun run({.text = fonts->get(), .limit = {.end = time_zero + at}, .viewport = size, .title = demo.title});
    demo.build(run.page());
    run.run();
    NoOverlay alone;
    Result<Image> image = picture_of({.frame = run.link().current(),
                                      .overlay = &alone,
                                      .fonts = fonts->get(),
                                      .window = size,
                                      .now = time_zero + at});
    REQUIRE(image.ok());
    const std::string golden = std::string(JANKLAB_TEST_SOURCE_FOLDER) + "/tests/demos/golden/" + demo.name + ".png";
    if (std::getenv("JANKLAB_REBASE")) {
        REQUIRE(write_png(golden, *image).ok());
        return;
    }
    const Result<Image> expected = load_png(golden);
    REQUIRE_MESSAGE(expected.ok(), (expected.ok() ? "" : expected.error().sentence));
    const ImageDifference difference = compare_images(*image, *expected, tolerance);
    const int allowed = image->size.width * image->size.height / one_in;
    CHECK(difference.same_size);
    if (difference.differing_pixels > allowed) {
        const std::string seen = std::string(JANKLAB_TEST_OUTPUT_FOLDER) + "/" + demo.name + ".seen.png";
        static_cast<void>(write_png(seen, *image));
        FAIL_CHECK(difference.sentence, "; what was drawn is ", seen);
    }
}

}  // namespace

TEST_CASE("the long task looks as it did") { check_picture(long_task, 2s); }
TEST_CASE("the layout bars look as they did") { check_picture(layout_thrashing, 2s); }
