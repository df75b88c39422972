// SPDX-License-Identifier: MIT
// FallbackFonts: the fonts that are asked, in order, for a code point which the faces of a page lack. A font is loaded
// when somebody first gets as far as to it; one that is broken or missing is passed over. Any thread.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "gpu/typeface.h"

namespace janklab {

class FallbackFonts {
  public:
    /// The fonts of `first`, then those of well_known_fonts() that lie below `folders`, which are searched when
    /// `first` does not suffice.
    FallbackFonts(std::vector<std::string> first, std::vector<std::string> folders);
    ~FallbackFonts();

    /// More are not asked.
    static constexpr int most = 48;

    struct Found {
        int place = 0;
        int glyph = 0;  ///< 0: no font has it.
    };
    /// The first font that has the code point.
    Found find(char32_t code_point) const;
    /// A font that find() named.
    const Typeface& at(int place) const;

  private:
    struct Candidate;
    static int glyph_in(const Candidate& candidate, char32_t code_point);
    void search_folders() const;

    std::vector<std::string> folders_;
    std::vector<std::unique_ptr<Candidate>> first_;
    mutable std::once_flag searched_;
    mutable std::vector<std::unique_ptr<Candidate>> further_;  // written once, by search_folders()
};

}  // namespace janklab
