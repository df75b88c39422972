// SPDX-License-Identifier: MIT
// The faces that a page can write in. Style chooses one, layout measures it, the glyph atlas draws it.
#pragma once

#include <cstdint>

namespace janklab {

enum class FontFace : std::uint8_t { sans, sans_bold, mono };
inline constexpr int font_face_count = 3;

}  // namespace janklab
