// SPDX-License-Identifier: MIT
// GpuTimer: how long the graphics card took for what was drawn between begin() and end(), known a frame or two later.
// Software renderers answer wrongly, so there it is n/a (no value). Display thread.
// https://registry.khronos.org/OpenGL/extensions/ARB/ARB_timer_query.txt
#pragma once

#include <array>
#include <optional>

#include "base/time.h"
#include "gpu/gl_device.h"

namespace janklab {

class GpuTimer {
  public:
    explicit GpuTimer(const GlDevice& device);
    ~GpuTimer();
    GpuTimer(const GpuTimer&) = delete;
    GpuTimer& operator=(const GpuTimer&) = delete;

    void begin();
    void end();
    /// The newest result that has arrived, each only once; never waits for the graphics card.
    std::optional<Duration> take_result();

  private:
    static constexpr int in_flight = 4;
    bool available_;
    std::array<unsigned, in_flight> queries_{};
    int first_ = 0, count_ = 0;
    bool measuring_ = false;
};

}  // namespace janklab
