// SPDX-License-Identifier: MIT
// Options: the command line of `janklab`, parsed into a plain value. Nothing is done here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/geometry.h"
#include "base/result.h"
#include "loop/policy.h"
#include "paint/annotations.h"

namespace janklab {

struct Options {
    enum class Command : std::uint8_t { gallery, list, demo, help, version } command = Command::gallery;
    std::string demo;       // for Command::demo
    std::string help_text;  // for Command::help

    bool headless = false;
    std::optional<ClockKind> clock;       // unset: virtual has to be asked for
    std::optional<double> hz;             // unset: the display's own
    std::optional<Duration> run_time;     // --for
    std::optional<std::uint64_t> frames;  // --frames
    std::uint64_t seed = 1;
    double throttle = 1;
    Policy policy = Policy::browser;
    bool single_thread = false;
    bool lockstep = false;
    bool inspector = true;
    Annotations annotations;                 // --show
    bool report_table = false;               // --report
    std::optional<std::string> report_file;  // --report=FILE
    std::optional<std::string> trace_file;
    std::optional<std::string> screenshot_file;
    Size size{1280, 720};  // of the window, CSS pixels
    double scale = 1;      // device pixels a CSS pixel, headless only
};

/// The words after the program's name. Errors are of ErrorKind::usage.
Result<Options> parse_options(const std::vector<std::string>& words);

}  // namespace janklab
