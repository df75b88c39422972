// SPDX-License-Identifier: MIT
#include "support/allocations_counted.h"
