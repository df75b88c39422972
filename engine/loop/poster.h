// SPDX-License-Identifier: MIT
// Poster: queues tasks on a loop from any thread. A handle that is copied freely and may outlive the loop; what is
// posted then is dropped. Tasks of one thread run in the order in which it posted them.
#pragma once

#include <memory>
#include <utility>

#include "loop/inbox.h"

namespace janklab {

class Poster {
  public:
    /// Any thread. Wakes the loop if it sleeps. The callback is destroyed on the loop's thread after it ran; where the
    /// loop is gone, on the posting thread.
    template <class F>
    void post(Name name, F&& callback) const {
        inbox_->post(std::forward<F>(callback), name, TaskSource::posted_from_thread, false);
    }

  private:
    friend class EventLoop;
    friend class MessageRoute;
    explicit Poster(std::shared_ptr<Inbox> inbox) : inbox_(std::move(inbox)) {}

    std::shared_ptr<Inbox> inbox_;
};

}  // namespace janklab
