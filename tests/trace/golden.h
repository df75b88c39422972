// SPDX-License-Identifier: MIT
// Golden files: what a test must produce, byte for byte, in tests/trace/golden/. JANKLAB_REBASE=1 writes them anew;
// look at the difference before committing it.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace janklab {

inline std::string golden_text(const std::string& name, const std::string& actual) {
    const std::filesystem::path path = std::filesystem::path(JANKLAB_TEST_SOURCE_FOLDER) / "tests/trace/golden" / name;
    if (std::getenv("JANKLAB_REBASE")) {
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << actual;
    }
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

}  // namespace janklab
