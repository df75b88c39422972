// SPDX-License-Identifier: MIT
// What happens when the X server goes away while the window is open: Xlib would end the process in the middle of
// whatever it does. Here the run ends, with its report. Display thread.
#pragma once

namespace janklab {

/// From now on a broken connection `display` (Xlib's Display*) does not end the process; nothing can be shown any more,
/// and nothing that belongs to the connection may be taken down in order.
void outlive_the_x11_server(void* display);
bool x11_server_gone();

}  // namespace janklab
