// SPDX-License-Identifier: MIT
// The order of nodes in their tree, and what it costs to find it.
#include "dom/tree_order.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "dom/document.h"

namespace janklab {
namespace {

Element& child_of(Element& parent) {
    const Ref<Element> child = parent.document().create_element();
    parent.append_child(*child);
    return *child;
}

/// The nodes by their places.
std::vector<const Node*> sorted(std::vector<const Node*> nodes) {
    const TreeOrder order = tree_order_of(nodes);
    std::vector<std::size_t> by_place(nodes.size());
    for (std::size_t i = 0; i < by_place.size(); ++i) by_place[i] = i;
    std::ranges::sort(by_place, {}, [&](std::size_t i) { return order.places[i]; });
    std::vector<const Node*> result;
    for (const std::size_t i : by_place) result.push_back(nodes[i]);
    return result;
}

}  // namespace

TEST_CASE("any choice of nodes, in any order, comes in the order of the tree: parents first, then earlier siblings") {
    std::mt19937 random(7);
    for (int round = 0; round < 50; ++round) {
        Document document;
        std::vector<Element*> all{&document.body()};
        while (all.size() < 60) all.push_back(&child_of(*all[random() % all.size()]));
        std::vector<const Node*> in_order, chosen;
        for (const Node* node = &document.body(); node; node = next_in_tree(*node, document.body())) {
            if (random() % 3 == 0) in_order.push_back(node);
        }
        chosen = in_order;
        std::ranges::shuffle(chosen, random);
        CHECK(sorted(chosen) == in_order);
    }
}

TEST_CASE("a node that is given twice has one place, and trees apart follow one another as they were given") {
    Document document;
    const Ref<Element> other = document.create_element();
    Element &first = child_of(document.body()), &lone = child_of(*other);
    const std::vector<const Node*> nodes{&lone, &first, &lone, other.get()};
    const TreeOrder order = tree_order_of(nodes);
    CHECK(order.places[0] == order.places[2]);
    CHECK(order.places[3] < order.places[0]);  // the parent before its child
    CHECK(order.places[0] < order.places[1]);
    CHECK(tree_order_of({}).places.empty());
}

TEST_CASE("the order of many siblings is found in one walk over them, that of two neighbours among many in few steps") {
    Document document;
    std::vector<const Node*> all;
    for (int i = 0; i < 4000; ++i) all.push_back(&child_of(document.body()));
    std::vector<const Node*> shuffled = all;
    std::ranges::shuffle(shuffled, std::mt19937(3));
    CHECK(tree_order_of(shuffled).nodes_visited <= 2 * all.size() + 1);
    CHECK(sorted(shuffled) == all);
    const std::vector<const Node*> neighbours{all[2001], all[2000]};
    CHECK(tree_order_of(neighbours).nodes_visited <= 5);
    CHECK(sorted(neighbours) == std::vector<const Node*>{all[2000], all[2001]});
}

TEST_CASE("of nodes far down, those above them are visited once") {
    Document document;
    Element* at = &document.body();
    std::vector<const Node*> all;
    for (int i = 0; i < 2000; ++i) all.push_back(at = &child_of(*at));
    std::ranges::reverse(all);
    CHECK(tree_order_of(all).nodes_visited == 2001);
    CHECK(tree_order_of(all).places.front() == 2000);
}

}  // namespace janklab
