// SPDX-License-Identifier: MIT
#include "display/frame_drawing.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
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
    FrameDrawing drawing(window, fonts);
    if (!window.device()) return drawing;
    MUST(fonts, "drawing needs fonts");
    Result<std::unique_ptr<Compositor>> compositor = Compositor::create(*fonts);
    if (!compositor) return compositor.error();
    drawing.compositor_ = std::move(*compositor);
    return drawing;
}

DrawStats FrameDrawing::draw(const CompositorFrame* content, const Scrolling& scrolling, Overlay& overlay,
                             TimePoint now, TimePoint frame_time, const GlyphBudget& budget) {
    const WindowState& state = window_->state();
    if (!compositor_ || state.framebuffer.width <= 0 || state.framebuffer.height <= 0) return {};
    const PixelRect all{0, 0, state.framebuffer.width, state.framebuffer.height};
    const PixelRect area = intersected(device_pixels(overlay.page_area(state.size), state.scale), all);
    renewed_ = false;
    const bool page_shows = content && !area.empty();
    const bool page_is_kept = page_shows && make_page_picture({area.width, area.height});
    if (!page_is_kept || page_->size() != state.framebuffer)
        clear(window_->framebuffer(), state.framebuffer, content ? content->background : behind_the_page);
    const DrawStats stats = page_shows ? draw_page(*content, scrolling, area, frame_time, budget) : DrawStats{};
    if (page_is_kept) {
        const PixelRect part = area_to_copy(overlay, area, stats.drawn_area);
        page_->copy_to(window_->framebuffer(), state.framebuffer, area.x, area.y, part);
    } else {
        copied_ = {};
    }
    overlay.draw(state.framebuffer, state.scale, now);
    // A renderer on the processor would do the work during the swap, and so show the picture late.
    if (window_->device()->software()) finish_drawing();
    recover(take_gl_trouble(), overlay);
    return stats;
}

/// In pixels of the page: what the back buffer lacks. `drawn` has changed since the draw before.
PixelRect FrameDrawing::area_to_copy(const Overlay& overlay, const PixelRect& page, const PixelRect& drawn) {
    const PixelRect all{0, 0, page.width, page.height};
    const PixelSize window = window_->state().framebuffer;
    std::ranges::move_backward(copied_.begin(), copied_.end() - 1, copied_.end());
    copied_.front() = {};
    if (overlay.draws() || PixelSize{page.width, page.height} != window) return all;
    copied_.front() = {page, drawn, window};
    const auto age = static_cast<std::size_t>(std::max(0, window_->buffer_age()));
    if (age == 0 || age >= copied_.size()) return all;
    PixelRect lacking = drawn;
    for (std::size_t i = 1; i <= age; ++i) {
        // The one `age` swaps ago must have been drawn like this too, but what it drew is there.
        if (copied_[i].page != page || copied_[i].window != window) return all;
        if (i < age) lacking = united(lacking, copied_[i].drawn);
    }
    return lacking;
}

/// False: there is no room for one, and the page has to be drawn into the window, whole each time.
bool FrameDrawing::make_page_picture(PixelSize size) {
    if (page_ && page_->size() == size) return true;
    compositor_->forget_target();
    page_.reset();
    copied_ = {};
    if (size == refused_) return false;
    Result<Framebuffer> picture = Framebuffer::create(size);
    if (picture) {
        page_.emplace(std::move(*picture));
        refused_ = {};
        return true;
    }
    fmt::print(stderr, "The page is drawn whole for each frame: {}.\n", picture.error().sentence);
    refused_ = size;
    return false;
}

DrawStats FrameDrawing::draw_page(const CompositorFrame& content, const Scrolling& scrolling, const PixelRect& area,
                                  TimePoint frame_time, const GlyphBudget& budget) {
    const WindowState& state = window_->state();
    DrawTarget target{.framebuffer = window_->framebuffer(),
                      .size = state.framebuffer,
                      .page = area,
                      .scale = state.scale,
                      .preserved = false};
    if (page_) {
        target.framebuffer = page_->gl_name();
        target.size = page_->size();
        target.page = {0, 0, area.width, area.height};
        target.preserved = true;
    }
    return compositor_->draw(content, frame_time, target, budget, &scrolling);
}

/// Makes anew what was in graphics memory; the next draw draws everything. A second shortage in a row is lived with:
/// what found no room is left out, as each of the makers says.
void FrameDrawing::recover(GlTrouble trouble, Overlay& overlay) {
    const bool was_short = std::exchange(memory_is_short_, trouble == GlTrouble::out_of_memory);
    if (trouble == GlTrouble::none || (trouble == GlTrouble::out_of_memory && was_short)) return;
    fmt::print(stderr, "{}\n",
               trouble == GlTrouble::context_lost
                   ? "GL lost its context; everything is made anew in another one."
                   : "Graphics memory is used up; what was kept in it is let go and made anew.");
    page_.reset();
    copied_ = {};
    refused_ = {};
    compositor_.reset();
    if (trouble == GlTrouble::context_lost) {
        overlay.let_go_of_gl();
        if (const Result<void> renewed = window_->renew_gl(); !renewed) {
            fmt::print(stderr, "Nothing is drawn any more: {}\n", renewed.error().sentence);
            return;
        }
    }
    Result<std::unique_ptr<Compositor>> compositor = Compositor::create(*fonts_);
    if (!compositor) {
        fmt::print(stderr, "Nothing is drawn any more: {}\n", compositor.error().sentence);
        return;
    }
    compositor_ = std::move(*compositor);
    renewed_ = true;
}

}  // namespace janklab
