// SPDX-License-Identifier: MIT
#include "display/x11_input_times.h"

#include <X11/Xlib.h>
#include <X11/Xproto.h>
#include <dlfcn.h>

#include <algorithm>
#include <chrono>

namespace janklab {

namespace {

using WireToEvent = Bool (*)(Display*, XEvent*, xEvent*);

constexpr int watched_types[] = {KeyPress,     KeyRelease,  ButtonPress, ButtonRelease,
                                 MotionNotify, EnterNotify, LeaveNotify};

// Xlib hands nothing through to a hook.
X11InputTimes* open_times = nullptr;
WireToEvent hooks_before[LASTEvent] = {};

int type_of(const xEvent& wire) { return wire.u.u.type & 0x7f; }

Bool look_at(Display* display, XEvent* event, xEvent* wire) {
    const auto& u = wire->u.keyButtonPointer;  // the time and the place are at the same offsets in all of these
    const int detail = wire->u.u.detail;
    const auto note = [&](const X11Input& input) { open_times->note(input, u.time); };
    if (open_times) {
        switch (type_of(*wire)) {
            case KeyPress:
                note({X11Input::key_down, detail});
                break;
            case KeyRelease:
                note({X11Input::key_up, detail});
                break;
            case ButtonPress:
                note({X11Input::button_down, detail});
                break;
            case ButtonRelease:
                note({X11Input::button_up, detail});
                break;
            case MotionNotify:
            case EnterNotify:
                note({X11Input::pointer_move, u.eventX, u.eventY});
                break;
            case LeaveNotify:
                note({X11Input::pointer_leave});
                break;
            default:
                break;
        }
    }
    const WireToEvent before = hooks_before[type_of(*wire)];
    return before ? before(display, event, wire) : False;
}

template <class Function>
Function function(const char* name) {
    return reinterpret_cast<Function>(dlsym(RTLD_DEFAULT, name));
}

WireToEvent set_hook(void* display, int type, WireToEvent hook) {
    using Set = WireToEvent (*)(Display*, int, WireToEvent);
    static const Set set = function<Set>("XESetWireToEvent");
    return set ? set(static_cast<Display*>(display), type, hook) : nullptr;
}

}  // namespace

std::optional<TimePoint> from_server_time(std::uint32_t milliseconds, TimePoint now) {
    constexpr std::uint32_t longest_way = 60'000;  // for a machine that was busy
    const auto now_ms = std::chrono::floor<std::chrono::milliseconds>(now.time_since_epoch());
    const auto age = static_cast<std::uint32_t>(now_ms.count()) - milliseconds;
    if (age > longest_way) return std::nullopt;
    return TimePoint(now_ms - std::chrono::milliseconds(age));
}

std::unique_ptr<X11InputTimes> X11InputTimes::open() {
    using DisplayOf = void* (*)();
    const auto display_of = function<DisplayOf>("glfwGetX11Display");  // not in the library for Wayland
    void* display = display_of ? display_of() : nullptr;
    if (!display) return nullptr;
    std::unique_ptr<X11InputTimes> times(new X11InputTimes(display));
    open_times = times.get();
    for (const int type : watched_types) {
        const WireToEvent before = set_hook(display, type, look_at);
        if (before != look_at) hooks_before[type] = before;
    }
    return times;
}

X11InputTimes::~X11InputTimes() {
    if (open_times != this) return;  // another has been opened since, for a new window
    for (const int type : watched_types) set_hook(display_, type, hooks_before[type]);
    open_times = nullptr;
}

void X11InputTimes::note(const X11Input& input, std::uint32_t milliseconds) {
    if (noted_.size() == most_noted) noted_.pop_front();
    noted_.emplace_back(input, milliseconds);
}

std::optional<TimePoint> X11InputTimes::time_of(const X11Input& like, TimePoint now) {
    std::size_t i = 0;
    while (i < noted_.size() && noted_[i].input != like) ++i;
    if (i == noted_.size()) return std::nullopt;
    const std::uint32_t milliseconds = noted_[i].milliseconds;
    for (std::size_t n = 0; n <= i; ++n) noted_.pop_front();
    return from_server_time(milliseconds, now);
}

}  // namespace janklab
