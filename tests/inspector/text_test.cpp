// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <string>

#include "inspector/short_text.h"

using namespace janklab;

namespace {

std::string written(Duration duration) { return std::string(ShortText().add_duration(duration).view()); }

}  // namespace

TEST_CASE("a duration is written with three figures in the unit that suits") {
    CHECK(written(0ns) == "0 ms");
    CHECK(written(640ns) == "0.6 µs");
    CHECK(written(99'400ns) == "99.4 µs");
    CHECK(written(99'600ns) == "100 µs");
    CHECK(written(850us) == "850 µs");
    CHECK(written(999'600ns) == "1.00 ms");
    CHECK(written(4'200us) == "4.20 ms");
    CHECK(written(9'996us) == "10.0 ms");
    CHECK(written(16'666'667ns) == "16.7 ms");
    CHECK(written(99'960us) == "100 ms");
    CHECK(written(312ms) == "312 ms");
    CHECK(written(999'600us) == "1.00 s");
    CHECK(written(1240ms) == "1.24 s");
    CHECK(written(59'940ms) == "59.9 s");
    CHECK(written(185s) == "3 min 05 s");
    CHECK(written(-312ms) == "-312 ms");
    CHECK(written(Duration::min()).starts_with("-"));
}

TEST_CASE("a count is grouped in threes") {
    CHECK(ShortText().add_count(0) == "0");
    CHECK(ShortText().add_count(999) == "999");
    CHECK(ShortText().add_count(1000) == "1,000");
    CHECK(ShortText().add_count(12345678) == "12,345,678");
    CHECK(ShortText().add_count(UINT64_MAX) == "18,446,744,073,709,551,615");
}

TEST_CASE("a place is file and line, the file alone, or nothing") {
    CHECK(ShortText().add_place("demos/long_task.cpp", 41) == "demos/long_task.cpp:41");
    CHECK(ShortText().add_place("demos/long_task.cpp", 0) == "demos/long_task.cpp");
    CHECK(ShortText().add_place("../../demos/long_task.cpp", 41) == "demos/long_task.cpp:41");
    CHECK(ShortText().add_place("", 41).empty());
    CHECK(ShortText().add_place(nullptr, 41).empty());
}

TEST_CASE("text that does not fit is cut after a whole character and ends with an ellipsis") {
    ShortText text;
    for (int i = 0; i < 200; ++i) text.add("ä");
    CHECK(text.view().size() <= ShortText::capacity);
    CHECK(text.view().ends_with("ä…"));
    const std::string before(text.view());
    text.add("more");
    CHECK(text == before);
    text.clear();
    CHECK(text.add("new") == "new");
}

TEST_CASE("what overflows by little gives way to the ellipsis") {
    ShortText text(std::string(ShortText::capacity - 1, 'x'));
    text.add("yz");
    CHECK(text.view().ends_with("x…"));
    CHECK(text.view().size() == ShortText::capacity);
}
