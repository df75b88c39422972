// SPDX-License-Identifier: MIT
// FrameDrawing: puts the page's picture and the overlay's into the window's framebuffer. The page has a picture of its
// own that is kept, so that only what changed is drawn again; and where the window's buffers tell their age and no
// overlay draws, only that is copied. To be swapped after each draw. Display thread, with the context current.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>

#include "base/result.h"
#include "compositor/compositor.h"
#include "display/overlay.h"
#include "display/window.h"
#include "gpu/framebuffer.h"
#include "gpu/gl_trouble.h"

namespace janklab {

/// The device pixels of a window that an area in CSS pixels covers; the edges are rounded, so that neighbours meet.
PixelRect device_pixels(const Rect& area, float scale);

class FrameDrawing {
  public:
    /// Without GL (window.device() is null) drawing does nothing, and `fonts` may be null; else they must outlive this.
    /// Environment error: see Compositor::create().
    static Result<FrameDrawing> create(Window& window, const Fonts* fonts);

    /// `content` may be null: the page has not committed yet. Poses are those at `frame_time`. What was done for the
    /// page.
    DrawStats draw(const CompositorFrame* content, const Scrolling& scrolling, Overlay& overlay, TimePoint now,
                   TimePoint frame_time, const GlyphBudget& budget = {});
    /// The last draw left glyphs or pictures of the page out, or everything had to be made anew after it.
    bool wants_redraw() const {
        return renewed_ || (compositor_ && (compositor_->glyphs_are_missing() || compositor_->pictures_wait()));
    }

  private:
    FrameDrawing(Window& window, const Fonts* fonts) : window_(&window), fonts_(fonts) {}
    void recover(GlTrouble trouble, Overlay& overlay);
    bool make_page_picture(PixelSize size);
    PixelRect area_to_copy(const Overlay& overlay, const PixelRect& page, const PixelRect& drawn);
    DrawStats draw_page(const CompositorFrame& content, const Scrolling& scrolling, const PixelRect& area,
                        TimePoint frame_time, const GlyphBudget& budget);

    Window* window_;
    std::unique_ptr<Compositor> compositor_;
    const Fonts* fonts_;
    std::optional<Framebuffer> page_;  // none: the card has no room for it, the page is drawn into the window
    PixelSize refused_;                // the size for which there was none
    struct Copied {  // what a swap's picture has that the one before had not, when only the page is in the window
        PixelRect page, drawn;
        PixelSize window;
    };
    std::array<Copied, 4> copied_{};  // the newest first; a page without pixels: not known
    bool renewed_ = false;            // since the last draw
    bool memory_is_short_ = false;    // at the last draw; told once while it lasts
};

}  // namespace janklab
