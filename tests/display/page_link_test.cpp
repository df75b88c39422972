// SPDX-License-Identifier: MIT
#include "display/page_link.h"

#include <doctest/doctest.h>

#include <atomic>
#include <optional>
#include <string>
#include <thread>
#include <vector>

using namespace janklab;

namespace {

InputEvent key(std::uint64_t id) { return {.id = id, .kind = InputKind::key_down}; }
BeginFrame frame(std::uint64_t id) {
    return {.id = {id}, .time = TimePoint{id * 10ms}, .interval = 10ms, .deadline = {}};
}

void commit(PageLink& link, std::uint64_t id, Rect damage = {}) {
    CompositorFrame& to_fill = link.frame_to_fill();
    to_fill.id = {id};
    to_fill.damage = damage;
    to_fill.list.clear();
    to_fill.list.items.emplace_back(BoxItem{.rect = {static_cast<float>(id), 0, 1, 1}});
    link.commit();
}

}  // namespace

TEST_CASE("mail arrives in the order in which it was sent") {
    PageLink link;
    PageMail mail;
    CHECK_FALSE(link.take_mail(mail));
    link.send(key(1));
    link.send(ControlChange{.index = 2, .value = 0.5});
    CHECK(link.mail_waiting());
    REQUIRE(link.take_mail(mail));
    CHECK(std::get<InputEvent>(mail).id == 1);
    link.send(key(3));
    REQUIRE(link.take_mail(mail));
    CHECK(std::get<ControlChange>(mail).value == 0.5);
    REQUIRE(link.take_mail(mail));
    CHECK(std::get<InputEvent>(mail).id == 3);
    CHECK_FALSE(link.mail_waiting());
    CHECK_FALSE(link.take_mail(mail));
}

TEST_CASE("the page sees only the newest BeginFrame that it has not used") {
    PageLink link;
    CHECK_FALSE(link.take_begin_frame());
    link.send(frame(1));
    link.send(frame(2));
    REQUIRE(link.begin_frame_waiting());
    CHECK(link.take_begin_frame()->id == FrameId{2});
    CHECK_FALSE(link.take_begin_frame());
}

TEST_CASE("a wish for a frame lasts until the page takes one, and wakes the display once") {
    PageLink link;
    int woken = 0;
    link.set_wake_display([&woken] { ++woken; });
    CHECK_FALSE(link.frame_wanted());
    link.want_frame();
    link.want_frame();
    CHECK(woken == 1);
    CHECK(link.frame_wanted());
    link.send(frame(1));
    CHECK(link.frame_wanted());
    link.take_begin_frame();
    CHECK_FALSE(link.frame_wanted());
    link.want_frame();
    CHECK(woken == 2);
}

TEST_CASE("everything that is sent wakes the page") {
    PageLink link;
    int woken = 0;
    link.set_wake_page([&woken] { ++woken; });
    link.send(key(1));
    link.send(frame(1));
    link.send(ControlChange{});
    CHECK(woken == 3);
}

TEST_CASE("a commit becomes the current frame when the display takes it, and stays until the next") {
    PageLink link;
    CHECK(link.current() == nullptr);
    CHECK_FALSE(link.take_commit());
    commit(link, 1);
    CHECK(link.commit_waiting());
    CHECK(link.answered() == FrameId{1});
    CHECK(link.current() == nullptr);
    REQUIRE(link.take_commit());
    CHECK(link.current()->id == FrameId{1});
    CHECK_FALSE(link.take_commit());
    commit(link, 2);
    commit(link, 3);
    CHECK(link.current()->id == FrameId{1});
    REQUIRE(link.take_commit());
    CHECK(link.current()->id == FrameId{3});
}

TEST_CASE("a commit that replaces one that was never shown takes over its damage") {
    PageLink link;
    commit(link, 1, {0, 0, 10, 10});
    commit(link, 2, {20, 0, 10, 10});
    REQUIRE(link.take_commit());
    CHECK(link.current()->damage == Rect{0, 0, 30, 10});
    commit(link, 3, {5, 5, 1, 1});
    REQUIRE(link.take_commit());
    CHECK(link.current()->damage == Rect{5, 5, 1, 1});
}

TEST_CASE("an answer without a commit counts as an answer, and an older one changes nothing") {
    PageLink link;
    int woken = 0;
    link.set_wake_display([&woken] { ++woken; });
    link.answer_without_commit({5});
    CHECK(link.answered() == FrameId{5});
    CHECK_FALSE(link.commit_waiting());
    CHECK(woken == 1);
    link.answer_without_commit({4});
    CHECK(link.answered() == FrameId{5});
}

TEST_CASE("slots keep their capacity, so that a steady commit allocates nothing") {
    PageLink link;
    std::vector<const void*> seen;
    for (std::uint64_t i = 1; i <= 6; ++i) {
        commit(link, i);
        REQUIRE(link.take_commit());
        seen.push_back(link.current()->list.items.data());
    }
    for (std::size_t i = 3; i < seen.size(); ++i) CHECK(seen[i] == seen[i - 3]);
}

TEST_CASE("two threads lose no mail, and never see half a frame") {
    constexpr std::uint64_t rounds = 20'000;
    PageLink link;
    std::uint64_t last_key = 0, last_begin = 0;
    bool mail_in_order = true, frames_in_order = true, frames_whole = true;
    std::thread page([&] {
        PageMail mail;
        std::uint64_t commits = 0;
        while (last_key < rounds) {
            while (link.take_mail(mail)) {
                const std::uint64_t id = std::get<InputEvent>(mail).id;
                mail_in_order = mail_in_order && id == last_key + 1;
                last_key = id;
            }
            if (const auto begun = link.take_begin_frame()) {
                frames_in_order = frames_in_order && begun->id.value > last_begin;
                last_begin = begun->id.value;
            }
            link.want_frame();
            commit(link, ++commits);
            if (commits % 64 == 0) std::this_thread::yield();
        }
    });
    std::uint64_t shown = 0;
    bool commits_in_order = true;
    for (std::uint64_t i = 1; i <= rounds; ++i) {
        link.send(key(i));
        if (link.frame_wanted()) link.send(frame(i));
        if (link.take_commit()) {
            const CompositorFrame& current = *link.current();
            commits_in_order = commits_in_order && current.id.value > shown;
            shown = current.id.value;
            frames_whole = frames_whole && current.list.items.size() == 1 &&
                           std::get<BoxItem>(current.list.items[0]).rect.x == static_cast<float>(shown);
        }
    }
    page.join();
    CHECK(last_key == rounds);
    CHECK(mail_in_order);
    CHECK(frames_in_order);
    CHECK(frames_whole);
    CHECK(commits_in_order);
}

TEST_CASE("what the page puts into the clipboard last gets there, whenever the display looks, and nothing else does") {
    constexpr int rounds = 50, texts_a_round = 400;
    PageLink link;
    std::atomic<int> put{0}, seen{0};  // rounds
    std::thread page([&] {
        for (int round = 1; round <= rounds; ++round) {
            for (int i = 1; i <= texts_a_round; ++i) link.put_clipboard(std::to_string(i));
            put.store(round, std::memory_order_release);
            while (seen.load(std::memory_order_acquire) < round) std::this_thread::yield();
        }
    });
    int lost = 0, not_put = 0;
    for (int round = 1; round <= rounds; ++round) {
        int latest = 0;
        const auto look = [&] {
            const std::optional<std::string> text = link.take_clipboard();
            if (!text) return std::this_thread::yield();
            const int number = text->empty() ? 0 : std::stoi(*text);
            not_put += number <= latest;  // each is taken once, in the order in which they were put
            latest = number;
        };
        while (put.load(std::memory_order_acquire) < round) look();
        look();
        lost += latest != texts_a_round;
        seen.store(round, std::memory_order_release);
    }
    page.join();
    CHECK(lost == 0);
    CHECK(not_put == 0);
}
