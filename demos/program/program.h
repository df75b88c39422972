// SPDX-License-Identifier: MIT
// The program `janklab`: from the words of the command line to the exit code. 0: all well; 1: the page let an error out
// in a headless run; 2: the command line cannot be understood; 3: the machine cannot do what was asked.
#pragma once

#include <string>
#include <vector>

namespace janklab {

int run_program(const std::vector<std::string>& words);

}  // namespace janklab
