// SPDX-License-Identifier: MIT
// Compositor: plays a CompositorFrame into a framebuffer with a few instanced draw calls, and runs the animations that
// need no page. What to draw is decided by draw_plan.h; this class holds the GL side. Display thread, context current.
// A steady frame allocates nothing, and an unchanged one draws nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "base/result.h"
#include "base/time.h"
#include "compositor/compositor_frame.h"
#include "compositor/scrolling.h"
#include "gpu/fonts.h"
#include "gpu/framebuffer.h"
#include "gpu/glyph_atlas.h"

namespace janklab {

/// Where the page appears. Best is a Framebuffer of the page's own with `preserved`, copied to the window before each
/// swap: then an unchanged frame costs one copy, and a small damage a small redraw.
struct DrawTarget {
    unsigned framebuffer = window_framebuffer;  ///< GL name
    PixelSize size;                             ///< Of the whole framebuffer, device pixels.
    PixelRect page;                             ///< The part of it that the page occupies; nothing outside is touched.
    float scale = 1;                            ///< Device pixels a CSS pixel.
    /// It still holds what the last draw() put there. False for a window's back buffer after a swap.
    bool preserved = false;

    friend bool operator==(const DrawTarget&, const DrawTarget&) = default;
};

/// What a draw() did.
struct DrawStats {
    bool drawn = false;  ///< False: the target already shows this frame, nothing was touched.
    std::uint32_t draw_calls = 0;
    std::uint32_t instances = 0;
    std::uint32_t glyphs_uploaded = 0;   ///< Rasterised for this draw.
    std::uint32_t glyphs_left_out = 0;   ///< Not ready: the budget was spent. The next draw brings them.
    std::uint32_t pictures_waiting = 0;  ///< Not drawn yet: parts of them come with the next draws.
    std::size_t picture_bytes_uploaded = 0;
    std::uint64_t canvas_commands = 0;    ///< Put on the pictures of canvases,
    std::uint32_t canvas_draw_calls = 0;  ///< in so many draw calls,
    Duration canvas_time{};               ///< in this time of the thread; 0 where the budget has no clock.
    std::uint32_t groups = 0;             ///< Layers that needed a picture of their own for their opacity.
    std::uint32_t items_skipped = 0;      ///< Not finite, without a partner, or of a glyph that found no room.
    PixelRect drawn_area;    ///< Device pixels of the target; smaller than the page when only damage was drawn.
    PixelRect missing_area;  ///< Likewise, around the texts and pictures of which something is not ready: checkerboard.
    std::uint64_t page_pixels = 0;
};

class Compositor {
  public:
    /// `fonts` must outlive it. Environment error: a shader is missing or does not compile.
    static Result<std::unique_ptr<Compositor>> create(const Fonts& fonts);
    ~Compositor();

    /// Whether the picture would be another than the last one: other frame, target or pose, or glyphs that were left
    /// out.
    bool needs_draw(const CompositorFrame& frame, TimePoint now, const DrawTarget& target,
                    const Scrolling* scrolling = nullptr) const;
    /// Call it for every vsync: if the target is preserved and needs no draw, it does nothing. Poses are taken at
    /// `now`: the time of the BeginFrame, as the page's animations are, so that both move alike. Leaves
    /// `target.framebuffer` bound and GL's state changed: blending premultiplied, no scissor, program or vertex array.
    /// A debug build looks here for changed shaders.
    /// What scrolls stands where `scrolling` has it; null: where it begins.
    /// Glyphs beyond `budget` are left out until the next draw().
    DrawStats draw(const CompositorFrame& frame, TimePoint now, const DrawTarget& target,
                   const GlyphBudget& budget = {}, const Scrolling* scrolling = nullptr);
    /// Whether the last draw() left glyphs out: the same frame wants to be drawn again, at the next vsync.
    bool glyphs_are_missing() const;
    /// The same for pictures that have not arrived whole.
    bool pictures_wait() const;
    /// The next draw() draws everything: after somebody else drew into a preserved target.
    void forget_target();

  private:
    struct State;
    explicit Compositor(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace janklab
