// SPDX-License-Identifier: MIT
// Runs against the real clock: in a window, or headless with the same pipeline. The calling thread becomes the display
// thread; the page gets a thread of its own (or shares this one with --single-thread).
#pragma once

#include "base/result.h"
#include "demos/program/options.h"

namespace janklab {

struct Demo;

/// `demo` null: the gallery. Both give the exit code. Environment errors: no display, no GL, no font.
/// `window_opened` tells a machine without a display, where headless may serve instead, from every other error.
Result<int> run_in_window(const Options& options, const Demo* demo, bool& window_opened);
Result<int> run_headless(const Options& options, const Demo* demo);

}  // namespace janklab
