// SPDX-License-Identifier: MIT
#include "display/x11_server.h"

#include <X11/Xlib.h>

#include <atomic>

namespace janklab {

namespace {

std::atomic<bool> gone{false};

// Without it Xlib prints a line of its own.
int say_nothing(::Display*) { return 0; }

// Instead of exit(): the call that failed returns.
void note_it(::Display*, void*) { gone.store(true, std::memory_order_relaxed); }

}  // namespace

void outlive_the_x11_server(void* display) {
    XSetIOErrorHandler(say_nothing);
    XSetIOErrorExitHandler(static_cast<::Display*>(display), note_it, nullptr);
}

bool x11_server_gone() { return gone.load(std::memory_order_relaxed); }

}  // namespace janklab
