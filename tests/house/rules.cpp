// SPDX-License-Identifier: MIT
#include "house/rules.h"

#include <algorithm>
#include <iterator>
#include <regex>
#include <sstream>

namespace {

// In the order of their dependencies, as CMakeLists.txt has it.
const std::vector<std::string>& folders() {
    static const std::vector<std::string> all = [] {
        std::istringstream stream(JANKLAB_FOLDERS);
        std::vector<std::string> names{std::istream_iterator<std::string>(stream), {}};
        names.push_back("demos");
        return names;
    }();
    return all;
}

struct Library {
    std::string_view prefix;  ///< What its headers begin with.
    std::vector<std::string_view> folders;
};

const std::vector<Library>& libraries() {
    static const std::vector<Library> all{
        {"glad/", {"gpu"}},       {"GL/", {"gpu"}},
        {"GLES", {"gpu"}},        {"KHR/", {"gpu"}},
        {"stb", {"gpu"}},         {"GLFW/", {"display"}},
        {"X11/", {"display"}},    {"xcb/", {"display"}},
        {"wayland", {"display"}}, {"EGL/", {"display", "gpu"}},
        {"imgui", {"inspector"}}, {"backends/imgui", {"inspector"}},
        {"CLI/", {"demos"}},
    };
    return all;
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    std::istringstream stream{std::string(text)};
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

bool is_header(const SourceFile& file) { return file.path.ends_with(".h"); }
bool is_cpp(const SourceFile& file) { return is_header(file) || file.path.ends_with(".cpp"); }
bool is_test(const SourceFile& file) { return file.path.starts_with("tests/"); }

// "loop" for engine/loop/timers.cpp and for tests/loop/timers_test.cpp.
std::string folder_of(const SourceFile& file) {
    if (file.path.starts_with("demos/")) return "demos";
    const size_t first = file.path.find('/');
    const size_t second = first == std::string::npos ? first : file.path.find('/', first + 1);
    return second == std::string::npos ? "" : file.path.substr(first + 1, second - first - 1);
}

// Position in the order of dependencies; folders that are not of the engine come last and may include everything.
size_t rank_of(const std::string& folder) { return std::ranges::find(folders(), folder) - folders().begin(); }

std::string at(const SourceFile& file, size_t line) { return file.path + ":" + std::to_string(line) + ": "; }

void check_own_include(const SourceFile& file, size_t line, const std::string& name, Faults& faults) {
    const std::string folder = folder_of(file);
    const std::string included = name.substr(0, name.find('/'));
    if (is_test(file) && (included == "support" || included == folder)) return;
    if (name.find('/') == std::string::npos || rank_of(included) == folders().size()) {
        faults.push_back(at(file, line) + "\"" + name +
                         "\" must name a folder of engine/ or demos/ first, as in \"base/time.h\"");
    } else if (rank_of(included) > rank_of(folder)) {
        faults.push_back(at(file, line) + "\"" + name + "\" is from a folder that comes after " + folder +
                         "; only folders before it may be included");
    }
}

void check_library_include(const SourceFile& file, size_t line, const std::string& name, Faults& faults) {
    if (is_header(file) && (name.starts_with("fmt/") || name.starts_with("rapidjson/"))) {
        faults.push_back(at(file, line) + "<" + name + "> is heavy; include it in a .cpp only");
    }
    if (is_test(file)) return;  // Tests may look at a library from the other side: an X11 client that clicks.
    for (const Library& library : libraries()) {
        if (name.starts_with(library.prefix) && !std::ranges::count(library.folders, folder_of(file))) {
            faults.push_back(at(file, line) + "<" + name + "> belongs in " + std::string(library.folders.front()) +
                             " alone");
        }
    }
}

}  // namespace

Faults include_faults(const SourceFile& file) {
    Faults faults;
    if (!is_cpp(file)) return faults;
    static const std::regex include(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
    bool glfw_without_gl = false;
    const std::vector<std::string> lines = lines_of(file.text);
    for (size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].find("define GLFW_INCLUDE_NONE") != std::string::npos) glfw_without_gl = true;
        std::smatch match;
        if (!std::regex_search(lines[i], match, include)) continue;
        const std::string name = match[2];
        match[1] == "\"" ? check_own_include(file, i + 1, name, faults)
                         : check_library_include(file, i + 1, name, faults);
        if (name == "GLFW/glfw3.h" && !glfw_without_gl) {
            faults.push_back(at(file, i + 1) + "<" + name + "> brings GL along; define GLFW_INCLUDE_NONE before it");
        }
    }
    return faults;
}

Faults head_faults(const SourceFile& file) {
    const std::vector<std::string> lines = lines_of(file.text);
    const size_t first = !lines.empty() && lines[0].starts_with("#!") ? 1 : 0;
    const std::string_view comment = is_cpp(file) || file.path.find("shaders/") == 0 ? "//" : "#";
    if (lines.size() <= first || lines[first] != std::string(comment) + " SPDX-License-Identifier: MIT") {
        return {at(file, first + 1) + "the first line must be \"" + std::string(comment) +
                " SPDX-License-Identifier: MIT\""};
    }
    if (!is_cpp(file) || is_test(file)) return {};
    size_t end = first + 1;
    while (end < lines.size() && lines[end].starts_with("//")) ++end;
    const size_t length = end - first - 1;
    const bool says_it_elsewhere =
        !is_header(file) && (!file.path.starts_with("demos/") || file.path.starts_with("demos/program/"));
    if (length == 0 && !says_it_elsewhere)
        return {at(file, 2) + "the head must say in a line or two what the file is for"};
    if (length > 8) return {at(file, 2) + "the head has " + std::to_string(length) + " lines; eight are the most"};
    return {};
}

Faults length_faults(const SourceFile& file) {
    if (!is_cpp(file)) return {};
    const size_t most = is_header(file) ? 250 : 600;
    const size_t length = lines_of(file.text).size();
    if (length <= most) return {};
    return {file.path + " has " + std::to_string(length) + " lines; " + std::to_string(most) + " are the most"};
}

Faults width_faults(const SourceFile& file) {
    Faults faults;
    const std::vector<std::string> lines = lines_of(file.text);
    for (size_t i = 0; i < lines.size(); ++i) {
        // Characters, not bytes: those that continue one in UTF-8 are not counted.
        const auto width = std::ranges::count_if(lines[i], [](char c) { return (c & 0xc0) != 0x80; });
        if (width > 120) {
            faults.push_back(at(file, i + 1) + "the line has " + std::to_string(width) + " columns; 120 are the most");
        }
    }
    return faults;
}

Faults name_faults(const SourceFile& file) {
    Faults faults;
    if (!is_cpp(file) || is_test(file)) return faults;
    static const std::regex name(R"(\b(class|struct|enum|using)\s+\w*(Manager|Helper|Util|Utils|Impl|Context)\b)");
    const std::vector<std::string> lines = lines_of(file.text);
    for (size_t i = 0; i < lines.size(); ++i) {
        std::smatch match;
        if (std::regex_search(lines[i], match, name)) {
            faults.push_back(at(file, i + 1) + "\"" + match.str() + "\" says nothing; name it for what it is or does");
        }
    }
    return faults;
}
