// SPDX-License-Identifier: MIT
// Two ways to the same picture: a page that uses a feature beside one that does the same by plainer means, through
// style, layout, paint and the compositor, at three scales; and pages that differ a little and must not look alike.
#include <string>
#include <vector>

#include "compositor/scene.h"
#include "paint/paint.h"
#include "style/cascade.h"
#include "style/style_rules.h"
#include "support/still_page.h"

using namespace janklab;

namespace {

constexpr Size viewport{200, 120};

/// An element: declarations, then its text or its children.
struct Tree {
    std::string css;
    std::string text;
    std::vector<Tree> children;

    Tree(const char* css) : css(css) {}
    Tree(const char* css, const char* text) : css(css), text(text) {}
    Tree(const char* css, std::vector<Tree> children) : css(css), children(std::move(children)) {}

    void grow(Element& parent) const {
        Element& element = parent.append({});
        REQUIRE(set_style_text(element, css) == 0);  // otherwise a slip of the pen would be compared
        if (!text.empty()) element.set_text(text);
        for (const Tree& child : children) child.grow(element);
    }
};
using Trees = std::vector<Tree>;

Image picture_of(const Trees& trees, float scale, std::string_view sheet) {
    StillPage page(viewport);
    if (!sheet.empty()) add_style_sheet(page.document, sheet);
    page.body().set_style({.background = rgb(0xffffff)});
    for (const Tree& tree : trees) tree.grow(page.body());
    page.lay_out();
    CompositorFrame frame;
    frame.id = {1};
    frame.viewport = viewport;
    paint(page.document, frame.list);
    TestPage shown({static_cast<int>(viewport.width * scale), static_cast<int>(viewport.height * scale)}, scale);
    shown.draw(frame);
    return shown.picture();
}

bool is_blank(const Image& image) {
    for (std::size_t i = 0; i < image.rgba.size(); ++i) {
        if (image.rgba[i] != image.rgba[i % 4]) return false;
    }
    return true;
}

void check_same_at(float scale, const Trees& by_feature, const Trees& by_plain_means, int tolerance = 1,
                   std::string_view sheet = "") {
    const Image actual = picture_of(by_feature, scale, sheet), expected = picture_of(by_plain_means, scale, "");
    CHECK_FALSE(is_blank(expected));
    const ImageDifference difference = compare_images(actual, expected, tolerance);
    CHECK_MESSAGE(difference.same(), "at scale " << scale << ": " << difference.sentence);
}

void check_same_picture(const Trees& by_feature, const Trees& by_plain_means, int tolerance = 1,
                        std::string_view sheet = "") {
    if (!gl_for_tests()) return;
    for (const float scale : {1.f, 1.5f, 2.f}) check_same_at(scale, by_feature, by_plain_means, tolerance, sheet);
}

void check_different_pictures(const Trees& one, const Trees& other) {
    if (!gl_for_tests()) return;
    CHECK_FALSE(compare_images(picture_of(one, 1, ""), picture_of(other, 1, ""), 8).same());
}

}  // namespace

// -- that the comparison can fail
// -----------------------------------------------------------------------------------------

TEST_CASE("pages that differ by a pixel, a shade or a letter do not look alike") {
    check_different_pictures({{"width:80px;height:40px;background:red"}}, {{"width:81px;height:40px;background:red"}});
    check_different_pictures({{"width:80px;height:40px;background:#000"}},
                             {{"width:80px;height:40px;background:#0a0a0a"}});
    check_different_pictures({{"", "word"}}, {{"", "ward"}});
    check_different_pictures({{"width:80px;height:40px;background:red;border-radius:4px"}},
                             {{"width:80px;height:40px;background:red"}});
}

// -- boxes
// ----------------------------------------------------------------------------------------------------------

TEST_CASE("a border looks like a box around a box") {
    check_same_picture({{"width:80px;height:40px;border:6px solid blue;background:red"}},
                       {{"width:80px;height:40px;background:blue;padding:6px", {{"height:28px;background:red"}}}});
}

TEST_CASE("an outline looks like a larger box behind") {
    check_same_picture(
        {{"margin:20px;width:80px;height:40px;background:red;outline:4px solid green;outline-offset:2px"}},
        {{"position:absolute;left:14px;top:14px;width:92px;height:52px;background:green"},
         {"position:absolute;left:18px;top:18px;width:84px;height:44px;background:white"},
         {"position:absolute;left:20px;top:20px;width:80px;height:40px;background:red"}});
}

TEST_CASE("a shadow without blur looks like a box behind, larger by its spread") {
    check_same_picture({{"margin:20px;width:80px;height:40px;background:red;box-shadow:6px 8px 0 2px green"}},
                       {{"position:absolute;left:24px;top:26px;width:84px;height:44px;background:green"},
                        {"position:absolute;left:20px;top:20px;width:80px;height:40px;background:red"}});
}

TEST_CASE("a shadow is not seen through the box that casts it, and the first of several lies on top") {
    check_same_picture(
        {{"margin:20px;width:80px;height:40px;background:rgba(255, 0, 0, 0.5);box-shadow:10px 10px green"}},
        {{"position:absolute;left:20px;top:20px;width:80px;height:40px;background:rgba(255, 0, 0, 0.5)"},
         {"position:absolute;left:100px;top:30px;width:10px;height:40px;background:green"},
         {"position:absolute;left:30px;top:60px;width:70px;height:10px;background:green"}});
    check_same_picture({{"margin:20px;width:80px;height:40px;background:red;box-shadow:6px 0 green,10px 5px blue"}},
                       {{"position:absolute;left:30px;top:25px;width:80px;height:40px;background:blue"},
                        {"position:absolute;left:26px;top:20px;width:80px;height:40px;background:green"},
                        {"position:absolute;left:20px;top:20px;width:80px;height:40px;background:red"}});
}

TEST_CASE("a round corner between two sides without lines has the colour of the side that reaches into it") {
    const Trees filled{{"width:20px;height:30px;border-radius:10px;background:blue"}};
    check_same_picture({{"width:20px;height:30px;border-radius:10px;border-left:20px solid blue;border-top-color:red"}},
                       filled, 3);
}

TEST_CASE("an inset shadow looks like what a hole leaves, in the padding box and under the border") {
    check_same_picture({{"width:80px;height:60px;background:red;box-shadow:inset 6px 8px green"}},
                       {{"width:80px;height:60px;background:green",
                         {{"position:absolute;left:6px;top:8px;width:74px;height:52px;background:red"}}}});
    check_same_picture({{"width:80px;height:60px;border-radius:20px;box-shadow:inset 0 0 0 4px green"}},
                       {{"width:80px;height:60px;border-radius:20px;border:4px solid green"}}, 3);
    check_same_picture({{"width:80px;height:60px;border:10px solid blue;box-shadow:inset 0 0 0 50px green"}},
                       {{"width:80px;height:60px;border:10px solid blue;background:green"}});
    // A soft edge: black that fades into white is white that fades into black.
    check_same_picture({{"width:80px;height:60px;background:white;box-shadow:inset 4px 6px 20px 10px black"}},
                       {{"position:relative;overflow:hidden;width:80px;height:60px;background:black",
                         {{"position:absolute;left:-286px;top:16px;width:60px;height:40px;"
                           "box-shadow:300px 0 20px white"}}}},
                       2);
}

TEST_CASE("padding, margins and gaps come to the same places") {
    const Trees plain{{"position:absolute;left:10px;top:10px;width:30px;height:30px;background:red"},
                      {"position:absolute;left:50px;top:10px;width:30px;height:30px;background:blue"}};
    check_same_picture({{"display:flex;padding:10px;gap:10px",
                         {{"width:30px;height:30px;background:red"}, {"width:30px;height:30px;background:blue"}}}},
                       plain);
    check_same_picture({{"display:flex",
                         {{"width:30px;height:30px;margin:10px 0 0 10px;background:red"},
                          {"width:30px;height:30px;margin:10px 0 0 10px;background:blue"}}}},
                       plain);
    check_same_picture(
        {{"display:flex;flex-direction:row-reverse;width:90px;padding:10px;justify-content:space-between",
          {{"width:30px;height:30px;background:blue"}, {"width:30px;height:30px;background:red"}}}},
        plain);
    check_same_picture(
        {{"display:flex;padding:10px;gap:10px",
          {{"order:2;width:30px;height:30px;background:blue"}, {"order:1;width:30px;height:30px;background:red"}}}},
        plain);
    check_same_picture(
        {{"padding:10px",
          {{"display:inline-block;vertical-align:top;margin-right:10px;width:30px;height:30px;background:red"},
           {"display:inline-block;vertical-align:top;width:30px;height:30px;background:blue"}}}},
        plain);
}

TEST_CASE("calc, percentages, ratios and limits come to pixels") {
    const Trees plain{{"width:100px;height:50px;background:red"}};
    check_same_picture({{"width:calc(50% - 20px + 2 * 10px);height:50px;background:red"}}, plain);
    check_same_picture({{"width:100px;aspect-ratio:2;background:red"}}, plain);
    check_same_picture({{"width:min(100px, 90%);height:max(10px, min(50px, 60%));background:red"}}, plain);
    check_same_picture({{"width:clamp(10px, 40% + 20px, 150px);height:50px;background:red"}}, plain);
    check_same_picture({{"width:calc(200px - max(50%, 30px));padding-top:clamp(1px, 25%, 90px);background:red"}},
                       plain);
    check_same_picture({{"margin-left:min(-20px, -10%);transform:translate(max(20%, 1px));width:100px;height:50px;"
                         "background:red"}},
                       plain);
    check_same_picture({{"max-width:100px;min-height:50px;background:red"}}, plain);
    check_same_picture({{"position:absolute;left:0;right:100px;top:0;bottom:70px;background:red"}}, plain);
}

TEST_CASE("rules, inheritance and custom properties come to the same as declarations") {
    if (!gl_for_tests()) return;
    check_same_picture({{"--shade:blue;color:green", {{"", "words"}, {"height:20px;background:var(--shade)"}}}},
                       {{"", {{"color:green", "words"}, {"height:20px;background:blue"}}}});
    check_same_picture({{"", {{"", "words"}}}}, {{"", {{"padding:10px;color:green", "words"}}}}, 1,
                       "div > div { color: green; padding: 10px } div div { color: red }"
                       "body > div > div { color: green }");
}

TEST_CASE("each corner has its own radius") {
    const char* const cover_right = "position:absolute;left:40px;top:0;width:40px;height:60px;background:red";
    const char* const cover_bottom = "position:absolute;left:0;top:30px;width:80px;height:30px;background:red";
    check_same_picture({{"width:80px;height:60px;background:red;border-radius:20px 0 0"}},
                       {{"position:absolute;width:80px;height:60px;background:red;border-radius:20px"},
                        {cover_right},
                        {cover_bottom}});
    check_same_picture(
        {{"width:60px;height:60px;background:red;border-radius:100px 0 0"}},
        {{"width:60px;height:60px;overflow:hidden", {{"width:120px;height:120px;background:red;border-radius:60px"}}}},
        3);
    check_same_picture(
        {{"width:60px;height:40px;overflow:hidden;border-radius:0 16px 0 8px", {{"height:40px;background:red"}}}},
        {{"width:60px;height:40px;background:red;border-radius:0 16px 0 8px"}}, 3);
}

TEST_CASE("an ellipse looks like a circle that is stretched") {
    check_same_picture({{"width:120px;height:60px;background:red;border-radius:50%"}},
                       {{"width:60px;height:60px;background:red;border-radius:50%;transform-origin:0 0;"
                         "transform:scale(2, 1)"}});
    check_same_picture({{"width:60px;height:90px;background:red;border-radius:20px 0 10px 30px / 30px 0 15px 45px"}},
                       {{"width:60px;height:60px;background:red;border-radius:20px 0 10px 30px;transform-origin:0 0;"
                         "transform:scale(1, 1.5)"}});
    check_same_picture({{"width:80px;height:60px;background:red;border-radius:50%/25%"}},
                       {{"width:80px;height:60px;background:red;border-radius:40px/15px"}});
    check_different_pictures({{"width:80px;height:60px;background:red;border-radius:50%"}},
                             {{"width:80px;height:60px;background:red;border-radius:30px"}});
}

TEST_CASE("an ellipse clips, has a border, shadows and an outline as the same boxes one upon another") {
    const char* const behind =
        "position:absolute;left:20px;top:20px;width:100px;height:60px;background:red;"
        "border-radius:50px/30px";
    check_same_picture(
        {{"width:100px;height:60px;overflow:hidden;border-radius:50%", {{"height:60px;background:red"}}}},
        {{"width:100px;height:60px;border-radius:50px/30px;background:red"}}, 3);
    check_same_picture({{"width:100px;height:60px;border:6px solid green;border-radius:40px/30px;background:red"}},
                       {{"width:100px;height:60px;border-radius:40px/30px;background:green;padding:6px",
                         {{"height:48px;border-radius:34px/24px;background:red"}}}},
                       3);
    check_same_picture(
        {{"width:100px;height:60px;border:solid green;border-width:4px 10px 8px 20px;border-radius:50%"}},
        {{"width:100px;height:60px;border-radius:50%;background:green",
          {{"position:absolute;left:20px;top:4px;width:70px;height:48px;background:white;"
            "border-radius:30px 40px 40px 30px / 26px 26px 22px 22px"}}}},
        3);
    check_same_picture({{"margin:20px;width:100px;height:60px;background:red;border-radius:50%;"
                         "box-shadow:6px 4px 0 4px green"}},
                       {{"position:absolute;left:22px;top:20px;width:108px;height:68px;background:green;"
                         "border-radius:54px/34px"},
                        {behind}},
                       3);
    check_same_picture({{"width:100px;height:60px;border-radius:50%;box-shadow:inset 0 0 0 6px green"}},
                       {{"width:100px;height:60px;border:6px solid green;border-radius:50px/30px"}}, 3);
    check_same_picture({{"margin:20px;width:100px;height:60px;border-radius:50%;outline:4px solid blue"}},
                       {{"position:absolute;left:16px;top:16px;width:108px;height:68px;border-radius:54px/34px;"
                         "border:4px solid blue"}},
                       3);
}

TEST_CASE("the sides of a border have their own widths and colours") {
    check_same_picture({{"width:80px;height:60px;border:solid red;border-width:4px 8px 12px 16px"}},
                       {{"position:absolute;width:80px;height:60px;background:red"},
                        {"position:absolute;left:16px;top:4px;width:56px;height:44px;background:white"}});
    check_same_picture({{"width:80px;height:60px;border-left:8px solid blue;border-bottom:0 solid red;background:red"}},
                       {{"position:absolute;width:80px;height:60px;background:red"},
                        {"position:absolute;width:8px;height:60px;background:blue"}});
    // A shade that nobody sees makes the sides differ.
    check_same_picture(
        {{"width:80px;height:60px;border:6px solid rgb(0 0 255);border-top-color:rgb(0 0 254);border-radius:20px"}},
        {{"width:80px;height:60px;border:6px solid rgb(0 0 255);border-radius:20px"}}, 3);
}

TEST_CASE("a round corner is shared by its two sides alone, and where both have no width nothing is drawn") {
    const Trees hidden_above{{"width:80px;height:40px;overflow:hidden",
                              {{"width:80px;height:60px;margin-top:-20px;border:solid red;border-width:3px 0;"
                                "border-radius:20px"}}}};
    check_same_picture({{"width:80px;height:40px;border-bottom:3px solid red;border-radius:20px"}}, hidden_above);
    // Up to its end the right corner is of the line above, however much nearer the left side's width may seem.
    check_same_picture({{"width:80px;height:60px;border:solid red;border-width:5px 0 0 20px;border-left-color:red;"
                         "border-top-color:blue;border-radius:0 40px 0 0"}},
                       {{"position:absolute;left:0;top:0;width:40px;height:60px;overflow:hidden",
                         {{"width:80px;height:60px;border:solid red;border-width:5px 0 0 20px;"
                           "border-top-color:blue"}}},
                        {"position:absolute;left:40px;top:0;width:40px;height:60px;overflow:hidden",
                         {{"margin-left:-40px;width:80px;height:60px;border-top:5px solid blue;"
                           "border-radius:0 40px 0 0"}}}},
                       2);
}

TEST_CASE("a double line stays double where a transform makes it thinner than three pixels") {
    const auto turned = [](const char* line) {
        return std::string("width:80px;height:60px;border:3px ") + line + " red;transform:rotate(10deg) scale(0.9)";
    };
    if (!gl_for_tests()) return;
    check_same_at(1, {{turned("double").c_str()}},
                  {{"width:80px;height:60px;border:1px solid red;padding:1px;transform:rotate(10deg) scale(0.9)",
                    {{"height:56px;border:1px solid red"}}}},
                  60);
    check_different_pictures({{turned("double").c_str()}}, {{turned("solid").c_str()}});
}

TEST_CASE("a line without a style is none, and one without a colour has the text's") {
    check_same_picture({{"width:80px;height:60px;background:red;border-width:4px;outline-width:4px"}},
                       {{"width:80px;height:60px;background:red"}});
    check_same_picture({{"width:80px;height:60px;color:blue;border-style:solid;background:red"}},
                       {{"width:80px;height:60px;background:red;border:3px solid blue"}});
    check_same_picture({{"width:80px;height:60px;color:blue;background:linear-gradient(currentcolor, red)"}},
                       {{"width:80px;height:60px;background:linear-gradient(blue, red)"}});
}

TEST_CASE("dashes look like boxes twice as long as the line is wide, one in each corner") {
    Trees boxes;
    const auto add = [&boxes](const char* size, int left, int top) {
        boxes.push_back((std::string("position:absolute;background:red;") + size + ";left:" + std::to_string(left) +
                         "px;top:" + std::to_string(top) + "px")
                            .c_str());
    };
    for (int i = 0; i < 6; ++i) add("width:8px;height:4px", 12 * i, 0), add("width:8px;height:4px", 12 * i, 52);
    for (int i = 0; i < 5; ++i) add("width:4px;height:8px", 0, 12 * i), add("width:4px;height:8px", 64, 12 * i);
    check_same_picture({{"width:68px;height:56px;border:4px dashed red"}}, boxes);
    check_same_picture({{"position:absolute;left:10px;top:10px;width:48px;height:36px;outline:4px dashed red;"
                         "outline-offset:6px"}},
                       boxes);
}

TEST_CASE("dots look like round boxes as wide as the line, thin ones like squares") {
    Trees dots, squares;
    const auto add = [](Trees& to, const char* size, int left, int top) {
        to.push_back((std::string("position:absolute;background:red;") + size + ";left:" + std::to_string(left) +
                      "px;top:" + std::to_string(top) + "px")
                         .c_str());
    };
    for (int x = 0; x < 6; ++x) {
        add(dots, "width:8px;height:8px;border-radius:4px", 16 * x, 0);
        add(squares, "width:1px;height:1px", 2 * x, 0);
    }
    for (int y = 1; y < 4; ++y) add(dots, "width:8px;height:8px;border-radius:4px", 0, 16 * y);
    check_same_picture({{"width:88px;height:56px;border:8px dotted red;border-width:8px 0 0 8px"}}, dots, 2);
    if (gl_for_tests()) check_same_at(1, {{"width:11px;height:9px;border-top:1px dotted red"}}, squares);
}

TEST_CASE("double lines look like two borders, grooves and ridges like two of two shades") {
    check_same_picture(
        {{"width:80px;height:60px;border:6px double red"}},
        {{"width:80px;height:60px;border:2px solid red;padding:2px", {{"height:52px;border:2px solid red"}}}});
    check_same_picture({{"width:80px;height:60px;border:12px double red;border-radius:24px"}},
                       {{"width:80px;height:60px;border:4px solid red;border-radius:24px;padding:4px",
                         {{"height:44px;border:4px solid red;border-radius:16px"}}}},
                       3);
    if (gl_for_tests()) {
        check_same_at(1, {{"width:80px;height:60px;border:2px double red"}},
                      {{"width:80px;height:60px;border:2px solid red"}});
    }
    const char* const shades_in =
        "height:52px;border:4px solid;border-color:rgb(0 0 255) rgb(0 0 170) rgb(0 0 170) rgb(0 0 255)";
    check_same_picture({{"width:80px;height:60px;border:8px groove rgb(0 0 255)"}},
                       {{"width:80px;height:60px;border:4px solid;"
                         "border-color:rgb(0 0 170) rgb(0 0 255) rgb(0 0 255) rgb(0 0 170)",
                         {{shades_in}}}});
    check_same_picture({{"width:80px;height:60px;border:8px ridge black"}},
                       {{"width:80px;height:60px;border:4px solid;border-color:rgb(85 85 85) black black rgb(85 85 85)",
                         {{"height:52px;border:4px solid;border-color:black rgb(85 85 85) rgb(85 85 85) black"}}}});
    check_same_picture({{"width:80px;height:60px;border:8px inset rgb(255 0 0)"}},
                       {{"width:80px;height:60px;border:8px solid;"
                         "border-color:rgb(170 0 0) rgb(255 0 0) rgb(255 0 0) rgb(170 0 0)"}});
    check_same_picture({{"width:80px;height:60px;border:8px outset rgb(255 0 0)"}},
                       {{"width:80px;height:60px;border:8px solid;"
                         "border-color:rgb(255 0 0) rgb(170 0 0) rgb(170 0 0) rgb(255 0 0)"}});
}

TEST_CASE("each side of a border has its own style, and turned about it looks turned about") {
    check_same_picture({{"width:80px;height:60px;border:solid red;border-width:6px 0;border-bottom-style:double"}},
                       {{"position:absolute;width:80px;height:6px;background:red"},
                        {"position:absolute;top:54px;width:80px;height:2px;background:red"},
                        {"position:absolute;top:58px;width:80px;height:2px;background:red"}});
    for (const char* style : {"dashed", "dotted"}) {
        const std::string css = std::string("width:80px;height:60px;border:6px ") + style + " red;border-radius:20px";
        const std::string turned = css + ";transform:rotate(180deg)";
        check_same_picture({{css.c_str()}}, {{turned.c_str()}}, 40);
    }
}

// -- order
// ----------------------------------------------------------------------------------------------------------

TEST_CASE("z-index comes to another order of the document") {
    check_same_picture({{"position:absolute;z-index:2;width:60px;height:60px;background:red"},
                        {"position:absolute;z-index:1;left:30px;top:30px;width:60px;height:60px;background:blue"},
                        {"position:absolute;z-index:-1;left:10px;top:50px;width:60px;height:60px;background:green"}},
                       {{"position:absolute;left:10px;top:50px;width:60px;height:60px;background:green"},
                        {"position:absolute;left:30px;top:30px;width:60px;height:60px;background:blue"},
                        {"position:absolute;left:0;top:0;width:60px;height:60px;background:red"}});
}

TEST_CASE("a stacking context keeps what is in it together") {
    check_same_picture({{"position:relative;z-index:0;width:60px;height:60px;background:red",
                         {{"position:absolute;z-index:99;left:20px;top:20px;width:60px;height:60px;background:blue"}}},
                        {"position:absolute;z-index:1;left:40px;top:40px;width:60px;height:60px;background:green"}},
                       {{"position:absolute;width:60px;height:60px;background:red"},
                        {"position:absolute;left:20px;top:20px;width:60px;height:60px;background:blue"},
                        {"position:absolute;left:40px;top:40px;width:60px;height:60px;background:green"}});
}

// -- transforms, opacity, clips
// -------------------------------------------------------------------------------------------

TEST_CASE("a translation comes to another place") {
    check_same_picture(
        {{"transform:translate(30px, 20px);width:60px;height:40px;background:red;border-radius:8px", "Words"}},
        {{"position:absolute;left:30px;top:20px;width:60px;height:40px;background:red;border-radius:8px", "Words"}}, 2);
}

TEST_CASE("scaling comes to larger boxes, a quarter turn to sides exchanged") {
    check_same_picture({{"transform:scale(2);transform-origin:0 0;width:40px;height:30px;background:red"}},
                       {{"width:80px;height:60px;background:red"}});
    check_same_picture({{"margin:40px;transform:rotate(90deg);width:60px;height:20px;background:red"}},
                       {{"position:absolute;left:60px;top:20px;width:20px;height:60px;background:red"}}, 2);
}

TEST_CASE("a chain of transforms comes to one after the other") {
    check_same_picture(
        {{"transform:translate(50px, 30px) rotate(30deg) scale(1.5);width:40px;height:30px;background:red"}},
        {{"transform:translate(50px, 30px);width:40px;height:30px",
          {{"transform:rotate(30deg);width:40px;height:30px",
            {{"transform:scale(1.5);width:40px;height:30px;background:red"}}}}}},
        2);
}

TEST_CASE("opacity of one box comes to a translucent colour") {
    check_same_picture({{"width:80px;height:40px;background:red;opacity:0.5"}},
                       {{"width:80px;height:40px;background:rgb(255 0 0 / 50%)"}}, 2);
}

TEST_CASE("opacity of one box with a border does not show the background through the border") {
    check_same_picture({{"opacity:0.5;width:80px;height:60px;border:10px solid blue;background:red"}},
                       {{"width:80px;height:60px;border:10px solid rgba(0, 0, 255, 0.5)",
                         {{"width:60px;height:40px;background:rgba(255, 0, 0, 0.5)"}}}});
}

TEST_CASE("opacity of a group does not show what lies behind its members") {
    check_same_picture(
        {{"width:80px;height:40px;background:blue;opacity:0.5", {{"width:40px;height:40px;background:red"}}}},
        {{"position:absolute;width:40px;height:40px;background:rgb(255 0 0 / 50%)"},
         {"position:absolute;left:40px;width:40px;height:40px;background:rgb(0 0 255 / 50%)"}},
        2);
}

TEST_CASE("what is clipped comes to a smaller box") {
    check_same_picture(
        {{"overflow:hidden;width:50px;height:40px", {{"margin-left:10px;width:200px;height:200px;background:red"}}}},
        {{"margin-left:10px;width:40px;height:40px;background:red"}});
    check_same_picture(
        {{"overflow:hidden;width:50px;height:40px;border-radius:12px", {{"width:50px;height:40px;background:red"}}}},
        {{"width:50px;height:40px;border-radius:12px;background:red"}}, 3);
}

TEST_CASE("hidden and absent elements leave the picture as it is") {
    check_same_picture({{"width:50px;height:40px;background:red"},
                        {"visibility:hidden;height:10px;background:blue"},
                        {"display:none;height:10px;background:blue"},
                        {"height:10px;background:green"}},
                       {{"width:50px;height:40px;background:red"}, {"margin-top:10px;height:10px;background:green"}});
}

// -- backgrounds
// ----------------------------------------------------------------------------------------------------------

TEST_CASE("a gradient of hard stops looks like boxes side by side") {
    check_same_picture(
        {{"width:90px;height:40px;background:linear-gradient(to right, red 30px, blue 30px 60px, green 60px)"}},
        {{"display:flex;height:40px",
          {{"width:30px;background:red"}, {"width:30px;background:blue"}, {"width:30px;background:green"}}}});
}

TEST_CASE("a gradient turned about looks like the same with its stops the other way round") {
    check_same_picture({{"width:90px;height:40px;background:linear-gradient(to left, red, blue 30%, green)"}},
                       {{"width:90px;height:40px;background:linear-gradient(90deg, green, blue 70%, red)"}}, 2);
}

TEST_CASE("a gradient does not show beside the round border that lies on it") {
    check_same_picture({{"width:80px;height:60px;border:4px solid "
                         "black;border-radius:16px;background-image:linear-gradient(45deg, red, blue)"}},
                       {{"width:80px;height:60px;padding:4px;background:black;border-radius:16px",
                         {{"height:52px;border-radius:12px;background-image:linear-gradient(45deg, red, blue)"}}}},
                       6);
}

TEST_CASE("a background in tiles looks like boxes") {
    check_same_picture(
        {{"width:60px;height:20px;background-color:red;background-image:linear-gradient(to right, blue 10px, red 10px);"
          "background-size:20px 20px"}},
        {{"display:flex;height:20px",
          {{"width:10px;background:blue"},
           {"width:10px;background:red"},
           {"width:10px;background:blue"},
           {"width:10px;background:red"},
           {"width:10px;background:blue"},
           {"width:10px;background:red"}}}});
}

// -- text
// ----------------------------------------------------------------------------------------------------------

TEST_CASE("runs of a line look like the line in one run") {
    check_same_picture({{"", {{"display:inline", "one "}, {"display:inline", "two "}, {"display:inline", "three"}}}},
                       {{"", "one two three"}});
}

TEST_CASE("lines that break by width look like lines that are broken by hand") {
    check_same_picture({{"width:64px", "one two three four"}}, {{"white-space:pre", "one two\nthree\nfour"}});
    check_same_picture({{"white-space:pre-line", "one  two  \n  three"}}, {{"", "one two"}, {"", "three"}});
}

TEST_CASE("alignment of lines comes to offsets") {
    check_same_picture({{"width:100px;text-align:right", "words"}}, {{"padding-left:60px", "words"}});
    check_same_picture({{"width:100px;text-align:center", "words"}}, {{"padding-left:30px", "words"}});
}

TEST_CASE("a raised run looks like one that is placed higher, in a line that is higher by as much") {
    check_same_picture(
        {{"line-height:40px", {{"display:inline", "low"}, {"display:inline;vertical-align:6px", "high"}}}},
        {{"padding-top:6px;line-height:40px",
          {{"display:inline", "low"}, {"display:inline;position:relative;top:-6px", "high"}}}},
        2);
}

// -- scrolling
// ----------------------------------------------------------------------------------------------------------

TEST_CASE("a sticky box that sticks looks like one that is placed there") {
    check_same_picture({{"overflow:hidden;width:100px;height:60px",
                         {{"height:200px", {{"position:sticky;top:10px;height:20px;background:red"}}}}}},
                       {{"margin-top:10px;width:100px;height:20px;background:red"}});
}
