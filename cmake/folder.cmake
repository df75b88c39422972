# SPDX-License-Identifier: MIT
# janklab_folder(NAME DEPENDS folders... LIBS libraries...)
# Makes the library jl_NAME from engine/NAME/*.cpp. Folders it depends on are passed on to whoever links it; LIBS stay
# private, so that other folders do not see their headers. While there is no .cpp yet, it is a library of headers alone.
function(janklab_folder NAME)
  cmake_parse_arguments(ARG "" "" "DEPENDS;LIBS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/engine/${NAME}/*.cpp)
  file(GLOB headers CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/engine/${NAME}/*.h)
  list(TRANSFORM ARG_DEPENDS PREPEND jl_)

  if(sources)
    add_library(jl_${NAME} STATIC ${sources} ${headers})
    target_link_libraries(jl_${NAME} PUBLIC jl_options ${ARG_DEPENDS} PRIVATE ${ARG_LIBS})
    target_include_directories(jl_${NAME} PUBLIC ${CMAKE_SOURCE_DIR}/engine ${CMAKE_SOURCE_DIR})
  else()
    add_library(jl_${NAME} INTERFACE)
    target_link_libraries(jl_${NAME} INTERFACE jl_options ${ARG_DEPENDS} ${ARG_LIBS})
    target_include_directories(jl_${NAME} INTERFACE ${CMAKE_SOURCE_DIR}/engine ${CMAKE_SOURCE_DIR})
  endif()

  if(JANKLAB_TESTS AND NOT JANKLAB_SANITIZER)
    janklab_headers_stand_alone(${NAME} "${headers}" "${ARG_LIBS}")
  endif()
endfunction()

# Compiles each header as if it were a source file: each must include what it needs.
function(janklab_headers_stand_alone NAME HEADERS LIBS)
  set(sources)
  foreach(header IN LISTS HEADERS)
    cmake_path(RELATIVE_PATH header BASE_DIRECTORY ${CMAKE_SOURCE_DIR} OUTPUT_VARIABLE name)
    set(source ${CMAKE_BINARY_DIR}/headers/${name}.cpp)
    file(CONFIGURE OUTPUT ${source} CONTENT "#include \"${name}\"\n#include \"${name}\"\n")
    list(APPEND sources ${source})
  endforeach()
  if(sources)
    add_library(${NAME}_headers OBJECT ${sources})
    target_link_libraries(${NAME}_headers PRIVATE jl_${NAME} ${LIBS})
  endif()
endfunction()
