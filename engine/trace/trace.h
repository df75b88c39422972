// SPDX-License-Identifier: MIT
// Trace: the rings of a run, their writers, and the folds that read them. Both threads write; `collect()` (display
// thread, once a frame; in a virtual run whenever its only thread likes) hands each event, in order of time, to every
// fold that listens. Folds live on the collecting thread.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/clock.h"
#include "trace/event.h"
#include "trace/event_ring.h"
#include "trace/name_table.h"
#include "trace/trace_writer.h"

namespace janklab {

/// A view that is computed from the trace and from nothing else.
class Fold {
  public:
    virtual ~Fold() = default;
    virtual void take(const TraceEvent& event) = 0;
    /// So many events of a track were overwritten before they could be read; where both share a ring, the count is told
    /// with the page's track and 0 with the display's.
    virtual void lost(Track, std::uint64_t /*count*/) {}
};

class Trace {
  public:
    static constexpr std::size_t default_capacity = 1u << 16;  // events a track, of the longest: 4 MiB

    /// With a virtual clock, which belongs to one thread, both tracks are written into one ring: their order is exact.
    explicit Trace(const Clock& clock, std::size_t capacity = default_capacity);

    TraceWriter& writer(Track track) { return track == Track::page ? page_ : display_; }
    NameTable& names() { return names_; }

    /// The fold must outlive the trace, or be removed.
    void add(Fold& fold) { folds_.push_back(&fold); }
    void remove(Fold& fold);
    /// Reads what both tracks have written since the last call and passes it on, merged by time (page before display
    /// where times are equal). What was written while it reads waits for the next call. Allocates only while its
    /// buffers still grow.
    void collect();
    std::uint64_t lost_events() const { return lost_; }

  private:
    struct Reading {
        explicit Reading(std::size_t capacity) : ring(capacity) {}
        EventRing ring;
        EventReader reader{ring};
        std::vector<TraceEvent> batch;
        std::size_t passed_on = 0;  // of the batch
    };
    void read(Reading& reading, Track track);
    void pass_on(Reading& reading);

    const Clock& clock_;
    Reading first_;                    // the page's, or that of both
    std::unique_ptr<Reading> second_;  // the display's
    TraceWriter page_, display_;
    NameTable names_;
    std::vector<Fold*> folds_;
    std::uint64_t lost_ = 0;
};

}  // namespace janklab
