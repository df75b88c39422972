// SPDX-License-Identifier: MIT
#include "loop/inbox.h"

#include <algorithm>

namespace janklab {
namespace {

std::uint64_t next_serial() {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

/// The lanes that the present thread posts into. When it ends, they are marked, so that the loops let go of them.
struct LanesOfThread {
    struct Entry {
        std::uint64_t inbox;
        std::shared_ptr<PostLane> lane;
    };
    std::vector<Entry> entries;
    ~LanesOfThread() {
        for (const Entry& entry : entries) entry.lane->abandon();
    }
};
thread_local LanesOfThread lanes_of_thread;

}  // namespace

thread_local constinit Inbox::LatestLane Inbox::latest_lane_;

PostLane::PostLane() : last_(new Block), first_(last_) {}

PostLane::~PostLane() {
    take(~std::uint64_t{0}, [](Post&) {});
    const auto free_spares = [](Block* block) {
        while (block) delete std::exchange(block, block->next_spare);
    };
    free_spares(spare_);
    free_spares(returned_.load());
    while (first_) delete std::exchange(first_, first_->next.load());
}

void PostLane::append_block() {
    if (!spare_) spare_ = returned_.exchange(nullptr, std::memory_order_acquire);
    Block* block = spare_;
    if (block) {
        spare_ = block->next_spare;
        block->next.store(nullptr, std::memory_order_relaxed);
    } else {
        block = new Block;
    }
    last_->next.store(block, std::memory_order_relaxed);  // published together with the first post in it
    last_ = block;
}

void PostLane::next_block() {
    Block* used = std::exchange(first_, first_->next.load(std::memory_order_relaxed));
    used->next_spare = returned_.load(std::memory_order_relaxed);
    while (!returned_.compare_exchange_weak(used->next_spare, used, std::memory_order_release,
                                            std::memory_order_relaxed)) {
    }
}

Inbox::Inbox() : serial_(next_serial()) {}

bool Inbox::empty() const {
    {
        if (lanes_changed_.load(std::memory_order_acquire)) {
            const std::lock_guard lock(mutex_);
            for (const auto& lane : new_lanes_) {
                if (!lane->empty()) return false;
            }
        }
    }
    return std::ranges::all_of(lanes_, [](const auto& lane) { return lane->empty(); });
}

void Inbox::close() {
    closed_.store(true, std::memory_order_relaxed);
    refresh_lanes();
    for (const auto& lane : lanes_) lane->take(~std::uint64_t{0}, [](Post&) {});
}

PostLane& Inbox::find_lane_of_this_thread() {
    auto& entries = lanes_of_thread.entries;
    // Inboxes that nobody else holds are gone; so are the lanes into them.
    std::erase_if(entries, [](const auto& entry) { return entry.lane.use_count() == 1; });
    auto found = std::ranges::find(entries, serial_, &LanesOfThread::Entry::inbox);
    if (found == entries.end()) {
        found = entries.insert(entries.end(), {serial_, std::make_shared<PostLane>()});
        const std::lock_guard lock(mutex_);
        new_lanes_.push_back(found->lane);
        lanes_changed_.store(true, std::memory_order_release);
    }
    latest_lane_ = {serial_, found->lane.get()};
    return *found->lane;
}

void Inbox::refresh_lanes() {
    const std::lock_guard lock(mutex_);
    lanes_changed_.store(false, std::memory_order_relaxed);
    std::erase_if(lanes_, [](const auto& lane) { return lane->finished(); });
    for (auto& lane : new_lanes_) lanes_.push_back(std::move(lane));
    new_lanes_.clear();
}

}  // namespace janklab
