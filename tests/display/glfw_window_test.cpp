// SPDX-License-Identifier: MIT
// The real window on an X server of the test's own, with real clicks. Nothing here asserts how long something took.
#include "display/glfw_window.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "display/display.h"
#include "display/present_timing.h"
#include "display/xvfb.h"
#include "gpu/fonts.h"
#include "gpu/framebuffer.h"
#include "gpu/gl_trouble.h"
#include "loop/control.h"
#include "support/x_client.h"
#include "trace/trace.h"

using namespace janklab;

namespace {

#define NEEDS(what, package)                                                          \
    if (!(what)) {                                                                    \
        MESSAGE("skipped: this test needs " package ", which is not installed here"); \
        return;                                                                       \
    }

/// Where what ends a run does not come about.
constexpr std::uint64_t long_enough = 3000;

struct Stage {
    explicit Stage(const std::vector<std::string>& options = {}) : server(options) {
        if (!server) return;
        Result<std::unique_ptr<GlfwWindow>> opened = GlfwWindow::open(clock, {.size = {640, 400}, .title = "a test"});
        if (opened) window = std::move(*opened);
        else MESSAGE(opened.error().sentence);
        if (window) wait_for([this] { return window->state().picture_lost > 0; });
    }
    /// Handles events until it is so; false if it does not come to be.
    bool wait_for(const std::function<bool()>& so) {
        for (int i = 0; i < 200; ++i) {
            window->wait_events_until(clock.stamp() + 25ms);
            window->take_events(events);
            if (so()) return true;
        }
        return false;
    }
    bool wait_for(InputKind kind) {
        return wait_for([&] {
            for (const InputEvent& event : events) {
                if (event.kind == kind) return true;
            }
            return false;
        });
    }
    const InputEvent& first(InputKind kind) const {
        for (const InputEvent& event : events) {
            if (event.kind == kind) return event;
        }
        static const InputEvent none{};
        return none;
    }
    int hand(std::vector<std::string> words) {
        words.insert(words.begin(), "xdotool");
        return run_program(words);
    }

    Xvfb server;
    RealClock clock;
    std::unique_ptr<GlfwWindow> window;
    std::vector<InputEvent> events;
};

/// Reads what the window shows.
struct Looking : Overlay {
    Rect page_area(Size window) const override { return {0, 0, window.width, window.height}; }
    bool take_input(const InputEvent&) override { return false; }
    bool wants_redraw(TimePoint) const override { return false; }
    void draw(PixelSize size, float, TimePoint) override { seen = read_pixels(window_framebuffer, size); }
    Image seen;
};

std::string error_with(const char* display, const char* wayland) {
    const char* old_display = std::getenv("DISPLAY");
    const char* old_wayland = std::getenv("WAYLAND_DISPLAY");
    const std::string kept_display = old_display ? old_display : "", kept_wayland = old_wayland ? old_wayland : "";
    display ? setenv("DISPLAY", display, 1) : unsetenv("DISPLAY");
    wayland ? setenv("WAYLAND_DISPLAY", wayland, 1) : unsetenv("WAYLAND_DISPLAY");
    RealClock clock;
    Result<std::unique_ptr<GlfwWindow>> opened = GlfwWindow::open(clock, {});
    old_display ? setenv("DISPLAY", kept_display.c_str(), 1) : unsetenv("DISPLAY");
    old_wayland ? setenv("WAYLAND_DISPLAY", kept_wayland.c_str(), 1) : unsetenv("WAYLAND_DISPLAY");
    REQUIRE_FALSE(opened.ok());
    CHECK(opened.error().kind == ErrorKind::environment);
    return opened.error().sentence;
}

bool contains(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("where no display is named, the sentence says so and what to do") {
    const std::string sentence = error_with(nullptr, nullptr);
    CHECK(contains(sentence, "neither DISPLAY nor WAYLAND_DISPLAY is set"));
    CHECK(contains(sentence, "--headless"));
}

TEST_CASE("where the display does not answer, the sentence names it") {
    const std::string sentence = error_with(":54321", nullptr);
    CHECK(contains(sentence, "The display that DISPLAY names, :54321, does not answer"));
    CHECK(contains(sentence, "--headless"));
}

TEST_CASE("where the display has no GL, the sentence says so") {
    const Xvfb server({"-extension", "GLX"});
    NEEDS(server, "Xvfb");
    const std::string sentence = error_with(std::getenv("DISPLAY"), nullptr);
    CHECK(contains(sentence, "The display has no OpenGL 3.3 core"));
    CHECK(contains(sentence, "--headless"));
}

TEST_CASE("where the display's GL is too old, the sentence says so") {
    const Xvfb server;
    NEEDS(server, "Xvfb");
    // In a process of its own, because the driver remembers the version as long as it is loaded.
    const pid_t child = fork();
    if (child == 0) {
        setenv("MESA_GL_VERSION_OVERRIDE", "2.1", 1);
        RealClock clock;
        const Result<std::unique_ptr<GlfwWindow>> opened = GlfwWindow::open(clock, {});
        _exit(!opened && contains(opened.error().sentence, "The display has no OpenGL 3.3 core") ? 0 : 1);
    }
    int status = -1;
    waitpid(child, &status, 0);
    CHECK(status == 0);
}

TEST_CASE("the window opens with what was asked for") {
    Stage stage;
    NEEDS(stage.server, "Xvfb");
    REQUIRE(stage.window);
    const WindowState& state = stage.window->state();
    CHECK(state.size == Size{640, 400});
    CHECK(state.framebuffer == PixelSize{640, 400});
    CHECK(state.scale == 1);
    CHECK(state.visibility == Visibility::shown);
    CHECK_FALSE(state.close_requested);
    CHECK(stage.window->device());
    CHECK(stage.window->framebuffer() == window_framebuffer);
    CHECK(stage.window->present_timing());
    stage.window->set_clipboard("text");
    CHECK(stage.window->clipboard() == "text");
    stage.window->set_cursor(CursorShape::pointing_hand);
    stage.window->set_title("another");
}

TEST_CASE("the window can be resized, down to one pixel, and its new size is known") {
    Stage stage;
    NEEDS(stage.server, "Xvfb");
    REQUIRE(stage.window);
    const std::uint32_t lost = stage.window->state().picture_lost;
    stage.window->set_size({300, 200});
    CHECK(stage.wait_for([&] { return stage.window->state().framebuffer == PixelSize{300, 200}; }));
    CHECK(stage.window->state().picture_lost > lost);
    stage.window->set_size({1, 1});
    CHECK(stage.wait_for([&] { return stage.window->state().framebuffer == PixelSize{1, 1}; }));
    CHECK(stage.window->state().size == Size{1, 1});
    stage.window->set_size({320, 240});
    CHECK(stage.wait_for([&] { return stage.window->state().framebuffer == PixelSize{320, 240}; }));
}

TEST_CASE("a minimised window is hidden until it is shown again") {
    Stage stage;
    NEEDS(stage.server, "Xvfb");
    REQUIRE(stage.window);
    XClient manager;
    manager.set_wm_state(stage.window->x11_name(), 3);
    CHECK(stage.wait_for([&] { return stage.window->state().visibility == Visibility::hidden; }));
    const std::uint32_t lost = stage.window->state().picture_lost;
    manager.set_wm_state(stage.window->x11_name(), 1);
    CHECK(stage.wait_for([&] { return stage.window->state().visibility == Visibility::shown; }));
    CHECK(stage.window->state().picture_lost > lost);
}

TEST_CASE("a window that is taken off the screen is hidden until it is put back") {
    Stage stage;
    NEEDS(stage.server, "Xvfb");
    REQUIRE(stage.window);
    XClient other;
    other.unmap(stage.window->x11_name());
    CHECK(stage.wait_for([&] { return stage.window->state().visibility == Visibility::hidden; }));
    const std::uint32_t lost = stage.window->state().picture_lost;
    other.map(stage.window->x11_name());
    CHECK(stage.wait_for([&] { return stage.window->state().visibility == Visibility::shown; }));
    CHECK(stage.window->state().picture_lost > lost);
}

TEST_CASE("a window under others is covered until they go") {
    Stage stage;
    NEEDS(stage.server, "Xvfb");
    REQUIRE(stage.window);
    XClient other;
    const xcb_window_t cover = other.cover();
    CHECK(stage.wait_for([&] { return stage.window->state().visibility == Visibility::covered; }));
    other.uncover(cover);
    CHECK(stage.wait_for([&] { return stage.window->state().visibility == Visibility::shown; }));
}

TEST_CASE("filling the screen and back keeps the window's size") {
    Stage stage;
    NEEDS(stage.server, "Xvfb");
    REQUIRE(stage.window);
    stage.window->toggle_fullscreen();
    CHECK(stage.wait_for([&] { return stage.window->state().fullscreen; }));
    stage.window->toggle_fullscreen();
    CHECK(stage.wait_for([&] { return !stage.window->state().fullscreen; }));
    CHECK(stage.wait_for([&] { return stage.window->state().framebuffer == PixelSize{640, 400}; }));
}

TEST_CASE("the wheel knows which modifiers are held while it turns, and no longer when they are released") {
    Stage stage;
    NEEDS(stage.server, "Xvfb");
    REQUIRE(stage.window);
    const std::string id = std::to_string(stage.window->x11_name());
    const int moved = stage.hand({"mousemove", "--window", id, "40", "50", "windowfocus", id});
    NEEDS(moved != -1, "xdotool");
    REQUIRE(stage.wait_for([&] { return stage.window->state().focused; }));
    const auto turn = [&] {
        stage.events.clear();
        stage.hand({"click", "5"});
        CHECK(stage.wait_for(InputKind::wheel));
        return stage.first(InputKind::wheel);
    };
    stage.hand({"keydown", "shift"});
    const InputEvent with_shift = turn();
    CHECK(with_shift.shift);
    CHECK(with_shift.wheel == Point{100, 0});
    stage.hand({"keyup", "shift", "keydown", "Control_R"});
    const InputEvent with_control = turn();
    CHECK_FALSE(with_control.shift);
    CHECK(with_control.control);
    stage.hand({"keyup", "Control_R"});
    CHECK_FALSE(turn().control);
}

TEST_CASE("real clicks, wheel and keys arrive in order, with positions and times") {
    Stage stage;
    NEEDS(stage.server, "Xvfb");
    REQUIRE(stage.window);
    const std::string id = std::to_string(stage.window->x11_name());
    const TimePoint before = stage.clock.stamp();
    const int moved = stage.hand({"mousemove", "--window", id, "40", "50", "click", "1"});
    NEEDS(moved != -1, "xdotool");
    REQUIRE(stage.wait_for(InputKind::pointer_up));
    CHECK(stage.first(InputKind::pointer_move).position == Point{40, 50});
    const InputEvent down = stage.first(InputKind::pointer_down);
    CHECK(down.position == Point{40, 50});
    CHECK(down.button == left_button);
    for (const InputEvent& event : stage.events) CHECK(event.said_by == InputTimeSource::x11_server);
    CHECK(down.time >= before - 2ms);  // the server counts whole milliseconds
    CHECK(stage.first(InputKind::pointer_up).time >= down.time);
    CHECK(stage.first(InputKind::pointer_up).time <= stage.clock.stamp());

    for (const auto& [button, number] : {std::pair{middle_button, "2"}, {right_button, "3"}}) {
        stage.events.clear();
        stage.hand({"click", number});
        REQUIRE(stage.wait_for(InputKind::pointer_up));
        for (const InputEvent& event : stage.events) {
            CHECK(event.button == button);
            CHECK(event.said_by == InputTimeSource::x11_server);
        }
    }

    stage.hand({"click", "5"});
    REQUIRE(stage.wait_for(InputKind::wheel));
    CHECK(stage.first(InputKind::wheel).wheel == Point{0, 100});
    CHECK(stage.first(InputKind::wheel).said_by == InputTimeSource::x11_server);

    stage.hand({"windowfocus", id});
    REQUIRE(stage.wait_for([&] { return stage.window->state().focused; }));
    stage.hand({"key", "shift+a"});
    REQUIRE(stage.wait_for(InputKind::text));
    CHECK(stage.first(InputKind::text).code_point == U'A');
    bool letter = false;
    for (const InputEvent& event : stage.events) {
        letter = letter || (event.kind == InputKind::key_down && event.key == static_cast<Key>('A') && event.shift);
    }
    CHECK(letter);
    stage.events.clear();
    stage.hand({"keydown", "shift", "click", "4", "keyup", "shift"});
    REQUIRE(stage.wait_for(InputKind::wheel));
    CHECK(stage.first(InputKind::wheel).wheel == Point{-100, 0});
    stage.events.clear();
    stage.hand({"key", "F11"});
    REQUIRE(stage.wait_for(InputKind::key_up));
    CHECK(static_cast<std::uint32_t>(stage.first(InputKind::key_down).key) == static_cast<std::uint32_t>(Key::f1) + 10);

    stage.events.clear();
    stage.hand({"mousemove", "1279", "799"});
    CHECK(stage.wait_for(InputKind::pointer_leave));
}

TEST_CASE("a key says what it types, a dead key nothing but an accent with the next, and a held one repeats") {
    Stage stage;
    NEEDS(stage.server, "Xvfb");
    REQUIRE(stage.window);
    const std::string id = std::to_string(stage.window->x11_name());
    NEEDS(run_program({"setxkbmap", "-layout", "us", "-variant", "intl"}) == 0, "x11-xkb-utils");
    NEEDS(stage.hand({"windowfocus", id}) != -1, "xdotool");
    REQUIRE(stage.wait_for([&] { return stage.window->state().focused; }));
    const auto text = [&] { return stage.wait_for(InputKind::text); };

    stage.events.clear();
    stage.hand({"key", "exclam"});
    REQUIRE(text());
    for (const InputEvent& event : stage.events) {
        if (event.kind == InputKind::key_down && event.key == Key{'1'}) CHECK(event.code_point == U'!');
    }
    CHECK(stage.first(InputKind::text).code_point == U'!');
    CHECK(stage.first(InputKind::text).said_by == InputTimeSource::x11_server);

    stage.events.clear();
    stage.hand({"key", "dead_acute"});
    stage.hand({"key", "e"});
    REQUIRE(text());
    CHECK(stage.first(InputKind::text).code_point == U'\u00E9');
    CHECK(stage.first(InputKind::key_down).dead);
    CHECK(stage.first(InputKind::key_down).code_point == 0);
    int letters = 0;
    for (const InputEvent& event : stage.events) letters += event.kind == InputKind::text;
    CHECK(letters == 1);

    stage.events.clear();
    stage.hand({"keydown", "x"});
    CHECK(stage.wait_for([&] {
        for (const InputEvent& event : stage.events) {
            if (event.repeat && event.key == Key{'X'}) return true;
        }
        return false;
    }));
    stage.hand({"keyup", "x"});
}

TEST_CASE("a request to close is known and the window stays until its owner goes") {
    Stage stage;
    NEEDS(stage.server, "Xvfb");
    REQUIRE(stage.window);
    XClient manager;
    manager.ask_to_close(stage.window->x11_name());
    CHECK(stage.wait_for([&] { return stage.window->state().close_requested; }));
    CHECK(stage.window->state().visibility == Visibility::shown);
}

TEST_CASE("the server's vsyncs are counted, and presentations of the window are heard") {
    Stage stage({"-fakescreenfps", "120"});
    NEEDS(stage.server, "Xvfb");
    REQUIRE(stage.window);
    PresentTiming* timing = stage.window->present_timing();
    REQUIRE(timing);
    CHECK(timing->source() == PresentedSource::x11_present);
    std::vector<Vblank> vblanks;
    while (vblanks.size() < 5) {
        timing->ask_for_vblank();
        REQUIRE(stage.wait_for([&] {
            const std::optional<Vblank> vblank = timing->take_vblank();
            if (vblank) vblanks.push_back(*vblank);
            return vblank.has_value();
        }));
    }
    for (std::size_t i = 1; i < vblanks.size(); ++i) {
        CHECK(vblanks[i].count > vblanks[i - 1].count);
        CHECK(vblanks[i].time > vblanks[i - 1].time);
    }
    XClient driver;
    driver.present_a_pixmap(stage.window->x11_name());
    CHECK(stage.wait_for([&] { return timing->take_completion().has_value(); }));
}

TEST_CASE("the whole display draws what the page committed into the real window") {
    Stage stage;
    NEEDS(stage.server, "Xvfb");
    REQUIRE(stage.window);
    const Result<std::unique_ptr<const Fonts>> fonts = Fonts::load();
    NEEDS(fonts.ok(), "fonts-roboto-unhinted");
    Looking looking;
    PageLink link;
    Display::Desc desc{.window = stage.window.get(),
                       .link = &link,
                       .clock = &stage.clock,
                       .fonts = fonts.value().get(),
                       .overlay = &looking,
                       .limit = {.vsyncs = 20}};
    desc.pump = [&](TimePoint) {
        const auto begun = link.take_begin_frame();
        if (!begun) return;
        CompositorFrame& frame = link.frame_to_fill();
        frame = {};
        frame.id = begun->id;
        frame.viewport = {640, 400};
        frame.damage = {0, 0, 640, 400};
        frame.list.items.emplace_back(BoxItem{.rect = {100, 100, 50, 50}, .fill = rgb(0xff0000)});
        link.commit();
    };
    link.want_frame();
    Result<std::unique_ptr<Display>> display = Display::open(std::move(desc));
    REQUIRE(display.ok());
    (*display)->run();
    REQUIRE_FALSE(looking.seen.empty());
    CHECK(looking.seen.at(125, 125) == rgb(0xff0000));
    CHECK(looking.seen.at(10, 10) == rgb(0xffffff));
}

TEST_CASE("a real window whose context is lost comes back with the same size, and the page is drawn again") {
    Stage stage;
    NEEDS(stage.server, "Xvfb");
    REQUIRE(stage.window);
    const Result<std::unique_ptr<const Fonts>> fonts = Fonts::load();
    NEEDS(fonts.ok(), "fonts-roboto-unhinted");
    struct Losing final : Looking {
        void draw(PixelSize size, float scale, TimePoint now) override {
            Looking::draw(size, scale, now);
            if (++draws == 2) inject_gl_trouble(GlTrouble::context_lost);
        }
        void let_go_of_gl() override { ++lost; }
        int draws = 0, lost = 0;
    } looking;
    PageLink link;
    LoopControl control;
    Display::Desc desc{.window = stage.window.get(),
                       .link = &link,
                       .clock = &stage.clock,
                       .fonts = fonts.value().get(),
                       .control = &control,
                       .overlay = &looking,
                       .limit = {.vsyncs = long_enough}};
    int commits = 0;
    desc.pump = [&](TimePoint) {
        if (looking.lost > 0 && looking.draws > 2) control.close();
        const auto begun = link.take_begin_frame();
        if (!begun || ++commits > 2) return;  // what comes later is drawn without the page
        CompositorFrame& frame = link.frame_to_fill();
        frame = {};
        frame.id = begun->id;
        frame.viewport = {640, 400};
        frame.list.items.emplace_back(BoxItem{.rect = {100, 100, 50, 50}, .fill = rgb(0xff0000)});
        link.commit();
        link.want_frame();
    };
    link.want_frame();
    const Size before = stage.window->state().size;
    Result<std::unique_ptr<Display>> display = Display::open(std::move(desc));
    REQUIRE(display.ok());
    (*display)->run();
    CHECK(looking.lost == 1);
    CHECK(looking.draws >= 3);
    CHECK(stage.window->state().size == before);
    CHECK(looking.seen.at(125, 125) == rgb(0xff0000));
}

TEST_CASE("an idle page in a real window is neither drawn nor swapped") {
    Stage stage;
    NEEDS(stage.server, "Xvfb");
    REQUIRE(stage.window);
    const Result<std::unique_ptr<const Fonts>> fonts = Fonts::load();
    NEEDS(fonts.ok(), "fonts-roboto-unhinted");
    struct Counted final : Fold {
        void take(const TraceEvent& event) override {
            begun += event.type == EventType::begin_frame;
            draws += event.type == EventType::draw_started;
            swaps += event.type == EventType::swap_started;
        }
        int begun = 0, draws = 0, swaps = 0;
    } counted;
    Trace trace(stage.clock);
    trace.add(counted);
    PageLink link;
    LoopControl control;
    Display::Desc desc{.window = stage.window.get(),
                       .link = &link,
                       .clock = &stage.clock,
                       .fonts = fonts.value().get(),
                       .trace = &trace,
                       .control = &control,
                       .limit = {.vsyncs = long_enough}};
    int asked = 0;
    desc.pump = [&](TimePoint) {
        if (asked >= 30 && counted.begun >= 50) control.close();
        const auto begun = link.take_begin_frame();
        if (!begun) return;
        if (++asked < 30) link.want_frame();  // callbacks that change nothing
        if (asked > 1) return link.answer_without_commit(begun->id);
        CompositorFrame& frame = link.frame_to_fill();
        frame = {};
        frame.id = begun->id;
        frame.viewport = {640, 400};
        frame.list.items.emplace_back(BoxItem{.rect = {100, 100, 50, 50}, .fill = rgb(0xff0000)});
        link.commit();
    };
    link.want_frame();
    Result<std::unique_ptr<Display>> display = Display::open(std::move(desc));
    REQUIRE(display.ok());
    (*display)->run();
    display->reset();
    trace.remove(counted);
    CHECK(asked >= 30);
    CHECK(counted.begun >= 50);
    CHECK(counted.draws <= 3);  // the empty window, the commit, and where the system uncovers the window late
    CHECK(counted.swaps == counted.draws);
}
