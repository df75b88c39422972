// SPDX-License-Identifier: MIT
// A recording in the Chrome trace event format, which Perfetto (ui.perfetto.dev) and chrome://tracing open: tracks for
// the page thread, the display thread, the frames and vsync, with arrows from who queued work to its run and along each
// frame. The same recording gives the same bytes. Any thread; allocates.
// https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
#pragma once

#include <cstdio>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "trace/recording.h"

namespace janklab {

struct ChromeTraceDesc {
    std::string subject;  // what ran: the name of the process in the file
    TimePoint start;      // time 0 of the file: zero for the virtual clock, the first event's for the real one
};

/// Writes to an open file, which stays open. Errors: the file cannot be written.
Result<std::size_t> write_chrome_trace(const Recording& recording, const ChromeTraceDesc& desc, std::FILE* file);
/// Creates the file. The result is the number of trace events written.
Result<std::size_t> write_chrome_trace(const Recording& recording, const ChromeTraceDesc& desc,
                                       const std::string& path);
std::string chrome_trace_text(const Recording& recording, const ChromeTraceDesc& desc);

}  // namespace janklab
