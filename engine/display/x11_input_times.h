// SPDX-License-Identifier: MIT
// X11InputTimes: when a person did something, by the X server's own clock. GLFW keeps that to itself, so the events are
// looked at on their way from the wire into Xlib's queue, and found again when GLFW tells of them. Display thread.
// https://www.x.org/releases/current/doc/libX11/libX11/libX11.html#Hooks_into_the_Library
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "base/ring_buffer.h"
#include "base/time.h"

namespace janklab {

/// An event as both sides know it.
struct X11Input {
    enum Kind : std::uint8_t { pointer_move, pointer_leave, button_down, button_up, key_down, key_up };
    Kind kind{};
    int x = 0, y = 0;  // of a move; of others: x is the number of the button or key
    friend bool operator==(const X11Input&, const X11Input&) = default;
};

/// The server's time counts milliseconds in 32 bits, on Linux those of CLOCK_MONOTONIC, our own clock's. Nothing where
/// it is not that clock, because the server runs on another machine: it lies ahead of `now`, or minutes behind.
std::optional<TimePoint> from_server_time(std::uint32_t milliseconds, TimePoint now);

class X11InputTimes {
  public:
    /// Null where GLFW has no X11 display. One at a time.
    static std::unique_ptr<X11InputTimes> open();
    ~X11InputTimes();

    /// Of the oldest event like this that has not been asked for; those before it are forgotten. `now`: when GLFW told.
    std::optional<TimePoint> time_of(const X11Input& like, TimePoint now);
    /// What the hook calls.
    void note(const X11Input& input, std::uint32_t milliseconds);

  private:
    struct Noted {
        X11Input input;
        std::uint32_t milliseconds = 0;
    };
    static constexpr std::size_t most_noted = 1024;  // GLFW does not tell of all of them
    explicit X11InputTimes(void* display) : display_(display) {}

    void* display_;
    RingBuffer<Noted> noted_;
};

}  // namespace janklab
