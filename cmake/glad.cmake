# SPDX-License-Identifier: MIT
# GL's functions, generated at build time. --reproducible takes the specification that glad carries, not the network's.
find_program(JANKLAB_GLAD glad PATHS /usr/bin NO_DEFAULT_PATH)
find_program(JANKLAB_GLAD glad REQUIRED)
execute_process(COMMAND ${JANKLAB_GLAD} --help RESULT_VARIABLE failed OUTPUT_QUIET ERROR_QUIET)
if(failed)
  message(FATAL_ERROR "${JANKLAB_GLAD} does not start; it is a Python program (Debian: python3-glad) and wants the "
    "Python that its first line names, with the module `glad`; install it, or pass -DJANKLAB_GLAD=PATH.")
endif()

set(glad_folder ${CMAKE_BINARY_DIR}/glad)
add_custom_command(
  OUTPUT ${glad_folder}/src/gl.c ${glad_folder}/include/glad/gl.h
  COMMAND ${JANKLAB_GLAD} --quiet --reproducible --api gl:core=3.3
          --extensions GL_ARB_timer_query,GL_KHR_debug --out-path ${glad_folder} c
  COMMENT "Generating the GL functions" VERBATIM)
add_library(jl_glad STATIC ${glad_folder}/src/gl.c ${glad_folder}/include/glad/gl.h)
target_include_directories(jl_glad SYSTEM PUBLIC ${glad_folder}/include)
target_link_libraries(jl_glad PUBLIC ${CMAKE_DL_LIBS})
