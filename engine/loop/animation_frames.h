// SPDX-License-Identifier: MIT
// AnimationFrames: the map of animation frame callbacks
// (https://html.spec.whatwg.org/multipage/imagebitmap-and-animations.html#animation-frames). Those registered while a
// batch runs belong to the next; any of the batch that has not run yet can still be cancelled. One thread.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/move_only_function.h"
#include "base/name.h"
#include "base/time.h"

namespace janklab {

using AnimationFrameId = Id<struct AnimationFrameTag>;
using FrameCallback = MoveOnlyFunction<void(TimePoint frame_time)>;

class AnimationFrames {
  public:
    struct Entry {
        AnimationFrameId id;
        Name name;
        FrameCallback callback;  // empty: cancelled
    };

    bool empty() const { return live_ == 0; }
    void add(AnimationFrameId id, Name name, FrameCallback callback) {
        waiting_.push_back({id, name, std::move(callback)});
        ++live_;
    }
    /// The callback that was cancelled; empty if it has run or is unknown.
    FrameCallback cancel(AnimationFrameId id) {
        for (std::vector<Entry>* list : {&waiting_, &batch_}) {
            const auto found = std::ranges::lower_bound(*list, id, {}, &Entry::id);
            if (found == list->end() || found->id != id || !found->callback) continue;
            --live_;
            return std::move(found->callback);
        }
        return {};
    }

    /// Makes what waits the batch that runs. Storage is reused.
    void begin_batch() {
        batch_.clear();
        next_ = 0;
        batch_.swap(waiting_);
    }
    /// The next of the batch; nothing at its end.
    std::optional<Entry> take() {
        while (next_ < batch_.size()) {
            Entry& entry = batch_[next_++];
            if (!entry.callback) continue;
            --live_;
            return std::move(entry);
        }
        return std::nullopt;
    }

  private:
    std::vector<Entry> waiting_, batch_;  // ids ascend
    std::size_t next_ = 0;                // of the batch
    std::size_t live_ = 0;
};

}  // namespace janklab
