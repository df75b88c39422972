// SPDX-License-Identifier: MIT
// The program `janklab`. Everything is in demos/program/.
#include "demos/program/program.h"

int main(int count, char** words) { return janklab::run_program({words + 1, words + count}); }
