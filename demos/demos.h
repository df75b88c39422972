// SPDX-License-Identifier: MIT
// Every demo, in reading order. One small file each; the list itself is gallery.cpp's.
#pragma once

#include <span>
#include <string_view>

#include "demos/demo.h"

namespace janklab {

extern const Demo anatomy_of_a_frame, long_task, microtask_starvation, frames_and_intervals, time_slicing,
    drag_under_load, layout_thrashing, promise_order, debounce_and_throttle, idle_work, vsync_proof, canvas_chart,
    scrolling, motion;

std::span<const Demo* const> all_demos();
/// Null when there is none of that name.
const Demo* find_demo(std::string_view name);

}  // namespace janklab
