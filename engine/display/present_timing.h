// SPDX-License-Identifier: MIT
// PresentTiming: what the window system itself says about vsyncs and about when pictures were seen. Display thread.
// On X11 the Present extension, heard on a connection of its own: https://gitlab.freedesktop.org/xorg/proto/xorgproto
// (presentproto.txt). On Wayland nothing is asked yet: there the return of swap() is the best that is known.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "base/result.h"
#include "base/time.h"
#include "trace/event.h"

namespace janklab {

/// A vsync by the display's own count.
struct Vblank {
    TimePoint time{};
    std::uint64_t count = 0;
};
/// What became of a swap.
struct Completion {
    Vblank vblank{};
    bool shown = true;  // false: a later one overtook it, nobody has seen it
};

class PresentTiming {
  public:
    virtual ~PresentTiming() = default;

    /// Takes in what has arrived. Never waits.
    virtual void poll() = 0;
    /// Asks to be told of the next vsync. One question at a time: while one is open, nothing happens.
    virtual void ask_for_vblank() = 0;
    /// The answer, once.
    virtual std::optional<Vblank> take_vblank() = 0;
    /// When a picture of this window was seen: one for each swap, in order, if the driver presents through the window
    /// system. Software GL does not.
    virtual std::optional<Completion> take_completion() = 0;
    /// Other windows lie over all of it.
    virtual bool covered() const = 0;
    /// Its parents or a window manager may have taken it off the screen.
    virtual bool mapped() const = 0;
    virtual PresentedSource source() const = 0;
};

/// `window`: the X11 name of the window on the server that DISPLAY names. Environment error: no connection, or the
/// server does not have Present 1.0.
Result<std::unique_ptr<PresentTiming>> open_x11_present_timing(std::uint32_t window);

}  // namespace janklab
