// SPDX-License-Identifier: MIT
// The inspector as a person uses it, without a window and without GL: input comes in, commands and mail go out.
#include <doctest/doctest.h>

#include "inspector/stand.h"
#include "inspector/views.h"
#include "inspector/widgets.h"
#include "support/allocations.h"

using namespace janklab;

namespace {

// Where things lie at 1280x720, as the pictures show.
constexpr Point pause_button{894, 370}, stop_in_banner{720, 492}, block_button{902, 243}, slider_track{1100, 144},
    second_choice{1082, 176}, toggle_switch{1008, 208}, way_back_button{1220, 24}, on_the_page{300, 300},
    show_layout{985, 704}, show_layers{1090, 704};

}  // namespace

TEST_CASE("a click on Stop in the banner ends what runs, while the page is blocked") {
    InspectorStand stand;
    stand.now = tell_a_long_task(stand.story);
    stand.compose();
    stand.click(stop_in_banner);
    CHECK(stand.control.stop_requested());
}

TEST_CASE("where the banner would be, the page gets the pointer while it is not blocked") {
    InspectorStand stand;
    stand.now = tell_good_frames(stand.story, 30);
    stand.compose();
    CHECK_FALSE(stand.inspector->take_input(stand.pointer(InputKind::pointer_down, stop_in_banner)));
    CHECK_FALSE(stand.inspector->take_input(stand.pointer(InputKind::pointer_up, stop_in_banner)));
    stand.compose();
    CHECK_FALSE(stand.control.stop_requested());
}

TEST_CASE("a click on Pause pauses the loop, and another resumes it") {
    InspectorStand stand;
    stand.compose();
    stand.click(pause_button);
    CHECK(stand.control.paused());
    stand.click(pause_button);
    CHECK_FALSE(stand.control.paused());
}

TEST_CASE("a press and a release between two redraws are a click") {
    InspectorStand stand;
    stand.compose();
    stand.inspector->take_input(stand.pointer(InputKind::pointer_down, pause_button));
    stand.inspector->take_input(stand.pointer(InputKind::pointer_up, pause_button));
    for (int i = 0; i < 3; ++i) {
        CHECK(stand.inspector->wants_redraw(stand.now));
        stand.compose();
    }
    CHECK(stand.control.paused());
}

TEST_CASE("the demo's controls send what the hand did to the page") {
    InspectorStand stand;
    stand.compose();
    SUBCASE("a button") {
        stand.click(block_button);
        const auto changes = stand.changes();
        REQUIRE(changes.size() == 1);
        CHECK(changes[0].index == 3);
    }
    SUBCASE("a choice") {
        stand.click(second_choice);
        const auto changes = stand.changes();
        REQUIRE(changes.size() == 1);
        CHECK(changes[0].index == 1);
        CHECK(changes[0].value == 1);
    }
    SUBCASE("a toggle") {
        stand.click(toggle_switch);
        const auto changes = stand.changes();
        REQUIRE(changes.size() == 1);
        CHECK(changes[0].index == 2);
        CHECK(changes[0].value == 0);
    }
    SUBCASE("a slider, dragged beyond its end") {
        stand.inspector->take_input(stand.pointer(InputKind::pointer_move, slider_track));
        stand.inspector->take_input(stand.pointer(InputKind::pointer_down, slider_track));
        stand.compose();
        stand.compose();
        CHECK(stand.inspector->take_input(stand.pointer(InputKind::pointer_move, on_the_page)));
        CHECK_FALSE(stand.inspector->take_input(stand.pointer(InputKind::pointer_leave, on_the_page)));
        stand.compose();
        CHECK(stand.inspector->take_input(stand.pointer(InputKind::pointer_up, on_the_page)));
        stand.compose();
        stand.compose();
        const auto changes = stand.changes();
        REQUIRE(changes.size() == 2);
        CHECK(changes[0].index == 0);
        CHECK(changes[0].value == doctest::Approx(540).epsilon(0.05));
        CHECK(changes[1].value == 0);
    }
}

TEST_CASE("the switches for what is shown over the page tell the page, each by itself") {
    InspectorStand stand;
    stand.compose();
    const auto shown = [&stand] {
        std::optional<Annotations> latest;
        PageMail mail;
        while (stand.link.take_mail(mail)) {
            if (const auto* change = std::get_if<AnnotationChange>(&mail)) latest = change->shown;
        }
        return latest;
    };
    stand.click(show_layout);
    CHECK(shown() == Annotations{.layout = true});
    stand.click(show_layers);
    CHECK(shown() == Annotations{.layout = true, .layers = true});
    stand.click(show_layout);
    CHECK(shown() == Annotations{.layers = true});
}

TEST_CASE("the lines that force layouts are listed, the dearest first") {
    InspectorStand stand;
    Story& story = stand.story;
    const TimePoint start = Story::vsync(1);
    story.page(start, EventType::task_started, {.id = story.next_id()});
    for (std::uint32_t i = 0; i < 8; ++i) {
        const TimePoint at = start + i * 10ms;
        story.page(at, EventType::layout_started, {.detail = 1, .name = Story::name("read", "a.cpp", i / 2)});
        story.page(at + (1 + i) * 1ms, EventType::layout_ended, {.arg = 10});
    }
    story.collect();
    stand.now = start + 100ms;
    stand.compose();
    const ForcedLayoutsView& view = stand.inspector->views().forced_layouts;
    REQUIRE(view.sites().size() == ForcedLayoutsView::most_shown);
    CHECK(view.sites()[0].reader.where.line() == 3);
    CHECK(view.sites()[0].total == 15ms);
    CHECK(view.sites()[1].reader.where.line() == 2);
    CHECK(view.count() == 8);
    CHECK(view.total() == 36ms);
}

TEST_CASE("the inspector keeps the pointer where it is drawn, and no further") {
    InspectorStand stand;
    stand.compose();
    CHECK(stand.inspector->take_input(stand.pointer(InputKind::pointer_move, pause_button)));
    CHECK(stand.inspector->take_input(stand.pointer(InputKind::wheel, pause_button)));
    CHECK_FALSE(stand.inspector->take_input(stand.pointer(InputKind::pointer_move, on_the_page)));
    CHECK_FALSE(stand.inspector->take_input(stand.pointer(InputKind::wheel, on_the_page)));
}

TEST_CASE("after a press on the page, whose release only the page sees, the inspector still takes clicks") {
    InspectorStand stand;
    stand.compose();
    CHECK_FALSE(stand.inspector->take_input(stand.pointer(InputKind::pointer_down, on_the_page)));
    stand.compose();
    stand.click(pause_button);
    CHECK(stand.control.paused());
}

TEST_CASE("leaving the inspector is one redraw more, and moving on over the page none") {
    InspectorStand stand;
    stand.now = tell_good_frames(stand.story, 30) + 2s;
    stand.compose();
    stand.inspector->take_input(stand.pointer(InputKind::pointer_move, pause_button));
    stand.compose();
    CHECK_FALSE(stand.inspector->wants_redraw(stand.now + 16ms));
    stand.inspector->take_input(stand.pointer(InputKind::pointer_move, on_the_page));
    CHECK(stand.inspector->wants_redraw(stand.now + 16ms));
    stand.compose();
    stand.inspector->take_input(stand.pointer(InputKind::pointer_move, {310, 310}));
    CHECK_FALSE(stand.inspector->wants_redraw(stand.now + 16ms));
}

TEST_CASE("the keys of the loop are the inspector's, and all others the page's") {
    InspectorStand stand;
    InputEvent key;
    key.kind = InputKind::key_down;
    key.key = static_cast<Key>(static_cast<std::uint32_t>(Key::f1) + 7);
    CHECK(stand.inspector->take_input(key));
    CHECK(stand.control.paused());
    key.key = Key::space;
    CHECK_FALSE(stand.inspector->take_input(key));
}

TEST_CASE("the pointer is a hand over what can be touched, an arrow beside it, and the page's over the page") {
    InspectorStand stand;
    stand.compose();
    const auto over = [&](Point at) {
        stand.inspector->take_input(stand.pointer(InputKind::pointer_move, at));
        stand.compose();
        stand.compose();
        return stand.inspector->cursor();
    };
    CHECK(over(pause_button) == CursorShape::pointing_hand);
    CHECK(over({1200, 60}) == CursorShape::arrow);
    CHECK(over(on_the_page) == std::nullopt);
}

TEST_CASE("a redraw is wanted while something runs or counts down, and not once the page has come to rest") {
    InspectorStand stand;
    CHECK(stand.inspector->wants_redraw(stand.now));
    stand.now = tell_good_frames(stand.story, 30);
    stand.compose();
    stand.now += 16ms;
    CHECK(stand.inspector->wants_redraw(stand.now));
    stand.now += 2s;
    stand.compose();
    CHECK_FALSE(stand.inspector->wants_redraw(stand.now + 16ms));
    stand.inspector->take_input(stand.pointer(InputKind::pointer_move, pause_button));
    CHECK(stand.inspector->wants_redraw(stand.now + 16ms));
    stand.compose();
    CHECK_FALSE(stand.inspector->wants_redraw(stand.now + 16ms));
    stand.board.publish({});
    CHECK(stand.inspector->wants_redraw(stand.now + 16ms));
}

TEST_CASE("a blocked page keeps the inspector alive") {
    InspectorStand stand;
    stand.now = tell_a_long_task(stand.story);
    stand.compose();
    stand.now += 5s;
    stand.compose();
    CHECK(stand.inspector->wants_redraw(stand.now + 16ms));
    CHECK(stand.inspector->views().banner.headline() == "‹sort 400,000 rows› has been running for 5.31 s");
}

TEST_CASE("a slider takes the last move although the release comes in the same frame of ImGui") {
    InspectorStand stand;
    stand.compose();
    stand.inspector->take_input(stand.pointer(InputKind::pointer_move, slider_track));
    stand.inspector->take_input(stand.pointer(InputKind::pointer_down, slider_track));
    stand.compose();
    stand.compose();
    const Point further{slider_track.x + 40, slider_track.y};
    stand.inspector->take_input(stand.pointer(InputKind::pointer_move, further));
    stand.inspector->take_input(stand.pointer(InputKind::pointer_up, further));
    stand.compose();
    stand.compose();
    const auto changes = stand.changes();
    REQUIRE(changes.size() == 2);
    CHECK(changes[1].value > changes[0].value + 100);
}

TEST_CASE("in a small window a bar below the page keeps the way back, pause and Stop") {
    InspectorStand stand;
    stand.framebuffer = {500, 320};
    stand.compose();
    CHECK(stand.inspector->page_area({500, 320}) == Rect{0, 0, 500, 280});
    constexpr Point stop{462, 300}, pause{390, 300}, way_back{300, 300};
    SUBCASE("a click on Pause") {
        stand.click(pause);
        CHECK(stand.control.paused());
    }
    SUBCASE("a click on Stop while the page is blocked") {
        stand.now = tell_a_long_task(stand.story);
        stand.compose();
        stand.click(stop);
        CHECK(stand.control.stop_requested());
    }
    SUBCASE("a click on the way back") {
        stand.click(way_back);
        const auto changes = stand.changes();
        REQUIRE(changes.size() == 1);
        CHECK(changes[0].index == 5);
    }
    CHECK_FALSE(stand.inspector->take_input(stand.pointer(InputKind::pointer_down, {450, 20})));
}

TEST_CASE("in a window of a few pixels everything is the page's") {
    InspectorStand stand;
    stand.framebuffer = {120, 60};
    stand.compose();
    CHECK(stand.inspector->page_area({120, 60}) == Rect{0, 0, 120, 60});
    CHECK_FALSE(stand.inspector->take_input(stand.pointer(InputKind::pointer_down, {100, 50})));
}

TEST_CASE("the way back is offered above the title, and neither a block nor a pause bars it") {
    InspectorStand stand;
    stand.now = tell_a_long_task(stand.story);
    stand.compose();
    stand.control.pause();
    stand.click(way_back_button);
    const auto changes = stand.changes();
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].index == 5);
    CHECK(stand.control.stop_requested());
    CHECK_FALSE(stand.control.paused());
}

TEST_CASE("the inspector may move to a screen of another scale") {
    InspectorStand stand;
    stand.compose();
    stand.framebuffer = {2560, 1440};
    stand.scale = 2;
    stand.compose();
    stand.click(pause_button);
    CHECK(stand.control.paused());
}

TEST_CASE("two inspectors live side by side") {
    InspectorStand first, second;
    first.compose();
    second.compose();
    first.click(pause_button);
    CHECK(first.control.paused());
    CHECK_FALSE(second.control.paused());
}

TEST_CASE("a steady redraw allocates nothing of our own") {
    InspectorStand stand;
    stand.now = tell_a_long_task(stand.story);
    for (int i = 0; i < 3; ++i) stand.compose();
    const AllocationCount before = allocations();
    for (int i = 0; i < 20; ++i) {
        stand.now += 33ms;
        stand.compose();
    }
    CHECK(allocations() == before);
}

TEST_CASE("a slider's value lies on its steps and within its range") {
    const SliderRange range{10, 100, 25};
    CHECK(on_step(-3, range) == 10);
    CHECK(on_step(34, range) == 35);
    CHECK(on_step(1000, range) == 85);  // the last step that is not beyond the end
    CHECK(on_step(std::numeric_limits<double>::quiet_NaN(), range) == 10);
    CHECK(on_step(0.7, {0, 1, 0}) == 0.7);
    CHECK(decimals_of(5) == 0);
    CHECK(decimals_of(0.5) == 1);
    CHECK(decimals_of(0.25) == 2);
    CHECK(decimals_of(1.0 / 3) == 3);
}
