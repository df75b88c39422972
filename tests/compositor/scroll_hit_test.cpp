// SPDX-License-Identifier: MIT
// Which scroll container is under a point, by what is drawn there.
#include "compositor/scroll_hit.h"

#include <doctest/doctest.h>

#include "compositor/scene.h"

using namespace janklab;

namespace {

constexpr LayerId outer_layer{1}, inner_layer{2};

struct ScrollScene : Scene {
    ScrollScene() {
        frame.scrolling.scrollers.push_back(
            {.layer = outer_layer, .port = {100, 100}, .position = {0, 10}, .max = {0, 400}, .y = true});
        frame.scrolling.scrollers.push_back(
            {.layer = inner_layer, .around = 0, .port = {50, 50}, .position = {0, 20}, .max = {0, 200}, .y = true});
    }
    int node_at(Point point) {
        Scrolling scrolling;
        scrolling.take(frame.scrolling);
        return hit_scroller(frame, scrolling, point, time_zero).node;
    }
};

}  // namespace

TEST_CASE("what leaves a scroll container is hit outside of it, where it stands, and scrolls what is around") {
    ScrollScene scene;
    scene.add(PushScrollItem{outer_layer, {0, 0, 100, 100}}).add(PushScrollItem{inner_layer, {0, 0, 50, 50}});
    scene.add(PushShiftItem{.levels = 1}).box({0, 80, 30, 10}, rgb(0xff0000)).add(PopShiftItem{});
    scene.box({0, 80, 30, 10}, rgb(0xff0000));  // scrolled out of the port
    scene.add(PopScrollItem{}).add(PopScrollItem{});
    CHECK(scene.node_at({5, 5}) == 1);
    CHECK(scene.node_at({5, 75}) == 0);  // scrolled by the outer one alone
    CHECK(scene.node_at({5, 55}) == 0);
    CHECK(scene.node_at({5, 150}) == -1);
}

TEST_CASE("a scroll container met again for what is stacked in it covers nothing itself") {
    ScrollScene scene;
    scene.add(PushScrollItem{inner_layer, {0, 0, 50, 50}}).add(PopScrollItem{});
    scene.add(PushScrollItem{outer_layer, {0, 0, 100, 100}}).add(PopScrollItem{});
    scene.add(PushScrollItem{inner_layer, {0, 0, 50, 50}, false}).box({0, 20, 10, 10}, rgb(0xff0000));
    scene.add(PopScrollItem{});
    CHECK(scene.node_at({5, 5}) == 1);
    CHECK(scene.node_at({20, 5}) == 0);
    CHECK(scene.node_at({48, 5}) == 0);  // where its bar would be
}

TEST_CASE("nothing in a layer that is squeezed flat is hit, whatever it leaves") {
    ScrollScene scene;
    scene.add(PushLayerItem{.transform = Transform::scaling(0, 1)}).add(PushScrollItem{inner_layer, {0, 0, 50, 50}});
    scene.add(PushShiftItem{.levels = 1}).box({0, 0, 50, 50}, rgb(0xff0000)).add(PopShiftItem{});
    scene.add(PopScrollItem{}).end_layer();
    CHECK(scene.node_at({0, 5}) == -1);
}
