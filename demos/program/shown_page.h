// SPDX-License-Identifier: MIT
// ShownPage: keeps the inspector up to date on which page is open.
#pragma once

#include "inspector/inspector.h"
#include "trace/trace.h"

namespace janklab {

/// Tells the inspector which page has opened, by its title in the trace. On the collecting thread.
class ShownPage final : public Fold {
  public:
    explicit ShownPage(Inspector& inspector) : inspector_(inspector) {}
    void take(const TraceEvent& event) override;

  private:
    Inspector& inspector_;
};

}  // namespace janklab
