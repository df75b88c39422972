// SPDX-License-Identifier: MIT
#include "demos/program/outputs.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "trace/chrome_trace.h"

namespace janklab {

namespace {

Result<void> check_can_create(const std::string& path, std::string_view option) {
    // Appending creates what is missing and spoils nothing that is there. What was made only to see that it can be is
    // taken away again: a run that fails leaves no empty files.
    const bool was_there = access(path.c_str(), F_OK) == 0;
    std::FILE* file = std::fopen(path.c_str(), "ab");
    if (!file)
        return Error{
            fmt::format("{}={} cannot be written: {}; name a file in a folder that exists and that you may write to",
                        option, path, std::strerror(errno))};
    std::fclose(file);
    if (!was_there) std::remove(path.c_str());
    return {};
}

std::filesystem::path absolute_path(const std::string& path) {
    return std::filesystem::absolute(path).lexically_normal();
}

Result<void> write_text(const std::string& path, const std::string& text) {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    bool written = file && std::fwrite(text.data(), 1, text.size(), file) == text.size();
    if (file && std::fclose(file) != 0) written = false;
    if (!written) return Error{fmt::format("{} cannot be written: {}", path, std::strerror(errno))};
    return {};
}

}  // namespace

Result<void> check_outputs(const Options& options) {
    const std::pair<const std::optional<std::string>&, std::string_view> files[] = {
        {options.report_file, "--report"}, {options.trace_file, "--trace"}, {options.screenshot_file, "--screenshot"}};
    for (const auto& [path, option] : files) {
        if (!path) continue;
        if (path->empty())
            return Error{fmt::format("{} needs the name of a file, as in {}=FILE", option, option), ErrorKind::usage};
        if (Result<void> possible = check_can_create(*path, option); !possible) return possible;
        for (const auto& [other_path, other] : files) {
            if (other != option && other_path && absolute_path(*other_path) == absolute_path(*path))
                return Error{fmt::format("{} and {} both name {}: give each a file of its own", option, other, *path),
                             ErrorKind::usage};
        }
    }
    return {};
}

Result<void> write_outputs(const Options& options, const RunFacts& facts, const RunFolds& folds,
                           const Recording& recording) {
    if (options.report_table || options.report_file) {
        const Report report = make_report(facts, folds);
        if (options.report_table) fmt::print("{}", report_table(report));
        if (options.report_file) {
            if (Result<void> written = write_text(*options.report_file, report_json(report)); !written) return written;
        }
    }
    if (options.trace_file) {
        const Result<std::size_t> written =
            write_chrome_trace(recording, {.subject = facts.subject, .start = facts.start}, *options.trace_file);
        if (!written) return written.error();
        if (recording.beyond_limit() > 0)
            fmt::print(stderr, "janklab: the trace holds the first {} events; {} more came after its limit\n",
                       recording.size(), recording.beyond_limit());
        fmt::print("{}: {} events; open it at ui.perfetto.dev\n", *options.trace_file, *written);
    }
    return {};
}

int exit_code_of_headless_run(const RunFolds& folds) {
    const LoopCounters& counters = folds.loop.counters();
    return counters.errors + counters.unhandled_rejections > 0 ? 1 : 0;
}

}  // namespace janklab
