// SPDX-License-Identifier: MIT
// The rules, applied to every file of the repository.
#include "house/rules.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace {

namespace fs = std::filesystem;
const fs::path kRepository = JANKLAB_TEST_SOURCE_FOLDER;

bool is_source(const fs::path& path) {
    static const std::vector<std::string> extensions{".h", ".cpp", ".cmake", ".vert", ".frag", ".glsl", ".sh"};
    return std::ranges::count(extensions, path.extension().string()) > 0 || path.filename() == "CMakeLists.txt";
}

std::vector<SourceFile> source_files() {
    std::vector<fs::path> paths{"CMakeLists.txt", "run", "test", ".ci/run"};
    for (const char* folder : {"engine", "demos", "shaders", "cmake", "scripts", "tests"}) {
        if (!fs::exists(kRepository / folder)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(kRepository / folder)) {
            if (entry.is_regular_file() && is_source(entry.path()))
                paths.push_back(fs::relative(entry.path(), kRepository));
        }
    }
    std::ranges::sort(paths);
    std::vector<SourceFile> files;
    for (const fs::path& path : paths) {
        std::ostringstream text;
        text << std::ifstream(kRepository / path).rdbuf();
        files.push_back({path.generic_string(), text.str()});
    }
    return files;
}

void check_every_file(Faults (*rule)(const SourceFile&)) {
    const std::vector<SourceFile> files = source_files();
    REQUIRE(files.size() > 20);
    for (const SourceFile& file : files) {
        for (const std::string& fault : rule(file)) FAIL_CHECK(fault);
    }
}

}  // namespace

TEST_CASE("every file includes only what its folder may include") { check_every_file(include_faults); }

TEST_CASE("every file opens with the licence and what it is for") { check_every_file(head_faults); }

TEST_CASE("no file is too long") { check_every_file(length_faults); }

TEST_CASE("no line is too wide") { check_every_file(width_faults); }

TEST_CASE("no type has a name that says nothing") { check_every_file(name_faults); }

TEST_CASE("every folder of the engine says in a README what it is") {
    size_t folders = 0;
    for (const auto& entry : fs::directory_iterator(kRepository / "engine")) {
        if (!entry.is_directory()) continue;
        ++folders;
        const fs::path readme = entry.path() / "README.md";
        CHECK_MESSAGE(fs::exists(readme), fs::relative(readme, kRepository).string(), " is missing");
    }
    CHECK(folders > 0);
}
