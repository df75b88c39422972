// SPDX-License-Identifier: MIT
#include "async/async.h"

namespace janklab {

Async::Async(EventLoop& loop, NameTable* names) : realm_(new AsyncRealm(loop, names)) {}

Async::~Async() { realm_->die(); }

Promise<void> Async::resolved(Here here) {
    const auto state = PromiseStateOf<void>::make(*realm_, CodeLocation::from(here));
    state->fulfil({});
    return Promise<void>(state);
}

}  // namespace janklab
