// SPDX-License-Identifier: MIT
#include "demos/program/picture.h"

#include <cmath>

#include "compositor/compositor.h"
#include "display/frame_drawing.h"
#include "display/overlay.h"
#include "gpu/framebuffer.h"

namespace janklab {

Result<Image> picture_of(const PictureDesc& desc) {
    const Rect page = desc.overlay->page_area(desc.window);
    const PixelRect whole = device_pixels({0, 0, desc.window.width, desc.window.height}, desc.scale);
    const PixelSize size{whole.width, whole.height};
    Result<Framebuffer> target = Framebuffer::create(size);
    if (!target) return target.error();
    Result<std::unique_ptr<Compositor>> compositor = Compositor::create(*desc.fonts);
    if (!compositor) return compositor.error();
    if (desc.frame)
        (*compositor)
            ->draw(*desc.frame, desc.now,
                   {.framebuffer = target->gl_name(),
                    .size = size,
                    .page = device_pixels(page, desc.scale),
                    .scale = desc.scale},
                   {}, desc.scrolling);
    desc.overlay->draw(size, desc.scale, desc.now);
    return target->read();
}

}  // namespace janklab
