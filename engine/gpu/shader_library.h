// SPDX-License-Identifier: MIT
// ShaderLibrary: the programs made of the files in shaders/. These come embedded; a debug build reads the files
// of the source tree instead, and reads them again when one changes. A shader that does not compile prints its log with
// the file's own lines, and leaves the last good one in use. Display thread, with a context current.
// Files start after `#version`, which is added here; a line `#include "other.glsl"` puts another file in its place.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/move_only_function.h"
#include "base/result.h"
#include "base/time.h"
#include "gpu/embedded_shaders.h"

namespace janklab {

class ShaderLibrary {
  public:
    using Printer = MoveOnlyFunction<void(std::string_view)>;
    static constexpr Duration between_looks = 250ms;

    /// Files of `folder` go before embedded ones; empty: embedded ones alone. The printer is given what to tell people.
    explicit ShaderLibrary(std::string folder = std::string(shader_source_folder()), Printer printer = print_to_stderr);
    ~ShaderLibrary();
    ShaderLibrary(const ShaderLibrary&) = delete;
    ShaderLibrary& operator=(const ShaderLibrary&) = delete;

    /// The program's index. Environment error: a file is missing, or does not compile; the sentence has the log.
    Result<std::size_t> load(std::string_view vertex_file, std::string_view fragment_file);
    /// Its present name in GL, which changes when it is reloaded.
    unsigned program(std::size_t index) const;

    /// Builds again what has a changed file; true when a program is another now. Looks at the files four times a second
    /// at most, by the `now` of whoever draws.
    bool reload_changed(TimePoint now);

  private:
    struct Source;  // one file, and when it was last written
    struct Program;
    static void print_to_stderr(std::string_view text);

    Source look_at(std::string_view file) const;
    Result<std::string> read(std::string_view file) const;
    Result<std::string> assemble(std::string_view file, std::vector<Source>& sources) const;
    Result<unsigned> compile(unsigned stage, std::string_view file, std::vector<Source>& sources) const;
    /// Links the program and notes every file that went into it, also when it fails.
    Result<unsigned> build(Program& program) const;

    std::string folder_;
    Printer printer_;
    std::vector<Program> programs_;
    TimePoint next_look_ = time_zero;
};

/// Puts the names of files in the place of the numbers that drivers print before a line: "0:12(5): error" and "0(12) :
/// error" become "box.frag:12: error" and so on. Number i is `files[i]`.
std::string with_file_names(std::string_view log, const std::vector<std::string>& files);

}  // namespace janklab
