// SPDX-License-Identifier: MIT
// GlfwWindow: the real window, with a GL 3.3 core context. One at a time. Display thread, which must be the process's
// main thread; GLFW's headers stay in the .cpp file.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "display/buffer_age.h"
#include "display/window.h"
#include "display/x11_input_times.h"
#include "gpu/gl_device.h"
#include "gpu/image.h"

struct GLFWwindow;
struct GLFWcursor;
struct GLFWmonitor;

namespace janklab {

class GlfwWindow final : public Window {
  public:
    struct Desc {
        Size size{1280, 720};  // CSS pixels
        const char* title = "Janklab";
        Image icon{};  // empty: the system's own
    };
    /// Shows the window, with its context current. Environment errors: no display is named, it does not answer, it has
    /// no GL 3.3 core; the sentence says which and what to do.
    static Result<std::unique_ptr<GlfwWindow>> open(const Clock& clock, const Desc& desc);
    ~GlfwWindow() override;

    void wait_events_until(TimePoint time) override;
    void poll_events() override;
    void post_empty_event() override;
    void take_events(std::vector<InputEvent>& into) override;
    const WindowState& state() const override { return state_; }

    const GlDevice* device() const override { return &device_; }
    void make_current() override;
    Result<void> renew_gl() override;
    unsigned framebuffer() const override;
    void swap() override;
    int buffer_age() override { return buffer_age_.now(); }
    const char* buffer_age_source() const override { return buffer_age_.source(); }
    bool has_screen() const override { return state_.visibility != Visibility::hidden; }
    void set_swap_interval(int interval) override;
    PresentTiming* present_timing() override { return timing_.get(); }

    void set_title(const std::string& title) override;
    void set_cursor(CursorShape shape) override;
    void set_size(Size size) override;
    void toggle_fullscreen() override;
    std::string clipboard() override;
    void set_clipboard(const std::string& text) override;

    /// The X11 name of the window; 0 where it is not X11.
    std::uint32_t x11_name() const;

  private:
    explicit GlfwWindow(const Clock& clock);
    Result<void> create(const Desc& desc);
    void listen();
    void look_at_state();
    void look_at_monitor();
    InputEvent event_of(InputKind kind, int modifiers) const;
    void say_when(InputEvent& event, const X11Input& like);
    Point in_css(double x, double y) const;

    // GLFW's callbacks; each finds its window by the user pointer.
    static void on_pointer(GLFWwindow* window, double x, double y);
    static void on_enter(GLFWwindow* window, int entered);
    static void on_button(GLFWwindow* window, int button, int action, int modifiers);
    static void on_wheel(GLFWwindow* window, double x, double y);
    static void on_key(GLFWwindow* window, int key, int scancode, int action, int modifiers);
    static void on_text(GLFWwindow* window, unsigned code_point);

    const Clock& clock_;
    GLFWwindow* window_ = nullptr;
    GlDevice device_;
    BufferAge buffer_age_;
    Desc desc_;
    std::unique_ptr<PresentTiming> timing_, timing_before_;  // others may still ask the one of the window before
    WindowState state_;
    bool state_is_old_ = true, covered_ = false, mapped_ = true;
    PixelSize units_;  // the window's size in the units that the system counts pointer positions in
    std::unique_ptr<X11InputTimes> input_times_;  // null: nobody says when something happened
    std::vector<InputEvent> events_;
    std::array<char32_t, 256> typed_{};  // by each key that is down, by its number; 0: nothing
    int pressed_ = 0;                    // the number of the latest key that went down
    Point pointer_;
    int modifiers_ = 0;
    std::array<GLFWcursor*, cursor_shape_count> cursors_{};
    CursorShape cursor_ = CursorShape::arrow;
    GLFWmonitor* monitor_ = nullptr;
    int monitor_hz_ = 0;
    struct {
        int x = 0, y = 0, width = 0, height = 0;
    } windowed_;  // where it was before it filled the screen
};

}  // namespace janklab
