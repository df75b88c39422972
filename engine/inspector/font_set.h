// SPDX-License-Identifier: MIT
// FontSet: the inspector's type scale as Dear ImGui fonts, each rasterised at its exact size in device pixels; built
// anew when the window's scale changes. Display thread.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/font_face.h"
#include "base/result.h"

struct ImFont;
struct ImFontAtlas;

namespace janklab {

class Fonts;

enum class TextStyle : std::uint8_t { small, small_bold, body, body_bold, title, code };
inline constexpr int text_style_count = 6;
FontFace face_of(TextStyle style);
/// CSS pixels of the em.
float size_of(TextStyle style);

class FontSet {
  public:
    /// Reads the files that `fonts` was loaded from; `fonts` must outlive this. Environment error: one cannot be read.
    static Result<FontSet> load(const Fonts& fonts);

    /// Fills the atlas for `scale` device pixels a CSS pixel. The texture must be made anew afterwards.
    void build(ImFontAtlas& atlas, float scale);
    /// Null before the first build.
    ImFont* font(TextStyle style) const { return built_[static_cast<int>(style)]; }

  private:
    explicit FontSet(const Fonts& fonts) : fonts_(&fonts) {}

    const Fonts* fonts_;
    std::array<std::vector<char>, font_face_count> files_;
    std::array<ImFont*, text_style_count> built_{};
};

}  // namespace janklab
