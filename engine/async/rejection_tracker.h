// SPDX-License-Identifier: MIT
// RejectionTracker: finds rejected promises that nobody handles, as HTML does: after the microtask checkpoint a task
// fires `unhandledrejection` for those still unhandled; one of them that is handled later fires `rejectionhandled`.
// https://html.spec.whatwg.org/multipage/webappapis.html#unhandled-promise-rejections. The loop's thread.
#pragma once

#include <cstdint>
#include <vector>

#include "async/ref.h"
#include "async/rejection.h"
#include "base/handler.h"

namespace janklab {

class AsyncRealm;
class PromiseState;

/// Where a rejected promise stands on its way to `unhandledrejection`.
enum class RejectionPhase : std::uint8_t { none, about_to_be_notified, outstanding };

/// Of `unhandledrejection` and `rejectionhandled`.
struct RejectionEvent {
    std::uint64_t promise_id;
    const Rejection& reason;
    /// True: nothing is printed. It goes into the trace all the same.
    bool default_prevented = false;
    void prevent_default() { default_prevented = true; }
};
using RejectionHandler = MoveOnlyFunction<void(RejectionEvent&)>;

class RejectionTracker {
  public:
    explicit RejectionTracker(AsyncRealm& realm);
    ~RejectionTracker();

    /// Runs in a task of the DOM manipulation source. Unless it prevents the default, or if there is none, one line
    /// goes to stderr.
    void on_unhandled_rejection(RejectionHandler handler) { on_unhandled_.set(std::move(handler)); }
    void on_rejection_handled(RejectionHandler handler) { on_handled_.set(std::move(handler)); }

    // -- called by promises and by the loop ------------------------------------------------------------------------
    /// HostPromiseRejectionTracker(promise, "reject") of ECMAScript.
    void promise_was_rejected(PromiseState& promise);
    /// HostPromiseRejectionTracker(promise, "handle").
    void promise_was_handled(PromiseState& promise);
    void notify_about_rejected_promises();
    void forget_everything();

  private:
    using Promises = std::vector<CountedRef<PromiseState>>;
    void fire_unhandled_rejections(Promises promises);
    void fire_rejection_handled(PromiseState& promise);

    AsyncRealm& realm_;
    Handler<RejectionEvent&> on_unhandled_, on_handled_;
    Promises about_to_be_notified_;
};

}  // namespace janklab
