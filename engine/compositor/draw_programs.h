// SPDX-License-Identifier: MIT
// Which shaders draw which instances: the shape of ShapeInstance and GlyphInstance as QuadRenderer wants it.
#pragma once

#include <array>
#include <cstddef>

#include "compositor/draw_plan.h"
#include "gpu/quad_renderer.h"

namespace janklab {

inline constexpr std::array shape_attributes{
    QuadAttribute{AttributeType::float32, 4, offsetof(ShapeInstance, quad)},
    QuadAttribute{AttributeType::float32, 4, offsetof(ShapeInstance, shape)},
    QuadAttribute{AttributeType::float32, 4, offsetof(ShapeInstance, matrix)},
    QuadAttribute{AttributeType::float32, 3, offsetof(ShapeInstance, more)},
    QuadAttribute{AttributeType::uint16, 4, offsetof(ShapeInstance, radii)},
    QuadAttribute{AttributeType::uint8_normalized, 4, offsetof(ShapeInstance, fill)},
    QuadAttribute{AttributeType::uint8_normalized, 4, offsetof(ShapeInstance, border)},
    QuadAttribute{AttributeType::int32, 1, offsetof(ShapeInstance, clip)},
};
inline constexpr std::array glyph_attributes{
    QuadAttribute{AttributeType::float32, 4, offsetof(GlyphInstance, corner_and_across)},
    QuadAttribute{AttributeType::float32, 2, offsetof(GlyphInstance, down)},
    QuadAttribute{AttributeType::uint16, 4, offsetof(GlyphInstance, texels)},
    QuadAttribute{AttributeType::uint8_normalized, 4, offsetof(GlyphInstance, color)},
    QuadAttribute{AttributeType::float32, 1, offsetof(GlyphInstance, weight)},
    QuadAttribute{AttributeType::int32, 1, offsetof(GlyphInstance, clip)},
};

/// In the order of DrawKind, but that both kinds of glyphs share the last one.
inline constexpr std::array draw_programs{
    QuadProgram{"shape.vert", "solid.frag", sizeof(ShapeInstance), shape_attributes},
    QuadProgram{"shape.vert", "box.frag", sizeof(ShapeInstance), shape_attributes},
    QuadProgram{"shape.vert", "border.frag", sizeof(ShapeInstance), shape_attributes},
    QuadProgram{"shape.vert", "styled_border.frag", sizeof(ShapeInstance), shape_attributes},
    QuadProgram{"shape.vert", "shadow.frag", sizeof(ShapeInstance), shape_attributes},
    QuadProgram{"shape.vert", "cut_shadow.frag", sizeof(ShapeInstance), shape_attributes},
    QuadProgram{"shape.vert", "group.frag", sizeof(ShapeInstance), shape_attributes},
    QuadProgram{"shape.vert", "gradient.frag", sizeof(ShapeInstance), shape_attributes},
    QuadProgram{"shape.vert", "image.frag", sizeof(ShapeInstance), shape_attributes},
    QuadProgram{"glyph.vert", "glyph.frag", sizeof(GlyphInstance), glyph_attributes},
};
constexpr std::size_t program_of(DrawKind kind) {
    return static_cast<std::size_t>(kind == DrawKind::stretched_glyph ? DrawKind::glyph : kind);
}

}  // namespace janklab
