// SPDX-License-Identifier: MIT
#include "display/input_routing.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "display/scripted_window.h"
#include "trace/trace.h"

using namespace janklab;

namespace {

/// Has a column of 200 pixels at the left, and takes what happens there.
struct Column final : Overlay {
    Rect page_area(Size window) const override { return {200, 0, window.width - 200, window.height}; }
    bool take_input(const InputEvent& event) override {
        seen.push_back(event);
        if (event.kind == InputKind::key_down) return event.key == Key::escape;
        return event.position.x < 200;
    }
    bool wants_redraw(TimePoint) const override { return false; }
    void draw(PixelSize, float, TimePoint) override {}
    std::optional<CursorShape> cursor() const override { return shape; }
    std::vector<InputEvent> seen;
    std::optional<CursorShape> shape;
};

struct Desk {
    /// What the page was sent, as words.
    std::string route() {
        routing.route();
        std::string words;
        PageMail mail;
        while (link.take_mail(mail)) {
            if (const auto* clipboard = std::get_if<ClipboardText>(&mail)) {
                words += (words.empty() ? "" : " ") + ("clipboard:" + clipboard->text);
                continue;
            }
            last = std::get<InputEvent>(mail);
            words += (words.empty() ? "" : " ") + std::string(to_string(last.kind));
        }
        return words;
    }
    void push(InputKind kind, float x, float y, int button = 0) {
        window.push({.kind = kind, .button = static_cast<std::uint8_t>(button), .position = {x, y}});
    }

    VirtualClock clock{time_zero + 5ms};
    ScriptedWindow window{clock};
    PageLink link;
    Trace trace{clock, 1024};
    FrameEvents events{&trace.writer(Track::display)};
    Column overlay;
    ScrollRouting scrolling{link};
    InputRouting routing{window, overlay, link, scrolling, events, clock};
    InputEvent last;
};

}  // namespace

TEST_CASE("the page hears its size first, and again when its area or the scale changes") {
    Desk desk;
    CHECK(desk.route() == "resize");
    CHECK(desk.last.size == Size{600, 600});
    CHECK(desk.last.time == time_zero + 5ms);
    CHECK(desk.route() == "");
    desk.window.state_.size = {1000, 500};
    CHECK(desk.route() == "resize");
    CHECK(desk.last.size == Size{800, 500});
    desk.window.state_.scale = 2;
    CHECK(desk.route() == "resize");
    CHECK(desk.last.scale == 2);
}

TEST_CASE("positions count from the corner of the page's area, and ids rise") {
    Desk desk;
    desk.route();
    desk.push(InputKind::pointer_move, 250, 30);
    CHECK(desk.route() == "pointermove");
    CHECK(desk.last.position == Point{50, 30});
    const std::uint64_t first = desk.last.id;
    desk.push(InputKind::pointer_move, 251, 30);
    desk.route();
    CHECK(desk.last.id == first + 1);
    CHECK((desk.last.id & input_id(0)) != 0);
}

TEST_CASE("what the overlay takes, the page does not hear") {
    Desk desk;
    desk.route();
    desk.push(InputKind::pointer_down, 100, 30);
    desk.push(InputKind::pointer_up, 100, 30);
    desk.push(InputKind::wheel, 100, 30);
    CHECK(desk.route() == "");
    desk.window.push({.kind = InputKind::key_down, .key = Key::escape});
    desk.window.push({.kind = InputKind::key_down, .key = Key::space});
    CHECK(desk.route() == "keydown");
    CHECK(desk.last.key == Key::space);
}

TEST_CASE("a press on the page keeps the pointer with it until the release, wherever it goes") {
    Desk desk;
    desk.route();
    desk.push(InputKind::pointer_down, 300, 30);
    desk.push(InputKind::pointer_move, 100, 30);
    desk.push(InputKind::pointer_leave, 100, 30);
    desk.push(InputKind::pointer_up, 100, 30);
    CHECK(desk.route() == "pointerdown pointermove pointerup");
    CHECK(desk.last.position == Point{-100, 30});
    desk.push(InputKind::pointer_move, 90, 30);
    CHECK(desk.route() == "pointerleave");
    desk.push(InputKind::pointer_move, 80, 30);
    CHECK(desk.route() == "");
}

TEST_CASE("a press on the overlay keeps the pointer with the overlay until the release") {
    Desk desk;
    desk.route();
    desk.push(InputKind::pointer_down, 100, 30);
    desk.push(InputKind::pointer_move, 300, 30);
    CHECK(desk.route() == "");
    desk.push(InputKind::pointer_up, 300, 30);
    CHECK(desk.route() == "");
    desk.push(InputKind::pointer_move, 301, 30);
    CHECK(desk.route() == "pointermove");
}

TEST_CASE("a second button does not change who has the pointer") {
    Desk desk;
    desk.route();
    desk.push(InputKind::pointer_down, 300, 30);
    desk.push(InputKind::pointer_down, 100, 30, 1);
    desk.push(InputKind::pointer_up, 100, 30, 0);
    desk.push(InputKind::pointer_move, 90, 30);
    desk.push(InputKind::pointer_up, 100, 30, 1);
    CHECK(desk.route() == "pointerdown pointerdown pointerup pointermove pointerup");
}

TEST_CASE("the pointer leaves the page once, when it goes to the overlay or out of the window") {
    Desk desk;
    desk.route();
    desk.push(InputKind::pointer_move, 300, 30);
    desk.push(InputKind::pointer_leave, 300, 30);
    desk.push(InputKind::pointer_leave, 300, 30);
    CHECK(desk.route() == "pointermove pointerleave");
}

TEST_CASE("F11 fills the screen and is not the page's") {
    Desk desk;
    desk.route();
    const Key f11 = static_cast<Key>(static_cast<std::uint32_t>(Key::f1) + 10);
    desk.window.push({.kind = InputKind::key_down, .key = f11});
    desk.window.push({.kind = InputKind::key_down, .repeat = true, .key = f11});
    desk.window.push({.kind = InputKind::key_up, .key = f11});
    CHECK(desk.route() == "");
    CHECK(desk.window.fullscreen_toggles == 1);
}

TEST_CASE("hiding the window is told to page and overlay, and its size of nothing is not") {
    Desk desk;
    desk.route();
    desk.overlay.seen.clear();
    desk.window.state_.visibility = Visibility::hidden;
    desk.window.state_.size = {0, 0};
    CHECK(desk.route() == "visibility");
    CHECK_FALSE(desk.last.visible);
    CHECK(desk.overlay.seen.size() == 1);
    desk.window.state_.visibility = Visibility::shown;
    desk.window.state_.size = {800, 600};
    CHECK(desk.route() == "visibility");
    CHECK(desk.last.visible);
}

TEST_CASE("that the window lost the keys or has them again is told to page and overlay, and not before it had them") {
    Desk desk;
    desk.route();
    desk.overlay.seen.clear();
    CHECK(desk.route() == "");
    desk.window.state_.focused = true;
    CHECK(desk.route() == "windowfocus");
    CHECK(desk.last.focused);
    desk.window.state_.focused = false;
    CHECK(desk.route() == "windowfocus");
    CHECK_FALSE(desk.last.focused);
    CHECK(desk.overlay.seen.size() == 2);
}

TEST_CASE("the cursor is the overlay's where it wants one") {
    Desk desk;
    desk.overlay.shape = CursorShape::text;
    desk.route();
    CHECK(desk.window.cursor == CursorShape::text);
    desk.overlay.shape.reset();
    desk.route();
    CHECK(desk.window.cursor == CursorShape::arrow);
}

TEST_CASE("the keys that paste bring the clipboard along, and what the page copies gets into it") {
    Desk desk;
    desk.route();
    desk.window.set_clipboard("words");
    desk.window.push({.kind = InputKind::key_down, .key = Key{'V'}});
    CHECK(desk.route() == "keydown");
    desk.window.push({.kind = InputKind::key_down, .control = true, .key = Key{'V'}});
    CHECK(desk.route() == "clipboard:words keydown");
    desk.link.put_clipboard("from the page");
    desk.route();
    CHECK(desk.window.clipboard() == "from the page");
}

TEST_CASE("over the page the pointer looks as the page says, elsewhere as the overlay says") {
    Desk desk;
    desk.link.set_cursor(CursorShape::text);
    desk.push(InputKind::pointer_move, 100, 100);
    desk.route();
    CHECK(desk.window.cursor == CursorShape::arrow);
    desk.push(InputKind::pointer_move, 300, 100);
    desk.route();
    CHECK(desk.window.cursor == CursorShape::text);
    desk.overlay.shape = CursorShape::crosshair;
    desk.route();
    CHECK(desk.window.cursor == CursorShape::crosshair);
}

TEST_CASE("the release of a key whose press the overlay took is not for the page either") {
    Desk desk;
    desk.route();
    const auto key = [&](InputKind kind, Key key) {
        desk.window.push({.kind = kind, .key = key, .position = {300, 0}});
    };
    key(InputKind::key_down, Key::escape);
    key(InputKind::key_down, Key::escape);  // repeated
    key(InputKind::key_up, Key::escape);
    CHECK(desk.route() == "");
    key(InputKind::key_up, Key::escape);  // its press was before the window had the keys
    CHECK(desk.route() == "keyup");
    key(InputKind::key_down, Key::tab);
    key(InputKind::key_up, Key::tab);
    CHECK(desk.route() == "keydown keyup");
}
