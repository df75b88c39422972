# SPDX-License-Identifier: MIT
# What the machine must have. scripts/set_up.sh names the packages.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(fmt REQUIRED)
find_package(glfw3 3.3 REQUIRED)
find_package(CLI11 REQUIRED)
pkg_check_modules(STB REQUIRED IMPORTED_TARGET stb)
pkg_check_modules(IMGUI REQUIRED IMPORTED_TARGET imgui)
pkg_check_modules(EGL REQUIRED IMPORTED_TARGET egl)
pkg_check_modules(XCB REQUIRED IMPORTED_TARGET x11 x11-xcb xcb xcb-present)
