// SPDX-License-Identifier: MIT
#include "gpu/fallback_fonts.h"

#include <utility>

#include "gpu/font_files.h"

namespace janklab {

struct FallbackFonts::Candidate {
    explicit Candidate(std::string at) : path(std::move(at)) {}
    std::string path;
    mutable std::once_flag asked;
    mutable std::unique_ptr<Typeface> font;  // null: cannot be used
};

FallbackFonts::FallbackFonts(std::vector<std::string> first, std::vector<std::string> folders)
    : folders_(std::move(folders)) {
    for (std::string& path : first) {
        if (!path.empty()) first_.push_back(std::make_unique<Candidate>(std::move(path)));
    }
}

FallbackFonts::~FallbackFonts() = default;

int FallbackFonts::glyph_in(const Candidate& candidate, char32_t code_point) {
    std::call_once(candidate.asked, [&] {
        Result<std::unique_ptr<Typeface>> loaded = Typeface::load(candidate.path);
        if (loaded) candidate.font = std::move(*loaded);
    });
    return candidate.font ? candidate.font->glyph_of(code_point) : 0;
}

FallbackFonts::Found FallbackFonts::find(char32_t code_point) const {
    for (std::size_t place = 0; place < first_.size(); ++place) {
        if (const int glyph = glyph_in(*first_[place], code_point)) return {static_cast<int>(place), glyph};
    }
    std::call_once(searched_, [this] { search_folders(); });
    for (std::size_t place = 0; place < further_.size(); ++place) {
        if (const int glyph = glyph_in(*further_[place], code_point))
            return {static_cast<int>(first_.size() + place), glyph};
    }
    return {};
}

const Typeface& FallbackFonts::at(int place) const {
    const auto index = static_cast<std::size_t>(place);
    return *(index < first_.size() ? first_[index] : further_[index - first_.size()])->font;
}

void FallbackFonts::search_folders() const {
    for (std::string& path : find_well_known_fonts(folders_)) {
        if (first_.size() + further_.size() == most) return;
        further_.push_back(std::make_unique<Candidate>(std::move(path)));
    }
}

}  // namespace janklab
