// SPDX-License-Identifier: MIT
// Dispatch: order, stopping, listeners that come and go meanwhile.
#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "dom/document.h"

namespace janklab {
namespace {

/// body > outer > inner, with a log.
struct Tree {
    Tree() {
        outer = document.create_element();
        inner = document.create_element();
        document.body().append_child(outer);
        outer->append_child(inner);
    }
    void note(EventTarget& target, const std::string& word, ListenerOptions options = {}) {
        target.add_event_listener(
            "click", "note", [this, word](Event&) { log.push_back(word); }, options);
    }

    Document document;
    Ref<Element> outer, inner;
    std::vector<std::string> log;
};
using Log = std::vector<std::string>;

/// The lists of changes hold what was in the tree until the next frame.
int nodes_after_a_frame(Document& document) {
    std::vector<Ref<Node>> nodes;
    document.take_style_changes(nodes);
    document.take_layout_changes(nodes);
    nodes.clear();
    return document.node_count();
}

}  // namespace

TEST_CASE("an event goes down to its target and up again, capturing listeners first") {
    Tree tree;
    for (const bool capture : {false, true}) {
        const std::string way = capture ? " down" : " up";
        tree.note(*tree.inner, "inner" + way, {.capture = capture});
        tree.note(*tree.outer, "outer" + way, {.capture = capture});
        tree.note(tree.document.body(), "body" + way, {.capture = capture});
        tree.note(tree.document, "document" + way, {.capture = capture});
        tree.note(tree.document.window(), "window" + way, {.capture = capture});
    }
    tree.inner->click();
    CHECK(tree.log == Log{"window down", "document down", "body down", "outer down", "inner down", "inner up",
                          "outer up", "body up", "document up", "window up"});
}

TEST_CASE("target, current target and phase tell where the event is") {
    Tree tree;
    std::vector<EventPhase> phases;
    const auto look = [&](Event& event) {
        CHECK(event.target() == tree.inner.get());
        phases.push_back(event.phase());
    };
    tree.outer->on("click", "look", look, {.capture = true});
    tree.inner->on("click", "look", look);
    tree.outer->on("click", "look", [&](Event& event) {
        look(event);
        CHECK(event.current_target() == tree.outer.get());
    });
    Event event("click");
    tree.inner->dispatch_event(event);
    CHECK(phases == std::vector{EventPhase::capturing, EventPhase::at_target, EventPhase::bubbling});
    CHECK(event.phase() == EventPhase::none);
    CHECK(event.current_target() == nullptr);
}

TEST_CASE("an event that does not bubble is heard on the way down, and at its target alone on the way up") {
    Tree tree;
    int down = 0, up = 0, at_target = 0;
    tree.outer->on("pointerenter", "down", [&] { ++down; }, {.capture = true});
    tree.outer->on("pointerenter", "up", [&] { ++up; });
    tree.inner->on("pointerenter", "target", [&] { ++at_target; });
    Event event("pointerenter");
    tree.inner->dispatch_event(event);
    CHECK(down == 1);
    CHECK(at_target == 1);
    CHECK(up == 0);
}

TEST_CASE("stop_propagation lets the other listeners of the same target run, stop_immediate_propagation does not") {
    Tree tree;
    tree.inner->on("click", "stop", [](Event& event) { event.stop_propagation(); });
    tree.note(*tree.inner, "same target");
    tree.note(*tree.outer, "outer");
    tree.inner->click();
    CHECK(tree.log == Log{"same target"});

    Tree other;
    other.inner->on("click", "stop", [](Event& event) { event.stop_immediate_propagation(); });
    other.note(*other.inner, "same target");
    other.inner->click();
    CHECK(other.log.empty());
}

TEST_CASE("an event can be sent again after it was stopped") {
    Tree tree;
    Event event("click");
    tree.inner->on("click", "stop", [](Event& one) { one.stop_immediate_propagation(); }, {.once = true});
    tree.note(*tree.inner, "heard");
    tree.inner->dispatch_event(event);
    tree.inner->dispatch_event(event);
    CHECK(tree.log == Log{"heard"});
}

TEST_CASE("prevent_default counts only for cancelable events and not in passive listeners") {
    Tree tree;
    tree.inner->on("wheel", "prevent", [](Event& event) { event.prevent_default(); }, {.passive = true});
    Event passive("wheel");
    CHECK(tree.inner->dispatch_event(passive));
    CHECK_FALSE(passive.default_prevented());

    tree.inner->on("wheel", "prevent", [](Event& event) { event.prevent_default(); });
    Event active("wheel");
    CHECK_FALSE(tree.inner->dispatch_event(active));
    CHECK(active.default_prevented());

    tree.inner->on("scroll", "prevent", [](Event& event) { event.prevent_default(); });
    Event scroll("scroll");
    CHECK(tree.inner->dispatch_event(scroll));
}

TEST_CASE("a listener removed during the dispatch is not called any more") {
    Tree tree;
    ListenerHandle second;
    tree.inner->on("click", "remove", [&] { second.remove(); });
    second = tree.inner->on("click", "second", [&] { tree.log.push_back("second"); });
    tree.note(*tree.inner, "third");
    tree.inner->click();
    CHECK(tree.log == Log{"third"});
    tree.inner->click();
    CHECK(tree.log == Log{"third", "third"});
}

TEST_CASE("a listener may remove itself while it runs") {
    Tree tree;
    ListenerHandle own;
    std::string word = "still alive";
    own = tree.inner->on("click", "once", [&, word] {
        tree.inner->remove_event_listener(own);
        tree.log.push_back(word);
    });
    tree.inner->click();
    tree.inner->click();
    CHECK(tree.log == Log{"still alive"});
}

TEST_CASE("a listener added during the dispatch runs in the next one, unless it is on a later target of the path") {
    Tree tree;
    tree.inner->on("click", "add",
                   [&] {
                       tree.note(*tree.inner, "added here");
                       tree.note(*tree.outer, "added above");
                   },
                   {.once = true});
    tree.inner->click();
    CHECK(tree.log == Log{"added above"});
    tree.inner->click();
    CHECK(tree.log == Log{"added above", "added here", "added above"});
}

TEST_CASE("a once listener is gone before it is called, also when it sends the event again") {
    Tree tree;
    int calls = 0;
    tree.inner->on("click", "once",
                   [&] {
                       ++calls;
                       tree.inner->click();
                   },
                   {.once = true});
    tree.inner->click();
    CHECK(calls == 1);
    CHECK_FALSE(tree.inner->has_listener("click"));
}

TEST_CASE("the path is that of the beginning, whatever happens to the tree meanwhile") {
    Tree tree;
    tree.inner->on("click", "remove", [&] { tree.outer->remove(); });
    tree.note(*tree.outer, "outer");
    tree.note(tree.document, "document");
    tree.inner->click();
    CHECK(tree.log == Log{"outer", "document"});
    tree.inner->click();  // out of the document now
    CHECK(tree.log == Log{"outer", "document", "outer"});
}

TEST_CASE("elements live while an event is on its way to them, even if nobody else holds them") {
    Tree tree;
    tree.inner->on("click", "remove all", [&] {
        tree.document.body().remove_children();
        tree.outer = nullptr;
        tree.inner = nullptr;
    });
    tree.note(*tree.outer, "outer");
    tree.inner->click();
    CHECK(tree.log == Log{"outer"});
    CHECK(nodes_after_a_frame(tree.document) == 1);
}

TEST_CASE("a handle outlives its target") {
    Tree tree;
    ListenerHandle handle = tree.inner->on("click", "nothing", [] {});
    tree.outer->remove();
    tree.inner = nullptr;
    tree.outer = nullptr;
    handle.remove();
    handle.remove();
    CHECK(nodes_after_a_frame(tree.document) == 1);
}

TEST_CASE("removing a listener lets go of what it holds") {
    Tree tree;
    const auto held = std::make_shared<int>(1);
    ListenerHandle handle = tree.inner->on("click", "hold", [held] { (void)*held; });
    CHECK(held.use_count() == 2);
    handle.remove();
    CHECK(held.use_count() == 1);
}

TEST_CASE("the platform's dispatch passes each listener through the page's hook, so that a checkpoint can follow") {
    Tree tree;
    tree.document.hooks.call_listener = [&](const Name& name, DispatchedBy by, Callback& listener) {
        listener();
        tree.log.push_back(std::string(name.text) + (by == DispatchedBy::platform ? ": checkpoint" : ": none"));
    };
    tree.note(*tree.inner, "first");
    tree.note(*tree.outer, "second");
    Event event("click");
    tree.inner->dispatch_from_platform(event);
    CHECK(event.is_trusted());
    CHECK(tree.log == Log{"first", "note: checkpoint", "second", "note: checkpoint"});
    tree.log.clear();
    tree.inner->click();
    CHECK(tree.log == Log{"first", "note: none", "second", "note: none"});
}

TEST_CASE("a free-standing target has events of its own") {
    EventTarget target;
    std::any detail;
    target.on("ready", "look", [&](Event& event) { detail = event.detail; });
    Event event("ready");
    event.detail = 7;
    CHECK(target.dispatch_event(event));
    CHECK(std::any_cast<int>(detail) == 7);
}

}  // namespace janklab
