// SPDX-License-Identifier: MIT
// What a run leaves behind: the report (table or JSON), the trace file, the picture. The same for every kind of run.
#pragma once

#include "base/result.h"
#include "demos/program/options.h"
#include "gpu/image.h"
#include "trace/recording.h"
#include "trace/report.h"

namespace janklab {

/// Found out before the run and not after it. Environment error: a file cannot be created. Usage error: two of them are
/// the same.
Result<void> check_outputs(const Options& options);

/// Prints and writes what `options` asks for. `recording` may be empty when no trace is asked for.
Result<void> write_outputs(const Options& options, const RunFacts& facts, const RunFolds& folds,
                           const Recording& recording);

/// 1 when the page let an error or a rejected promise out. A run in a window ends with 0 all the same.
int exit_code_of_headless_run(const RunFolds& folds);

}  // namespace janklab
