// SPDX-License-Identifier: MIT
// One block of memory a list: the head, the items, the glyphs. Blocks come in sizes of which each is at most half as
// large again as the one before, and go back to the others of their size.
#include "paint/recorded_list.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <new>

#include "paint/display_list.h"

namespace janklab {
namespace {

constexpr std::size_t smallest_block = 512;

/// Even classes are powers of two, odd ones half as large again.
constexpr std::size_t block_size(unsigned size_class) {
    const std::size_t power = smallest_block << (size_class / 2);
    return size_class % 2 == 0 ? power : power + power / 2;
}
unsigned size_class_for(std::size_t bytes) {
    if (bytes <= smallest_block) return 0;
    const auto doublings = static_cast<unsigned>(std::bit_width((bytes - 1) / smallest_block));
    return bytes <= block_size(2 * doublings - 1) ? 2 * doublings - 1 : 2 * doublings;
}

constexpr std::size_t head =
    (sizeof(RecordedList) + alignof(DisplayItem) - 1) / alignof(DisplayItem) * alignof(DisplayItem);
bool is_push(const DisplayItem& item) {
    return std::holds_alternative<PushClipItem>(item) || std::holds_alternative<PushLayerItem>(item) ||
           std::holds_alternative<PushScrollItem>(item) || std::holds_alternative<PushShiftItem>(item);
}
// What follows one another in a block is aligned less and less strictly.
static_assert(std::is_trivially_copyable_v<DisplayItem>);
static_assert(sizeof(DisplayItem) % alignof(std::shared_ptr<const void>) == 0 && alignof(Glyph) == alignof(ColorStop));

}  // namespace

RecordedListRef::~RecordedListRef() {
    if (list_) RecordedListPool::release(list_);
}

RecordedListPool::Owner RecordedListPool::create() { return Owner(new RecordedListPool); }

void RecordedListPool::LetGo::operator()(RecordedListPool* pool) const {
    pool->let_go_ = true;
    if (pool->in_use_ == 0) delete pool;
}

RecordedListPool::~RecordedListPool() {
    for (const std::vector<void*>& blocks : free_) {
        for (void* block : blocks) ::operator delete(block);
    }
}

void* RecordedListPool::block(unsigned size_class) {
    if (size_class >= free_.size()) free_.resize(size_class + 1u);
    std::vector<void*>& free = free_[size_class];
    if (free.empty()) {
        bytes_ += block_size(size_class);
        return ::operator new(block_size(size_class));
    }
    void* const block = free.back();
    free.pop_back();
    return block;
}

RecordedListRef RecordedListPool::cut_off(DisplayList& from_list, const ListPosition& from, const Rect& bounds,
                                          std::uint32_t run_length) {
    const auto items = std::span(from_list.items).subspan(from.items);
    const auto pictures = std::span(from_list.pictures).subspan(from.pictures);
    const auto glyphs = std::span(from_list.glyphs).subspan(from.glyphs);
    const auto stops = std::span(from_list.stops).subspan(from.stops);
    const std::size_t bytes = items.size_bytes() + pictures.size_bytes() + glyphs.size_bytes() + stops.size_bytes();
    const unsigned size_class = size_class_for(head + bytes);
    auto* const list = new (block(size_class)) RecordedList;
    list->pool_ = this;
    list->size_class_ = static_cast<std::uint8_t>(size_class);
    list->item_count_ = static_cast<std::uint32_t>(items.size());
    list->picture_count_ = static_cast<std::uint32_t>(pictures.size());
    list->glyph_count_ = static_cast<std::uint32_t>(glyphs.size());
    list->stop_count_ = static_cast<std::uint32_t>(stops.size());
    list->serial_ = next_serial_++;
    list->run_length_ = run_length;
    list->bounds_ = bounds;
    list->deep_bytes_ = bytes;
    list->references_ = 1;
    auto* at = reinterpret_cast<std::byte*>(list) + head;
    const auto place = [&at]<class T>(std::span<T> all) {
        T* const first = reinterpret_cast<T*>(at);
        if constexpr (!std::is_trivially_copyable_v<T>) std::uninitialized_move(all.begin(), all.end(), first);
        else if (!all.empty()) std::memcpy(at, all.data(), all.size_bytes());
        at += all.size_bytes();
        return first;
    };
    list->items_ = place(items);
    list->pictures_ = place(pictures);
    list->glyphs_ = place(glyphs);
    list->stops_ = place(stops);
    settle(*list, from);
    from_list.items.resize(from.items);
    from_list.pictures.resize(from.pictures);
    from_list.glyphs.resize(from.glyphs);
    from_list.stops.resize(from.stops);
    ++in_use_;
    return RecordedListRef(list);
}

/// Items refer to what the list holds now, and the list knows what is in it.
void RecordedListPool::settle(RecordedList& list, const ListPosition& from) {
    list.deep_item_count_ = list.item_count_;
    for (DisplayItem& item : std::span(list.items_, list.item_count_)) {
        if (std::holds_alternative<BoxItem>(item)) continue;  // what there is most of
        if (auto* text = std::get_if<TextItem>(&item)) {
            text->first -= static_cast<std::uint32_t>(from.glyphs);
        } else if (auto* gradient = std::get_if<GradientItem>(&item)) {
            gradient->first_stop -= static_cast<std::uint32_t>(from.stops);
        } else if (const auto* inner = std::get_if<SubListItem>(&item)) {
            list.has_lists_ = true;
            list.deep_item_count_ += inner->list->deep_item_count_ - 1;
            list.deep_bytes_ += inner->list->deep_bytes_;
            list.has_layers_ |= inner->list->has_layers_;
            list.has_shifts_ |= inner->list->has_shifts_;
            list.has_scrollers_ |= inner->list->has_scrollers_;
        } else if (is_push(item)) {
            list.has_pushes_ = true;
            list.has_scrollers_ |= std::holds_alternative<PushScrollItem>(item);
            list.has_shifts_ |= std::holds_alternative<PushShiftItem>(item);
            list.has_layers_ |= std::holds_alternative<PushLayerItem>(item);
        }
    }
}

void RecordedListPool::release(const RecordedList* released) {
    if (--released->references_ > 0) return;
    auto* list = const_cast<RecordedList*>(released);
    RecordedListPool& pool = *list->pool_;
    for (std::uint32_t i = 0; list->has_lists_ && i < list->item_count_; ++i) {
        if (const auto* inner = std::get_if<SubListItem>(&list->items_[i])) release(inner->list);
    }
    std::destroy_n(list->pictures_, list->picture_count_);
    pool.free_[list->size_class_].push_back(list);
    --pool.in_use_;
    if (pool.let_go_ && pool.in_use_ == 0) delete &pool;
}

}  // namespace janklab
