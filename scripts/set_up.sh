#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Sourced by ./run, ./test, tests/bench/run and tests/rebase: installs what is missing, and builds. Everything it says
# goes to standard error.
# shellcheck disable=SC2034

# Each line: a package of Debian, and what for.
packages_to_build='
g++                  the compiler
cmake                the build
ninja-build          the build
pkg-config           finds stb, Dear ImGui, EGL and XCB
ccache               a second build is quick
python3-glad         generates the GL functions
libglfw3-dev         windows and input
libxrandr-dev        headers that GLFW needs for its X11 window
libx11-xcb-dev       one connection for X11 and XCB
libxcb-present-dev   presentation times
libgl-dev            GL
libegl-dev           headless GL, without a window
libegl1              headless GL, when it runs
libgl1-mesa-dri      software GL, where there is no graphics card
libstb-dev           fonts and images
libimgui-dev         the inspector
libfmt-dev           text
rapidjson-dev        reports and traces
libcli11-dev         the command line
doctest-dev          the tests, which are configured with the rest
fonts-roboto-unhinted   text of pages and of the inspector
fonts-jetbrains-mono    code
fonts-dejavu-core       the last resort
'
packages_to_test='
xvfb                 a screen for the tests that open a window
xauth                wanted by xvfb-run
xdotool              clicks and types
libxtst-dev          clicks, from within a test
x11-utils            looks at windows
mesa-utils           says which GL there is
weston               a Wayland compositor
'
packages_to_rebase='
chromium             the browser that layout, stacking and motion are compared with
nodejs               runs the makers of golden data
npm                  fetches playwright-core, through which they ask
'
packages_to_bench='
libbenchmark-dev     Google Benchmark
libev-dev            a loop to compare with
libuv1-dev           a loop to compare with
libasio-dev          a loop to compare with
'

say() { printf '%s\n' "$*" >&2; }

# install_what_is_missing LIST...: quick, and without network, when nothing is.
install_what_is_missing() {
  local wanted missing as_root=()
  wanted=$(printf '%s\n' "$@" | awk 'NF { print $1 }')
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    name_packages_elsewhere
    return
  fi
  # shellcheck disable=SC2086
  missing=$(comm -23 <(sort <<<"$wanted") \
    <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null | sed -n 's/^installed //p' | sort))
  [ -n "$missing" ] || return 0
  missing=$(tr '\n' ' ' <<<"$missing")

  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      say "Missing: $missing- and neither root nor sudo to install them; as root: apt-get install $missing"
      return
    fi
    as_root=(sudo)
  fi
  say "Installing: $missing(a minute or two; build/install.log tells more)"
  mkdir -p build
  # An index that cannot be had may not matter; whether the packages can be had is what counts.
  "${as_root[@]}" apt-get update -qq >build/install.log 2>&1 || true
  # shellcheck disable=SC2086
  if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 $missing >>build/install.log 2>&1; then
    tail -n 5 build/install.log >&2
    say "apt-get could not install: $missing- going on, in case the build finds them elsewhere."
  fi
}

# Said until the build is configured. Not tried there: this project is built on Debian.
name_packages_elsewhere() {
  [ ! -e build/release/build.ninja ] || return 0
  local glad="and glad 2, a Python program: pipx install glad2"
  if command -v dnf >/dev/null; then
    say "The build needs: dnf install gcc-c++ cmake ninja-build pkgconf ccache glfw-devel libXrandr-devel" \
      "libX11-devel libxcb-devel mesa-libGL-devel mesa-libEGL-devel mesa-dri-drivers stb-devel imgui-devel fmt-devel" \
      "rapidjson-devel cli11-devel doctest-devel google-roboto-fonts jetbrains-mono-fonts dejavu-sans-fonts; $glad."
  elif command -v pacman >/dev/null; then
    say "The build needs: pacman -S gcc cmake ninja pkgconf ccache glfw libxrandr libx11 libxcb libglvnd mesa stb" \
      "imgui fmt rapidjson cli11 doctest ttf-roboto ttf-jetbrains-mono ttf-dejavu; $glad."
  elif command -v brew >/dev/null; then
    say "The build needs: brew install cmake ninja pkgconf ccache glfw imgui fmt rapidjson cli11 doctest; stb; $glad;" \
      "and a system with X11 and EGL, which macOS is not."
  else
    say "The build needs a C++20 compiler, CMake 3.25, Ninja, pkg-config, GLFW 3.3, X11, XCB, EGL, GL, stb," \
      "Dear ImGui, fmt, RapidJSON, CLI11 and doctest, $glad; there is none of apt, dnf, pacman and" \
      "brew here to name their packages for."
  fi
}

# build PRESET [TARGET]: says nothing when there is nothing to do.
build() {
  local preset=$1 folder=build/$1 log status=0
  if [ ! -e "$folder/build.ninja" ]; then
    mkdir -p "$folder"
    log=$folder/configure.log
    say "Configuring $folder"
    if ! cmake --preset "$preset" >"$log" 2>&1; then
      sed -n '/CMake Error/,$p' "$log" >&2
      say "The build could not be configured: the lines above, and $log, name what is missing."
      return 1
    fi
  fi
  cmake --build --preset "$preset" -j "$(nproc 2>/dev/null || echo 2)" ${2:+--target "$2"} 2>&1 |
    grep --line-buffered -v -e '^ninja: Entering' -e '^ninja: no work' -e 'Re-checking globbed' -e '^-- ' >&2 ||
    status=${PIPESTATUS[0]}
  return "$status"
}
