// SPDX-License-Identifier: MIT
#include "display/frame_drawing.h"

#include <cmath>
#include <utility>

namespace janklab {

namespace {

constexpr Color behind_the_page{255, 255, 255};

}  // namespace

PixelRect device_pixels(const Rect& area, float scale) {
    const auto pixel = [scale](float css) { return static_cast<int>(std::lround(css * scale)); };
    const int x = pixel(area.x), y = pixel(area.y);
    return {x, y, pixel(area.right()) - x, pixel(area.bottom()) - y};
}

Result<FrameDrawing> FrameDrawing::create(Window& window, const Fonts* fonts) {
    FrameDrawing drawing(window);
    if (!window.device()) return drawing;
    MUST(fonts, "drawing needs fonts");
    Result<std::unique_ptr<Compositor>> compositor = Compositor::create(*fonts);
    if (!compositor) return compositor.error();
    drawing.compositor_ = std::move(*compositor);
    return drawing;
}

DrawStats FrameDrawing::draw(const CompositorFrame* content, Overlay& overlay, TimePoint now, TimePoint seen_at,
                             const GlyphBudget& budget) {
    const WindowState& state = window_->state();
    if (!compositor_ || state.framebuffer.width <= 0 || state.framebuffer.height <= 0) return {};
    const PixelRect all{0, 0, state.framebuffer.width, state.framebuffer.height};
    const PixelRect area = intersected(device_pixels(overlay.page_area(state.size), state.scale), all);
    const bool page_shows = content && !area.empty();
    const DrawStats stats = page_shows ? draw_page(*content, area, seen_at, budget) : DrawStats{};
    const bool page_covers_all = page_shows && page_ && page_->size() == state.framebuffer;
    if (!page_covers_all)
        clear(window_->framebuffer(), state.framebuffer, content ? content->background : behind_the_page);
    if (page_shows && page_) page_->copy_to(window_->framebuffer(), state.framebuffer, area.x, area.y);
    overlay.draw(state.framebuffer, state.scale, now);
    // A renderer on the processor would do the work during the swap, and so show the picture late.
    if (window_->device()->software()) finish_drawing();
    return stats;
}

DrawStats FrameDrawing::draw_page(const CompositorFrame& content, const PixelRect& area, TimePoint seen_at,
                                  const GlyphBudget& budget) {
    const PixelSize size{area.width, area.height};
    if (!page_ || page_->size() != size) {
        Result<Framebuffer> picture = Framebuffer::create(size);
        if (!picture) return {};  // too large for the card: the page stays as it was
        page_.emplace(std::move(*picture));
        compositor_->forget_target();
    }
    const DrawTarget target{.framebuffer = page_->gl_name(),
                            .size = size,
                            .page = {0, 0, size.width, size.height},
                            .scale = window_->state().scale,
                            .preserved = true};
    return compositor_->draw(content, seen_at, target, budget);
}

}  // namespace janklab
