// SPDX-License-Identifier: MIT
#include "async/frame.h"

#include "base/check.h"
#include "loop/event_loop.h"

namespace janklab {
namespace {

// Stands before each frame, because the frame's own reference to the realm is gone when its memory is freed.
struct FrameHead {
    RealmRef realm;
};
constexpr std::size_t head_bytes = __STDCPP_DEFAULT_NEW_ALIGNMENT__;
static_assert(sizeof(FrameHead) <= head_bytes);

}  // namespace

void* AsyncFrame::allocate(AsyncRealm& realm, std::size_t bytes) {
    MUST(realm.alive(), "a coroutine was started after its Async had been destroyed");
    void* block = realm.pool().allocate(head_bytes + bytes);
    ::new (block) FrameHead{RealmRef(&realm)};
    return static_cast<std::byte*>(block) + head_bytes;
}

void AsyncFrame::release(void* frame, std::size_t bytes) {
    auto* head = reinterpret_cast<FrameHead*>(static_cast<std::byte*>(frame) - head_bytes);
    const RealmRef realm = std::move(head->realm);
    head->~FrameHead();
    realm->pool().release(head, head_bytes + bytes);
}

AsyncFrame::AsyncFrame(AsyncRealm& realm) : realm_(&realm), next_(realm.frames_) {
    if (next_) next_->previous_ = this;
    realm.frames_ = this;
}

AsyncFrame::~AsyncFrame() {
    (previous_ ? previous_->next_ : realm_->frames_) = next_;
    if (next_) next_->previous_ = previous_;
}

void AsyncFrame::suspend() {
    suspended_ = true;
    realm_->loop()->scheduling_state().copy_to(state_);
}

void AsyncFrame::resume_in_state() {
    const SchedulingState state = std::exchange(state_, {});  // the frame may be gone when resume() returns
    const CurrentSchedulingState::Scope scope(realm_->loop()->scheduling_state(), state);
    handle_.resume();
}

void AsyncFrame::queue_resumption(Name name) {
    realm_->queue_a_promise_job(name, [this, realm = realm_] {
        if (realm->alive()) resume();
    });
}

void AsyncFrame::destroy() {
    MUST(suspended_, "an Async was destroyed by a coroutine of its own, which was still running");
    handle_.destroy();
}

PromiseWait::PromiseWait(AsyncFrame& frame, Name name, PromiseState& state)
    : Reaction{&in_frame, &frame.realm(), name, {}}, frame_(frame), state_(&state) {}

void PromiseWait::await_suspend(std::coroutine_handle<>) {
    MUST(!state_->realm().alive() || state_->realm().loop() == realm->loop(),
         "a coroutine awaited a promise of another event loop");
    frame_.suspend();
    state_->react(*this);
}

void PromiseWait::resume_frame(Reaction& reaction, PromiseState&) {
    static_cast<PromiseWait&>(reaction).frame_.resume();
}

}  // namespace janklab
