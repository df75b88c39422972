# SPDX-License-Identifier: MIT
# demos/ without its main.cpp is the library jl_demos, so that tests can link it; with it, the program `janklab`.
file(GLOB demo_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/demos/*.cpp ${CMAKE_SOURCE_DIR}/demos/*/*.cpp)
list(REMOVE_ITEM demo_sources ${CMAKE_SOURCE_DIR}/demos/main.cpp)
set(engine_libraries ${JANKLAB_FOLDERS})
list(TRANSFORM engine_libraries PREPEND jl_)
list(REVERSE engine_libraries)

if(demo_sources)
  add_library(jl_demos STATIC ${demo_sources})
  target_link_libraries(jl_demos PUBLIC ${engine_libraries} PRIVATE CLI11::CLI11 fmt::fmt)
  target_compile_definitions(jl_demos PRIVATE JANKLAB_VERSION="${PROJECT_VERSION}")
else()
  add_library(jl_demos INTERFACE)
  target_link_libraries(jl_demos INTERFACE ${engine_libraries} CLI11::CLI11 fmt::fmt)
endif()

if(EXISTS ${CMAKE_SOURCE_DIR}/demos/main.cpp)
  add_executable(janklab demos/main.cpp)
  target_link_libraries(janklab PRIVATE jl_demos jl_sanitizing CLI11::CLI11 fmt::fmt)
  set_target_properties(janklab PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
endif()

file(GLOB demo_headers CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/demos/*.h ${CMAKE_SOURCE_DIR}/demos/*/*.h)
if(JANKLAB_TESTS AND NOT JANKLAB_SANITIZER)
  janklab_headers_stand_alone(demos "${demo_headers}" "")
endif()
