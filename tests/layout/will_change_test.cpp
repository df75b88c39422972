// SPDX-License-Identifier: MIT
// What an element is that promises to change: a stacking context, the containing block of absolute and fixed boxes. The
// names are those for which Chromium makes one. https://drafts.csswg.org/css-will-change/#will-change
#include <doctest/doctest.h>

#include <string>

#include "layout/hit_test.h"
#include "layout/rectangles.h"
#include "style/cascade.h"
#include "support/still_page.h"

namespace janklab {
namespace {

struct PromisePage : StillPage {
    Element& box = body().append({.padding = all_around(px(50))}).append({.width = px(100), .height = px(100)});
    Element& absolute = box.append(
        {.position = Position::absolute, .width = px(5), .height = px(5), .inset = {.top = px(0), .left = px(0)}});
    Element& fixed = box.append(
        {.position = Position::fixed, .width = px(5), .height = px(5), .inset = {.top = px(0), .left = px(0)}});
    Element& below = box.append({.position = Position::relative, .width = px(50), .height = px(50), .z_index = -1});

    PromisePage() {
        box.style([](Style& s) { s.background = rgb(0xeeeeee); });
    }
    /// "absolute fixed stacking": what the box is with that promise.
    std::string with(const std::string& names) {
        REQUIRE(set_style_text(box, "will-change: " + names) == 0);
        lay_out();
        std::string is;
        if (absolute.bounding_rect().x == 50) is += "absolute ";
        if (fixed.bounding_rect().x == 50) is += "fixed ";
        if (hit_test(document, {60, 70}) == &below) is += "stacking";
        return is;
    }
};

}  // namespace

TEST_CASE("a promised transform, filter and the like hold absolute and fixed boxes and stack") {
    PromisePage page;
    CHECK(page.with("auto") == "");
    for (const char* name :
         {"transform", "filter", "backdrop-filter", "perspective", "contain", "translate", "rotate", "scale",
          "offset-path", "offset-position", "transform-style", "-webkit-transform", "left, FILTER"}) {
        INFO(name);
        CHECK(page.with(name) == "absolute fixed stacking");
        CHECK(page.with("auto") == "");
    }
}

TEST_CASE("a promised position holds absolute boxes and stacks, others stack alone, most do neither") {
    PromisePage page;
    CHECK(page.with("position") == "absolute stacking");
    for (const char* name :
         {"opacity", "clip-path", "mask", "mask-image", "mix-blend-mode", "isolation", "view-transition-name"}) {
        INFO(name);
        CHECK(page.with(name) == "stacking");
    }
    for (const char* name : {"z-index", "top", "left", "width", "overflow", "scroll-position", "contents", "color",
                             "content-visibility"}) {
        INFO(name);
        CHECK(page.with(name) == "");
    }
}

}  // namespace janklab
