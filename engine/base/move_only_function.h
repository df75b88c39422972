// SPDX-License-Identifier: MIT
// A callable that is moved, never copied. Up to 48 bytes lie inside it, so that queueing an ordinary closure allocates
// nothing; larger ones go to the heap.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

#include "base/check.h"

namespace janklab {

template <class Signature>
class MoveOnlyFunction;

template <class R, class... Args>
class MoveOnlyFunction<R(Args...)> {
  public:
    static constexpr std::size_t inline_bytes = 48;

    MoveOnlyFunction() = default;
    MoveOnlyFunction(std::nullptr_t) {}
    template <class F>
    requires(!std::is_same_v<std::remove_cvref_t<F>, MoveOnlyFunction> && std::is_invocable_r_v<R, F&, Args...>)
        MoveOnlyFunction(F&& callable) {
        using Callable = std::decay_t<F>;
        if constexpr (fits<Callable>) {
            ::new (static_cast<void*>(storage_)) Callable(std::forward<F>(callable));
            operations_ = &inline_operations<Callable>;
        } else {
            ::new (static_cast<void*>(storage_)) Callable*(new Callable(std::forward<F>(callable)));
            operations_ = &heap_operations<Callable>;
        }
    }
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
        if (!operations_) return;
        if (operations_->destroy) operations_->destroy(storage_);
        operations_ = nullptr;
    }

  private:
    struct Operations {
        R (*call)(void*, Args&&...);
        R (*consume)(void*, Args&&...);
        void (*relocate)(void* to, void* from);  // null: copy the bytes
        void (*destroy)(void*);                  // null: nothing to do
    };
    template <class F>
    static constexpr bool fits = sizeof(F) <= inline_bytes &&
                                 alignof(F) <= alignof(void*) && std::is_nothrow_move_constructible_v<F>;

    template <class F>
    static R call_inline(void* at, Args&&... args) {
        if constexpr (std::is_void_v<R>) (*static_cast<F*>(at))(std::forward<Args>(args)...);
        else return (*static_cast<F*>(at))(std::forward<Args>(args)...);
    }
    template <class F>
    static R consume_inline(void* at, Args&&... args) {
        struct Ending {
            F& callable;
            ~Ending() { callable.~F(); }
        };
        const Ending ending{*static_cast<F*>(at)};
        return call_inline<F>(at, std::forward<Args>(args)...);
    }
    template <class F>
    static R call_on_heap(void* at, Args&&... args) {
        return call_inline<F>(*static_cast<F**>(at), std::forward<Args>(args)...);
    }
    template <class F>
    static R consume_on_heap(void* at, Args&&... args) {
        const std::unique_ptr<F> callable(*static_cast<F**>(at));
        return call_inline<F>(callable.get(), std::forward<Args>(args)...);
    }
    template <class F>
    static constexpr Operations inline_operations{
        &call_inline<F>, std::is_trivially_destructible_v<F> ? &call_inline<F> : &consume_inline<F>,
        std::is_trivially_copyable_v<F> ? nullptr
                                        : +[](void* to, void* from) {
                                              ::new (to) F(std::move(*static_cast<F*>(from)));
                                              static_cast<F*>(from)->~F();
                                          },
        std::is_trivially_destructible_v<F> ? nullptr : +[](void* at) { static_cast<F*>(at)->~F(); }};
    template <class F>
    static constexpr Operations heap_operations{&call_on_heap<F>, &consume_on_heap<F>, nullptr,
                                                +[](void* at) { delete *static_cast<F**>(at); }};

    void take(MoveOnlyFunction& other) noexcept {
        operations_ = std::exchange(other.operations_, nullptr);
        if (!operations_) return;
        if (operations_->relocate) operations_->relocate(storage_, other.storage_);
        else std::memcpy(storage_, other.storage_, inline_bytes);
    }

    const Operations* operations_ = nullptr;
    alignas(void*) std::byte storage_[inline_bytes];
};

using Callback = MoveOnlyFunction<void()>;

}  // namespace janklab
