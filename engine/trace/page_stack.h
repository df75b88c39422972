// SPDX-License-Identifier: MIT
// PageStack: what the page thread is in the middle of, outermost first, from its pairs of started and ended events.
// Folds build on it. Pure; any thread, one at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "trace/event.h"

namespace janklab {

enum class Activity : std::uint8_t {
    task,        // detail = TaskSource
    checkpoint,  // the microtask checkpoint
    microtask,
    callback,  // detail = CallbackKind
    rendering,
    style,
    layout,  // detail = 1 if forced
    paint,
    gc,
    idle_period,
    waiting,
    paused,
};
const char* to_string(Activity activity);

struct Span {
    Activity activity{};
    std::uint16_t detail = 0;
    std::uint64_t id = 0;
    Name name;
    TimePoint start;
    TimePoint end = time_never;  // while it is open
};

/// Heals itself where events were lost: an end without a start is ignored, an end closes what is open inside, and what
/// only ever happens on an empty stack (a task, a rendering update, an idle period, waiting) empties it.
class PageStack {
  public:
    enum class Change : std::uint8_t { none, opened, closed };

    /// Events of the display track change nothing.
    Change take(const TraceEvent& event);
    /// After `opened` or `closed`: that span.
    const Span& changed() const { return changed_; }

    std::span<const Span> open() const { return {spans_.data(), depth_}; }
    bool empty() const { return depth_ == 0; }
    /// The innermost, or null.
    const Span* top() const { return depth_ ? &spans_[depth_ - 1] : nullptr; }
    bool inside(Activity activity) const;
    void clear() { depth_ = too_deep_ = 0; }

  private:
    Change opened(Activity activity, const TraceEvent& event);
    Change closed(Activity activity, const TraceEvent& event);

    static constexpr std::size_t deepest = 64;
    std::array<Span, deepest> spans_;
    std::size_t depth_ = 0;
    std::size_t too_deep_ = 0;  // open, but not on the stack
    Span changed_;
};

}  // namespace janklab
