// SPDX-License-Identifier: MIT
// RecordedList: items that were recorded together and are never written again, so that frames can share them: the
// display thread plays them while the page thread puts them into the next frame. Counted references; only the page
// thread counts (frames give theirs back when the page fills them again), the display thread reads items alone.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "paint/display_item.h"
#include "style/gradient.h"

namespace janklab {

class RecordedListPool;
struct DisplayList;

/// Items in painting order, and what texts and gradients refer to.
struct DisplayItems {
    std::span<const DisplayItem> items;
    std::span<const Glyph> glyphs;
    std::span<const ColorStop> stops;
};

/// A place in a list that grows: what comes later has these indices or higher ones.
struct ListPosition {
    std::size_t items = 0, glyphs = 0, stops = 0, pictures = 0;
};

class RecordedList {
  public:
    DisplayItems contents() const { return {{items_, item_count_}, {glyphs_, glyph_count_}, {stops_, stop_count_}}; }
    /// What the items may touch, in the coordinates of the list.
    const Rect& bounds() const { return bounds_; }
    /// In it are neither lists nor pushes with their pops.
    bool is_plain() const { return !has_lists_ && !has_pushes_; }
    /// A layer is in it, or in a list in it.
    bool has_layers() const { return has_layers_; }
    /// Something in it is moved besides by scrolling, or leaves clips, so that it may be drawn outside of the bounds.
    bool has_shifts() const { return has_shifts_; }
    /// A layer is in it, or something that scrolls or is moved besides.
    bool has_layers_or_scrollers() const { return has_layers_ || has_shifts_ || has_scrollers_; }
    /// Items to draw, those of the lists in it included.
    std::uint32_t item_count() const { return deep_item_count_; }
    /// Of memory, for the items and what they refer to, those of the lists in it included.
    std::size_t bytes() const { return deep_bytes_; }
    /// Lists recorded later have higher ones; what is recorded in freed memory has another.
    std::uint32_t serial() const { return serial_; }
    /// Page thread. How many boxes were recorded one after the other (recorder.h).
    std::uint32_t run_length() const { return run_length_; }

    /// Page thread, for who compares two frames (damage.h): the last walk that met the list in the newer one.
    std::uint32_t& met_in() const { return met_in_; }

  private:
    friend class RecordedListPool;
    friend class RecordedListRef;
    RecordedList() = default;

    RecordedListPool* pool_ = nullptr;
    DisplayItem* items_ = nullptr;
    std::shared_ptr<const void>* pictures_ = nullptr;  // keeps those of the items alive
    Glyph* glyphs_ = nullptr;
    ColorStop* stops_ = nullptr;
    std::uint32_t item_count_ = 0, picture_count_ = 0, glyph_count_ = 0, stop_count_ = 0, deep_item_count_ = 0;
    std::uint32_t serial_ = 0, run_length_ = 0;
    std::size_t deep_bytes_ = 0;
    Rect bounds_;
    std::uint8_t size_class_ = 0;
    bool has_layers_ = false, has_shifts_ = false, has_scrollers_ = false;  // here, or in a list in it
    bool has_lists_ = false, has_pushes_ = false;
    mutable std::uint32_t references_ = 0;
    mutable std::uint32_t met_in_ = 0;
};

/// One counted reference. Page thread.
class RecordedListRef {
  public:
    RecordedListRef() = default;
    /// Takes over a reference that was counted already.
    explicit RecordedListRef(const RecordedList* counted) : list_(counted) {}
    RecordedListRef(const RecordedListRef& other) : list_(other.list_) {
        if (list_) ++list_->references_;
    }
    RecordedListRef(RecordedListRef&& other) noexcept : list_(std::exchange(other.list_, nullptr)) {}
    RecordedListRef& operator=(RecordedListRef other) noexcept {
        std::swap(list_, other.list_);
        return *this;
    }
    ~RecordedListRef();

    const RecordedList* get() const { return list_; }
    const RecordedList* operator->() const { return list_; }
    const RecordedList& operator*() const { return *list_; }
    explicit operator bool() const { return list_ != nullptr; }

  private:
    const RecordedList* list_ = nullptr;
};

/// Memory for lists, used again when nobody refers to them, so that steady frames allocate nothing. Page thread. Lists
/// may outlive whoever holds the pool.
class RecordedListPool {
  public:
    struct LetGo {
        void operator()(RecordedListPool* pool) const;
    };
    using Owner = std::unique_ptr<RecordedListPool, LetGo>;
    static Owner create();

    /// Takes what comes from `from` on out of `list` and makes a list of it; the references of SubListItems, and the
    /// pictures, become the new list's.
    RecordedListRef cut_off(DisplayList& list, const ListPosition& from, const Rect& bounds, std::uint32_t run_length);
    /// One more reference, which who puts it into a list that is recorded hands on.
    static const RecordedList* shared(const RecordedList& list) {
        ++list.references_;
        return &list;
    }
    /// The serial of the list recorded next.
    std::uint32_t next_serial() const { return next_serial_; }
    /// A serial that no list gets.
    std::uint32_t skip_serial() { return next_serial_++; }
    /// Bytes held: in use, and waiting to be used again.
    std::size_t bytes() const { return bytes_; }

  private:
    friend class RecordedListRef;
    RecordedListPool() = default;
    ~RecordedListPool();
    void* block(unsigned size_class);
    static void settle(RecordedList& list, const ListPosition& from);
    static void release(const RecordedList* list);

    std::vector<std::vector<void*>> free_;  // by size class
    std::uint32_t next_serial_ = 1;
    std::size_t in_use_ = 0, bytes_ = 0;
    bool let_go_ = false;  // goes with the last list
};

}  // namespace janklab
