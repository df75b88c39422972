// SPDX-License-Identifier: MIT
// CountedRef: a pointer that keeps what it points at alive. The object counts for itself, without atomics: promises
// never leave the thread of their loop.
#pragma once

#include <utility>

namespace janklab {

/// T has `retain()` and `release()`; the last release destroys it.
template <class T>
class CountedRef {
  public:
    CountedRef() = default;
    explicit CountedRef(T* object) : object_(object) {
        if (object_) object_->retain();
    }
    CountedRef(const CountedRef& other) : CountedRef(other.object_) {}
    CountedRef(CountedRef&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
    CountedRef& operator=(CountedRef other) noexcept {
        std::swap(object_, other.object_);
        return *this;
    }
    ~CountedRef() {
        if (object_) object_->release();
    }

    T* get() const { return object_; }
    T* operator->() const { return object_; }
    T& operator*() const { return *object_; }
    explicit operator bool() const { return object_ != nullptr; }
    friend bool operator==(const CountedRef&, const CountedRef&) = default;

  private:
    T* object_ = nullptr;
};

}  // namespace janklab
