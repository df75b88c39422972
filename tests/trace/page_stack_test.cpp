// SPDX-License-Identifier: MIT
#include "trace/page_stack.h"

#include <doctest/doctest.h>

#include <string>

using namespace janklab;

namespace {

TraceEvent event(EventType type, std::uint64_t id = 0, TimePoint time = {}) {
    return {.time = time, .type = type, .track = Track::page, .id = id};
}

}  // namespace

TEST_CASE("what is started is on the stack until it ends, with when and how long") {
    PageStack stack;
    CHECK(stack.take(event(EventType::task_started, 1, time_zero + 1ms)) == PageStack::Change::opened);
    CHECK(stack.take(event(EventType::callback_started, 2, time_zero + 2ms)) == PageStack::Change::opened);
    REQUIRE(stack.open().size() == 2);
    CHECK(stack.open()[0].activity == Activity::task);
    CHECK(stack.top()->activity == Activity::callback);
    CHECK(stack.inside(Activity::task));
    CHECK_FALSE(stack.inside(Activity::layout));
    CHECK(stack.take(event(EventType::callback_ended, 2, time_zero + 5ms)) == PageStack::Change::closed);
    CHECK(stack.changed().end - stack.changed().start == 3ms);
    CHECK(stack.take(event(EventType::task_ended, 1)) == PageStack::Change::closed);
    CHECK(stack.empty());
    CHECK(stack.top() == nullptr);
}

TEST_CASE("events of the display are none of the stack's business") {
    PageStack stack;
    TraceEvent other = event(EventType::task_started, 1);
    other.track = Track::display;
    CHECK(stack.take(other) == PageStack::Change::none);
    CHECK(stack.empty());
}

TEST_CASE("an end without a start changes nothing") {
    PageStack stack;
    CHECK(stack.take(event(EventType::layout_ended)) == PageStack::Change::none);
    stack.take(event(EventType::callback_started, 1));
    CHECK(stack.take(event(EventType::callback_ended, 2)) == PageStack::Change::none);
    CHECK(stack.open().size() == 1);
}

TEST_CASE("an end closes what is still open inside it") {
    PageStack stack;
    stack.take(event(EventType::task_started, 1));
    stack.take(event(EventType::callback_started, 2));
    stack.take(event(EventType::layout_started));
    CHECK(stack.take(event(EventType::task_ended, 1)) == PageStack::Change::closed);
    CHECK(stack.changed().activity == Activity::task);
    CHECK(stack.empty());
}

TEST_CASE("a task, a rendering update, an idle period and waiting begin on an empty stack, whatever was lost") {
    for (const EventType type : {EventType::task_started, EventType::rendering_started, EventType::idle_period_started,
                                 EventType::waiting_started}) {
        PageStack stack;
        stack.take(event(EventType::task_started, 1));
        stack.take(event(EventType::layout_started));
        stack.take(event(type, 9));
        CHECK(stack.open().size() == 1);
    }
    PageStack stack;
    stack.take(event(EventType::task_started, 1));
    stack.take(event(EventType::page_opened));
    CHECK(stack.empty());
}

TEST_CASE("calls nested deeper than the stack is are counted, so that their ends end nothing else") {
    PageStack stack;
    for (std::uint64_t id = 1; id <= 100; ++id) stack.take(event(EventType::callback_started, id));
    CHECK(stack.open().size() == 64);
    for (std::uint64_t id = 100; id > 64; --id)
        CHECK(stack.take(event(EventType::callback_ended, id)) == PageStack::Change::none);
    CHECK(stack.open().size() == 64);
    for (std::uint64_t id = 64; id > 0; --id)
        CHECK(stack.take(event(EventType::callback_ended, id)) == PageStack::Change::closed);
    CHECK(stack.empty());
}
