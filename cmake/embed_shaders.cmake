# SPDX-License-Identifier: MIT
# A script: cmake -DOUTPUT=file.cpp -DFILES=a.vert;b.frag -P embed_shaders.cmake
set(entries "")
set(count 0)
foreach(file IN LISTS FILES)
  cmake_path(GET file FILENAME name)
  file(READ ${file} text)
  string(APPEND entries "    {\"${name}\", R\"shader(${text})shader\"},\n")
  math(EXPR count "${count} + 1")
endforeach()
file(WRITE ${OUTPUT} "// Generated from shaders/ by cmake/embed_shaders.cmake.
#include \"gpu/embedded_shaders.h\"

#include <array>

namespace janklab {

std::span<const EmbeddedShader> embedded_shaders() {
  static constexpr std::array<EmbeddedShader, ${count}> shaders{{
${entries}  }};
  return shaders;
}

std::string_view shader_source_folder() {
#ifdef JANKLAB_SOURCE_FOLDER
  return JANKLAB_SOURCE_FOLDER \"/shaders\";
#else
  return {};
#endif
}

}  // namespace janklab
")
