// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <set>
#include <string>

#include "trace/frame_timeline.h"
#include "trace/loop_state.h"
#include "trace/page_stack.h"
#include "trace/work_piece.h"

using namespace janklab;

namespace {

/// Every enumerator up to `last` has a name of its own.
template <class Enum>
void check_names(Enum last) {
    std::set<std::string> names;
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        const std::string name = to_string(static_cast<Enum>(i));
        CHECK(name != "unknown");
        CHECK_FALSE(name.empty());
        CHECK_MESSAGE(names.insert(name).second, name);
    }
}

}  // namespace

TEST_CASE("every value of every enumeration of the trace has a name of its own") {
    check_names(EventType::visibility_changed);
    check_names(TaskSource::idle_timeout);
    check_names(CallbackKind::finalisation);
    check_names(PresentedSource::wayland_presentation);
    check_names(Activity::paused);
    check_names(CauseKind::driver);
    check_names(PageDoing::gc);
    check_names(FrameOutcome::idle);
}

TEST_CASE("a value without a name is called unknown") {
    CHECK(std::string(to_string(static_cast<EventType>(250))) == "unknown");
    CHECK(std::string(to_string(static_cast<TaskSource>(77))) == "unknown");
    CHECK(std::string(to_string(static_cast<CallbackKind>(77))) == "unknown");
}

TEST_CASE("an event that names nothing has an empty name and place, never a null pointer") {
    const Name name = name_of(TraceEvent{});
    CHECK(std::string(name.text).empty());
    CHECK(std::string(name.where.file()).empty());
}
