// SPDX-License-Identifier: MIT
#include "demos/program/picture.h"

#include <cmath>

#include "compositor/compositor.h"
#include "demos/demo.h"
#include "gpu/framebuffer.h"
#include "gpu/offscreen_gl.h"
#include "inspector/inspector.h"
#include "inspector/window_layout.h"
#include "page/virtual_run.h"

namespace janklab {

Size page_size(const Options& options) {
    return options.inspector ? layout_of(options.size).page.size() : options.size;
}

Result<void> take_picture(const Options& options, const Demo* demo, VirtualRun& run, const Fonts& fonts) {
    const float scale = static_cast<float>(options.scale);
    const auto pixels = [&](float length) { return static_cast<int>(std::lround(length * scale)); };
    const PixelSize size{pixels(options.size.width), pixels(options.size.height)};

    Result<OffscreenGl> gl = OffscreenGl::create();
    if (!gl) return gl.error();
    Result<Framebuffer> target = Framebuffer::create(size);
    if (!target) return target.error();
    Result<std::unique_ptr<Compositor>> compositor = Compositor::create(fonts);
    if (!compositor) return compositor.error();

    const TimePoint now = run.clock().stamp();
    if (const CompositorFrame* frame = run.link().current()) {
        const Size page = page_size(options);
        (*compositor)->draw(*frame, now,
                            {.framebuffer = target->gl_name(),
                             .size = size,
                             .page = {0, 0, pixels(page.width), pixels(page.height)},
                             .scale = scale});
    }
    if (options.inspector) {
        Result<std::unique_ptr<Inspector>> inspector = Inspector::create({.trace = &run.trace(),
                                                                          .folds = &run.folds(),
                                                                          .control = &run.control(),
                                                                          .link = &run.link(),
                                                                          .board = &run.controls(),
                                                                          .fonts = &fonts,
                                                                          .title = demo ? demo->title : "Gallery",
                                                                          .look_for = demo ? demo->look_for : "Choose a demo.",
                                                                          .display = run.display().description(),
                                                                          .policy = options.policy});
        if (!inspector) return inspector.error();
        (*inspector)->draw(size, scale, now);
    }
    return write_png(*options.screenshot_file, target->read());
}

}  // namespace janklab
