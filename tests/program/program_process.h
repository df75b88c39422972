// SPDX-License-Identifier: MIT
// Runs the program as a user does, in a process of its own, and keeps what it said.
#pragma once

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>

namespace janklab {

struct Outcome {
    int code = -1;
    std::string said;  // standard output and errors
};

/// `arguments` as a shell would read them; `before` goes before the program's name ("DISPLAY= ").
inline Outcome run_janklab(const std::string& arguments, const std::string& before = "") {
    Outcome outcome;
    std::FILE* pipe = popen((before + " '" JANKLAB_PROGRAM "' " + arguments + " 2>&1").c_str(), "r");
    if (!pipe) return outcome;
    std::array<char, 4096> buffer;
    while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe))
        outcome.said.append(buffer.data(), count);
    const int status = pclose(pipe);
    outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return outcome;
}

inline std::string text_of_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

/// A file in the build folder.
inline std::string output_file(const std::string& name) { return std::string(JANKLAB_TEST_OUTPUT_FOLDER) + "/" + name; }

inline bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace janklab
