// SPDX-License-Identifier: MIT
// HeadlessWindow: the double of a window: no screen, no person. It sleeps and wakes like the real one, so that the
// whole display loop runs without a display; with an OffscreenGl it draws into a picture that can be read.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "display/window.h"
#include "gpu/framebuffer.h"
#include "gpu/offscreen_gl.h"

namespace janklab {

class HeadlessWindow final : public Window {
  public:
    struct Desc {
        Size size{1280, 720};
        float scale = 1;
        bool gl = true;   // false: runs up to the display list
        int buffers = 1;  // that swaps go round, as a window system's do; 0: one, of unknown age
    };
    /// Environment error, with `gl`: there is no offscreen GL; the sentence says what was tried.
    static Result<std::unique_ptr<HeadlessWindow>> open(const Clock& clock, const Desc& desc);
    ~HeadlessWindow() override;

    // -- what a test's hand does (any thread) ----------------------------------------------------------------------
    void push(const InputEvent& event);
    /// From the next wait or poll on. Width or height 0: hidden.
    void push_size(Size size);
    void push_visibility(Visibility visibility);
    void push_close();

    /// What was swapped last, with one buffer what was drawn last; empty without GL. Display thread.
    Image picture() const;

    void wait_events_until(TimePoint time) override;
    void poll_events() override;
    void post_empty_event() override;
    void take_events(std::vector<InputEvent>& into) override;
    const WindowState& state() const override { return state_; }

    const GlDevice* device() const override { return gl_ ? &gl_->device() : nullptr; }
    void make_current() override {}
    Result<void> renew_gl() override;
    unsigned framebuffer() const override {
        return buffers_.empty() ? window_framebuffer : buffers_[back_].picture.gl_name();
    }
    void swap() override;
    int buffer_age() override;
    const char* buffer_age_source() const override { return buffer_count_ > 0 ? "kept pictures" : nullptr; }
    bool has_screen() const override { return false; }
    void set_swap_interval(int) override {}
    PresentTiming* present_timing() override { return nullptr; }

    void set_title(const std::string&) override {}
    void set_cursor(CursorShape) override {}
    void set_size(Size size) override { push_size(size); }
    void toggle_fullscreen() override {}
    std::string clipboard() override { return clipboard_; }
    void set_clipboard(const std::string& text) override { clipboard_ = text; }

  private:
    HeadlessWindow(const Clock& clock, const Desc& desc)
        : clock_(clock), scale_(desc.scale), buffer_count_(desc.buffers), pushed_{.size = desc.size} {}
    void take_what_was_pushed();
    Result<void> make_buffers();

    const Clock& clock_;
    float scale_;
    int buffer_count_;
    WindowState state_;
    std::vector<InputEvent> events_;
    std::string clipboard_;
    std::optional<OffscreenGl> gl_;
    struct Buffer {
        Framebuffer picture;
        std::uint64_t swapped = 0;  // in which swap; 0: not yet
    };
    std::vector<Buffer> buffers_;  // empty without GL
    std::size_t back_ = 0, front_ = 0;
    std::uint64_t swaps_ = 0;

    struct Pushed {
        Size size{};
        Visibility visibility = Visibility::shown;
        bool close = false;
        std::vector<InputEvent> events{};
    };
    std::mutex mutex_;
    std::condition_variable woken_;
    bool awake_ = false;  // guarded by mutex_, as is:
    Pushed pushed_;
};

}  // namespace janklab
