// SPDX-License-Identifier: MIT
// Which layers the compositor may move, and what is told of them.
#include <doctest/doctest.h>

#include <string>

#include "layout/rectangles.h"
#include "paint/layer_list.h"
#include "paint/paint.h"
#include "paint/paint_state.h"
#include "paint/scroll_tree.h"
#include "style/animation.h"
#include "support/still_page.h"

namespace janklab {
namespace {

struct Layered : StillPage {
    using StillPage::StillPage;
    const std::vector<LayerInfo>& paint_again() {
        lay_out();
        collect_scroll_tree(document, scrolling, scrollers);
        paint(document, list, scrolling);
        collect_layers(document, list, scrolling, layers);
        return layers;
    }
    /// One line a layer, without its bytes.
    std::string told() {
        std::string all;
        for (const LayerInfo& layer : paint_again()) {
            all += std::string(layer.owner_name()) + " " + to_text(layer.reason) + " " + to_text(layer.bounds) + " " +
                   std::to_string(layer.items) + "\n";
        }
        return all;
    }
    DisplayList list;
    ScrollTree scrolling;
    std::vector<Element*> scrollers;
    std::vector<LayerInfo> layers;
};

constexpr Style small{.width = px(40), .height = px(20), .background = rgb(0xff0000)};

}  // namespace

TEST_CASE("what scrolls and what sticks is told of, and what is in it stands where it is scrolled to") {
    Layered page;
    Element& list = page.body().append({.overflow = Overflow::scroll, .width = px(100), .height = px(60)});
    list.set_attribute("id", "list");
    list.append({.position = Position::sticky,
                 .height = px(10),
                 .inset = {px(0), automatic, automatic, automatic},
                 .background = rgb(0)});
    Style style = small;
    style.will_change = true;
    list.append(style);
    list.append({.height = px(200), .background = rgb(0x808080)});
    page.lay_out();
    list.scroll_to({0, 5});
    CHECK(page.told() ==
          "div#list scrolling 0,0 100x60 3\n"
          "div position: sticky 0,0 0x0 1\n"
          "div will-change 0,5 40x20 1\n");
}

TEST_CASE("will-change and a running animation make a layer of the compositor; transform and opacity alone do not") {
    Layered page;
    Style style = small;
    style.opacity = 0.5f;
    page.body().append(style);
    style.opacity = 1;
    style.transform = {translate(px(5))};
    page.body().append(style);
    CHECK(page.told().empty());
    style.transform = {};
    style.will_change = true;
    Element& promised = page.body().append(style);
    promised.set_attribute("id", "promised");
    promised.set_attribute("class", "one two");
    Element& spinner = page.body().append(small);
    const Ref<Animation> spin = spinner.animate(
        {{.style = {.transform = {rotate(0)}}}, {.style = {.transform = {rotate(1)}}}}, {.duration = 1s});
    CHECK(page.told() ==
          "div#promised.one.two will-change 0,40 40x20 1\n"
          "div animation 0,60 40x20 1\n");
    spin->cancel();
    promised.style([](Style& s) { s.will_change = false; });
    CHECK(page.told().empty());
}

TEST_CASE("a layer is told with what is recorded for it, inner layers included, where its transforms put it") {
    Layered page;
    Style style = small;
    style.will_change = true;
    style.height = px(400);
    style.transform = {translate(px(100))};
    Element& outer = page.body().append(style);
    for (int i = 0; i < 100; ++i) outer.append({.height = px(2), .background = rgb(1)});
    style.height = px(10);
    outer.append(style);
    CHECK(page.told() ==
          "div will-change 100,0 140x400 102\n"
          "div will-change 200,200 40x10 1\n");
    CHECK(page.layers[0].bytes >= 102 * sizeof(DisplayItem));
    CHECK(page.layers[1].bytes == sizeof(DisplayItem));
}

TEST_CASE("a long name is cut, and names of layers that are gone are forgotten") {
    Layered page;
    Style style = small;
    style.will_change = true;
    Element& last = page.body().append(style);
    last.set_attribute("id", std::string(100, 'x'));
    CHECK(page.paint_again()[0].owner_name() == "div#" + std::string(27, 'x'));
    for (int i = 0; i < 100; ++i) {
        Element& passing = page.body().append(style);
        page.paint_again();
        passing.remove();
    }
    CHECK(page.paint_again().size() == 1);
    CHECK(page.document.paint_side->layer_owners.size() <= 20);
}

}  // namespace janklab
