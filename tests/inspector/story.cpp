// SPDX-License-Identifier: MIT
#include "inspector/story.h"

#include <algorithm>
#include <utility>

namespace janklab {
namespace {

const Name spin = Story::name("turn the spinner", "demos/02_long_task.cpp", 28);
const Name poll = Story::name("poll the server", "demos/02_long_task.cpp", 33);
const Name block = Story::name("sort 400,000 rows", "demos/02_long_task.cpp", 41);
const Name click = Story::name("click", "demos/02_long_task.cpp", 52);
const Name save = Story::name("save the draft", "demos/02_long_task.cpp", 60);

}  // namespace

Story::Story() : trace(clock) {
    trace.add(folds);
    trace.add(live);
}

void Story::collect() {
    std::ranges::stable_sort(told_, {}, [](const Told& told) { return std::pair(told.time, told.track); });
    for (const Told& told : told_) trace.writer(told.track).write_at(told.time, told.type, told.fields);
    told_.clear();
    trace.collect();
}

void Story::good_frame(std::uint64_t n, Duration scripting, Duration rendering, Duration painting) {
    const TimePoint begin = vsync(n), received = begin + 100us;
    const std::uint64_t callback = requested_ ? requested_ : next_id();
    display(begin, EventType::begin_frame,
            {.id = n,
             .arg = static_cast<std::uint64_t>((begin + 14ms).time_since_epoch().count()),
             .arg2 = interval.count()});
    page(received, EventType::waiting_ended);
    page(received, EventType::begin_frame_received, {.id = n});
    page(received, EventType::rendering_started, {.id = n});
    page(received, EventType::callback_started,
         {.id = callback, .detail = static_cast<std::uint16_t>(CallbackKind::animation_frame), .name = spin});
    TimePoint at = received + scripting;
    page(at, EventType::callback_ended, {.id = callback});
    page(at, EventType::style_started);
    at += rendering / 2;
    page(at, EventType::style_ended, {.arg = 12});
    page(at, EventType::layout_started);
    at += rendering / 2;
    page(at, EventType::layout_ended, {.arg = 12});
    page(at, EventType::paint_started);
    at += painting;
    page(at, EventType::paint_ended, {.arg = 40});
    page(at, EventType::commit, {.id = n});
    page(at, EventType::rendering_ended, {.id = n});
    page(at, EventType::animation_frame_requested, {.id = requested_ = next_id(), .name = spin});
    page(at, EventType::waiting_started);
    display(at + 200us, EventType::draw_started, {.id = n, .cause = n});
    display(at + 900us, EventType::draw_ended, {.arg = 9});
    display(at + 900us, EventType::swap_started);
    const TimePoint shown = vsync(n + 1);
    display(shown - 1us, EventType::swap_ended);
    display(shown - 1us, EventType::presented,
            {.id = n,
             .cause = n,
             .detail = static_cast<std::uint16_t>(PresentedSource::swap_return),
             .arg = static_cast<std::uint64_t>(shown.time_since_epoch().count()),
             .arg2 = 1});
}

void Story::missed_frame(std::uint64_t n, std::uint64_t shown) {
    const TimePoint begin = vsync(n);
    display(begin, EventType::begin_frame,
            {.id = n,
             .arg = static_cast<std::uint64_t>((begin + 14ms).time_since_epoch().count()),
             .arg2 = interval.count()});
    display(begin + 14ms, EventType::deadline_passed, {.id = n});
    display(begin + 14ms, EventType::draw_started, {.id = shown, .cause = n});
    display(begin + 15ms, EventType::draw_ended, {.arg = 9});
    display(begin + 15ms, EventType::swap_started);
    const TimePoint seen = vsync(n + 1);
    display(seen - 1us, EventType::swap_ended);
    display(seen - 1us, EventType::presented,
            {.id = shown,
             .cause = n,
             .detail = static_cast<std::uint16_t>(PresentedSource::swap_return),
             .arg = static_cast<std::uint64_t>(seen.time_since_epoch().count()),
             .arg2 = 0});
}

void Story::task(TimePoint start, TimePoint end, TaskSource source, const Name& name) {
    const std::uint64_t id = next_id();
    const auto detail = static_cast<std::uint16_t>(source);
    page(start, EventType::task_queued, {.id = id, .detail = detail, .name = name});
    page(start, EventType::waiting_ended);
    page(start, EventType::task_started, {.id = id, .detail = detail, .name = name});
    page(end, EventType::task_ended, {.id = id});
    page(end, EventType::waiting_started);
}

TimePoint tell_a_long_task(Story& story) {
    constexpr std::uint64_t good = 220;
    story.page(time_zero + 1s, EventType::page_opened, {.name = Name("A long task", CodeLocation{})});
    story.page(time_zero + 1s, EventType::waiting_started);
    std::uint64_t shown = 0;
    for (std::uint64_t n = 1; n <= good; ++n) {
        if (n == 120) {  // An earlier long task, of 84 ms, that is over.
            story.page(story.vsync(n), EventType::waiting_ended);
            story.page(story.vsync(n), EventType::task_started, {.id = story.next_id(), .detail = 3, .name = save});
        }
        if (n >= 120 && n < 125) {
            story.missed_frame(n, shown);
            if (n == 124) {
                story.page(story.vsync(n) + 15500us, EventType::task_ended, {.id = 0});
                story.page(story.vsync(n) + 15500us, EventType::waiting_started);
            }
            continue;
        }
        const auto wave = static_cast<std::int64_t>((n * 7919) % 13);
        story.good_frame(n, 1200us + wave * 150us, 1700us + (wave % 5) * 260us, 700us + (wave % 3) * 200us);
        if (n % 12 == 0)
            story.task(story.vsync(n) + 8ms, story.vsync(n) + 11ms + wave * 100us, TaskSource::timer, poll);
        shown = n;
    }
    // Timers that count down, and one task that does not end.
    const auto arm = [&](const Name& name, Duration length, Duration every) {
        const TimePoint now = story.vsync(good) + 12ms;
        const auto ns = [](auto time) { return static_cast<std::uint64_t>(time.count()); };
        story.page(
            now, EventType::timer_armed,
            {.id = story.next_id(), .arg = ns((now + length).time_since_epoch()), .arg2 = ns(every), .name = name});
    };
    arm(poll, 750ms, 750ms);
    arm(save, 2s, 0s);
    arm(Story::name("hide the message", "demos/02_long_task.cpp", 71), 480ms, 0s);
    const TimePoint start = story.vsync(good + 1) + 2ms;
    const std::uint64_t id = story.next_id();
    story.page(start, EventType::task_queued, {.id = id, .detail = 1, .name = block});
    story.page(start, EventType::waiting_ended);
    story.page(start, EventType::task_started, {.id = id, .detail = 1, .name = block});
    for (int i = 0; i < 4; ++i)
        story.page(start + 2ms, EventType::microtask_queued,
                   {.id = story.next_id(), .cause = id, .name = Name("note progress", CodeLocation{})});
    for (int i = 0; i < 7; ++i)
        story.page(start + 3ms, EventType::task_queued,
                   {.id = story.next_id(), .detail = 1, .name = i < 5 ? click : Story::name("keydown", "", 0)});
    story.page(start + 3ms, EventType::task_queued, {.id = story.next_id(), .detail = 3, .name = poll});
    story.page(start + 3ms, EventType::idle_requested,
               {.id = story.next_id(), .name = Name("prefetch", CodeLocation{})});
    const TimePoint now = start + 312ms;
    for (std::uint64_t n = good + 1; story.vsync(n + 1) <= now; ++n) story.missed_frame(n, shown);
    story.collect();
    return now;
}

TimePoint tell_good_frames(Story& story, std::uint64_t count) {
    story.page(time_zero + 1s, EventType::waiting_started);
    for (std::uint64_t n = 1; n <= count; ++n) {
        const auto wave = static_cast<std::int64_t>((n * 7919) % 13);
        story.good_frame(n, 1200us + wave * 150us, 1700us + (wave % 5) * 260us, 700us + (wave % 3) * 200us);
        if (n % 12 == 0)
            story.task(Story::vsync(n) + 8ms, Story::vsync(n) + 11ms + wave * 100us, TaskSource::timer, poll);
    }
    story.collect();
    return Story::vsync(count) + 12ms;
}

TimePoint tell_starvation(Story& story) {
    constexpr std::uint64_t good = 60;
    tell_good_frames(story, good);
    const Name again = Story::name("again and again", "demos/03_starvation.cpp", 37);
    const TimePoint start = Story::vsync(good) + 12ms;
    const std::uint64_t id = story.next_id();
    story.page(start, EventType::waiting_ended);
    story.page(start, EventType::task_started,
               {.id = id, .detail = static_cast<std::uint16_t>(TaskSource::user_interaction), .name = click});
    story.page(start + 100us, EventType::task_ended, {.id = id});
    story.page(start + 100us, EventType::checkpoint_started);
    for (int i = 0; i < 205; ++i) {
        story.page(start + 100us + (i + 1) * 10ms, EventType::microtask_batch,
                   {.arg = 6151, .arg2 = 6151, .name = again});
    }
    story.page(start + 1s, EventType::task_queued, {.id = story.next_id(), .detail = 3, .name = poll});
    for (std::uint64_t n = good + 1; Story::vsync(n + 1) <= start + 2050ms; ++n) story.missed_frame(n, good);
    story.collect();
    return start + 100us + 2050ms;
}

}  // namespace janklab
