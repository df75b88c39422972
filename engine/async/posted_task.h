// SPDX-License-Identifier: MIT
// post_task: scheduler.postTask() with its promise (https://wicg.github.io/scheduling-apis/). Queueing, priorities and
// signals are those of loop/scheduler.h. The loop's thread.
#pragma once

#include <utility>

#include "async/async.h"
#include "loop/scheduler.h"

namespace janklab {

/// Runs `body` in a task of the priority that the options say. The promise is resolved with what it returns, rejected
/// with what it throws, or rejected with the signal's reason when that is aborted first. When the Async has gone by
/// then, `body` does not run.
template <class F>
auto post_task(Async& async, Name name, F body, PostTaskOptions options = {}) {
    using Result = std::remove_cvref_t<std::invoke_result_t<F&>>;
    using T = typename Unwrapped<Result>::type;
    const auto state = PromiseStateOf<T>::make(async.realm(), name.where);
    const PromiseResolver<T> resolver(*state);
    Scheduler(async.loop())
        .post_task(
            name,
            [state, resolver, body = std::move(body)]() mutable {
                if (!state->realm().alive()) return;
                try {
                    if constexpr (std::is_void_v<Result>) {
                        body();
                        resolver.resolve();
                    } else {
                        resolver.resolve(body());
                    }
                } catch (...) {
                    resolver.reject(Rejection::from_current_exception());
                }
            },
            std::move(options),
            [resolver](const TaskOutcome& outcome) {
                if (outcome.kind == TaskOutcome::Kind::aborted) resolver.reject(Rejection::from_text(outcome.reason));
            });
    return Promise<T>(state);
}

}  // namespace janklab
