// SPDX-License-Identifier: MIT
// PageLink: the two lanes between the display thread and the page thread; only values cross. To the page: mail in
// order, and the newest BeginFrame that it has not used. From the page: the newest CompositorFrame, by commit, and its
// wish for a frame. Each side has one thread; the two hooks are set before both run.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/move_only_function.h"
#include "base/ring_buffer.h"
#include "compositor/compositor_frame.h"
#include "compositor/scrolling.h"
#include "display/begin_frame.h"
#include "display/cursor_shape.h"
#include "display/input_event.h"
#include "loop/policy.h"
#include "paint/annotations.h"

namespace janklab {

/// A control of the page (page/control_board.h) was moved: slider value, index of the choice, 0 or 1, or pressed.
struct ControlChange {
    int index = 0;
    double value = 0;
};

/// Another policy is to choose among the queues from now on.
struct PolicyChange {
    Policy policy{};
};

/// What is shown over the page changes: boxes, repaints, layers.
struct AnnotationChange {
    Annotations shown;
};

/// What the clipboard held when the keys that follow were pressed.
struct ClipboardText {
    std::string text;
};

/// What reaches the page in the order in which it was sent.
using PageMail = std::variant<InputEvent, ControlChange, PolicyChange, AnnotationChange, ClipboardText>;

/// Three slots: one that the page fills, one on the way, one that the display shows. They change places by exchanging
/// an index, and keep their capacity. What the display did not take in time is replaced by the next commit.
class FrameMailbox {
  public:
    // -- page thread ---------------------------------------------------------------------------------------------
    /// The slot to fill. It holds an older frame, so that its vectors keep their capacity: overwrite every field.
    CompositorFrame& frame_to_fill() { return slots_[filling_]; }
    /// If the commit before this one was not taken, its damage is added: `damage` is against the last frame *shown*.
    void commit() {
        Rect& damage = slots_[filling_].damage;
        if (on_the_way_.load(std::memory_order_relaxed) & fresh) damage = united(damage, last_damage_);
        last_damage_ = damage;
        filling_ = on_the_way_.exchange(filling_ | fresh, std::memory_order_acq_rel) & index_mask;
    }

    // -- display thread ------------------------------------------------------------------------------------------
    /// Makes the newest commit the current frame. False if there was none since the last time.
    bool take() {
        if (!waiting()) return false;
        shown_ = on_the_way_.exchange(shown_, std::memory_order_acq_rel) & index_mask;
        any_shown_ = true;
        return true;
    }
    bool waiting() const { return on_the_way_.load(std::memory_order_relaxed) & fresh; }
    /// Null before the first commit was taken. Stays valid and unchanged until the next take().
    const CompositorFrame* current() const { return any_shown_ ? &slots_[shown_] : nullptr; }

  private:
    static constexpr std::uint8_t index_mask = 3, fresh = 4;

    CompositorFrame slots_[3];
    std::uint8_t filling_ = 0;  // page thread's
    Rect last_damage_;          // page thread's
    alignas(64) std::atomic<std::uint8_t> on_the_way_{1};
    alignas(64) std::uint8_t shown_ = 2;  // display thread's
    bool any_shown_ = false;              // display thread's
};

class PageLink {
  public:
    // -- before both threads run ---------------------------------------------------------------------------------
    /// Called on the display thread after something was sent. Must not block.
    void set_wake_page(Callback wake) { wake_page_ = std::move(wake); }
    /// Called on the page thread after a commit, another answer, or a new wish for a frame. Must not block.
    void set_wake_display(Callback wake) { wake_display_ = std::move(wake); }

    // -- display thread ------------------------------------------------------------------------------------------
    /// Allocates only while the queue is longer than it ever was.
    void send(const PageMail& mail) {
        {
            const std::lock_guard lock(mutex_);
            mail_.emplace_back(mail);
            has_mail_.store(true, std::memory_order_release);
        }
        if (wake_page_) wake_page_();
    }
    /// Replaces one that the page has not taken yet.
    void send(const BeginFrame& frame) {
        {
            const std::lock_guard lock(mutex_);
            begin_frame_ = frame;
            has_begin_frame_.store(true, std::memory_order_release);
        }
        if (wake_page_) wake_page_();
    }
    /// How far things were moved, for the frame that begins. Replaces what the page has not taken: it says everything.
    void send(std::span<const ScrollUpdate> updates) {
        const std::lock_guard lock(mutex_);
        for (const ScrollUpdate& update : updates) {
            const auto known = std::ranges::find(scroll_updates_, update.scroller, &ScrollUpdate::scroller);
            if (known == scroll_updates_.end()) {
                scroll_updates_.push_back(update);
            } else {
                known->moved = update.moved;
                known->ended |= update.ended;
            }
        }
    }
    /// Wakes the page although nothing was sent: the run ends.
    void nudge_page() {
        if (wake_page_) wake_page_();
    }
    /// The page asked for a frame and has not taken a BeginFrame since.
    bool frame_wanted() const { return frame_wanted_.load(std::memory_order_acquire); }
    /// The newest BeginFrame that the page has answered, with a commit or with the word that nothing changed.
    FrameId answered() const { return {answered_.load(std::memory_order_acquire)}; }
    /// What the page wants in the clipboard; empty optional: nothing new. Costs one load then.
    std::optional<std::string> take_clipboard() {
        if (!has_clipboard_.load(std::memory_order_acquire)) return std::nullopt;
        const std::lock_guard lock(mutex_);
        has_clipboard_.store(false, std::memory_order_relaxed);  // with the text, or a newer one would be lost
        return std::exchange(clipboard_, {});
    }
    /// The next scroll that the page asks for. Costs one load when there is none.
    bool take_scroll_request(ScrollRequest& request) {
        if (!has_scroll_requests_.load(std::memory_order_acquire)) return false;
        const std::lock_guard lock(mutex_);
        request = scroll_requests_.take_front();
        has_scroll_requests_.store(!scroll_requests_.empty(), std::memory_order_relaxed);
        return true;
    }
    /// For the pointer while it is over the page.
    CursorShape cursor() const { return cursor_.load(std::memory_order_relaxed); }
    bool commit_waiting() const { return frames_.waiting(); }
    bool take_commit() { return frames_.take(); }
    const CompositorFrame* current() const { return frames_.current(); }

    // -- page thread ---------------------------------------------------------------------------------------------
    /// The next mail, in the order sent. Costs one load when there is none.
    bool take_mail(PageMail& mail) {
        if (inbox_.empty()) {
            if (!has_mail_.load(std::memory_order_acquire)) return false;
            const std::lock_guard lock(mutex_);
            inbox_.swap(mail_);
            has_mail_.store(false, std::memory_order_relaxed);
        }
        mail = inbox_.take_front();
        return true;
    }
    /// True while take_mail would succeed.
    bool mail_waiting() const { return !inbox_.empty() || has_mail_.load(std::memory_order_acquire); }
    bool begin_frame_waiting() const { return has_begin_frame_.load(std::memory_order_acquire); }
    /// The newest unused one; taking it uses it and fulfils the wish. Mail that was sent before it can be taken by
    /// then.
    std::optional<BeginFrame> take_begin_frame() {
        if (!begin_frame_waiting()) return std::nullopt;
        const std::lock_guard lock(mutex_);
        has_begin_frame_.store(false, std::memory_order_relaxed);
        frame_wanted_.store(false, std::memory_order_release);
        return begin_frame_;
    }
    /// The newest ScrollUpdate of everything that was moved since the last time. `into` is cleared first.
    void take_scroll_updates(std::vector<ScrollUpdate>& into) {
        into.clear();
        const std::lock_guard lock(mutex_);
        into.swap(scroll_updates_);
    }
    /// Wishes for a BeginFrame. Cheap to repeat: the display is woken the first time only.
    void want_frame() {
        if (!frame_wanted_.exchange(true, std::memory_order_acq_rel) && wake_display_) wake_display_();
    }
    void set_cursor(CursorShape cursor) { cursor_.store(cursor, std::memory_order_relaxed); }
    /// Replaces what the display has not taken yet.
    void put_clipboard(std::string_view text) {
        {
            const std::lock_guard lock(mutex_);
            clipboard_ = text;
            has_clipboard_.store(true, std::memory_order_release);
        }
        if (wake_display_) wake_display_();
    }
    /// The display thread is to scroll.
    void request_scroll(const ScrollRequest& request) {
        {
            const std::lock_guard lock(mutex_);
            scroll_requests_.emplace_back(request);
            has_scroll_requests_.store(true, std::memory_order_release);
        }
        if (wake_display_) wake_display_();
    }
    CompositorFrame& frame_to_fill() { return frames_.frame_to_fill(); }
    /// Hands over frame_to_fill() and answers the BeginFrame that it names in `id`.
    void commit() {
        const FrameId id = frames_.frame_to_fill().id;
        frames_.commit();
        answer(id);
    }
    /// Answers a BeginFrame that was taken but changed nothing, so that the display does not wait for a commit.
    void answer_without_commit(FrameId id) { answer(id); }

  private:
    void answer(FrameId id) {
        answered_.store(std::max(id.value, answered_.load(std::memory_order_relaxed)), std::memory_order_release);
        if (wake_display_) wake_display_();
    }

    Callback wake_page_, wake_display_;
    FrameMailbox frames_;
    RingBuffer<PageMail> inbox_;  // page thread's
    std::mutex mutex_;
    RingBuffer<PageMail> mail_;                  // guarded by mutex_
    BeginFrame begin_frame_;                     // guarded by mutex_
    std::string clipboard_;                      // guarded by mutex_
    std::vector<ScrollUpdate> scroll_updates_;   // guarded by mutex_
    RingBuffer<ScrollRequest> scroll_requests_;  // guarded by mutex_
    std::atomic<bool> has_mail_{false}, has_begin_frame_{false}, frame_wanted_{false}, has_clipboard_{false},
        has_scroll_requests_{false};
    std::atomic<CursorShape> cursor_{CursorShape::arrow};
    std::atomic<std::uint64_t> answered_{0};
};

}  // namespace janklab
