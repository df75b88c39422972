// SPDX-License-Identifier: MIT
// What input scrolls on the display thread, what it leaves to the page, and how the page is told. The page is played by
// hand: it commits lists and scroll trees.
#include "display/scroll_routing.h"

#include <doctest/doctest.h>

namespace janklab {
namespace {

constexpr LayerId list_layer{2};
constexpr Rect list_port{100, 100, 200, 200};

struct Stage {
    Stage() { commit(); }
    void commit(bool page_decides = false, KeyScrolling keys = {.scroller = 0}) {
        CompositorFrame& frame = link.frame_to_fill();
        frame.id = {++frames};
        frame.list.clear();
        frame.list.items = {BoxItem{.rect = {0, 0, 800, 600}, .fill = rgb(0xffffff)},
                            PushScrollItem{.layer = list_layer, .port = list_port},
                            BoxItem{.rect = {100, 100, 200, 1000}, .fill = rgb(0xeeeeee)}, PopScrollItem{}};
        for (const DisplayItem& item : covering) frame.list.items.push_back(item);
        frame.scrolling.clear();
        frame.scrolling.scrollers.push_back(
            {.layer = list_layer, .port = list_port.size(), .max = {0, 800}, .y = true, .page_decides = page_decides});
        frame.scrolling.keys = keys;
        link.commit();
        link.take_commit();
        routing.commit_taken();
    }
    /// Whether the page gets it; `event` is as it gets it.
    bool send(InputEvent& event) {
        event.time = now += 10ms;
        return routing.route(event);
    }
    InputEvent wheel(Point at, float down) {
        InputEvent event{.kind = InputKind::wheel, .position = at, .wheel = {0, down}};
        CHECK(send(event));
        return event;
    }
    InputEvent key(Key key) {
        InputEvent event{.kind = InputKind::key_down, .key = key};
        CHECK(send(event));
        return event;
    }
    float position() const { return routing.scrolling().position(0).y; }
    std::vector<ScrollUpdate> told() {
        std::vector<ScrollUpdate> all;
        link.take_scroll_updates(all);
        return all;
    }
    void begin_frame() {
        ++frames;
        routing.begin_frame({.id = {frames}, .time = now += 16ms}, true);
    }

    PageLink link;
    ScrollRouting routing{link};
    std::vector<DisplayItem> covering;
    TimePoint now = time_zero + 1s;
    std::uint64_t frames = 0;
};

}  // namespace

TEST_CASE("the wheel over a scroll container is scrolled at once and marked; elsewhere it is the page's") {
    Stage stage;
    CHECK(stage.wheel({150, 150}, 30).scrolled);
    CHECK(stage.position() == 30);
    CHECK_FALSE(stage.wheel({50, 50}, 30).scrolled);
    CHECK(stage.position() == 30);
    CHECK(stage.routing.wants_draw(stage.now));
    stage.routing.drawn();
    CHECK_FALSE(stage.routing.wants_draw(stage.now));
}

TEST_CASE("where the page decides nothing moves until it asks for it") {
    Stage stage;
    stage.commit(true, {.scroller = 0, .page_decides = true});
    CHECK_FALSE(stage.wheel({150, 150}, 30).scrolled);
    CHECK_FALSE(stage.key(Key::page_down).scrolled);
    CHECK(stage.position() == 0);
    stage.link.request_scroll({.scroller = list_layer, .by = {0, 30}});
    stage.link.request_scroll({.scroller = LayerId{77}, .by = {0, 30}});  // gone meanwhile
    stage.routing.take_requests(stage.now);
    CHECK(stage.position() == 30);
}

TEST_CASE("once the page has let a gesture begin, the rest of it does not wait; another one asks again") {
    Stage stage;
    stage.commit(true);
    CHECK_FALSE(stage.wheel({150, 150}, 30).scrolled);
    stage.link.request_scroll({.scroller = list_layer, .by = {0, 30}, .wheel = true, .pointer = {150, 150}});
    stage.routing.take_requests(stage.now);
    CHECK(stage.wheel({150, 150}, 30).scrolled);
    CHECK(stage.wheel({152, 150}, 30).scrolled);
    CHECK(stage.position() == 90);
    CHECK_FALSE(stage.wheel({200, 250}, 30).scrolled);
    stage.now += 1s;
    CHECK_FALSE(stage.wheel({152, 150}, 30).scrolled);
    CHECK(stage.position() == 90);
}

TEST_CASE("with Control a wheel scrolls nothing, with Shift sideways") {
    Stage stage;
    InputEvent zoom{.kind = InputKind::wheel, .control = true, .position = {150, 150}, .wheel = {0, 30}};
    CHECK(stage.send(zoom));
    CHECK_FALSE(zoom.scrolled);
    InputEvent sideways{.kind = InputKind::wheel, .shift = true, .position = {150, 150}, .wheel = {0, 30}};
    CHECK(stage.send(sideways));
    CHECK(stage.position() == 0);
    CHECK(scrolled_by_wheel(sideways) == Point{30, 0});
    sideways.wheel = {5, 30};
    CHECK(scrolled_by_wheel(sideways) == Point{5, 30});
}

TEST_CASE("the page is told once a frame; what it did not take is replaced by the newest, which contains everything") {
    Stage stage;
    stage.wheel({150, 150}, 30);
    stage.wheel({150, 150}, 5);
    CHECK(stage.routing.has_news());
    stage.begin_frame();
    CHECK_FALSE(stage.routing.has_news());
    std::vector<ScrollUpdate> told = stage.told();
    REQUIRE(told.size() == 1);
    CHECK(told[0].moved.y == 35);
    CHECK(stage.told().empty());
    for (int i = 0; i < 3; ++i) {
        stage.wheel({150, 150}, 100);
        stage.begin_frame();
    }
    stage.now += 1s;
    stage.begin_frame();  // the end of the gesture
    told = stage.told();
    REQUIRE(told.size() == 1);
    CHECK(told[0].moved.y == 335);
    CHECK(told[0].ended);
}

TEST_CASE("what the page asks for something that comes with its commit is done when that has come") {
    Stage stage;
    CompositorFrame& frame = stage.link.frame_to_fill();
    frame.id = {++stage.frames};
    frame.scrolling.clear();
    frame.scrolling.scrollers.push_back({.layer = {9}, .max = {0, 100}, .y = true});
    stage.link.commit();
    stage.link.request_scroll({.scroller = LayerId{9}, .by = {0, 30}});
    stage.routing.take_requests(stage.now);
    stage.link.take_commit();
    stage.routing.commit_taken();
    CHECK(stage.position() == 30);
}

TEST_CASE("keys scroll what has the focus, Space does not where it presses something, and Control is for others") {
    Stage stage;
    stage.routing.set_smooth(false);
    CHECK(stage.key(Key::down).scrolled);
    CHECK(stage.position() == 40);
    CHECK(stage.key(Key::end).scrolled);
    CHECK(stage.position() == 800);
    CHECK_FALSE(stage.key(Key{'A'}).scrolled);
    stage.commit(false, {.scroller = 0, .space_presses = true});
    CHECK_FALSE(stage.key(Key::space).scrolled);
    InputEvent with_control{.kind = InputKind::key_down, .control = true, .key = Key::home};
    CHECK(stage.send(with_control));
    CHECK_FALSE(with_control.scrolled);
    CHECK(stage.position() == 800);
    stage.commit(false, {});
    CHECK_FALSE(stage.key(Key::home).scrolled);
}

TEST_CASE("what is drawn above a scroll container, later, has the wheel; what is moved away has not") {
    Stage stage;
    stage.covering = {BoxItem{.rect = {100, 100, 50, 50}, .fill = rgb(0)}};
    stage.commit();
    CHECK_FALSE(stage.wheel({110, 110}, 30).scrolled);
    CHECK(stage.wheel({160, 110}, 30).scrolled);
    stage.covering = {PushLayerItem{.layer = {5}, .transform = Transform::translation(500, 0)},
                      BoxItem{.rect = {100, 100, 50, 50}, .fill = rgb(0)}, PopLayerItem{}};
    stage.commit();
    stage.now += 1s;
    CHECK(stage.wheel({110, 110}, 30).scrolled);
}

TEST_CASE("a press on the scroll bar and what follows it stay on the display") {
    Stage stage;
    const auto send = [&](InputKind kind, Point at) {
        InputEvent event{.kind = kind, .position = at};
        return stage.send(event);
    };
    CHECK(send(InputKind::pointer_move, {295, 110}));  // the page hears of it: it is over the list
    CHECK(stage.routing.scrolling().bar_opacity(0, stage.now) == 1);
    CHECK_FALSE(send(InputKind::pointer_down, {295, 110}));
    CHECK_FALSE(send(InputKind::pointer_move, {20, 200}));
    CHECK(stage.position() > 300);
    CHECK_FALSE(send(InputKind::pointer_up, {20, 200}));
    CHECK(send(InputKind::pointer_down, {150, 150}));
    CHECK(send(InputKind::pointer_up, {150, 150}));
    CHECK_FALSE(send(InputKind::pointer_down, {295, 110}));  // beside the thumb
    CHECK_FALSE(send(InputKind::pointer_up, {295, 110}));
}

TEST_CASE("while a bar is held, other buttons are nobody's, except the release of those that the page has seen") {
    Stage stage;
    const auto send = [&](InputKind kind, Point at, std::uint8_t button) {
        InputEvent event{.kind = kind, .button = button, .position = at};
        return stage.send(event);
    };
    CHECK(send(InputKind::pointer_down, {150, 150}, 1));
    CHECK_FALSE(send(InputKind::pointer_down, {295, 110}, 0));
    CHECK(send(InputKind::pointer_up, {295, 110}, 1));
    CHECK_FALSE(send(InputKind::pointer_down, {295, 110}, 2));
    CHECK_FALSE(send(InputKind::pointer_up, {295, 110}, 0));
    CHECK_FALSE(send(InputKind::pointer_move, {150, 110}, 0));
    CHECK_FALSE(send(InputKind::pointer_up, {295, 110}, 2));
    CHECK(send(InputKind::pointer_move, {150, 110}, 0));
}

TEST_CASE("when the pointer leaves the page no bar is under it any more") {
    Stage stage;
    InputEvent over{.kind = InputKind::pointer_move, .position = {295, 110}};
    stage.send(over);
    InputEvent leave{.kind = InputKind::pointer_leave, .position = {295, -1}};
    CHECK(stage.send(leave));
    CHECK(stage.routing.scrolling().bar_opacity(0, stage.now + 5s) == 0);
}

}  // namespace janklab
