// SPDX-License-Identifier: MIT
// A first-in, first-out queue in one array whose length is a power of two. It grows by doubling and never shrinks, so
// that a steady load allocates nothing.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <utility>

#include "base/check.h"

namespace janklab {

template <class T>
class RingBuffer {
  public:
    RingBuffer() = default;
    RingBuffer(RingBuffer&& other) noexcept { swap(other); }
    RingBuffer& operator=(RingBuffer&& other) noexcept {
        swap(other);
        return *this;
    }
    ~RingBuffer() {
        clear();
        if (slots_) std::allocator<T>().deallocate(slots_, capacity_);
    }

    bool empty() const { return head_ == tail_; }
    std::size_t size() const { return tail_ - head_; }

    /// Room for so many at least.
    void reserve(std::size_t capacity) {
        while (capacity_ < capacity) grow();
    }
    template <class... Args>
    T& emplace_back(Args&&... args) {
        if (size() == capacity_) grow();
        T* slot = ::new (static_cast<void*>(at(tail_))) T{std::forward<Args>(args)...};
        ++tail_;
        return *slot;
    }
    T& front() { return *at(head_); }
    const T& front() const { return *at(head_); }
    /// The i-th from the front.
    T& operator[](std::size_t i) { return *at(head_ + i); }
    const T& operator[](std::size_t i) const { return *at(head_ + i); }
    void pop_front() {
        at(head_)->~T();
        ++head_;
    }
    T take_front() {
        MUST(!empty(), "take_front of an empty ring buffer");
        T value = std::move(front());
        pop_front();
        return value;
    }
    void clear() {
        while (!empty()) pop_front();
    }
    void swap(RingBuffer& other) noexcept {
        std::swap(slots_, other.slots_);
        std::swap(capacity_, other.capacity_);
        std::swap(head_, other.head_);
        std::swap(tail_, other.tail_);
    }

  private:
    T* at(std::size_t index) const { return slots_ + (index & (capacity_ - 1)); }
    void grow() {
        const std::size_t wider = capacity_ ? capacity_ * 2 : 16;
        T* slots = std::allocator<T>().allocate(wider);
        const std::size_t count = size();
        for (std::size_t i = 0; i < count; ++i) {
            ::new (static_cast<void*>(slots + i)) T(std::move((*this)[i]));
            (*this)[i].~T();
        }
        if (slots_) std::allocator<T>().deallocate(slots_, capacity_);
        slots_ = slots;
        capacity_ = wider;
        head_ = 0;
        tail_ = count;
    }

    T* slots_ = nullptr;
    std::size_t capacity_ = 0;
    std::size_t head_ = 0, tail_ = 0;
};

}  // namespace janklab
