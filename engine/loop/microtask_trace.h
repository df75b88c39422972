// SPDX-License-Identifier: MIT
// MicrotaskTrace: how microtasks are written into the trace: the first 64 of a checkpoint one by one, the rest as
// batches, so that a chain that never ends does not flood the ring. Where somebody steps through a checkpoint, each is
// written. One thread.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <utility>

#include "loop/callback_queue.h"
#include "loop/work.h"
#include "trace/time_by_name.h"
#include "trace/trace_writer.h"

namespace janklab {

class MicrotaskTrace {
  public:
    static constexpr std::uint32_t written_singly = 64;  // of each checkpoint
    static constexpr std::uint32_t batch_size = 1024;

    explicit MicrotaskTrace(TraceWriter* trace) : trace_(trace) {}

    void queued(WorkId id, WorkId cause, Name name, Stamp stamp) {
        if (queued_ < written_singly) {
            ++queued_;
            trace_->write(EventType::microtask_queued, {.id = id.value, .cause = cause.value, .name = name}, stamp);
            if (last_queued_ == told_until_) told_until_ = id;
        } else {
            latest_ = name;
            if (++queued_since_ == batch_size) flush();
        }
        last_queued_ = id;
    }
    void checkpoint_started(Stamp stamp) {
        if (queued_since_) flush();
        trace_->write(EventType::checkpoint_started, {}, stamp);
    }
    /// Whether the next microtask to run is written singly.
    bool singly() const { return run_ < written_singly; }
    void started(WorkId id, const Name& name) {
        trace_->write_chained(EventType::microtask_started, {.id = id.value, .name = name});
    }
    void ended(WorkId id) {
        ++run_;
        trace_->write(EventType::microtask_ended, {.id = id.value});
        ended_at_ = trace_->last_stamp();
    }
    /// It has run. How long it took is looked at, so that the batch has the name that took most.
    void run_in_batch(const Name& name) {
        const TimePoint now = trace_->stamp();
        times_.add(name, now - std::exchange(ended_at_, now));
        if (++run_since_ == batch_size) flush();
    }
    /// The page is about to wait between two of them: the number that waits is made exact, and the first of them get
    /// their names. Those that are queued and run next are written singly again.
    void somebody_looks(const CallbackQueue& waiting) {
        if (run_since_ || queued_since_) flush();
        queued_ = run_ = 0;
        if (waiting.empty() || waiting.front().work.id <= told_until_) return;
        std::array<Work, written_singly> first;
        for (const Work& work : std::span(first).first(waiting.copy_first(first))) {
            trace_->write(EventType::microtask_waits, {.id = work.id.value, .name = work.name});
            told_until_ = work.id;
        }
    }
    void dropped(std::uint64_t count) {
        if (run_since_ || queued_since_) flush();
        trace_->write(EventType::microtasks_dropped, {.arg = count});
    }
    void checkpoint_ended(std::uint64_t drained, std::uint32_t deepest) {
        if (run_since_ || queued_since_) flush();
        queued_ = run_ = 0;
        told_until_ = last_queued_;
        trace_->write(EventType::checkpoint_ended, {.arg = drained, .arg2 = deepest});
    }

  private:
    void flush() {
        const TimeByName::Sum most = times_.empty() ? TimeByName::Sum{latest_} : times_.largest();
        trace_->write(EventType::microtask_batch, {.cause = static_cast<std::uint64_t>(most.time.count()),
                                                   .arg = run_since_,
                                                   .arg2 = queued_since_,
                                                   .name = most.name});
        run_since_ = queued_since_ = 0;
        times_.clear();
    }

    TraceWriter* trace_;
    std::uint32_t queued_ = 0, run_ = 0;              // singly, of this checkpoint
    std::uint32_t queued_since_ = 0, run_since_ = 0;  // since the last batch event
    WorkId last_queued_, told_until_;                 // each that waits is in the trace by name up to that one
    Name latest_;                                     // queued
    TimeByName times_;                                // of those run since the last batch event
    TimePoint ended_at_;                              // the one before
};

}  // namespace janklab
