// SPDX-License-Identifier: MIT
// The usual places first, then a walk through every folder, once.
#include "gpu/font_files.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <map>

namespace janklab {

namespace {

namespace fs = std::filesystem;

struct Wanted {
    std::string FontFiles::*path;
    const char* file;
    const char* package;   // Debian's name
    const char* stand_in;  // from fonts-dejavu-core
};
constexpr std::array<Wanted, font_face_count> faces{{
    {&FontFiles::sans, "Roboto-Regular.ttf", "fonts-roboto-unhinted", "DejaVuSans.ttf"},
    {&FontFiles::sans_bold, "Roboto-Bold.ttf", "fonts-roboto-unhinted", "DejaVuSans-Bold.ttf"},
    {&FontFiles::mono, "JetBrainsMono-Regular.ttf", "fonts-jetbrains-mono", "DejaVuSansMono.ttf"},
}};
constexpr const char* fallback_file = "DejaVuSans.ttf";
constexpr const char* fallback_bold_file = "DejaVuSans-Bold.ttf";
constexpr const char* fallback_mono_file = "DejaVuSansMono.ttf";

constexpr std::array well_known_fonts{"NotoSans-Regular.ttf",
                                      "NotoSansSymbols-Regular.ttf",
                                      "NotoSansSymbols2-Regular.ttf",
                                      "NotoSansMath-Regular.ttf",
                                      "NotoEmoji-Regular.ttf",
                                      "NotoSansCJK-Regular.ttc",
                                      "NotoSansCJKsc-Regular.otf",
                                      "DroidSansFallbackFull.ttf",
                                      "DroidSansFallback.ttf",
                                      "wqy-microhei.ttc",
                                      "wqy-zenhei.ttc",
                                      "NotoSansArabic-Regular.ttf",
                                      "NotoSansHebrew-Regular.ttf",
                                      "NotoSansDevanagari-Regular.ttf",
                                      "NotoSansBengali-Regular.ttf",
                                      "NotoSansTamil-Regular.ttf",
                                      "NotoSansThai-Regular.ttf",
                                      "NotoSansGeorgian-Regular.ttf",
                                      "NotoSansArmenian-Regular.ttf",
                                      "NotoSansEthiopic-Regular.ttf",
                                      "FreeSans.ttf",
                                      "FreeSans.otf",
                                      "Symbola.ttf",
                                      "Symbola_hint.ttf",
                                      "LiberationSans-Regular.ttf",
                                      "Arial Unicode.ttf",
                                      "PingFang.ttc",
                                      "Hiragino Sans GB.ttc",
                                      "Apple Symbols.ttf",
                                      "unifont.otf",
                                      "unifont.ttf"};

// Where Debian, Fedora, Arch and Homebrew put them: looking here first spares a walk through everything.
constexpr std::array<const char*, 9> usual_places{"truetype/roboto/unhinted/RobotoTTF",
                                                  "truetype/jetbrains-mono",
                                                  "truetype/dejavu",
                                                  "google-roboto",
                                                  "google-roboto-fonts",
                                                  "jetbrains-mono-fonts",
                                                  "dejavu-sans-fonts",
                                                  "TTF",
                                                  ""};

class FontSearch {
  public:
    explicit FontSearch(std::span<const std::string> folders) : folders_(folders) {}

    /// The path, or empty.
    std::string find(const char* file) {
        std::string usual = find_without_walking(file);
        if (!usual.empty()) return usual;
        if (!walked_) walk();
        const auto found = by_name_.find(file);
        return found == by_name_.end() ? std::string() : found->second;
    }
    std::string find_without_walking(const char* file) const {
        std::error_code ignored;
        for (const std::string& folder : folders_) {
            for (const char* place : usual_places) {
                const fs::path path = fs::path(folder) / place / file;
                if (fs::is_regular_file(path, ignored)) return path.string();
            }
        }
        return {};
    }

  private:
    void walk() {
        walked_ = true;
        std::error_code failed;
        for (const std::string& folder : folders_) {
            fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, failed);
            for (; !failed && at != fs::end(at); at.increment(failed)) {
                const fs::path extension = at->path().extension();
                if (extension == ".ttf" || extension == ".otf" || extension == ".ttc")
                    by_name_.emplace(at->path().filename().string(), at->path().string());
            }
        }
    }

    std::span<const std::string> folders_;
    bool walked_ = false;
    std::map<std::string, std::string, std::less<>> by_name_;
};

}  // namespace

const std::string& FontFiles::path(FontFace face) const { return this->*faces[static_cast<std::size_t>(face)].path; }

std::vector<std::string> font_folders() {
    if (const char* folder = std::getenv("JANKLAB_FONTS"); folder && *folder) return {folder};
    std::vector<std::string> folders;
    if (const char* home = std::getenv("HOME"); home && *home) {
        for (const char* below : {"/.local/share/fonts", "/.fonts", "/Library/Fonts"}) {
            folders.push_back(std::string(home) + below);
        }
    }
    for (const char* folder :
         {"/usr/local/share/fonts", "/usr/share/fonts", "/Library/Fonts", "/System/Library/Fonts"}) {
        folders.emplace_back(folder);
    }
    return folders;
}

Result<FontFiles> find_font_files(std::span<const std::string> folders) {
    FontSearch search(folders);
    FontFiles files;
    for (const Wanted& wanted : faces) {
        std::string path = search.find(wanted.file);
        if (path.empty()) {
            path = search.find(wanted.stand_in);
            if (path.empty()) {
                return Error{
                    fmt::format("the font {} was not found under {}, nor {} in its stead; install {} (Debian's "
                                "name), or set JANKLAB_FONTS to the folder that has them",
                                wanted.file, fmt::join(folders, ", "), wanted.stand_in, wanted.package)};
            }
            files.substitutions.push_back(fmt::format("{} stands in for {}; install {} for the intended look",
                                                      wanted.stand_in, wanted.file, wanted.package));
        }
        files.*wanted.path = std::move(path);
    }
    files.fallback = search.find_without_walking(fallback_file);
    files.fallback_bold = search.find_without_walking(fallback_bold_file);
    files.fallback_mono = search.find_without_walking(fallback_mono_file);
    files.further_folders.assign(folders.begin(), folders.end());
    return files;
}

std::vector<std::string> FontFiles::fallbacks(FontFace face) const {
    switch (face) {
        case FontFace::sans_bold:
            return {fallback_bold, fallback};
        case FontFace::mono:
            return {fallback_mono, fallback};
        default:
            return {fallback};
    }
}

std::vector<std::string> find_well_known_fonts(std::span<const std::string> folders) {
    FontSearch search(folders);
    std::vector<std::string> found;
    for (const char* file : well_known_fonts) {
        std::string path = search.find(file);
        if (!path.empty()) found.push_back(std::move(path));
    }
    return found;
}

}  // namespace janklab
