// SPDX-License-Identifier: MIT
// CopyOnWrite: a value that most styles leave as it is, as one pointer. Page thread.
#pragma once

#include <cstdint>
#include <utility>

namespace janklab {

/// Copies share one T until one of them is changed; the default T costs nothing.
template <class T>
class CopyOnWrite {
  public:
    constexpr CopyOnWrite() = default;
    CopyOnWrite(const CopyOnWrite& other) : block_(other.block_) {
        if (block_) ++block_->owners;
    }
    CopyOnWrite(CopyOnWrite&& other) noexcept : block_(std::exchange(other.block_, nullptr)) {}
    CopyOnWrite& operator=(CopyOnWrite other) noexcept {
        std::swap(block_, other.block_);
        return *this;
    }
    constexpr ~CopyOnWrite() {
        if (block_) let_go();
    }

    bool is_default() const { return !block_; }
    const T& operator*() const { return block_ ? block_->value : the_default(); }
    const T* operator->() const { return &**this; }
    /// For changing: the copies keep what they have.
    T* operator->() { return &own(); }
    T& own() {
        if (!block_) block_ = new Block{the_default()};
        else if (block_->owners > 1) *this = CopyOnWrite(new Block{block_->value});
        return block_->value;
    }
    friend bool operator==(const CopyOnWrite& a, const CopyOnWrite& b) { return a.block_ == b.block_ || *a == *b; }

  private:
    struct Block {
        T value;
        std::uint32_t owners = 1;
    };
    explicit CopyOnWrite(Block* block) : block_(block) {}
    static const T& the_default() {
        static const T value;
        return value;
    }
    void let_go() {
        if (--block_->owners == 0) delete block_;
    }
    Block* block_ = nullptr;
};

}  // namespace janklab
