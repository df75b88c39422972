// SPDX-License-Identifier: MIT
// A connection of its own, so that its events never mix with those of the window's library. UST is CLOCK_MONOTONIC in
// microseconds, MSC the count of vsyncs.
#include <xcb/present.h>
#include <xcb/xcb.h>

#include <cstdlib>
#include <utility>

#include "base/check.h"
#include "base/ring_buffer.h"
#include "display/present_timing.h"

namespace janklab {

namespace {

struct Freed {
    void operator()(void* memory) const { std::free(memory); }
};
template <class T>
using Reply = std::unique_ptr<T, Freed>;

Vblank vblank_of(const xcb_present_complete_notify_event_t& event) {
    return {TimePoint{std::chrono::microseconds{event.ust}}, event.msc};
}

class X11PresentTiming final : public PresentTiming {
  public:
    X11PresentTiming(xcb_connection_t* connection, xcb_window_t window) : connection_(connection), window_(window) {}
    ~X11PresentTiming() override {
        if (events_) xcb_unregister_for_special_event(connection_, events_);
        xcb_disconnect(connection_);
    }

    bool listen() {
        const std::uint32_t id = xcb_generate_id(connection_);
        events_ = xcb_register_for_special_xge(connection_, &xcb_present_id, id, nullptr);
        const xcb_void_cookie_t selected =
            xcb_present_select_input_checked(connection_, id, window_, XCB_PRESENT_EVENT_MASK_COMPLETE_NOTIFY);
        const std::uint32_t mask = XCB_EVENT_MASK_VISIBILITY_CHANGE | XCB_EVENT_MASK_STRUCTURE_NOTIFY;
        xcb_change_window_attributes(connection_, window_, XCB_CW_EVENT_MASK, &mask);
        const Reply<xcb_generic_error_t> error(xcb_request_check(connection_, selected));
        return !error && events_;
    }

    void poll() override {
        while (const Reply<xcb_generic_event_t> event{xcb_poll_for_special_event(connection_, events_)}) {
            take(reinterpret_cast<const xcb_present_complete_notify_event_t&>(*event));
        }
        while (const Reply<xcb_generic_event_t> event{xcb_poll_for_event(connection_)}) {
            const int type = event->response_type & 0x7f;
            if (type == XCB_MAP_NOTIFY || type == XCB_UNMAP_NOTIFY) mapped_ = type == XCB_MAP_NOTIFY;
            if (type != XCB_VISIBILITY_NOTIFY) continue;
            const auto& change = reinterpret_cast<const xcb_visibility_notify_event_t&>(*event);
            covered_ = change.state == XCB_VISIBILITY_FULLY_OBSCURED;
        }
    }

    void ask_for_vblank() override {
        if (asked_) return;
        asked_ = true;
        // A target that has passed, with a divisor of one: the next vsync after the request.
        xcb_present_notify_msc(connection_, window_, ++serial_, 0, 1, 0);
        xcb_flush(connection_);
    }
    std::optional<Vblank> take_vblank() override { return std::exchange(vblank_, std::nullopt); }
    std::optional<Completion> take_completion() override {
        if (completions_.empty()) return std::nullopt;
        return completions_.take_front();
    }
    bool covered() const override { return covered_; }
    bool mapped() const override { return mapped_; }
    PresentedSource source() const override { return PresentedSource::x11_present; }

  private:
    static constexpr std::size_t most_completions = 256;  // nobody may be taking them

    void take(const xcb_present_complete_notify_event_t& event) {
        if (event.kind == XCB_PRESENT_COMPLETE_KIND_NOTIFY_MSC) {
            if (event.serial == serial_) asked_ = false;  // the driver's own questions are answered here as well
            vblank_ = vblank_of(event);
        } else if (completions_.size() < most_completions) {
            completions_.emplace_back(Completion{vblank_of(event), event.mode != XCB_PRESENT_COMPLETE_MODE_SKIP});
        }
    }

    xcb_connection_t* connection_;
    xcb_window_t window_;
    xcb_special_event_t* events_ = nullptr;
    RingBuffer<Completion> completions_;
    std::optional<Vblank> vblank_;
    std::uint32_t serial_ = 0;
    bool asked_ = false, covered_ = false, mapped_ = true;
};

}  // namespace

Result<std::unique_ptr<PresentTiming>> open_x11_present_timing(std::uint32_t window) {
    xcb_connection_t* connection = xcb_connect(nullptr, nullptr);
    if (xcb_connection_has_error(connection)) {
        xcb_disconnect(connection);
        return Error{
            "The X server takes no second connection, so it cannot be asked for presentation times; swap returns "
            "stand in for them"};
    }
    const xcb_query_extension_reply_t* extension = xcb_get_extension_data(connection, &xcb_present_id);
    const bool known = extension && extension->present;
    const Reply<xcb_present_query_version_reply_t> version(
        known ? xcb_present_query_version_reply(connection, xcb_present_query_version(connection, 1, 0), nullptr)
              : nullptr);
    auto timing = std::make_unique<X11PresentTiming>(connection, window);
    if (!version || !timing->listen()) {
        return Error{
            "The X server has no Present extension for this window; swap returns stand in for presentation times"};
    }
    return std::unique_ptr<PresentTiming>(std::move(timing));
}

}  // namespace janklab
