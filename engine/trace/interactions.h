// SPDX-License-Identifier: MIT
// Interactions: the fold from a press, release or key to the presentation of the first frame after its handlers, and
// INP, the worst of them leaving out one per fifty. https://w3c.github.io/event-timing/
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "trace/latest.h"
#include "trace/trace.h"
#include "trace/work_piece.h"

namespace janklab {

struct Interaction {
    std::uint64_t id = 0;  // of the input event
    const char* kind = "";
    TimePoint input = time_never;  // when it happened, by the word of
    InputTimeSource said_by = InputTimeSource::when_read;
    TimePoint processing_start = time_never, processing_end = time_never;
    TimePoint presented = time_never;  // time_never: its handlers changed nothing that is shown
    Name task;

    Duration input_delay() const { return processing_start - input; }
    Duration processing() const { return processing_end - processing_start; }
    /// n/a where nothing was shown.
    std::optional<Duration> presentation_delay() const {
        if (presented == time_never) return std::nullopt;
        return presented - processing_end;
    }
    /// To the presentation, or where there was none to the end of its handlers.
    Duration duration() const { return (presented == time_never ? processing_end : presented) - input; }
};

class Interactions final : public Fold {
  public:
    explicit Interactions(std::size_t capacity = 1000);
    void take(const TraceEvent& event) override;
    void lost(Track track, std::uint64_t count) override;

    /// The latest that are complete, in the order of their completion.
    const Latest<Interaction>& latest() const { return latest_; }
    std::uint64_t count() const { return latest_.pushed(); }
    /// Interaction to next paint; n/a before the first. Good up to 200 ms, poor over 500 ms.
    std::optional<Interaction> interaction_to_next_paint() const;

  private:
    struct Pending {
        Interaction interaction;
        std::uint64_t task = 0;
        bool processed = false;          // its task has ended
        std::uint64_t first_chance = 0;  // the first BeginFrame after that
        std::uint64_t frame = 0;         // the commit that shows it; 0: none yet
    };
    void input(const TraceEvent& event);
    void take_piece(const WorkPiece& piece);
    void presented(const TraceEvent& event);
    void nothing_new(std::uint64_t frame);
    template <class Predicate>
    void complete_if(Predicate predicate);

    static constexpr std::size_t most_pending = 256;
    static constexpr std::size_t worst_kept = 64;  // enough for INP over 3200 interactions
    WorkPieces pieces_;
    std::vector<Pending> pending_;    // in the order of input
    std::vector<Interaction> worst_;  // the longest first
    Latest<Interaction> latest_;
    std::uint64_t owed_ = 0;  // the latest frame for which the page was late
    bool held_ = false;       // somebody has paused the page: what waits for it measures nothing
};

}  // namespace janklab
