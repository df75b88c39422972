// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <cmath>

#include "inspector/theme.h"
#include "inspector/views.h"
#include "inspector/window_layout.h"

using namespace janklab;

TEST_CASE("at 1280x720 the page has the left part, the column 448, and the strip 184") {
    const WindowLayout layout = layout_of({1280, 720});
    REQUIRE(layout.form == InspectorForm::full);
    CHECK(layout.page == Rect{0, 0, 832, 536});
    CHECK(layout.column == Rect{832, 0, 448, 536});
    CHECK(layout.graph == Rect{0, 536, 832, 184});
    CHECK(layout.corner == Rect{832, 536, 448, 184});
}

TEST_CASE("the parts cover the window without overlapping, at any size") {
    for (const Size window : {Size{160, 96}, Size{500, 320}, Size{639, 900}, Size{640, 400}, Size{800, 600},
                              Size{1281, 721}, Size{1920, 1080}, Size{2560, 1440}, Size{5120, 900}}) {
        CAPTURE(window.width);
        const WindowLayout layout = layout_of(window);
        const Rect parts[] = {layout.page, layout.column, layout.graph, layout.corner, layout.bar};
        float covered = 0;
        for (const Rect& part : parts) {
            covered += part.width * part.height;
            for (const Rect& other : parts) CHECK((&part == &other || intersected(part, other).empty()));
        }
        CHECK(covered == doctest::Approx(window.width * window.height));
        CHECK(intersected(layout.banner, layout.page) == layout.banner);
        CHECK(layout.page.bottom() - layout.banner.bottom() <= 2 * grid);
        if (layout.form == InspectorForm::bar) continue;
        CHECK(layout.column.width >= 344);
        CHECK(layout.page.width >= layout.column.width - 80);
        CHECK(std::fmod(layout.column.width, grid) == 0);
        CHECK(std::fmod(layout.graph.height, grid) == 0);
    }
}

TEST_CASE("a small window has a bar below the page, and one of a few pixels nothing but the page") {
    const WindowLayout small = layout_of({500, 320});
    CHECK(small.form == InspectorForm::bar);
    CHECK(small.page == Rect{0, 0, 500, 280});
    CHECK(small.bar == Rect{0, 280, 500, 40});
    CHECK(layout_of({2000, 399}).form == InspectorForm::bar);
    const WindowLayout smallest = layout_of({159, 300});
    CHECK(smallest.form == InspectorForm::none);
    CHECK(smallest.page == Rect{0, 0, 159, 300});
    CHECK(layout_of({0, 0}).page.empty());
}

TEST_CASE("the parts of the graph lie in the strip, one below the other") {
    for (const Size window : {Size{640, 400}, Size{1280, 720}, Size{2560, 1440}}) {
        const Rect strip = layout_of(window).graph;
        const GraphLayout places = graph_layout(strip);
        for (const Rect& part :
             {places.header, places.marks, places.plot, places.outcomes, places.seconds, places.legend, places.axis}) {
            CHECK(intersected(part, strip) == part);
        }
        CHECK(places.header.bottom() <= places.marks.y);
        CHECK(places.marks.bottom() <= places.plot.y);
        CHECK(places.plot.bottom() <= places.outcomes.y);
        CHECK(places.outcomes.bottom() <= places.seconds.y);
        CHECK(places.seconds.bottom() <= places.legend.y);
        CHECK(places.axis.right() <= places.plot.x);
        CHECK(places.plot.height >= 32);
    }
}

TEST_CASE("every text colour stands out from the surfaces that it is written on") {
    for (const Color surface : {theme.background, theme.surface}) {
        for (const Color text :
             {theme.text, theme.quiet_text, theme.dim_text, theme.alarm, theme.accent, theme.good, theme.dropped}) {
            CHECK(contrast(text, surface) >= 4.5);
        }
    }
    CHECK(contrast(theme.text, theme.raised) >= 7);
    CHECK(contrast(theme.quiet_text, theme.raised) >= 4.5);
    CHECK(contrast(theme.text, theme.alarm_surface) >= 7);
    CHECK(contrast(theme.background, theme.accent) >= 7);
    CHECK(contrast(rgb(0), rgb(0xffffff)) == doctest::Approx(21));
}

TEST_CASE("neighbouring phases of a bar can be told apart from what lies behind them") {
    for (const Color phase : {theme.scripting, theme.rendering, theme.painting, theme.other}) {
        CHECK(contrast(phase, theme.background) >= 3);
        CHECK(contrast(phase, theme.idle) >= 3);
    }
}
