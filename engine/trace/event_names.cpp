// SPDX-License-Identifier: MIT
#include <array>
#include <cstddef>

#include "trace/event.h"
#include "trace/page_stack.h"
#include "trace/work_piece.h"

namespace janklab {

namespace {

/// A value that no enumerator has comes from a torn or foreign event; it must not end the program.
template <std::size_t N, class Enum>
const char* name_in(const std::array<const char*, N>& names, Enum value) {
    const auto index = static_cast<std::size_t>(value);
    return index < N ? names[index] : "unknown";
}

constexpr std::array task_sources{"dom manipulation",   "user interaction", "networking",   "timer",
                                  "posted message",     "user-blocking",    "user-visible", "background",
                                  "posted from thread", "idle timeout"};
static_assert(task_sources.size() == task_source_count);

constexpr std::array callback_kinds{
    "animation frame callback", "idle callback",     "event listener", "resize observer",
    "intersection observer",    "mutation observer", "finalisation"};
static_assert(callback_kinds.size() == static_cast<std::size_t>(CallbackKind::finalisation) + 1);

constexpr std::array presented_sources{"virtual display", "swap return", "X11 Present", "Wayland presentation time"};
constexpr std::array input_time_sources{"virtual display", "when read", "X11 server"};

constexpr std::array event_types{"task_queued",
                                 "task_started",
                                 "task_ended",
                                 "task_cancelled",
                                 "microtask_queued",
                                 "microtask_started",
                                 "microtask_ended",
                                 "microtask_batch",
                                 "microtask_waits",
                                 "microtasks_dropped",
                                 "checkpoint_started",
                                 "checkpoint_ended",
                                 "timer_armed",
                                 "timer_cancelled",
                                 "timer_fired",
                                 "animation_frame_requested",
                                 "animation_frame_cancelled",
                                 "idle_requested",
                                 "idle_cancelled",
                                 "callback_started",
                                 "callback_ended",
                                 "idle_period_started",
                                 "idle_period_ended",
                                 "waiting_started",
                                 "waiting_ended",
                                 "error_reported",
                                 "rejection_unhandled",
                                 "rejection_handled",
                                 "log",
                                 "begin_frame_received",
                                 "rendering_started",
                                 "rendering_ended",
                                 "style_started",
                                 "style_ended",
                                 "layout_started",
                                 "layout_ended",
                                 "paint_started",
                                 "paint_ended",
                                 "commit",
                                 "gc_started",
                                 "gc_ended",
                                 "animation_started",
                                 "animation_ended",
                                 "page_opened",
                                 "paused",
                                 "resumed",
                                 "stopped",
                                 "machine_wait",
                                 "input",
                                 "begin_frame",
                                 "frame_wanted",
                                 "deadline_passed",
                                 "draw_started",
                                 "draw_ended",
                                 "glyphs_left_out",
                                 "pictures_waiting",
                                 "canvases_played",
                                 "swap_started",
                                 "swap_ended",
                                 "presented",
                                 "frame_skipped",
                                 "visibility_changed"};
static_assert(event_types.size() == event_type_count);

constexpr std::array activities{"task",
                                "microtask checkpoint",
                                "microtask",
                                "callback",
                                "update the rendering",
                                "style",
                                "layout",
                                "paint",
                                "garbage collection",
                                "idle period",
                                "waiting",
                                "paused"};
static_assert(activities.size() == static_cast<std::size_t>(Activity::paused) + 1);

constexpr std::array cause_kinds{"none",          "task",          "event listener", "animation frame callback",
                                 "idle callback", "observer",      "microtasks",     "style",
                                 "layout",        "forced layout", "paint",          "garbage collection",
                                 "machine",       "driver"};
static_assert(cause_kinds.size() == static_cast<std::size_t>(CauseKind::driver) + 1);

}  // namespace

const char* to_string(TaskSource source) { return name_in(task_sources, source); }
const char* to_string(CallbackKind kind) { return name_in(callback_kinds, kind); }
const char* to_string(InputTimeSource source) { return name_in(input_time_sources, source); }
const char* to_string(PresentedSource source) { return name_in(presented_sources, source); }
const char* to_string(EventType type) { return name_in(event_types, type); }
const char* to_string(Activity activity) { return name_in(activities, activity); }
const char* to_string(CauseKind kind) { return name_in(cause_kinds, kind); }

}  // namespace janklab
