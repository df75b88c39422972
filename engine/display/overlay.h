// SPDX-License-Identifier: MIT
// Overlay: what shares the window with the page and is drawn over it, on the display thread, whether or not the page
// can run: the inspector. NoOverlay is the double.
#pragma once

#include <optional>

#include "base/geometry.h"
#include "base/time.h"
#include "display/input_event.h"
#include "display/window.h"

namespace janklab {

class Overlay {
  public:
    virtual ~Overlay() = default;

    /// Which part of a window of this size the page gets; CSS pixels of the window. Asked every frame: keep it cheap.
    virtual Rect page_area(Size window) const = 0;
    /// Sees all input before the page does, in CSS pixels of the window. True: it keeps the event. Resize and
    /// visibility it may look at, but not keep. A press that the page got keeps the pointer with the page until the
    /// release.
    virtual bool take_input(const InputEvent& event) = 0;
    /// Whether its picture would differ from the last one. Asked once a vsync and after input.
    virtual bool wants_redraw(TimePoint now) const = 0;
    /// Draws with the window's context current and its framebuffer bound, the page's picture already in it. It has been
    /// cleared outside of the page. May leave GL's state changed.
    virtual void draw(PixelSize framebuffer, float scale, TimePoint now) = 0;
    /// False: draw() leaves the window as it is.
    virtual bool draws() const { return true; }
    /// GL's context is lost, and with it all that was made in it; the next draw() has a new one.
    virtual void let_go_of_gl() {}
    /// What the pointer should look like while it is the overlay's; none: it is not over the overlay.
    virtual std::optional<CursorShape> cursor() const { return std::nullopt; }
};

/// The page has the whole window.
class NoOverlay final : public Overlay {
  public:
    Rect page_area(Size window) const override { return {0, 0, window.width, window.height}; }
    bool take_input(const InputEvent&) override { return false; }
    bool wants_redraw(TimePoint) const override { return false; }
    void draw(PixelSize, float, TimePoint) override {}
    bool draws() const override { return false; }
};

}  // namespace janklab
