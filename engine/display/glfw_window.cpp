// SPDX-License-Identifier: MIT
#include "display/glfw_window.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <clocale>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <utility>

#include "base/check.h"
#include "display/glfw_keys.h"
#include "display/present_timing.h"
#include "display/x11_input_times.h"
#include "display/x11_server.h"
#include "gpu/framebuffer.h"

namespace janklab {

namespace {

constexpr float wheel_notch = 100;  // CSS pixels, as most browsers scroll
// From here on a plain sleep is more exact than waiting for events; an event waits at most so long.
constexpr Duration last_stretch = 500us;

bool a_window_is_open = false;

GlfwWindow& window_of(GLFWwindow* window) { return *static_cast<GlfwWindow*>(glfwGetWindowUserPointer(window)); }

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

std::string glfw_words() {
    const char* words = nullptr;
    glfwGetError(&words);
    return words ? words : "GLFW does not say why";
}

Error no_display() {
    const std::string words = glfw_words();
    const std::string display = variable("DISPLAY"), wayland = variable("WAYLAND_DISPLAY");
    if (display.empty() && wayland.empty()) {
        return {
            "There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set; start it in a graphical session, under "
            "`xvfb-run -a`, or with --headless"};
    }
    if (display.empty()) {
        return {fmt::format(
            "The window library here does not reach the Wayland display {} ({}); set DISPLAY to an X server such as "
            "Xwayland, install libglfw3-wayland (Debian's name), or use --headless",
            wayland, words)};
    }
    return {fmt::format(
        "The display that DISPLAY names, {}, does not answer ({}); start its X server, correct DISPLAY, or use "
        "--headless",
        display, words)};
}

Error no_gl(const std::string& words) {
    return {
        fmt::format("The display has no OpenGL 3.3 core ({}); a newer driver is wanted, or Mesa's software renderer "
                    "(libgl1-mesa-dri, Debian's name), or --headless",
                    words)};
}

// GL stays loaded after the window is closed: drivers do not like to be unloaded, and what a sanitizer finds in them
// keeps their name and can be told from what is ours.
void keep_gl_loaded() {
    for (const char* library : {"libGL.so.1", "libGLX.so.0", "libEGL.so.1"}) dlopen(library, RTLD_LAZY | RTLD_NODELETE);
}

// Xlib makes letters with accents from dead keys only where texts are UTF-8, which need not be so where no locale is
// set.
void speak_utf8() {
    const auto is_plain = [](const char* locale) {
        return !locale || std::strcmp(locale, "C") == 0 || std::strcmp(locale, "POSIX") == 0;
    };
    if (is_plain(std::setlocale(LC_CTYPE, nullptr)) && is_plain(std::setlocale(LC_CTYPE, "")))
        std::setlocale(LC_CTYPE, "C.UTF-8");
}

int held_modifiers(GLFWwindow* window) {
    const auto held = [window](int left, int right, int modifier) {
        return glfwGetKey(window, left) == GLFW_PRESS || glfwGetKey(window, right) == GLFW_PRESS ? modifier : 0;
    };
    return held(GLFW_KEY_LEFT_SHIFT, GLFW_KEY_RIGHT_SHIFT, GLFW_MOD_SHIFT) |
           held(GLFW_KEY_LEFT_CONTROL, GLFW_KEY_RIGHT_CONTROL, GLFW_MOD_CONTROL) |
           held(GLFW_KEY_LEFT_ALT, GLFW_KEY_RIGHT_ALT, GLFW_MOD_ALT) |
           held(GLFW_KEY_LEFT_SUPER, GLFW_KEY_RIGHT_SUPER, GLFW_MOD_SUPER);
}

void sleep_until(TimePoint time) {
    const std::int64_t ns = time.time_since_epoch().count();
    const timespec at{.tv_sec = ns / 1'000'000'000, .tv_nsec = ns % 1'000'000'000};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, nullptr) == EINTR) {
    }
}

}  // namespace

// -- opening and closing --------------------------------------------------------------------------------------------

Result<std::unique_ptr<GlfwWindow>> GlfwWindow::open(const Clock& clock, const Desc& desc) {
    MUST(!a_window_is_open, "a second window was opened while one is open");
    if (variable("DISPLAY").empty() && variable("WAYLAND_DISPLAY").empty()) return no_display();
    keep_gl_loaded();
    speak_utf8();
    if (!glfwInit()) return no_display();
    a_window_is_open = true;
    std::unique_ptr<GlfwWindow> window(new GlfwWindow(clock));
    if (const Result<void> created = window->create(desc); !created) return created.error();
    return window;
}

GlfwWindow::GlfwWindow(const Clock& clock) : clock_(clock) {}

Result<void> GlfwWindow::create(const Desc& desc) {
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    glfwWindowHint(GLFW_DEPTH_BITS, 0);
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    glfwWindowHint(GLFW_CONTEXT_ROBUSTNESS, GLFW_LOSE_CONTEXT_ON_RESET);  // where it is not offered: no difference
    desc_ = desc;
    window_ = glfwCreateWindow(static_cast<int>(desc.size.width), static_cast<int>(desc.size.height), desc.title,
                               nullptr, nullptr);
    if (!window_) return no_gl(glfw_words());
    make_current();
    Result<GlDevice> device = GlDevice::open(glfwGetProcAddress);
    if (!device) return no_gl(device.error().sentence);
    device_ = std::move(*device);
    buffer_age_ = BufferAge(window_);
    if (!desc.icon.empty()) {
        Image icon = desc.icon;
        const GLFWimage image{icon.size.width, icon.size.height, icon.rgba.data()};
        glfwSetWindowIcon(window_, 1, &image);
    }
    if (const std::uint32_t name = x11_name()) {
        using DisplayOf = void* (*)();
        if (const auto display_of = reinterpret_cast<DisplayOf>(dlsym(RTLD_DEFAULT, "glfwGetX11Display")))
            outlive_the_x11_server(display_of());
        // Without it, swap returns are the best that is known; PresentedSource says so.
        if (auto timing = open_x11_present_timing(name)) timing_ = std::move(*timing);
        input_times_ = X11InputTimes::open();
    }
    listen();
    look_at_state();
    return {};
}

// With GLFW a context is for one window and for ever: there must be another window.
Result<void> GlfwWindow::renew_gl() {
    int x = 0, y = 0;
    glfwGetWindowPos(window_, &x, &y);
    Desc desc = desc_;
    desc.size = state_.size;
    timing_before_ = std::move(timing_);
    glfwDestroyWindow(std::exchange(window_, nullptr));
    monitor_ = nullptr;
    if (const Result<void> created = create(desc); !created) return created.error();
    glfwSetWindowPos(window_, x, y);
    set_cursor(std::exchange(cursor_, CursorShape::arrow));
    ++state_.picture_lost;
    ++state_.monitor_changes;
    return {};
}

GlfwWindow::~GlfwWindow() {
    timing_.reset();
    input_times_.reset();
    if (window_) glfwDestroyWindow(window_);
    glfwTerminate();
    a_window_is_open = false;
}

std::uint32_t GlfwWindow::x11_name() const {
    // The library may be the one for Wayland, which lacks the function.
    using NameOf = unsigned long (*)(GLFWwindow*);
    const auto name_of = reinterpret_cast<NameOf>(dlsym(RTLD_DEFAULT, "glfwGetX11Window"));
    return name_of ? static_cast<std::uint32_t>(name_of(window_)) : 0;
}

void GlfwWindow::listen() {
    glfwSetWindowUserPointer(window_, this);
    glfwSetCursorPosCallback(window_, on_pointer);
    glfwSetCursorEnterCallback(window_, on_enter);
    glfwSetMouseButtonCallback(window_, on_button);
    glfwSetScrollCallback(window_, on_wheel);
    glfwSetKeyCallback(window_, on_key);
    glfwSetCharCallback(window_, on_text);
    glfwSetWindowRefreshCallback(window_, [](GLFWwindow* window) { ++window_of(window).state_.picture_lost; });
    // Asking the server takes a round trip each, so it is asked only after it has said that something changed.
    const auto changed = [](GLFWwindow* window) { window_of(window).state_is_old_ = true; };
    glfwSetFramebufferSizeCallback(window_,
                                   [](GLFWwindow* window, int, int) { window_of(window).state_is_old_ = true; });
    glfwSetWindowPosCallback(window_, [](GLFWwindow* window, int, int) { window_of(window).state_is_old_ = true; });
    glfwSetWindowIconifyCallback(window_, [](GLFWwindow* window, int) { window_of(window).state_is_old_ = true; });
    glfwSetWindowFocusCallback(window_, [](GLFWwindow* window, int) { window_of(window).state_is_old_ = true; });
    glfwSetWindowContentScaleCallback(window_,
                                      [](GLFWwindow* window, float, float) { window_of(window).state_is_old_ = true; });
    glfwSetWindowCloseCallback(window_, changed);
    changed(window_);
}

// -- waiting ----------------------------------------------------------------------------------------------------------

void GlfwWindow::wait_events_until(TimePoint time) {
    if (time == time_never) {
        glfwWaitEvents();
    } else if (const Duration left = time - clock_.stamp(); left > last_stretch) {
        glfwWaitEventsTimeout(std::chrono::duration<double>(left - last_stretch).count());
    } else if (left > Duration{0}) {
        sleep_until(time);
        glfwPollEvents();
    } else {
        glfwPollEvents();
    }
    look_at_state();
}

void GlfwWindow::poll_events() {
    glfwPollEvents();
    look_at_state();
}

void GlfwWindow::post_empty_event() { glfwPostEmptyEvent(); }

void GlfwWindow::take_events(std::vector<InputEvent>& into) {
    into.insert(into.end(), events_.begin(), events_.end());
    events_.clear();
}

// -- state ------------------------------------------------------------------------------------------------------------

void GlfwWindow::look_at_state() {
    if (x11_server_gone()) {
        state_.server_gone = state_.close_requested = true;
        return;
    }
    if (timing_) {
        timing_->poll();
        if (std::exchange(covered_, timing_->covered()) != covered_) state_is_old_ = true;
        if (std::exchange(mapped_, timing_->mapped()) != mapped_) state_is_old_ = true;
    }
    if (state_.visibility == Visibility::hidden) state_is_old_ = true;  // who hears of its return first, is not said
    if (!std::exchange(state_is_old_, false)) return;
    const WindowState before = state_;
    float scale_y = 1;
    glfwGetWindowSize(window_, &units_.width, &units_.height);
    glfwGetFramebufferSize(window_, &state_.framebuffer.width, &state_.framebuffer.height);
    glfwGetWindowContentScale(window_, &state_.scale, &scale_y);
    if (!(state_.scale > 0)) state_.scale = 1;
    state_.size = {static_cast<float>(state_.framebuffer.width) / state_.scale,
                   static_cast<float>(state_.framebuffer.height) / state_.scale};
    const bool empty = state_.framebuffer.width <= 0 || state_.framebuffer.height <= 0;
    const bool on_screen = glfwGetWindowAttrib(window_, GLFW_VISIBLE) && !glfwGetWindowAttrib(window_, GLFW_ICONIFIED);
    if (empty || !on_screen) state_.visibility = Visibility::hidden;
    else state_.visibility = covered_ ? Visibility::covered : Visibility::shown;
    state_.close_requested = glfwWindowShouldClose(window_);
    state_.focused = glfwGetWindowAttrib(window_, GLFW_FOCUSED);
    state_.fullscreen = glfwGetWindowMonitor(window_) != nullptr;
    const bool shown_again = state_.visibility == Visibility::shown && before.visibility != Visibility::shown;
    if (state_.framebuffer != before.framebuffer || shown_again) ++state_.picture_lost;
    look_at_monitor();
}

// The monitor that shows the largest part of the window.
void GlfwWindow::look_at_monitor() {
    GLFWmonitor* best = glfwGetWindowMonitor(window_);
    int count = 0;
    GLFWmonitor** monitors = glfwGetMonitors(&count);
    if (!best && count > 0) {
        best = monitors[0];
        int x = 0, y = 0, largest = 0;
        if (count > 1) glfwGetWindowPos(window_, &x, &y);
        for (int i = 0; count > 1 && i < count; ++i) {
            const GLFWvidmode* mode = glfwGetVideoMode(monitors[i]);
            if (!mode) continue;
            int left = 0, top = 0;
            glfwGetMonitorPos(monitors[i], &left, &top);
            const int shared_width = std::min(x + units_.width, left + mode->width) - std::max(x, left);
            const int shared_height = std::min(y + units_.height, top + mode->height) - std::max(y, top);
            const int shared = std::max(0, shared_width) * std::max(0, shared_height);
            if (shared > largest) best = monitors[i], largest = shared;
        }
    }
    const GLFWvidmode* mode = best ? glfwGetVideoMode(best) : nullptr;
    const int hz = mode ? mode->refreshRate : 0;
    if (best == monitor_ && hz == monitor_hz_) return;
    const bool first = !monitor_;
    monitor_ = best;
    monitor_hz_ = hz;
    state_.monitor_rate = hz > 0 ? std::optional(RefreshRate::from_hz(hz)) : std::nullopt;
    if (!first) ++state_.monitor_changes;
}

// -- the picture ------------------------------------------------------------------------------------------------------

void GlfwWindow::make_current() { glfwMakeContextCurrent(window_); }
unsigned GlfwWindow::framebuffer() const { return window_framebuffer; }
void GlfwWindow::swap() { glfwSwapBuffers(window_); }
void GlfwWindow::set_swap_interval(int interval) { glfwSwapInterval(interval); }

// -- what a person did ------------------------------------------------------------------------------------------------

Point GlfwWindow::in_css(double x, double y) const {
    if (units_.width <= 0 || units_.height <= 0) return {};
    return {static_cast<float>(x * state_.size.width / units_.width),
            static_cast<float>(y * state_.size.height / units_.height)};
}

InputEvent GlfwWindow::event_of(InputKind kind, int modifiers) const {
    return {.kind = kind,
            .shift = (modifiers & GLFW_MOD_SHIFT) != 0,
            .control = (modifiers & GLFW_MOD_CONTROL) != 0,
            .alt = (modifiers & GLFW_MOD_ALT) != 0,
            .position = pointer_,
            .time = clock_.stamp()};
}

/// With the time that the server gave it, where that is known.
void GlfwWindow::say_when(InputEvent& event, const X11Input& like) {
    if (!input_times_) return;
    const std::optional<TimePoint> when = input_times_->time_of(like, event.time);
    if (!when) return;
    event.time = *when;
    event.said_by = InputTimeSource::x11_server;
}

void GlfwWindow::on_pointer(GLFWwindow* window, double x, double y) {
    GlfwWindow& self = window_of(window);
    self.pointer_ = self.in_css(x, y);
    InputEvent event = self.event_of(InputKind::pointer_move, self.modifiers_);
    self.say_when(event, {X11Input::pointer_move, static_cast<int>(x), static_cast<int>(y)});
    self.events_.push_back(event);
}

void GlfwWindow::on_enter(GLFWwindow* window, int entered) {
    GlfwWindow& self = window_of(window);
    if (entered) return;
    InputEvent event = self.event_of(InputKind::pointer_leave, self.modifiers_);
    self.say_when(event, {X11Input::pointer_leave});
    self.events_.push_back(event);
}

void GlfwWindow::on_button(GLFWwindow* window, int button, int action, int modifiers) {
    GlfwWindow& self = window_of(window);
    self.modifiers_ = modifiers;
    if (button > GLFW_MOUSE_BUTTON_MIDDLE) return;
    constexpr std::uint8_t of_glfw[] = {left_button, right_button, middle_button};
    InputEvent event = self.event_of(action == GLFW_PRESS ? InputKind::pointer_down : InputKind::pointer_up, modifiers);
    event.button = of_glfw[button];
    const int x11_button = event.button + 1;
    self.say_when(event, {action == GLFW_PRESS ? X11Input::button_down : X11Input::button_up, x11_button});
    self.events_.push_back(event);
}

void GlfwWindow::on_wheel(GLFWwindow* window, double x, double y) {
    GlfwWindow& self = window_of(window);
    InputEvent event = self.event_of(InputKind::wheel, self.modifiers_);
    event.wheel = {static_cast<float>(-x) * wheel_notch, static_cast<float>(-y) * wheel_notch};
    event.wheel_steps = x == std::trunc(x) && y == std::trunc(y);  // touchpads give fractions
    if (event.shift && event.wheel.x == 0) std::swap(event.wheel.x, event.wheel.y);
    self.say_when(event, {X11Input::button_down, y > 0 ? 4 : y < 0 ? 5 : x > 0 ? 6 : 7});
    self.events_.push_back(event);
}

void GlfwWindow::on_key(GLFWwindow* window, int key, int scancode, int action, int modifiers) {
    GlfwWindow& self = window_of(window);
    // X11 tells of a modifier key with the state before it.
    if (key >= GLFW_KEY_LEFT_SHIFT && key <= GLFW_KEY_RIGHT_SUPER) modifiers = held_modifiers(window);
    self.modifiers_ = modifiers;
    InputEvent event = self.event_of(action == GLFW_RELEASE ? InputKind::key_up : InputKind::key_down, modifiers);
    event.repeat = action == GLFW_REPEAT;
    event.key = key_from_glfw(key, glfwGetKeyName(key, scancode));
    self.say_when(event, {action == GLFW_RELEASE ? X11Input::key_up : X11Input::key_down, scancode});
    // What it types is told after this, in the same look at the server; until then a printable key may be a dead one.
    char32_t& typed = self.typed_[static_cast<std::size_t>(scancode) % self.typed_.size()];
    if (action == GLFW_RELEASE) event.code_point = std::exchange(typed, 0);
    else typed = 0, self.pressed_ = scancode;
    event.dead = action != GLFW_RELEASE && event.key > Key::space && event.key < Key::enter &&
                 !(modifiers & (GLFW_MOD_CONTROL | GLFW_MOD_ALT | GLFW_MOD_SUPER));
    self.events_.push_back(event);
}

void GlfwWindow::on_text(GLFWwindow* window, unsigned code_point) {
    GlfwWindow& self = window_of(window);
    InputEvent event = self.event_of(InputKind::text, self.modifiers_);
    event.code_point = code_point;
    if (!self.events_.empty() && self.events_.back().kind == InputKind::key_down) {
        InputEvent& key = self.events_.back();
        key.dead = false;
        key.code_point = self.typed_[static_cast<std::size_t>(self.pressed_) % self.typed_.size()] = code_point;
        event.time = key.time;
        event.said_by = key.said_by;
    }
    self.events_.push_back(event);
}

// -- what a person sees -----------------------------------------------------------------------------------------------

void GlfwWindow::set_title(const std::string& title) { glfwSetWindowTitle(window_, title.c_str()); }

void GlfwWindow::set_cursor(CursorShape shape) {
    if (shape == cursor_) return;
    cursor_ = shape;
    constexpr int shapes[cursor_shape_count] = {GLFW_ARROW_CURSOR, GLFW_IBEAM_CURSOR,   GLFW_CROSSHAIR_CURSOR,
                                                GLFW_HAND_CURSOR,  GLFW_HRESIZE_CURSOR, GLFW_VRESIZE_CURSOR};
    // Made when first wanted: where there is no pointer at all, making one can fail.
    GLFWcursor*& cursor = cursors_[static_cast<std::size_t>(shape)];
    if (!cursor) cursor = glfwCreateStandardCursor(shapes[static_cast<int>(shape)]);
    glfwSetCursor(window_, cursor);
}

void GlfwWindow::set_size(Size size) {
    if (state_.size.width <= 0 || state_.size.height <= 0) return;
    glfwSetWindowSize(
        window_, static_cast<int>(std::lround(size.width * static_cast<float>(units_.width) / state_.size.width)),
        static_cast<int>(std::lround(size.height * static_cast<float>(units_.height) / state_.size.height)));
}

void GlfwWindow::toggle_fullscreen() {
    look_at_monitor();
    if (state_.fullscreen) {
        glfwSetWindowMonitor(window_, nullptr, windowed_.x, windowed_.y, windowed_.width, windowed_.height,
                             GLFW_DONT_CARE);
    } else if (monitor_) {
        glfwGetWindowPos(window_, &windowed_.x, &windowed_.y);
        windowed_.width = units_.width;
        windowed_.height = units_.height;
        const GLFWvidmode* mode = glfwGetVideoMode(monitor_);
        if (mode) glfwSetWindowMonitor(window_, monitor_, 0, 0, mode->width, mode->height, mode->refreshRate);
    }
    state_is_old_ = true;
}

std::string GlfwWindow::clipboard() {
    const char* text = glfwGetClipboardString(window_);
    return text ? text : "";
}

void GlfwWindow::set_clipboard(const std::string& text) { glfwSetClipboardString(window_, text.c_str()); }

}  // namespace janklab
