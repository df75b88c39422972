// SPDX-License-Identifier: MIT
// The inspector's picture, drawn without a window. The pictures are written into the build folder, to be looked at.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "gpu/framebuffer.h"
#include "gpu/image.h"
#include "inspector/stand.h"
#include "inspector/theme.h"
#include "inspector/views.h"
#include "inspector/window_layout.h"
#include "support/gl_for_tests.h"

using namespace janklab;

namespace {

constexpr Color page_color = rgb(0xf6f7f9);

/// Draws what `stand` shows onto a light page, twice, because ImGui knows the height of what scrolls from the frame
/// before.
Image picture_of(InspectorStand& stand, const std::string& file) {
    auto target = Framebuffer::create(stand.framebuffer);
    REQUIRE(target.ok());
    for (int i = 0; i < 2; ++i) {
        clear(target->gl_name(), stand.framebuffer, page_color);
        stand.inspector->draw(stand.framebuffer, stand.scale, stand.now);
    }
    Image image = target->read();
    REQUIRE(write_png(std::string(JANKLAB_TEST_OUTPUT_FOLDER) + "/" + file, image).ok());
    return image;
}

}  // namespace

TEST_CASE("the inspector over a blocked page fills its parts of the window and leaves the page alone") {
    if (!gl_for_tests()) return;
    for (const auto& [size, scale, file] : {std::tuple{PixelSize{1280, 720}, 1.f, "inspector_1280x720.png"},
                                            std::tuple{PixelSize{2560, 1440}, 2.f, "inspector_2560x1440_2x.png"},
                                            std::tuple{PixelSize{2560, 1440}, 1.f, "inspector_2560x1440.png"},
                                            std::tuple{PixelSize{900, 600}, 1.f, "inspector_900x600.png"},
                                            std::tuple{PixelSize{1600, 900}, 1.25f, "inspector_1600x900_125.png"}}) {
        InspectorStand stand;
        stand.framebuffer = size;
        stand.scale = scale;
        stand.now = tell_a_long_task(stand.story);
        const Image image = picture_of(stand, file);
        const WindowLayout layout =
            layout_of({static_cast<float>(size.width) / scale, static_cast<float>(size.height) / scale});
        const auto at = [&](float x, float y) {
            return image.at(static_cast<int>(x * scale), static_cast<int>(y * scale));
        };
        CHECK(at(layout.column.x + 2, layout.column.bottom() - 3) == theme.background);
        CHECK(at(layout.corner.x + 2, layout.corner.bottom() - 3) == theme.background);
        CHECK(at(layout.banner.x + 8, layout.banner.y + 4) == theme.alarm_surface);
        CHECK(at(layout.page.x + 8, layout.page.bottom() - 80) == page_color);
    }
}

TEST_CASE("in a narrow window the figures of the graph leave its title alone, and its legend names every colour") {
    if (!gl_for_tests()) return;
    const auto strip_of = [](PixelSize size, const std::string& file, const auto& part) {
        InspectorStand stand;
        stand.framebuffer = size;
        stand.now = tell_a_long_task(stand.story);
        const Image image = picture_of(stand, file);
        const GraphLayout places =
            graph_layout(layout_of({static_cast<float>(size.width), static_cast<float>(size.height)}).graph);
        const Rect rect = part(places);
        std::vector<Color> pixels;
        for (float y = rect.y; y < rect.bottom(); ++y)
            for (float x = rect.x; x < rect.right(); ++x)
                pixels.push_back(image.at(static_cast<int>(x), static_cast<int>(y)));
        return pixels;
    };
    const auto title = [](const GraphLayout& places) {
        return Rect{places.header.x, places.header.y, 44, places.header.height};
    };
    CHECK(strip_of({640, 480}, "inspector_640x480.png", title) == strip_of({1280, 720}, "inspector_wide.png", title));
    const auto legend = [](const GraphLayout& places) { return places.legend; };
    const std::vector<Color> narrow = strip_of({900, 600}, "inspector_900x600.png", legend);
    for (int i = 0; i < phase_count; ++i) {
        CAPTURE(i);
        CHECK(std::ranges::count(narrow, color_of(static_cast<Phase>(i))) >= 60);
    }
}

TEST_CASE("the inspector of a page that has done nothing yet says n/a and draws no graph") {
    if (!gl_for_tests()) return;
    InspectorStand stand(false);
    stand.board.publish({});
    const Image image = picture_of(stand, "inspector_nothing_yet.png");
    CHECK(stand.inspector->views().graph.bars().empty());
    CHECK(image.at(20, 20) == page_color);
    // Below what the page does now, which lies on a surface of its own: no empty boxes for timers that never were.
    const Rect column = layout_of({1280, 720}).column;
    int of_boxes = 0;
    for (float y = column.y + 260; y < column.bottom(); ++y)
        of_boxes += image.at(static_cast<int>(column.x) + 40, static_cast<int>(y)) == theme.surface;
    CHECK(of_boxes == 0);
}

TEST_CASE("counters that the column has no room for stand in the corner while it has nothing to list") {
    if (!gl_for_tests()) return;
    const auto ink_in_corner = [](InspectorStand& stand, const std::string& file) {
        const Image image = picture_of(stand, file);
        const Rect corner = layout_of({static_cast<float>(stand.framebuffer.width) / stand.scale,
                                       static_cast<float>(stand.framebuffer.height) / stand.scale})
                                .corner;
        int ink = 0;  // below the heading and its line "None so far", above the switches
        for (float y = corner.y + 60; y < corner.bottom() - 40; ++y)
            for (float x = corner.x; x < corner.right(); ++x)
                ink += image.at(static_cast<int>(x), static_cast<int>(y)) != theme.background;
        return ink;
    };
    InspectorStand stand;
    stand.now = tell_good_frames(stand.story, 100);
    CHECK(ink_in_corner(stand, "inspector_counters_1280x720.png") > 500);
    stand.framebuffer = {2560, 1440};  // where the column shows them itself
    CHECK(ink_in_corner(stand, "inspector_counters_2560x1440.png") == 0);
    stand.framebuffer = {900, 600};
    picture_of(stand, "inspector_counters_900x600.png");
}

TEST_CASE("a pointer over a bar of the graph shows the figures of that frame and what made it late") {
    if (!gl_for_tests()) return;
    InspectorStand stand;
    stand.now = tell_a_long_task(stand.story);
    stand.compose();
    const auto bars = stand.inspector->views().graph.bars();
    const Rect bar = bars[bars.size() - 8].column;
    const Image before = picture_of(stand, "inspector_before_hover.png");
    stand.inspector->take_input(stand.pointer(InputKind::pointer_move, {bar.x + 1, bar.y + bar.height / 2}));
    const Image after = picture_of(stand, "inspector_hover.png");
    const int above = static_cast<int>(layout_of({1280, 720}).graph.y) - 20;
    CHECK(before.at(static_cast<int>(bar.x), above) == page_color);
    CHECK(after.at(static_cast<int>(bar.x), above) != page_color);
}

TEST_CASE("a page starved by its microtasks, and a paused one, say so") {
    if (!gl_for_tests()) return;
    {
        InspectorStand stand;
        stand.now = tell_starvation(stand.story);
        picture_of(stand, "inspector_starved.png");
        CHECK(stand.inspector->views().banner.headline() == "Microtasks have been running for 2.05 s");
    }
    {
        InspectorStand stand;
        stand.now = tell_good_frames(stand.story, 200);
        picture_of(stand, "inspector_running.png");
        stand.control.pause();
        stand.story.page(stand.now, EventType::paused);
        stand.story.collect();
        stand.now += 40ms;
        picture_of(stand, "inspector_paused.png");
        CHECK(stand.inspector->views().now.doing == "Paused");
    }
}
