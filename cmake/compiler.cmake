# SPDX-License-Identifier: MIT
# Language, warnings, sanitizers, and what makes building quick. `jl_options` carries the flags to every target of ours.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

find_program(JANKLAB_CCACHE ccache)
if(JANKLAB_CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${JANKLAB_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${JANKLAB_CCACHE})
endif()
find_program(JANKLAB_LINKER NAMES ld.mold ld.lld)
if(JANKLAB_LINKER MATCHES "ld\\.(mold|lld)$")
  add_link_options(-fuse-ld=${CMAKE_MATCH_1})
endif()

add_library(jl_options INTERFACE)
target_compile_options(jl_options INTERFACE -Wall -Wextra
  # Designated initialisers name what differs from the default; GCC 12 would have every member without one named.
  -Wno-missing-field-initializers
  # Names of files in traces and messages are relative to the repository, wherever it was built.
  -fmacro-prefix-map=${CMAKE_SOURCE_DIR}/=)
# A debug build reads shaders/ and assets/ where they lie in the source tree; a release build has its own copy inside.
target_compile_definitions(jl_options INTERFACE $<$<CONFIG:Debug>:JANKLAB_SOURCE_FOLDER="${CMAKE_SOURCE_DIR}">)

if(JANKLAB_SANITIZER)
  # What the sanitizers insert makes g++ suspect uninitialised variables in the standard library.
  add_compile_options(-fsanitize=${JANKLAB_SANITIZER} -fno-sanitize-recover=all -fno-omit-frame-pointer
    -Wno-maybe-uninitialized)
  add_link_options(-fsanitize=${JANKLAB_SANITIZER})
endif()
if(JANKLAB_FUZZER)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
# What every program of ours links besides its own, so that the leaks that are found are ours.
add_library(jl_sanitizing INTERFACE)
if(JANKLAB_SANITIZER MATCHES address)
  add_library(keep_libraries OBJECT tests/support/keep_libraries.cpp)
  target_link_libraries(jl_sanitizing INTERFACE $<TARGET_OBJECTS:keep_libraries>)
endif()
