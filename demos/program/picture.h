// SPDX-License-Identifier: MIT
// A picture of a finished run in virtual time: the last frame with the inspector beside it, drawn without a window.
#pragma once

#include "base/geometry.h"
#include "base/result.h"
#include "demos/program/options.h"

namespace janklab {

class Fonts;
class VirtualRun;
struct Demo;

/// The part of the window that the page gets under these options, CSS pixels.
Size page_size(const Options& options);

/// Draws and writes options.screenshot_file. Environment errors: no GL on this machine, the file cannot be written.
Result<void> take_picture(const Options& options, const Demo* demo, VirtualRun& run, const Fonts& fonts);

}  // namespace janklab
