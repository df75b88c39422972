// SPDX-License-Identifier: MIT
// Ref: shared ownership of nodes and observers, counted inside the object. Page thread only, so the count is plain.
// A parent holds its children, a dispatch holds its path, a Ref held by you keeps a removed element alive; a plain
// reference (Element&) is a loan that is good while the element is in the tree or somebody holds a Ref.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace janklab {

/// Base of what a Ref counts. `T::destroy(T*)` is called when the last Ref lets go.
class RefCounted {
  public:
    RefCounted() = default;
    RefCounted(const RefCounted&) = delete;
    RefCounted& operator=(const RefCounted&) = delete;
    std::uint32_t ref_count() const { return ref_count_; }

  protected:
    ~RefCounted() = default;

  private:
    template <class T>
    friend class Ref;
    std::uint32_t ref_count_ = 0;
};

template <class T>
class Ref {
  public:
    Ref() = default;
    Ref(std::nullptr_t) {}
    Ref(T* object) : object_(object) { hold(); }
    Ref(T& object) : Ref(&object) {}
    Ref(const Ref& other) : Ref(other.object_) {}
    Ref(Ref&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
    template <class U>
    requires std::is_convertible_v<U*, T*> Ref(const Ref<U>& other) : Ref(other.get()) {}
    Ref& operator=(Ref other) noexcept {
        std::swap(object_, other.object_);
        return *this;
    }
    ~Ref() { let_go(); }

    T* get() const { return object_; }
    T& operator*() const { return *object_; }
    T* operator->() const { return object_; }
    explicit operator bool() const { return object_ != nullptr; }
    friend bool operator==(const Ref& a, const Ref& b) { return a.object_ == b.object_; }
    friend bool operator==(const Ref& a, const T* b) { return a.object_ == b; }

  private:
    void hold() {
        if (object_) ++object_->RefCounted::ref_count_;
    }
    void let_go() {
        if (object_ && --object_->RefCounted::ref_count_ == 0) T::destroy(object_);
    }

    T* object_ = nullptr;
};

}  // namespace janklab
