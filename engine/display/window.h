// SPDX-License-Identifier: MIT
// Window: where a person sees the page, and the only place where the display thread sleeps. The real one is GlfwWindow,
// the double HeadlessWindow. Display thread (the process's main thread), except where a function says otherwise.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/geometry.h"
#include "base/result.h"
#include "base/time.h"
#include "display/cursor_shape.h"
#include "display/frame_scheduler.h"
#include "display/input_event.h"
#include "display/vsync_grid.h"
#include "gpu/gl_device.h"

namespace janklab {

class PresentTiming;

/// What is so about the window now; wait and poll bring it up to date.
struct WindowState {
    Size size{};              // CSS pixels
    PixelSize framebuffer{};  // device pixels; nothing in one direction: the window is hidden
    float scale = 1;          // device pixels a CSS pixel
    Visibility visibility = Visibility::shown;
    bool close_requested = false;
    bool server_gone = false;  // there is nothing left to show anything on: close_requested as well
    bool focused = false;
    bool fullscreen = false;
    std::uint32_t picture_lost = 0;           // rises when the window must be drawn again (uncovered, resized)
    std::uint32_t monitor_changes = 0;        // rises when it moved to another monitor, or that changed its mode
    std::optional<RefreshRate> monitor_rate;  // as the system reports it; n/a where it does not say
};

class Window {
  public:
    virtual ~Window() = default;

    // -- time and events -----------------------------------------------------------------------------------------
    /// Sleeps until `time`, an event, or post_empty_event(), whichever is first. It may return early for no reason.
    virtual void wait_events_until(TimePoint time) = 0;
    virtual void poll_events() = 0;
    /// Ends a wait. Any thread, while the window lives.
    virtual void post_empty_event() = 0;
    /// Moves what has happened to the end of `into`: pointer, wheel, keys and text, in order, in CSS pixels of the
    /// window. Without ids. Resizes and visibility are not among them: look at state().
    virtual void take_events(std::vector<InputEvent>& into) = 0;
    virtual const WindowState& state() const = 0;

    // -- the picture ---------------------------------------------------------------------------------------------
    /// Its GL, current on this thread since the window was opened. Null: there is none, and drawing is left out.
    virtual const GlDevice* device() const = 0;
    virtual void make_current() = 0;
    /// The context was lost: makes another one, current on this thread, in which nothing exists yet. A real window may
    /// blink; it keeps size and place. state().picture_lost and monitor_changes rise. Environment error: there is no
    /// GL any more.
    virtual Result<void> renew_gl() = 0;
    /// The framebuffer that swap() shows.
    virtual unsigned framebuffer() const = 0;
    virtual void swap() = 0;
    /// How many swaps ago what is in framebuffer() was drawn; 1: it is what is shown. 0: not known, or nothing is in
    /// it. Ask before drawing.
    virtual int buffer_age() = 0;
    /// Whose word that is; null: nobody's, it is never known.
    virtual const char* buffer_age_source() const = 0;
    /// Whether swap() brings anything to a screen, so that measuring it means something.
    virtual bool has_screen() const = 0;
    /// 1: a swap waits for the vsync, if the system lets it (find out by measuring: vsync_detector.h); 0: it does not.
    virtual void set_swap_interval(int interval) = 0;
    /// Who knows when swaps were seen; null: nobody, the return of swap() is the best that is known.
    virtual PresentTiming* present_timing() = 0;

    // -- what a person sees and asks for -------------------------------------------------------------------------
    virtual void set_title(const std::string& title) = 0;
    virtual void set_cursor(CursorShape shape) = 0;
    virtual void set_size(Size size) = 0;
    virtual void toggle_fullscreen() = 0;
    virtual std::string clipboard() = 0;
    virtual void set_clipboard(const std::string& text) = 0;
};

}  // namespace janklab
