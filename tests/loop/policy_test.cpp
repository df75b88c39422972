// SPDX-License-Identifier: MIT
// The choice among queues, as a table: what waits, and who is next under each policy.
#include "loop/policy.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

using namespace janklab;

namespace {

constexpr TimePoint now{10s};

struct Waiting {
    TaskSource source;
    std::uint64_t arrival;
    std::optional<Duration> passed_over_for = std::nullopt;
};

struct Row {
    const char* sentence;
    std::vector<Waiting> tasks;
    std::optional<Duration> rendering_for = std::nullopt;  // how long the opportunity has waited
    bool rendered_last = false;
    bool idle = false;
    const char* fifo;
    const char* browser;
    const char* strict;
};

Candidates candidates_of(const Row& row) {
    Candidates candidates;
    candidates.now = now;
    for (const Waiting& task : row.tasks) {
        const int i = static_cast<int>(task.source);
        candidates.sources |= 1u << i;
        candidates.arrival[i] = task.arrival;
        if (task.passed_over_for) candidates.passed_over_since[i] = now - *task.passed_over_for;
    }
    candidates.rendering = row.rendering_for.has_value();
    candidates.rendering_since = now - row.rendering_for.value_or(0ms);
    candidates.rendered_last = row.rendered_last;
    candidates.idle = row.idle;
    return candidates;
}

std::string name_of(const Choice& choice) {
    switch (choice.kind) {
        case Choice::Kind::task:
            return to_string(choice.source);
        case Choice::Kind::rendering:
            return "rendering";
        case Choice::Kind::idle:
            return "idle";
        case Choice::Kind::nothing:
            return "nothing";
    }
    return "";
}

using enum TaskSource;
const std::string input = to_string(user_interaction), blocking = to_string(user_blocking),
                  visible = to_string(user_visible), low = to_string(background), by_timer = to_string(timer),
                  message = to_string(posted_message);

}  // namespace

TEST_CASE("each policy chooses by its rule") {
    const Row rows[] = {
        {.sentence = "nothing waits", .tasks = {}, .fifo = "nothing", .browser = "nothing", .strict = "nothing"},
        {.sentence = "idle callbacks alone",
         .tasks = {},
         .idle = true,
         .fifo = "idle",
         .browser = "idle",
         .strict = "idle"},
        {.sentence = "idle callbacks come after the lowest task",
         .tasks = {{background, 1}},
         .idle = true,
         .fifo = low.c_str(),
         .browser = low.c_str(),
         .strict = low.c_str()},
        {.sentence = "idle callbacks come after rendering",
         .tasks = {},
         .rendering_for = 0ms,
         .idle = true,
         .fifo = "rendering",
         .browser = "rendering",
         .strict = "rendering"},
        {.sentence = "rendering twice in a row, while no task waits",
         .tasks = {},
         .rendering_for = 0ms,
         .rendered_last = true,
         .fifo = "rendering",
         .browser = "rendering",
         .strict = "rendering"},
        {.sentence = "by arrival or by priority",
         .tasks = {{background, 1}, {timer, 2}, {user_blocking, 3}, {user_interaction, 4}},
         .fifo = low.c_str(),
         .browser = input.c_str(),
         .strict = input.c_str()},
        {.sentence = "sources of equal priority by arrival",
         .tasks = {{background, 1}, {timer, 5}, {posted_message, 3}, {user_visible, 4}},
         .fifo = low.c_str(),
         .browser = message.c_str(),
         .strict = message.c_str()},
        {.sentence = "user-blocking before the rest",
         .tasks = {{timer, 1}, {user_visible, 2}, {user_blocking, 3}},
         .fifo = by_timer.c_str(),
         .browser = blocking.c_str(),
         .strict = blocking.c_str()},
        {.sentence = "a fresh rendering opportunity and input",
         .tasks = {{user_interaction, 1}},
         .rendering_for = 0ms,
         .fifo = "rendering",
         .browser = input.c_str(),
         .strict = input.c_str()},
        {.sentence = "a fresh rendering opportunity and a user-blocking task",
         .tasks = {{user_blocking, 1}},
         .rendering_for = 0ms,
         .fifo = "rendering",
         .browser = "rendering",
         .strict = blocking.c_str()},
        {.sentence = "a fresh rendering opportunity and a timer",
         .tasks = {{timer, 1}},
         .rendering_for = 0ms,
         .fifo = "rendering",
         .browser = "rendering",
         .strict = "rendering"},
        {.sentence = "rendering that has starved for almost 100 ms still lets input go first",
         .tasks = {{user_interaction, 1}},
         .rendering_for = 100ms - 1ns,
         .fifo = "rendering",
         .browser = input.c_str(),
         .strict = input.c_str()},
        {.sentence = "rendering that has starved for 100 ms goes before input",
         .tasks = {{user_interaction, 1}},
         .rendering_for = 100ms,
         .fifo = "rendering",
         .browser = "rendering",
         .strict = input.c_str()},
        {.sentence = "two renderings never follow each other while a task waits",
         .tasks = {{background, 1}},
         .rendering_for = 150ms,
         .rendered_last = true,
         .fifo = low.c_str(),
         .browser = low.c_str(),
         .strict = "rendering"},
        {.sentence = "a source passed over for less than 20 ms waits on",
         .tasks = {{timer, 1, 20ms - 1ns}, {user_blocking, 2}},
         .fifo = by_timer.c_str(),
         .browser = blocking.c_str(),
         .strict = blocking.c_str()},
        {.sentence = "a source passed over for 20 ms goes before user-blocking",
         .tasks = {{timer, 1, 20ms}, {user_blocking, 2}},
         .fifo = by_timer.c_str(),
         .browser = by_timer.c_str(),
         .strict = blocking.c_str()},
        {.sentence = "of those passed over, the one that has waited longest",
         .tasks = {{timer, 2, 21ms}, {posted_message, 4, 22ms}, {user_blocking, 3}, {networking, 1, 20ms}},
         .fifo = to_string(networking),
         .browser = message.c_str(),
         .strict = blocking.c_str()},
        {.sentence = "a source that was passed over goes after input and rendering",
         .tasks = {{timer, 2, 300ms}, {user_interaction, 1}},
         .fifo = input.c_str(),
         .browser = input.c_str(),
         .strict = input.c_str()},
        {.sentence = "background tasks are passed over for half a second",
         .tasks = {{background, 1, 500ms - 1ns}, {timer, 2}},
         .fifo = low.c_str(),
         .browser = by_timer.c_str(),
         .strict = by_timer.c_str()},
        {.sentence = "and no longer",
         .tasks = {{background, 1, 500ms}, {timer, 2}},
         .fifo = low.c_str(),
         .browser = low.c_str(),
         .strict = by_timer.c_str()},
    };
    for (const Row& row : rows) {
        CAPTURE(row.sentence);
        const Candidates candidates = candidates_of(row);
        CHECK(name_of(choose(Policy::fifo, candidates)) == row.fifo);
        CHECK(name_of(choose(Policy::browser, candidates)) == row.browser);
        CHECK(name_of(choose(Policy::strict, candidates)) == row.strict);
    }
}

TEST_CASE("where only one source has tasks and nothing is rendered, every policy chooses it") {
    for (const Policy policy : {Policy::fifo, Policy::browser, Policy::strict}) {
        for (int i = 0; i < task_source_count; ++i) {
            for (const bool rendered_last : {false, true}) {
                Candidates candidates;
                candidates.sources = 1u << i;
                candidates.rendered_last = rendered_last;
                candidates.idle = true;
                CHECK(choose(policy, candidates) == Choice{Choice::Kind::task, static_cast<TaskSource>(i)});
            }
        }
    }
}

TEST_CASE("policies are known by their names") {
    for (const Policy policy : {Policy::fifo, Policy::browser, Policy::strict}) {
        CHECK(policy_from(to_string(policy)) == policy);
    }
    CHECK(!policy_from("fair"));
    CHECK(!policy_from(""));
}
