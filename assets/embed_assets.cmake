# SPDX-License-Identifier: MIT
# A script: cmake -DOUTPUT=file.cpp -DFILES=a.png;b.png -P embed_assets.cmake
set(arrays "")
set(entries "")
set(count 0)
foreach(file IN LISTS FILES)
  cmake_path(GET file FILENAME name)
  file(READ ${file} bytes HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
  string(APPEND arrays "constexpr unsigned char asset_${count}[] = {${bytes}};\n")
  string(APPEND entries "    {\"${name}\", std::as_bytes(std::span(asset_${count}))},\n")
  math(EXPR count "${count} + 1")
endforeach()
file(WRITE ${OUTPUT} "// Generated from assets/ by assets/embed_assets.cmake.
#include \"gpu/embedded_assets.h\"

#include <array>

namespace janklab {

namespace {
${arrays}}  // namespace

std::span<const EmbeddedAsset> embedded_assets() {
  static const std::array<EmbeddedAsset, ${count}> assets{{
${entries}  }};
  return assets;
}

}  // namespace janklab
")
