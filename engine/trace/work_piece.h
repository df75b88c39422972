// SPDX-License-Identifier: MIT
// WorkPiece: one thing that the page thread did without a break and that can be blamed: a task with its microtask
// checkpoint, a callback of the rendering update with its checkpoint, one style, layout or paint step, a collection of
// garbage. Long tasks, causes of late frames and the scripts of long animation frames are all made of these. Pure.
#pragma once

#include <cstdint>

#include "trace/event.h"
#include "trace/page_stack.h"
#include "trace/time_by_name.h"

namespace janklab {

/// What made a frame late.
enum class CauseKind : std::uint8_t {
    none,  // nothing was seen that took a fair part of it
    task,
    event_listener,
    animation_frame_callback,
    idle_callback,
    observer,
    microtasks,
    style,
    layout,
    forced_layout,  // style and layout at once, because script read geometry
    paint,
    gc,
    machine,  // the thread waited for a processor
    driver,   // drawing or swapping
};
const char* to_string(CauseKind kind);

struct WorkPiece {
    struct Part {
        Duration duration{};
        Name name;
    };

    std::uint64_t serial = 0;  // counted from 1; never reused
    CauseKind kind{};          // what it is as a whole
    TaskSource source{};       // of a task
    std::uint64_t id = 0;
    Name name;
    TimePoint start, end;
    bool ended = true;  // false: it goes on, and `end` is only as far as it was looked at
    // Parts of it, each of them within start and end.
    Part microtasks;     // all its checkpoints; the name that took most of them
    Part listener;       // the longest event listener
    Part forced_layout;  // all of them; the longest one's reader
    Part gc;             // all collections
    Duration held{};     // for which somebody had paused it

    /// What it took by itself.
    Duration duration() const { return end - start - held; }
};

/// The part that took more than half of the piece, otherwise the piece itself.
struct Blame {
    CauseKind kind{};
    Name name;
    Duration duration{};
};
Blame blame_of(const WorkPiece& piece);

/// Cuts the page track into pieces.
class WorkPieces {
  public:
    /// True when a piece has finished. A task or callback whose checkpoint may follow finishes with the next event that
    /// shows whether it does.
    bool take(const TraceEvent& event);
    const WorkPiece& finished() const { return finished_; }

    /// The piece that runs at `now`, as if it ended then. False if none does.
    bool running(TimePoint now, WorkPiece& piece) const;
    const PageStack& stack() const { return stack_; }
    /// Events were lost: what runs is not known.
    void forget();

  private:
    /// A piece as far as its parts have ended.
    struct Growing {
        WorkPiece piece;
        TimeByName microtasks;  // as far as they are known by name
        Duration longest_forced_layout{};
        void add_part(const Span& span);
        void add_microtask(const Name& name, Duration duration);
        void add_batch(const TraceEvent& batch);
        WorkPiece ended_at(TimePoint end) const;
    };
    bool opened(const Span& span);
    bool closed(const Span& span);
    void begin(const Span& span);
    void finish();

    enum class State : std::uint8_t { none, runs, may_have_checkpoint, in_its_checkpoint };
    PageStack stack_;
    State state_ = State::none;
    std::size_t depth_ = 0;  // of the current piece's span on the stack, counted from 1
    Growing current_;
    WorkPiece finished_;
    std::uint64_t serial_ = 0;
};

}  // namespace janklab
