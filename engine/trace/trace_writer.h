// SPDX-License-Identifier: MIT
// TraceWriter: the pen of one thread. Reads the clock's stamp (free of virtual cost) and writes one event to the ring.
// Null-object rule: code holds a TraceWriter*, null when nothing is recorded; `if (trace)` is the whole cost then.
#pragma once

#include <bit>
#include <cstdint>

#include "base/clock.h"
#include "base/ids.h"
#include "base/name.h"
#include "trace/event_ring.h"

namespace janklab {

/// What an event says besides its type and time; designated initialisers fill in what the type needs (trace/event.h).
struct EventFields {
    std::uint64_t id = 0;
    std::uint64_t cause = 0;
    std::uint16_t detail = 0;
    std::uint64_t arg = 0;
    std::uint64_t arg2 = 0;
    Name name{nullptr, CodeLocation{}};
};

/// How an event is stamped: with a fresh reading of the clock, or with that of the event before.
enum class Stamp : std::uint8_t { fresh, chained };

class TraceWriter {
  public:
    TraceWriter(EventRing& ring, const Clock& clock, Track track) : ring_(ring), clock_(clock), track_(track) {}

    /// Stamps now, and remembers the stamp for `write_chained`.
    [[gnu::always_inline]] void write(EventType type, const EventFields& fields = {}) {
        write_at(last_ = clock_.stamp(), type, fields);
    }
    /// With the stamp of the event before: for what begins the moment something else ended, without a clock reading.
    [[gnu::always_inline]] void write_chained(EventType type, const EventFields& fields = {}) {
        write_at(last_, type, fields);
    }
    void write(EventType type, const EventFields& fields, Stamp stamp) {
        if (stamp == Stamp::fresh) write(type, fields);
        else write_chained(type, fields);
    }
    /// Inlined wherever it is called: fields that are not given there cost neither a store nor a place in the ring.
    [[gnu::always_inline]] void write_at(TimePoint time, EventType type, const EventFields& fields = {}) {
        const EventRing::Pen pen = ring_.begin(time);
        std::uint64_t head = event_head(type, track_, fields.detail) | pen.since;
        EventRing::Word* at = pen.at + 1;
        const auto put = [&](EventWord word, std::uint64_t value) {
            if (__builtin_constant_p(value) && value == 0) return;
            head |= head_bit(word);
            at++->store(value, std::memory_order_release);
        };
        put(EventWord::id, fields.id);
        put(EventWord::cause, fields.cause);
        put(EventWord::arg, fields.arg);
        put(EventWord::arg2, fields.arg2);
        put(EventWord::name, reinterpret_cast<std::uintptr_t>(fields.name.text));
        put(EventWord::where, fields.name.where.word());
        pen.at->store(head, std::memory_order_release);
        ring_.publish(static_cast<std::uint32_t>(at - pen.at));
    }
    /// Takes a fresh stamp without writing: after sleeping, so that the next chained event does not start in the past.
    void restamp() { last_ = clock_.stamp(); }
    TimePoint last_stamp() const { return last_; }
    /// A fresh reading that nothing is written with.
    TimePoint stamp() const { return clock_.stamp(); }

  private:
    EventRing& ring_;
    const Clock& clock_;
    TimePoint last_{};
    Track track_;
};

}  // namespace janklab
