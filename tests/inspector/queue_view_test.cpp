// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <algorithm>
#include <string_view>

#include "inspector/queue_view.h"
#include "inspector/story.h"

using namespace janklab;

namespace {

constexpr TimePoint start = time_zero + 1s;

struct Watched : Story {
    QueueView queues;
    const QueueView& look(TimePoint now) {
        collect();
        queues.look(folds.loop, live, now);
        return queues;
    }
    const QueueRow* row(std::string_view label) const {
        const auto rows = queues.rows();
        const auto found = std::ranges::find_if(rows, [&](const QueueRow& row) { return row.label == label; });
        return found == rows.end() ? nullptr : &*found;
    }
    std::uint64_t arm(TimePoint now, const char* name, Duration length) {
        const std::uint64_t id = next_id();
        page(now, EventType::timer_armed,
             {.id = id,
              .arg = static_cast<std::uint64_t>((now + length).time_since_epoch().count()),
              .name = Name(name, CodeLocation{})});
        return id;
    }
    void queue(TaskSource source, const char* name) {
        page(start, EventType::task_queued,
             {.id = next_id(), .detail = static_cast<std::uint16_t>(source), .name = Name(name, CodeLocation{})});
    }
};

}  // namespace

TEST_CASE("entries of the same name in a row are one chip with their number") {
    Watched story;
    for (const char* name : {"click", "click", "click", "keydown", "click"})
        story.queue(TaskSource::user_interaction, name);
    story.look(start);
    const QueueRow* row = story.row("User interaction");
    REQUIRE(row);
    CHECK(row->waiting == 5);
    REQUIRE(row->chip_count == 3);
    CHECK(row->chips[0].count == 3);
    CHECK(std::string_view(row->chips[1].name) == "keydown");
    CHECK(row->chips[2].count == 1);
    CHECK(row->shown == 5);
}

TEST_CASE("input that a blocked page has not heard of waits in the row of user interaction, behind its tasks") {
    Watched story;
    story.queue(TaskSource::user_interaction, "keydown");
    story.page(start, EventType::task_started, {.id = 900, .name = Name("long", CodeLocation{})});
    for (std::uint64_t i = 1; i <= 3; ++i) {
        story.display(start + i * 1ms, EventType::input,
                      {.id = 1000 + i, .arg2 = input_for_page, .name = Name("pointermove", CodeLocation{})});
    }
    story.display(start + 4ms, EventType::input, {.id = 1004, .name = Name("wheel", CodeLocation{})});  // scrolls there
    story.look(start + 10ms);
    const QueueRow* row = story.row("User interaction");
    REQUIRE(row);
    CHECK(row->waiting == 4);
    REQUIRE(row->chip_count == 2);
    CHECK(std::string_view(row->chips[1].name) == "pointermove");
    CHECK(row->chips[1].count == 3);
    story.page(start + 20ms, EventType::task_ended, {.id = 900});
    story.page(start + 20ms, EventType::task_started, {.id = 901, .name = Name("next", CodeLocation{})});
    story.look(start + 21ms);
    CHECK(story.row("User interaction")->waiting == 1);
}

TEST_CASE("a queue with more names than there are chips says how many it does not show") {
    Watched story;
    for (const char* name : {"a", "b", "c", "d", "e", "f"}) story.queue(TaskSource::timer, name);
    story.look(start);
    CHECK(story.row("Timer")->chip_count == QueueRow::most_chips);
    CHECK(story.row("Timer")->waiting - story.row("Timer")->shown == 2);
}

TEST_CASE("a queue of a hundred thousand is counted, but not walked through") {
    Watched story;
    for (int i = 0; i < 10'000; ++i) story.queue(TaskSource::timer, "step");
    story.look(start);
    CHECK(story.row("Timer")->waiting == 10'000);
    CHECK(story.row("Timer")->shown == 64);
}

TEST_CASE("the queue of a rare source appears when it is first used, and stays when it is empty") {
    Watched story;
    story.look(start);
    CHECK(story.row("Background") == nullptr);
    CHECK(story.row("Timer") != nullptr);
    const auto before = story.queues.rows().size();
    story.queue(TaskSource::background, "index");
    story.look(start);
    REQUIRE(story.row("Background") != nullptr);
    CHECK(story.row("Background")->waiting == 1);
    story.page(start + 1ms, EventType::task_started,
               {.id = 1, .detail = static_cast<std::uint16_t>(TaskSource::background)});
    story.page(start + 2ms, EventType::task_ended, {.id = 1});
    story.look(start + 5s);
    REQUIRE(story.row("Background") != nullptr);
    CHECK(story.row("Background")->waiting == 0);
    CHECK(story.queues.rows().size() == before + 1);
}

TEST_CASE("while a chain of microtasks runs, the row of their queue names the one that runs") {
    Watched story;
    story.page(start, EventType::task_started, {.id = 1, .name = Name("click", CodeLocation{})});
    story.look(start + 1ms);
    CHECK(story.row("Microtasks")->running == nullptr);
    story.page(start + 1ms, EventType::task_ended, {.id = 1});
    story.page(start + 1ms, EventType::checkpoint_started);
    story.page(start + 2ms, EventType::microtask_batch, {.arg = 64, .arg2 = 64, .name = Name("again", CodeLocation{})});
    story.look(start + 3ms);
    REQUIRE(story.row("Microtasks")->running);
    CHECK(std::string_view(story.row("Microtasks")->running) == "again");
    story.page(start + 4ms, EventType::checkpoint_ended);
    story.page(start + 4ms, EventType::waiting_started);
    story.look(start + 5ms);
    CHECK(story.row("Microtasks")->running == nullptr);
}

TEST_CASE("slots of timers are shown as far as they were ever used") {
    Watched story;
    CHECK(story.look(start).timers_used() == 0);
    const std::uint64_t id = story.arm(start, "poll", 10ms);
    CHECK(story.look(start).timers_used() == 1);
    story.page(start + 10ms, EventType::timer_fired, {.id = id});
    CHECK(story.look(start + 11ms).timers_used() == 1);
    for (int i = 0; i < 3; ++i) story.arm(start, "others", 100ms);
    CHECK(story.look(start + 12ms).timers_used() >= 3);
}

TEST_CASE("a row says how many ran in the last second") {
    Watched story;
    for (int i = 0; i < 5; ++i) story.task(start + i * 100ms, start + i * 100ms + 1ms, TaskSource::timer, "step");
    story.look(start + 450ms);
    CHECK(story.row("Timer")->per_second == 5);
    story.look(start + 1270ms);
    CHECK(story.row("Timer")->per_second == 2);
    story.look(start + 1500ms);
    CHECK(story.row("Timer")->per_second == 0);
}

TEST_CASE("a timer counts down in a slot of its own, and comes back to it when armed anew") {
    Watched story;
    const std::uint64_t first = story.arm(start, "poll", 100ms);
    story.arm(start, "save", 400ms);
    const QueueView& queues = story.look(start + 25ms);
    CHECK(queues.timer_count() == 2);
    CHECK(std::string_view(queues.timers()[0].name) == "poll");
    CHECK(queues.timers()[0].left == 75ms);
    CHECK(queues.timers()[0].progress() == doctest::Approx(0.25));
    CHECK(std::string_view(queues.timers()[1].name) == "save");

    story.page(start + 100ms, EventType::timer_fired, {.id = first});
    story.look(start + 101ms);
    CHECK_FALSE(queues.timers()[0].busy());
    CHECK(queues.timers()[1].busy());

    story.arm(start + 110ms, "another", 50ms);  // goes where nothing was yet
    story.arm(start + 110ms, "poll", 100ms);
    story.look(start + 111ms);
    CHECK(std::string_view(queues.timers()[0].name) == "poll");
    CHECK(std::string_view(queues.timers()[1].name) == "save");
    CHECK(std::string_view(queues.timers()[2].name) == "another");
}

TEST_CASE("more timers than slots leave those that have one where they are") {
    Watched story;
    std::uint64_t first = 0;
    for (const char* name : {"a", "b", "c", "d", "e", "f"}) {
        const std::uint64_t id = story.arm(start, name, 1s);
        if (!first) first = id;
    }
    const QueueView& queues = story.look(start + 1ms);
    CHECK(queues.timer_count() == 6);
    CHECK(std::string_view(queues.timers()[3].name) == "d");
    story.page(start + 2ms, EventType::timer_cancelled, {.id = first});
    story.look(start + 3ms);
    CHECK(std::string_view(queues.timers()[0].name) == "e");
    CHECK(std::string_view(queues.timers()[3].name) == "d");
}
