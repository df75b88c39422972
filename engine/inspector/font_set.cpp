// SPDX-License-Identifier: MIT
#include "inspector/font_set.h"

#include <fmt/format.h>
#include <imgui.h>

#include <cmath>
#include <fstream>
#include <iterator>

#include "gpu/fonts.h"
#include "inspector/theme.h"

namespace janklab {
namespace {

// Latin with its extensions, and the punctuation that sentences use.
constexpr ImWchar letters[] = {0x20,   0x17F,  0x2010, 0x2027, 0x2030, 0x203A, 0x20AC,
                               0x20AC, 0x2122, 0x2122, 0x2212, 0x2212, 0};

std::vector<char> bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

FontFace face_of(TextStyle style) {
    switch (style) {
        case TextStyle::small:
        case TextStyle::body:
            return FontFace::sans;
        case TextStyle::small_bold:
        case TextStyle::body_bold:
        case TextStyle::title:
            return FontFace::sans_bold;
        case TextStyle::code:
            return FontFace::mono;
    }
    return FontFace::sans;
}

float size_of(TextStyle style) {
    switch (style) {
        case TextStyle::body:
        case TextStyle::body_bold:
            return body_text;
        case TextStyle::title:
            return title_text;
        default:
            return small_text;
    }
}

Result<FontSet> FontSet::load(const Fonts& fonts) {
    FontSet set(fonts);
    for (int face = 0; face < font_face_count; ++face) {
        const std::string& path = fonts.files().path(static_cast<FontFace>(face));
        set.files_[face] = bytes_of(path);
        if (set.files_[face].empty()) {
            return Error{fmt::format("The inspector could not read the font file {}; it must be readable.", path)};
        }
    }
    return set;
}

void FontSet::build(ImFontAtlas& atlas, float scale) {
    atlas.Clear();
    atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;
    for (int i = 0; i < text_style_count; ++i) {
        const auto style = static_cast<TextStyle>(i);
        const FontFace face = face_of(style);
        // ImGui's size is from the highest ascent to the lowest descent; ours is the em.
        const FontMetrics metrics = fonts_->metrics(face, std::round(size_of(style) * scale));
        std::vector<char>& file = files_[static_cast<int>(face)];
        ImFontConfig config;
        config.FontDataOwnedByAtlas = false;
        config.OversampleH = 2;
        config.OversampleV = 1;
        config.GlyphRanges = letters;
        built_[i] = atlas.AddFontFromMemoryTTF(file.data(), static_cast<int>(file.size()),
                                               metrics.ascent + metrics.descent, &config);
    }
    atlas.Build();
}

}  // namespace janklab
