// SPDX-License-Identifier: MIT
// A run without a window in virtual time, on one thread, as fast as the machine can: for reports, traces and pictures
// that are equal every time.
#pragma once

#include "base/result.h"
#include "demos/program/options.h"

namespace janklab {

struct Demo;

/// Runs `demo` (or the gallery, for null) and writes what the options ask for. The result is the exit code.
Result<int> run_in_virtual_time(const Options& options, const Demo* demo);

}  // namespace janklab
