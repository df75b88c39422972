// SPDX-License-Identifier: MIT
// What a run leaves behind: the report (table or JSON), the trace file, the picture. The same for every kind of run.
#pragma once

#include "base/result.h"
#include "demos/program/options.h"
#include "gpu/image.h"
#include "trace/recording.h"
#include "trace/report.h"

namespace janklab {

/// Environment error: the file cannot be created, found out before the run and not after it.
Result<void> check_outputs(const Options& options);

/// Prints and writes what `options` asks for. `recording` may be empty when no trace is asked for.
Result<void> write_outputs(const Options& options, const RunFacts& facts, const RunFolds& folds,
                           const Recording& recording);

/// 0, or in a headless run 1 when the page let an error or a rejected promise out.
int exit_code_of(const Options& options, const RunFolds& folds);

}  // namespace janklab
