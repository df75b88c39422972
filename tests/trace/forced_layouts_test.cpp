// SPDX-License-Identifier: MIT
#include "trace/forced_layouts.h"

#include <doctest/doctest.h>

#include <string>

#include "trace/script.h"

using namespace janklab;

TEST_CASE("forced layouts are summed up by the line that read geometry, the longest sum first") {
    ForcedLayouts layouts;
    Script script({&layouts});
    script.stop_display().start_task(named("measure"));
    for (int i = 0; i < 3; ++i) script.forced_layout(named("read_width", "demo.cpp", 12), 2ms);
    script.forced_layout(named("read_height", "demo.cpp", 13), 5ms).end_task();
    const std::vector<ForcedLayoutSite> worst = layouts.worst(10);
    REQUIRE(worst.size() == 2);
    CHECK(std::string(worst[0].reader.text) == "read_width");
    CHECK(worst[0].reader.where.line() == 12);
    CHECK(worst[0].count == 3);
    CHECK(worst[0].total == 6ms);
    CHECK(worst[0].longest == 2ms);
    CHECK(worst[0].boxes == 300);
    CHECK(worst[0].latest == time_zero + 4ms);
    CHECK(worst[1].total == 5ms);
    CHECK(layouts.worst(1).size() == 1);
    CHECK(layouts.count() == 4);
    CHECK(layouts.total() == 11ms);
}

TEST_CASE("the style of a forced layout counts to it, and layouts of the frame do not") {
    ForcedLayouts layouts;
    Script script({&layouts});
    script.stop_display().start_task(named("measure"));
    script.page(EventType::style_started, {.detail = 1, .name = named("read")}).advance(3ms);
    script.page(EventType::style_ended).forced_layout(named("read"), 1ms).end_task().render();
    REQUIRE(layouts.sites().size() == 1);
    CHECK(layouts.sites()[0].total == 4ms);
    CHECK(layouts.sites()[0].latest == time_zero);
}

TEST_CASE("when there are more lines than are kept, the one that took least makes room and the count goes on") {
    ForcedLayouts layouts;
    Script script({&layouts});
    script.stop_display().start_task(named("measure"));
    for (std::uint32_t line = 1; line <= ForcedLayouts::most_sites + 5; ++line)
        script.forced_layout(named("read", "demo.cpp", line), line == 7 ? 1us : 1ms);
    CHECK(layouts.sites().size() == ForcedLayouts::most_sites);
    CHECK(layouts.count() == ForcedLayouts::most_sites + 5);
    for (const ForcedLayoutSite& site : layouts.sites()) CHECK(site.reader.where.line() != 7);
}

TEST_CASE("a forced layout of which events were lost is not counted") {
    ForcedLayouts layouts;
    Script script({&layouts});
    script.stop_display().start_task(named("measure"));
    script.page(EventType::layout_started, {.detail = 1, .name = named("read")}).lose(Track::page, 3);
    script.page(EventType::layout_ended, {.arg = 100});
    CHECK(layouts.count() == 0);
}
