// SPDX-License-Identifier: MIT
// A callable that is moved, never copied. Up to 48 bytes lie inside it, so that queueing an ordinary closure allocates
// nothing; larger ones go to the heap. CallableOperations is what is known of a callable that lies somewhere in memory:
// queues that lay callables one behind the other use it without the rest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

#include "base/check.h"

namespace janklab {

template <class R, class... Args>
struct CallableOperations {
    R (*call)(void*, Args&&...);
    R (*consume)(void*, Args&&...);          // calls for the last time: destroys as it returns or throws
    void (*relocate)(void* to, void* from);  // null: copy `bytes`
    void (*destroy)(void*);                  // null: nothing to do
    std::size_t bytes;                       // that it takes where it lies; a multiple of a pointer's

    template <class F>
    static constexpr bool fits(std::size_t room) {
        return sizeof(F) <= room && alignof(F) <= alignof(void*) && std::is_nothrow_move_constructible_v<F>;
    }
    /// Makes a callable at `at`, where it has `room`; one that does not fit goes to the heap, and its pointer there.
    template <std::size_t room, class F>
    static const CallableOperations* make(void* at, F&& callable) {
        using Callable = std::decay_t<F>;
        if constexpr (fits<Callable>(room)) ::new (at) Callable(std::forward<F>(callable));
        else ::new (at) Callable*(new Callable(std::forward<F>(callable)));
        return fits<Callable>(room) ? &in_place<Callable> : &on_heap<Callable>;
    }
    /// The `bytes` of one that is made so.
    template <std::size_t room, class Callable>
    static constexpr std::size_t bytes_of() {
        return fits<Callable>(room) ? in_words(sizeof(Callable)) : sizeof(Callable*);
    }

    void move(void* to, void* from) const {
        constexpr std::size_t word = sizeof(void*);
        if (relocate) relocate(to, from);
        // Most are short, and a copy whose length is known costs a fraction of a call.
        else if (bytes == word) std::memcpy(to, from, word);
        else if (bytes == 2 * word) std::memcpy(to, from, 2 * word);
        else std::memcpy(to, from, bytes);
    }
    void drop(void* at) const {
        if (destroy) destroy(at);
    }

  private:
    static constexpr std::size_t in_words(std::size_t bytes) {
        return (bytes + sizeof(void*) - 1) / sizeof(void*) * sizeof(void*);
    }
    template <class F>
    static R call_in_place(void* at, Args&&... args) {
        if constexpr (std::is_void_v<R>) (*static_cast<F*>(at))(std::forward<Args>(args)...);
        else return (*static_cast<F*>(at))(std::forward<Args>(args)...);
    }
    template <class F>
    static R consume_in_place(void* at, Args&&... args) {
        struct Ending {
            F& callable;
            ~Ending() { callable.~F(); }
        };
        const Ending ending{*static_cast<F*>(at)};
        return call_in_place<F>(at, std::forward<Args>(args)...);
    }
    template <class F>
    static R call_on_heap(void* at, Args&&... args) {
        return call_in_place<F>(*static_cast<F**>(at), std::forward<Args>(args)...);
    }
    template <class F>
    static R consume_on_heap(void* at, Args&&... args) {
        const std::unique_ptr<F> callable(*static_cast<F**>(at));
        return call_in_place<F>(callable.get(), std::forward<Args>(args)...);
    }
    template <class F>
    static constexpr CallableOperations in_place{
        &call_in_place<F>, std::is_trivially_destructible_v<F> ? &call_in_place<F> : &consume_in_place<F>,
        std::is_trivially_copyable_v<F> ? nullptr
                                        : +[](void* to, void* from) {
                                              ::new (to) F(std::move(*static_cast<F*>(from)));
                                              static_cast<F*>(from)->~F();
                                          },
        std::is_trivially_destructible_v<F> ? nullptr : +[](void* at) { static_cast<F*>(at)->~F(); },
        in_words(sizeof(F))};
    template <class F>
    static constexpr CallableOperations on_heap{&call_on_heap<F>, &consume_on_heap<F>, nullptr,
                                                +[](void* at) { delete *static_cast<F**>(at); }, sizeof(F*)};
};

template <class Signature>
class MoveOnlyFunction;

template <class R, class... Args>
class MoveOnlyFunction<R(Args...)> {
  public:
    using Operations = CallableOperations<R, Args...>;
    static constexpr std::size_t inline_bytes = 48;

    MoveOnlyFunction() = default;
    MoveOnlyFunction(std::nullptr_t) {}
    template <class F>
    requires(!std::is_same_v<std::remove_cvref_t<F>, MoveOnlyFunction> && std::is_invocable_r_v<R, F&, Args...>)
        MoveOnlyFunction(F&& callable)
        : operations_(Operations::template make<inline_bytes>(storage_, std::forward<F>(callable))) {}
    MoveOnlyFunction(MoveOnlyFunction&& other) noexcept { take(other); }
    MoveOnlyFunction& operator=(MoveOnlyFunction&& other) noexcept {
        if (this != &other) {
            reset();
            take(other);
        }
        return *this;
    }
    ~MoveOnlyFunction() { reset(); }

    explicit operator bool() const { return operations_ != nullptr; }
    R operator()(Args... args) {
        MUST(operations_, "an empty function was called");
        return operations_->call(storage_, std::forward<Args>(args)...);
    }
    /// Calls it for the last time: destroys the callable as it returns or throws, which costs less than doing so after.
    R consume(Args... args) {
        MUST(operations_, "an empty function was called");
        return std::exchange(operations_, nullptr)->consume(storage_, std::forward<Args>(args)...);
    }
    void reset() {
        if (operations_) std::exchange(operations_, nullptr)->drop(storage_);
    }

    /// What is inside, if anything, and the way out of here: `to` has as many bytes as the operations say.
    const Operations* operations() const { return operations_; }
    void move_out(void* to) { std::exchange(operations_, nullptr)->move(to, storage_); }

  private:
    void take(MoveOnlyFunction& other) noexcept {
        operations_ = std::exchange(other.operations_, nullptr);
        if (!operations_) return;
        if (operations_->relocate) return operations_->relocate(storage_, other.storage_);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpragmas"
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
        std::memcpy(storage_, other.storage_, inline_bytes);  // a small callable leaves the rest as it was
#pragma GCC diagnostic pop
    }

    const Operations* operations_ = nullptr;
    alignas(void*) std::byte storage_[inline_bytes];
};

using Callback = MoveOnlyFunction<void()>;

}  // namespace janklab
