// SPDX-License-Identifier: MIT
// The inspector's picture, drawn without a window. The pictures are written into the build folder, to be looked at.
#include <doctest/doctest.h>

#include <string>

#include "gpu/framebuffer.h"
#include "gpu/image.h"
#include "gpu/offscreen_gl.h"
#include "inspector/stand.h"
#include "inspector/theme.h"
#include "inspector/window_layout.h"

using namespace janklab;

namespace {

/// Draws what `stand` shows onto a light page.
Image picture_of(InspectorStand& stand, const std::string& file) {
    auto target = Framebuffer::create(stand.framebuffer);
    REQUIRE(target.ok());
    clear(target->gl_name(), stand.framebuffer, rgb(0xf6f7f9));
    stand.inspector->draw(stand.framebuffer, stand.scale, stand.now);
    Image image = target->read();
    REQUIRE(write_png(std::string(JANKLAB_TEST_OUTPUT_FOLDER) + "/" + file, image).ok());
    return image;
}

}  // namespace

TEST_CASE("the inspector over a blocked page fills its parts of the window and leaves the page alone") {
    auto gl = OffscreenGl::create();
    REQUIRE(gl.ok());
    for (const auto& [size, scale, file] : {std::tuple{PixelSize{1280, 720}, 1.f, "inspector_1280x720.png"},
                                            std::tuple{PixelSize{2560, 1440}, 2.f, "inspector_2560x1440_2x.png"},
                                            std::tuple{PixelSize{2560, 1440}, 1.f, "inspector_2560x1440.png"},
                                            std::tuple{PixelSize{800, 600}, 1.f, "inspector_800x600.png"},
                                            std::tuple{PixelSize{1600, 900}, 1.25f, "inspector_1600x900_125.png"}}) {
        InspectorStand stand;
        stand.framebuffer = size;
        stand.scale = scale;
        stand.inspector->draw(size, scale, stand.now);  // before anything happened
        stand.now = tell_a_long_task(stand.story);
        const Image image = picture_of(stand, file);
        const WindowLayout layout =
            layout_of({static_cast<float>(size.width) / scale, static_cast<float>(size.height) / scale});
        const auto at = [&](float x, float y) { return image.at(static_cast<int>(x * scale), static_cast<int>(y * scale)); };
        CHECK(at(layout.column.x + 2, layout.column.bottom() - 3) == theme.background);
        CHECK(at(layout.counters.x + 2, layout.counters.bottom() - 3) == theme.background);
        CHECK(at(layout.banner.x + 8, layout.banner.y + 4) == theme.alarm_surface);
        CHECK(at(layout.page.x + 8, layout.page.bottom() - 20) == rgb(0xf6f7f9));
    }
}
