# SPDX-License-Identifier: MIT
# shaders/* become strings inside the library jl_shaders; engine/gpu/embedded_shaders.h declares them.
file(GLOB shader_files CONFIGURE_DEPENDS
  ${CMAKE_SOURCE_DIR}/shaders/*.vert ${CMAKE_SOURCE_DIR}/shaders/*.frag ${CMAKE_SOURCE_DIR}/shaders/*.glsl)
set(embedded_shaders ${CMAKE_BINARY_DIR}/shaders/embedded_shaders.cpp)
add_custom_command(
  OUTPUT ${embedded_shaders}
  COMMAND ${CMAKE_COMMAND} -DOUTPUT=${embedded_shaders} "-DFILES=${shader_files}"
          -P ${CMAKE_SOURCE_DIR}/cmake/embed_shaders.cmake
  DEPENDS ${shader_files} ${CMAKE_SOURCE_DIR}/cmake/embed_shaders.cmake
  COMMENT "Embedding the shaders" VERBATIM)
add_library(jl_shaders STATIC ${embedded_shaders})
target_include_directories(jl_shaders PRIVATE ${CMAKE_SOURCE_DIR}/engine)
target_link_libraries(jl_shaders PRIVATE jl_options)
