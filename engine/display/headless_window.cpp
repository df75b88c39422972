// SPDX-License-Identifier: MIT
#include "display/headless_window.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace janklab {

Result<std::unique_ptr<HeadlessWindow>> HeadlessWindow::open(const Clock& clock, const Desc& desc) {
    std::unique_ptr<HeadlessWindow> window(new HeadlessWindow(clock, desc));
    window->take_what_was_pushed();
    window->state_.picture_lost = 0;
    if (!desc.gl) return window;
    Result<OffscreenGl> gl = OffscreenGl::create();
    if (!gl) return gl.error();
    window->gl_.emplace(std::move(*gl));
    if (const Result<void> made = window->make_buffers(); !made) return made.error();
    return window;
}

HeadlessWindow::~HeadlessWindow() = default;

Result<void> HeadlessWindow::renew_gl() {
    buffers_.clear();
    gl_.reset();
    Result<OffscreenGl> gl = OffscreenGl::create();
    if (!gl) return gl.error();
    gl_.emplace(std::move(*gl));
    ++state_.picture_lost;
    return make_buffers();
}

Result<void> HeadlessWindow::make_buffers() {
    std::vector<Buffer> made;
    for (int i = 0; i < std::max(1, buffer_count_); ++i) {
        Result<Framebuffer> picture = Framebuffer::create(state_.framebuffer);
        if (!picture) return picture.error();
        made.push_back({std::move(*picture)});
    }
    buffers_ = std::move(made);
    back_ = front_ = 0;
    return {};
}

void HeadlessWindow::swap() {
    if (buffers_.empty()) return;
    buffers_[back_].swapped = ++swaps_;
    front_ = std::exchange(back_, (back_ + 1) % buffers_.size());
}

int HeadlessWindow::buffer_age() {
    if (buffer_count_ <= 0 || buffers_.empty() || buffers_[back_].swapped == 0) return 0;
    return static_cast<int>(swaps_ - buffers_[back_].swapped) + 1;
}

void HeadlessWindow::push(const InputEvent& event) {
    const std::lock_guard lock(mutex_);
    pushed_.events.push_back(event);
    pushed_.events.back().time = clock_.stamp();
    awake_ = true;
    woken_.notify_one();
}

void HeadlessWindow::push_size(Size size) {
    const std::lock_guard lock(mutex_);
    pushed_.size = size;
    awake_ = true;
    woken_.notify_one();
}

void HeadlessWindow::push_visibility(Visibility visibility) {
    const std::lock_guard lock(mutex_);
    pushed_.visibility = visibility;
    awake_ = true;
    woken_.notify_one();
}

void HeadlessWindow::push_close() {
    const std::lock_guard lock(mutex_);
    pushed_.close = true;
    awake_ = true;
    woken_.notify_one();
}

void HeadlessWindow::post_empty_event() {
    const std::lock_guard lock(mutex_);
    awake_ = true;
    woken_.notify_one();
}

void HeadlessWindow::wait_events_until(TimePoint time) {
    {
        std::unique_lock lock(mutex_);
        const auto is_awake = [this] { return awake_; };
        // The steady clock counts the same nanoseconds as RealClock.
        const std::chrono::steady_clock::time_point end(time.time_since_epoch());
        if (time == time_never) woken_.wait(lock, is_awake);
        else woken_.wait_until(lock, end, is_awake);
    }
    poll_events();
}

void HeadlessWindow::poll_events() { take_what_was_pushed(); }

void HeadlessWindow::take_what_was_pushed() {
    const std::lock_guard lock(mutex_);
    awake_ = false;
    events_.insert(events_.end(), pushed_.events.begin(), pushed_.events.end());
    pushed_.events.clear();
    const PixelSize pixels{static_cast<int>(std::lround(pushed_.size.width * scale_)),
                           static_cast<int>(std::lround(pushed_.size.height * scale_))};
    const bool resized = pixels != state_.framebuffer;
    const bool empty = pixels.width <= 0 || pixels.height <= 0;
    const Visibility visibility = empty ? Visibility::hidden : pushed_.visibility;
    if (resized || (visibility == Visibility::shown && state_.visibility != Visibility::shown)) ++state_.picture_lost;
    state_.size = pushed_.size;
    state_.framebuffer = pixels;
    state_.scale = scale_;
    state_.visibility = visibility;
    state_.close_requested = state_.close_requested || pushed_.close;
    // A picture that cannot be had in the new size stays as it was.
    if (resized && !empty && gl_) (void)make_buffers();
}

void HeadlessWindow::take_events(std::vector<InputEvent>& into) {
    into.insert(into.end(), events_.begin(), events_.end());
    events_.clear();
}

Image HeadlessWindow::picture() const { return buffers_.empty() ? Image{} : buffers_[front_].picture.read(); }

}  // namespace janklab
