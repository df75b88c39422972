// SPDX-License-Identifier: MIT
#include "demos/program/ending_signals.h"

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <ctime>
#include <utility>

namespace janklab {

namespace {

sigset_t ending_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

}  // namespace

EndingSignals::EndingSignals(Callback end_the_run)
    : end_the_run_(std::move(end_the_run)), no_longer_(eventfd(0, EFD_CLOEXEC)) {
    const sigset_t set = ending_signals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    thread_ = std::thread([this] { wait(); });
}

EndingSignals::~EndingSignals() {
    const std::uint64_t one = 1;
    static_cast<void>(write(no_longer_, &one, sizeof one));
    thread_.join();
    close(no_longer_);
    // One that came while the run was ending has had its wish.
    const sigset_t set = ending_signals();
    const timespec at_once{};
    while (sigtimedwait(&set, nullptr, &at_once) > 0) continue;
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void EndingSignals::wait() {
    const sigset_t set = ending_signals();
    const int signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    pollfd sources[] = {{signals, POLLIN, 0}, {no_longer_, POLLIN, 0}};
    const auto take_all = [&] {
        signalfd_siginfo info;
        while (read(signals, &info, sizeof info) > 0) continue;
    };
    const auto ended_within = [&](int milliseconds) {
        return poll(&sources[1], 1, milliseconds) > 0 && (sources[1].revents & POLLIN);
    };
    while (poll(sources, 2, -1) < 0) continue;  // interrupted
    if (sources[0].revents & POLLIN) {
        take_all();
        end_the_run_();
        if (!ended_within(1000)) {
            take_all();
            pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
            while (!ended_within(-1)) continue;
        }
    }
    close(signals);
}

}  // namespace janklab
