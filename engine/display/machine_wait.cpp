// SPDX-License-Identifier: MIT
#include "display/machine_wait.h"

#include <fcntl.h>
#include <unistd.h>

#include <charconv>

namespace janklab {

std::optional<Duration> run_queue_wait(std::string_view schedstat) {
    const std::size_t space = schedstat.find(' ');
    if (space == std::string_view::npos) return std::nullopt;
    std::int64_t waited = 0;
    const char* end = schedstat.data() + schedstat.size();
    const auto parsed = std::from_chars(schedstat.data() + space + 1, end, waited);
    if (parsed.ec != std::errc{} || parsed.ptr == end || *parsed.ptr != ' ') return std::nullopt;
    return Duration{waited};
}

namespace {

std::optional<Duration> read_wait(int file) {
    char text[96];
    const ssize_t length = file < 0 ? -1 : pread(file, text, sizeof text, 0);
    if (length <= 0) return std::nullopt;
    return run_queue_wait({text, static_cast<std::size_t>(length)});
}

}  // namespace

MachineWait::MachineWait(TraceWriter* trace) : trace_(trace) {
    if (trace_) file_ = open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
    noted_ = read_wait(file_).value_or(Duration{0});
}

MachineWait::~MachineWait() {
    if (file_ >= 0) close(file_);
}

void MachineWait::note() {
    const std::optional<Duration> waited = read_wait(file_);
    if (!waited || *waited - noted_ < least_noted) return;
    trace_->write(EventType::machine_wait, {.arg = static_cast<std::uint64_t>((*waited - noted_).count())});
    noted_ = *waited;
}

}  // namespace janklab
