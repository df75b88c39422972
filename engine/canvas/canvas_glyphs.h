// SPDX-License-Identifier: MIT
// CanvasGlyphs: the outlines of the glyphs that a canvas has written, found once. Page thread.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "base/font_face.h"
#include "base/path.h"

namespace janklab {

class TextMeasurer;

class CanvasGlyphs {
  public:
    /// In parts of the em, the pen at 0,0, y down.
    const Path& outline(const TextMeasurer& text, FontFace face, char32_t code_point);

  private:
    std::unordered_map<std::uint64_t, Path> outlines_;
};

}  // namespace janklab
