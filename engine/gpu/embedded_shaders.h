// SPDX-License-Identifier: MIT
// The files of shaders/, as the build embedded them into the program. Any thread; the data are constant.
#pragma once

#include <span>
#include <string_view>

namespace janklab {

struct EmbeddedShader {
    std::string_view file_name;  ///< Without a folder: "rectangle.frag".
    std::string_view text;
};

/// Every file of shaders/ that ends in .vert, .frag or .glsl, in the order of their names.
std::span<const EmbeddedShader> embedded_shaders();

/// Where the files lie, so that a debug build can reload one that changes; empty in a release build.
std::string_view shader_source_folder();

}  // namespace janklab
