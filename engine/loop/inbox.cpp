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

PostBlocks::~PostBlocks() {
    while (spare_) delete std::exchange(spare_, spare_->next_spare);
}

PostBlocks::Block* PostBlocks::take() {
    {
        const std::lock_guard lock(mutex_);
        if (spare_) return std::exchange(spare_, spare_->next_spare);
    }
    return new Block;
}

void PostBlocks::give_back(Block* first) {
    const std::lock_guard lock(mutex_);
    while (first) {
        Block* const block = std::exchange(first, first->next_spare);
        block->next_spare = std::exchange(spare_, block);
    }
}

PostLane::PostLane(std::shared_ptr<PostBlocks> blocks)
    : blocks_(std::move(blocks)),
      last_(blocks_->take()),
      at_(last_->bytes),
      end_(at_ + Block::room),
      first_(last_),
      taken_to_(at_) {
    last_->next.store(nullptr, std::memory_order_relaxed);
}

PostLane::~PostLane() {
    take(~std::uint64_t{0}, [](Post& post) { post.operations->drop(post.callable()); });
    blocks_->give_back(spare_);
    blocks_->give_back(returned_.load());
    first_->next_spare = nullptr;  // all others were taken from, and returned
    blocks_->give_back(first_);
}

void PostLane::append_block() {
    if (at_ <= last_post_in(last_)) reinterpret_cast<Post*>(at_)->operations = nullptr;  // the rest is not used
    if (!spare_) spare_ = returned_.exchange(nullptr, std::memory_order_acquire);
    Block* block = spare_;
    if (block) spare_ = block->next_spare;
    else block = blocks_->take();
    block->next.store(nullptr, std::memory_order_relaxed);
    last_->next.store(block, std::memory_order_relaxed);  // published together with the first post in it
    last_ = block;
    at_ = block->bytes;
    end_ = at_ + Block::room;
}

void PostLane::next_block() {
    Block* const used = std::exchange(first_, first_->next.load(std::memory_order_relaxed));
    taken_to_ = first_->bytes;
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
    for (const auto& lane : lanes_)
        lane->take(~std::uint64_t{0}, [](Post& post) { post.operations->drop(post.callable()); });
}

PostLane& Inbox::find_lane_of_this_thread() {
    auto& entries = lanes_of_thread.entries;
    // Inboxes that nobody else holds are gone; so are the lanes into them.
    std::erase_if(entries, [](const auto& entry) { return entry.lane.use_count() == 1; });
    auto found = std::ranges::find(entries, serial_, &LanesOfThread::Entry::inbox);
    if (found == entries.end()) {
        found = entries.insert(entries.end(), {serial_, std::make_shared<PostLane>(blocks_)});
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
