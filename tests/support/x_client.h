// SPDX-License-Identifier: MIT
// XClient: another client of the X server that DISPLAY names: what a window manager and other windows do to ours.
#pragma once

#include <xcb/present.h>
#include <xcb/xcb.h>

#include <cstdint>
#include <cstdlib>
#include <string>

namespace janklab {

struct XClient {
    XClient()
        : connection(xcb_connect(nullptr, nullptr)), screen(xcb_setup_roots_iterator(xcb_get_setup(connection)).data) {}
    ~XClient() { xcb_disconnect(connection); }

    xcb_atom_t atom(const std::string& name) {
        const auto cookie = xcb_intern_atom(connection, 0, static_cast<std::uint16_t>(name.size()), name.c_str());
        xcb_intern_atom_reply_t* reply = xcb_intern_atom_reply(connection, cookie, nullptr);
        const xcb_atom_t found = reply->atom;
        std::free(reply);
        return found;
    }
    /// As a window manager does when the window is minimised (3) and shown again (1).
    void set_wm_state(std::uint32_t window, std::uint32_t state) {
        const std::uint32_t value[2] = {state, 0};
        const xcb_atom_t wm_state = atom("WM_STATE");
        xcb_change_property(connection, XCB_PROP_MODE_REPLACE, window, wm_state, wm_state, 32, 2, value);
        xcb_flush(connection);
    }
    void ask_to_close(std::uint32_t window) {
        xcb_client_message_event_t message{};
        message.response_type = XCB_CLIENT_MESSAGE;
        message.format = 32;
        message.window = window;
        message.type = atom("WM_PROTOCOLS");
        message.data.data32[0] = atom("WM_DELETE_WINDOW");
        xcb_send_event(connection, 0, window, 0, reinterpret_cast<const char*>(&message));
        xcb_flush(connection);
    }
    /// Covers the whole screen until it is destroyed.
    xcb_window_t cover() {
        const xcb_window_t cover = xcb_generate_id(connection);
        const std::uint32_t without_manager = 1;
        xcb_create_window(connection, XCB_COPY_FROM_PARENT, cover, screen->root, 0, 0, screen->width_in_pixels,
                          screen->height_in_pixels, 0, XCB_WINDOW_CLASS_INPUT_OUTPUT, screen->root_visual,
                          XCB_CW_OVERRIDE_REDIRECT, &without_manager);
        xcb_map_window(connection, cover);
        xcb_flush(connection);
        return cover;
    }
    void uncover(xcb_window_t cover) {
        xcb_destroy_window(connection, cover);
        xcb_flush(connection);
    }
    void unmap(std::uint32_t window) {
        xcb_unmap_window(connection, window);
        xcb_flush(connection);
    }
    void map(std::uint32_t window) {
        xcb_map_window(connection, window);
        xcb_flush(connection);
    }
    void present_a_pixmap(std::uint32_t window) {
        const xcb_pixmap_t pixmap = xcb_generate_id(connection);
        xcb_create_pixmap(connection, 24, pixmap, window, 16, 16);
        xcb_present_pixmap(connection, window, pixmap, 1, 0, 0, 0, 0, 0, 0, 0, XCB_PRESENT_OPTION_NONE, 0, 0, 0, 0,
                           nullptr);
        xcb_flush(connection);
    }

    xcb_connection_t* connection;
    xcb_screen_t* screen;
};

}  // namespace janklab
