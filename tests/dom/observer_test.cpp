// SPDX-License-Identifier: MIT
// Mutation observers whole; resize and intersection observers as far as they need no layout.
#include <doctest/doctest.h>

#include "dom/document.h"
#include "dom/intersection_observer.h"
#include "dom/mutation_observer.h"
#include "dom/resize_observer.h"

namespace janklab {
namespace {

Ref<MutationObserver> mutation_observer(Document& document) {
    return MutationObserver::create(document, "observe", [](std::span<const MutationRecord>, MutationObserver&) {});
}

}  // namespace

TEST_CASE("a mutation observer hears of children, texts and attributes that it asked for") {
    Document document;
    const Ref<Element> box = document.create_element();
    document.body().append_child(box);
    const Ref<MutationObserver> observer = mutation_observer(document);
    observer->observe(*box, {.child_list = true, .attributes = true, .old_values = true});

    const Ref<Text> text = document.create_text("a");
    box->append_child(*text);
    text->set_data("b");  // below, and no texts were asked for
    box->set_attribute("title", "one");
    box->set_attribute("title", "two");
    text->remove();
    document.body().set_attribute("title", "elsewhere");

    const std::vector<MutationRecord> records = observer->take_records();
    REQUIRE(records.size() == 4);
    CHECK(records[0].kind == MutationKind::child_list);
    CHECK(records[0].added.size() == 1);
    CHECK(records[1].attribute_name == "title");
    CHECK_FALSE(records[1].old_value.has_value());
    CHECK(records[2].old_value == "one");
    CHECK(records[3].removed[0] == text);
}

TEST_CASE("with subtree a mutation observer hears of everything below, once") {
    Document document;
    const Ref<Element> box = document.create_element();
    document.body().append_child(box);
    const Ref<Text> text = document.create_text("a");
    box->append_child(*text);
    const Ref<MutationObserver> observer = mutation_observer(document);
    observer->observe(document.body(), {.character_data = true, .subtree = true});
    observer->observe(*box, {.character_data = true, .subtree = true, .old_values = true});
    text->set_data("b");
    const std::vector<MutationRecord> records = observer->take_records();
    REQUIRE(records.size() == 1);
    CHECK(records[0].target == text);
    CHECK(records[0].old_value == "a");
}

TEST_CASE(
    "the first record asks for one microtask, which delivers to the observers in the order of their first records") {
    Document document;
    int asked = 0;
    document.hooks.queue_mutation_observer_microtask = [&] { ++asked; };
    std::string log;
    const auto observer = [&](const char* name) {
        return MutationObserver::create(document, name,
                                        [&log, name](std::span<const MutationRecord> records, MutationObserver&) {
                                            log += name + std::to_string(records.size());
                                        });
    };
    const Ref<MutationObserver> a = observer("a"), b = observer("b");
    const Ref<Element> box = document.create_element();
    document.body().append_child(box);
    b->observe(document.body(), {.attributes = true});
    a->observe(*box, {.attributes = true});
    document.body().set_attribute("x", "1");
    box->set_attribute("x", "1");
    box->set_attribute("x", "2");
    CHECK(asked == 1);
    for (MutationDelivery& delivery : take_mutation_deliveries(document)) delivery.deliver();
    CHECK(log == "b1a2");
    box->set_attribute("x", "3");
    CHECK(asked == 2);
    a->disconnect();
    CHECK(take_mutation_deliveries(document).empty());
    box->set_attribute("x", "4");
    CHECK(asked == 2);
}

TEST_CASE("an observer that observes lives without a handle, and dies with what it observes") {
    Document document;
    Ref<Element> box = document.create_element();
    int alive = 0;
    struct Counted {
        int* count;
        explicit Counted(int* c) : count(c) { ++*count; }
        Counted(Counted&& other) noexcept : count(std::exchange(other.count, nullptr)) {}
        ~Counted() {
            if (count) --*count;
        }
    };
    {
        const auto mutations = MutationObserver::create(
            document, "m", [held = Counted(&alive)](std::span<const MutationRecord>, MutationObserver&) {});
        mutations->observe(*box, {.attributes = true});
        const auto sizes = ResizeObserver::create(
            document, "r", [held = Counted(&alive)](std::span<const ResizeEntry>, ResizeObserver&) {});
        sizes->observe(*box);
        const auto visible = IntersectionObserver::create(
            document, "i", [held = Counted(&alive)](std::span<const IntersectionEntry>, IntersectionObserver&) {});
        visible->observe(*box);
    }
    CHECK(alive == 3);
    CHECK(document.resize_observers().size() == 1);
    CHECK(document.intersection_observers().size() == 1);
    box = nullptr;
    CHECK(alive == 0);
    CHECK(document.resize_observers().empty());
    CHECK(document.intersection_observers().empty());
}

TEST_CASE("beginning to watch wants a frame") {
    Document document;
    int asked = 0;
    std::vector<Ref<Node>> nodes;
    document.take_style_changes(nodes);
    document.take_layout_changes(nodes);
    document.take_paint_changes(nodes);
    document.painted();
    document.hooks.became_dirty = [&] { ++asked; };
    const auto sizes = ResizeObserver::create(document, "r", [](std::span<const ResizeEntry>, ResizeObserver&) {});
    sizes->observe(document.body());
    CHECK(asked == 1);
    CHECK(document.needs_rendering());
    document.painted();
    CHECK_FALSE(document.needs_rendering());
    sizes->disconnect();
    CHECK(document.resize_observers().empty());
}

TEST_CASE("thresholds are clamped and sorted") {
    Document document;
    const auto observer = IntersectionObserver::create(
        document, "i", [](std::span<const IntersectionEntry>, IntersectionObserver&) {}, {.thresholds = {2, 0.5f, -1}});
    CHECK(observer->options().thresholds == std::vector{0.f, 0.5f, 1.f});
}

}  // namespace janklab
