// SPDX-License-Identifier: MIT
// Finds the font files that pages and the inspector are written in: Roboto and JetBrains Mono where the system has
// them, DejaVu as a last resort. Looks at files only, loads nothing. Any thread.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/font_face.h"
#include "base/result.h"

namespace janklab {

/// Paths of TrueType files. Each is readable when this comes from find_font_files().
struct FontFiles {
    std::string sans;       ///< Roboto-Regular.ttf
    std::string sans_bold;  ///< Roboto-Bold.ttf
    std::string mono;       ///< JetBrainsMono-Regular.ttf
    /// DejaVu's faces, for code points that the others lack; may be empty.
    std::string fallback, fallback_bold, fallback_mono;
    std::vector<std::string> further_folders;  ///< Where find_well_known_fonts() looks for what these lack too.
    /// A sentence for each face that another font stands in for, naming the package to install.
    std::vector<std::string> substitutions;

    const std::string& path(FontFace face) const;
    /// What is asked for a code point that the face lacks, in order.
    std::vector<std::string> fallbacks(FontFace face) const;
};

/// Where this machine keeps fonts. The environment variable JANKLAB_FONTS=FOLDER, when set, is the only one.
std::vector<std::string> font_folders();

/// Searches the folders with everything below them. Environment error: neither a face nor its stand-in is there;
/// the sentence names the file, the folders and the package that brings it.
Result<FontFiles> find_font_files(std::span<const std::string> folders);
inline Result<FontFiles> find_font_files() {
    const std::vector<std::string> folders = font_folders();
    return find_font_files(folders);
}

/// Fonts of other scripts, symbols and (monochrome) emoji that systems usually have, the most wanted first: those that
/// lie below the folders.
std::vector<std::string> find_well_known_fonts(std::span<const std::string> folders);

}  // namespace janklab
