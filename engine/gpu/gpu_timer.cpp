// SPDX-License-Identifier: MIT
// A ring of four queries, so that asking for a result never waits.
#include "gpu/gpu_timer.h"

#include <glad/gl.h>

namespace janklab {

GpuTimer::GpuTimer(const GlDevice& device) : available_(!device.software() && GLAD_GL_ARB_timer_query) {
    if (available_) glGenQueries(in_flight, queries_.data());
}

GpuTimer::~GpuTimer() {
    if (available_) glDeleteQueries(in_flight, queries_.data());
}

void GpuTimer::begin() {
    if (!available_ || measuring_ || count_ == in_flight) return;
    glBeginQuery(GL_TIME_ELAPSED, queries_[static_cast<std::size_t>((first_ + count_) % in_flight)]);
    measuring_ = true;
}

void GpuTimer::end() {
    if (!measuring_) return;
    glEndQuery(GL_TIME_ELAPSED);
    measuring_ = false;
    ++count_;
}

std::optional<Duration> GpuTimer::take_result() {
    std::optional<Duration> newest;
    while (count_ > 0) {
        const GLuint query = queries_[static_cast<std::size_t>(first_)];
        GLuint arrived = GL_FALSE;
        glGetQueryObjectuiv(query, GL_QUERY_RESULT_AVAILABLE, &arrived);
        if (!arrived) break;
        GLuint64 nanoseconds = 0;
        glGetQueryObjectui64v(query, GL_QUERY_RESULT, &nanoseconds);
        newest = Duration(static_cast<std::int64_t>(nanoseconds));
        first_ = (first_ + 1) % in_flight;
        --count_;
    }
    return newest;
}

}  // namespace janklab
