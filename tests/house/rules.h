// SPDX-License-Identifier: MIT
// The rules of the house that a machine can check, as functions of a file's path and text: each returns one sentence
// for each fault that it finds. Paths are relative to the repository.
#pragma once

#include <string>
#include <string_view>
#include <vector>

using Faults = std::vector<std::string>;

struct SourceFile {
    std::string path;  ///< "engine/loop/timers.cpp"
    std::string text;
};

/// A folder includes only folders before it, and each third-party library has one folder where it may be included.
Faults include_faults(const SourceFile& file);

/// The licence first; then a header, and a demo, says what it is for, in at most eight lines. A source file may leave
/// that to its header.
Faults head_faults(const SourceFile& file);

/// At most 250 lines for a header and 600 for a source file.
Faults length_faults(const SourceFile& file);

/// At most 120 columns.
Faults width_faults(const SourceFile& file);

/// Types are not called Manager, Helper, Util, Impl or Context.
Faults name_faults(const SourceFile& file);
