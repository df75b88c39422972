// SPDX-License-Identifier: MIT
#include "demos/program/program.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "demos/demos.h"
#include "demos/program/options.h"
#include "demos/program/outputs.h"
#include "demos/program/real_session.h"
#include "demos/program/virtual_session.h"

namespace janklab {

namespace {

int exit_code_of(const Error& error) {
    fmt::print(stderr, "janklab: {}\n", error.sentence);
    switch (error.kind) {
        case ErrorKind::script:
            return 1;
        case ErrorKind::usage:
            return 2;
        case ErrorKind::environment:
            break;
    }
    return 3;
}

int print_list() {
    for (const Demo* demo : all_demos()) fmt::print("{:24}{}\n", demo->name, demo->look_for);
    return 0;
}

/// How many letters have to be typed, left out or exchanged to make one word of the other.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
        }
    }
    return row[b.size()];
}

Error unknown_demo(const std::string& name) {
    const Demo* nearest = *std::min_element(all_demos().begin(), all_demos().end(), [&](const Demo* a, const Demo* b) {
        return distance(name, a->name) < distance(name, b->name);
    });
    if (distance(name, nearest->name) > 4)
        return {fmt::format("there is no demo '{}'; `janklab list` shows them all", name), ErrorKind::usage};
    return {fmt::format("there is no demo '{}'; did you mean '{}'? `janklab list` shows them all", name, nearest->name),
            ErrorKind::usage};
}

Result<int> run(const Options& options, const Demo* demo) {
    if (options.clock == ClockKind::virtual_time) {
        if (options.single_thread)
            return Error{
                "--single-thread contrasts real threads; in virtual time there is one thread anyway: leave one of "
                "--clock=virtual and --single-thread out",
                ErrorKind::usage};
        if (!options.headless)
            fmt::print(stderr, "janklab: virtual time passes too fast for a window: running headless\n");
        return run_in_virtual_time(options, demo);
    }
    if (options.headless) return run_headless(options, demo);
    bool window_opened = false;
    Result<int> in_window = run_in_window(options, demo, window_opened);
    if (in_window || window_opened) return in_window;
    fmt::print(stderr, "janklab: {}; running headless instead\n", in_window.error().sentence);
    Options headless = options;
    headless.headless = true;
    headless.report_table = !options.report_file;
    return run_headless(headless, demo);
}

int run_words(const std::vector<std::string>& words) {
    const Result<Options> parsed = parse_options(words);
    if (!parsed) return exit_code_of(parsed.error());
    const Options& options = parsed.value();
    switch (options.command) {
        case Options::Command::help:
            return fmt::print("{}", options.help_text), 0;
        case Options::Command::version:
            return fmt::print("janklab {}\n", JANKLAB_VERSION), 0;
        case Options::Command::list:
            return print_list();
        case Options::Command::gallery:
        case Options::Command::demo:
            break;
    }
    const Demo* demo = nullptr;
    if (options.command == Options::Command::demo && !(demo = find_demo(options.demo)))
        return exit_code_of(unknown_demo(options.demo));
    if (const Result<void> possible = check_outputs(options); !possible) return exit_code_of(possible.error());
    const Result<int> code = run(options, demo);
    return code ? code.value() : exit_code_of(code.error());
}

}  // namespace

int run_program(const std::vector<std::string>& words) {
    const int code = run_words(words);
    // Where standard output is a full disk, only this tells.
    if (std::fflush(stdout) == 0 && !std::ferror(stdout)) return code;
    std::fprintf(stderr, "janklab: what was to be printed cannot be written: %s\n", std::strerror(errno));
    return std::max(code, 3);
}

}  // namespace janklab
