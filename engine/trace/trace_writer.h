// SPDX-License-Identifier: MIT
// TraceWriter: the pen of one thread. Reads the clock's stamp (free of virtual cost) and writes one event to the ring.
// Null-object rule: code holds a TraceWriter*, null when nothing is recorded; `if (trace)` is the whole cost then.
#pragma once

#include <bit>

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
    Name name{nullptr, CodeLocation{nullptr, 0, 0}};
};

class TraceWriter {
  public:
    TraceWriter(EventRing& ring, const Clock& clock, Track track) : ring_(ring), clock_(clock), track_(track) {}

    /// Stamps now, and remembers the stamp for `write_chained`.
    void write(EventType type, const EventFields& fields = {}) { write_at(last_ = clock_.stamp(), type, fields); }
    /// With the stamp of the event before: for what begins the moment something else ended, without a clock reading.
    void write_chained(EventType type, const EventFields& fields = {}) { write_at(last_, type, fields); }
    void write_at(TimePoint time, EventType type, const EventFields& fields = {}) {
        // The layout of TraceEvent, word by word.
        static_assert(std::endian::native == std::endian::little);
        const std::uint64_t small = static_cast<std::uint64_t>(type) | static_cast<std::uint64_t>(track_) << 8 |
                                    static_cast<std::uint64_t>(fields.detail) << 16 |
                                    static_cast<std::uint64_t>(fields.name.where.line) << 32;
        ring_.write(EventRing::Words{static_cast<std::uint64_t>(time.time_since_epoch().count()), small, fields.id,
                                     fields.cause, fields.arg, fields.arg2,
                                     std::bit_cast<std::uint64_t>(fields.name.text),
                                     std::bit_cast<std::uint64_t>(fields.name.where.file)});
    }
    /// Takes a fresh stamp without writing: after sleeping, so that the next chained event does not start in the past.
    void restamp() { last_ = clock_.stamp(); }
    TimePoint last_stamp() const { return last_; }

  private:
    EventRing& ring_;
    const Clock& clock_;
    TimePoint last_{};
    Track track_;
};

}  // namespace janklab
