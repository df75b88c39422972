// SPDX-License-Identifier: MIT
// Display lists as text: what is recorded, and in which order.
#include <doctest/doctest.h>

#include "paint/display_list.h"
#include "paint/paint.h"
#include "style/animation.h"
#include "support/still_page.h"

namespace janklab {
namespace {

std::string picture(StillPage& page) {
    page.lay_out();
    DisplayList list;
    paint(page.document, list);
    return dump(list);
}
constexpr Color red = rgb(0xff0000), green = rgb(0x00ff00), blue = rgb(0x0000ff);

Style square(Color color, float left, float top) {
    return {.position = Position::absolute,
            .width = px(10),
            .height = px(10),
            .inset = {.top = px(top), .right = automatic, .bottom = automatic, .left = px(left)},
            .background = color};
}

}  // namespace

TEST_CASE("a box paints its shadow, its background with its border, and its text") {
    StillPage page;
    page.body().append_text("Hi you", {.width = px(100),
                                       .height = px(40),
                                       .padding = all_around(px(6)),
                                       .border = {.width = 2, .color = green},
                                       .color = blue,
                                       .font_size = 10.f,
                                       .background = with_alpha(red, 0.5f),
                                       .radius = 30,
                                       .shadow = {{.offset = {1, 3}, .blur = 4, .color = rgb(0x222222)}}});
    CHECK(picture(page) ==
          "shadow 1,3 100x40 radius 20 blur 4 #222222 outside 0,0 100x40 radius 20\n"
          "box 0,0 100x40 radius 20 fill #ff000080 border 2 #00ff00\n"
          "text \"Hiyou\" at 8,17 sans 10 #0000ff\n");
}

TEST_CASE("what has nothing to show records nothing") {
    StillPage page;
    page.body().append({.height = px(10), .border = {.width = 3, .color = transparent}});
    page.body().append({.width = px(0), .height = px(10), .background = red});
    page.body().append({.display = Display::none, .background = red});
    page.body().append_text("   ");
    CHECK(picture(page).empty());
}

TEST_CASE("lines are aligned and placed one under the other, kerned") {
    StillPage page;
    page.body().append_text("AV bb",
                            {.width = px(40), .font_size = 20.f, .line_height = 1.5f, .text_align = TextAlign::right});
    page.body().append_text("c", {.width = px(40),
                                  .font_face = FontFace::mono,
                                  .font_size = 20.f,
                                  .line_height = 1.f,
                                  .text_align = TextAlign::center});
    page.lay_out();
    DisplayList list;
    paint(page.document, list);
    CHECK(dump(list) ==
          "text \"AV\" at 22,21 sans 20 #000000\n"
          "text \"bb\" at 20,51 sans 20 #000000\n"
          "text \"c\" at 15,76 mono 20 #000000\n");
    CHECK(flattened(list).glyphs[1].pen.x == doctest::Approx(30));  // 22 + 10 - 2
}

TEST_CASE("backgrounds of blocks come before texts, flex items stay in one piece") {
    StillPage page;
    Element& blocks = page.body().append({.margin = {.top = px(0)}});
    blocks.append_text("a", {.height = px(10), .background = red});
    blocks.append_text("b", {.height = px(10), .background = green});
    Element& row = page.body().append({.display = Display::flex});
    row.append_text("c", {.width = px(10), .height = px(10), .background = red});
    row.append_text("d", {.width = px(10), .height = px(10), .background = green});
    CHECK(picture(page) ==
          "box 0,0 800x10 fill #ff0000\n"
          "box 0,10 800x10 fill #00ff00\n"
          "text \"a\" at 0,14 sans 16 #000000\n"
          "text \"b\" at 0,24 sans 16 #000000\n"
          "box 0,20 10x10 fill #ff0000\n"
          "text \"c\" at 0,34 sans 16 #000000\n"
          "box 10,20 10x10 fill #00ff00\n"
          "text \"d\" at 10,34 sans 16 #000000\n");
}

TEST_CASE("z-index sorts positioned boxes below and above the flow, within their stacking context") {
    StillPage page;
    Element& top = page.body().append(square(red, 0, 0));
    top.style([](Style& s) { s.z_index = 2; });
    Element& below = page.body().append(square(green, 1, 0));
    below.style([](Style& s) { s.z_index = -1; });
    page.body().append_text("flow", {.height = px(10), .background = rgb(0x111111)});
    page.body().append(square(blue, 2, 0));
    Element& group = page.body().append(square(rgb(0x222222), 3, 0));
    group.style([](Style& s) { s.z_index = 0; });
    Element& inside = group.append(square(rgb(0x333333), 0, 0));
    inside.style([](Style& s) { s.z_index = 99; });
    CHECK(picture(page) ==
          "box 1,0 10x10 fill #00ff00\n"
          "box 0,0 800x10 fill #111111\n"
          "text \"flow\" at 0,14 sans 16 #000000\n"
          "box 2,0 10x10 fill #0000ff\n"
          "box 3,0 10x10 fill #222222\n"
          "box 3,0 10x10 fill #333333\n"
          "box 0,0 10x10 fill #ff0000\n");
}

TEST_CASE("a positioned box without z-index is painted in one piece, but what is stacked in it stands beside it") {
    StillPage page;
    page.body().append_text("flow", {.height = px(10), .background = rgb(0x111111)});
    Element& group = page.body().append(square(red, 1, 0));
    group.append({.height = px(4), .background = green});
    Element& above = group.append(square(rgb(0x222222), 1, 0));
    above.style([](Style& s) { s.z_index = 1; });
    Element& below = group.append(square(rgb(0x333333), 1, 0));
    below.style([](Style& s) { s.z_index = -1; });
    page.body().append(square(blue, 3, 0));
    CHECK(picture(page) ==
          "box 2,0 10x10 fill #333333\n"
          "box 0,0 800x10 fill #111111\n"
          "text \"flow\" at 0,14 sans 16 #000000\n"
          "box 1,0 10x10 fill #ff0000\n"
          "box 1,0 10x4 fill #00ff00\n"
          "box 3,0 10x10 fill #0000ff\n"
          "box 2,0 10x10 fill #222222\n");
}

TEST_CASE("z-index says nothing of layers in flow") {
    StillPage page;
    page.body().append({.height = px(10), .background = red, .opacity = 0.5f, .z_index = 3});
    page.body().append({.height = px(10), .background = green, .opacity = 0.5f, .z_index = -3});
    CHECK(picture(page) ==
          "layer 1 opacity 0.5\n"
          "  box 0,0 800x10 fill #ff0000\n"
          "layer 2 opacity 0.5\n"
          "  box 0,10 800x10 fill #00ff00\n");
}

TEST_CASE("a block that clips is painted with the blocks and the texts around it, clipped in both places") {
    StillPage page;
    page.body().append_text("a", {.height = px(10)});
    Element& box = page.body().append({.overflow = Overflow::hidden, .height = px(10), .background = red});
    box.append_text("b", {.height = px(20), .background = green});
    CHECK(picture(page) ==
          "box 0,10 800x10 fill #ff0000\n"
          "clip 0,10 800x10\n"
          "  box 0,10 800x20 fill #00ff00\n"
          "text \"a\" at 0,14 sans 16 #000000\n"
          "clip 0,10 800x10\n"
          "  text \"b\" at 0,24 sans 16 #000000\n");
}

TEST_CASE("what is stacked in a box that clips is clipped where it is painted, if its containing block is in there") {
    StillPage page;
    Element& box = page.body().append({.position = Position::relative, .overflow = Overflow::hidden, .height = px(10)});
    Element& inner = box.append({.overflow = Overflow::hidden, .width = px(6), .height = px(8)});
    inner.append(square(red, 1, 1));
    inner.append({.position = Position::relative, .height = px(20), .background = green});
    page.body().append({.position = Position::relative, .height = px(4), .background = blue});
    Element& out = page.body().append({.overflow = Overflow::hidden, .width = px(6), .height = px(8)});
    out.append(square(rgb(0x444444), 2, 2));
    CHECK(picture(page) ==
          "clip 0,0 800x10\n"
          "  box 1,1 10x10 fill #ff0000\n"
          "clip 0,0 800x10\n"
          "  clip 0,0 6x8\n"
          "    box 0,0 6x20 fill #00ff00\n"
          "box 0,10 800x4 fill #0000ff\n"
          "box 2,2 10x10 fill #444444\n");
}

TEST_CASE("a box that leaves its stacking context leaves what clips that") {
    StillPage page;
    Element& clip = page.body().append({.overflow = Overflow::hidden, .height = px(10)});
    Element& faint = clip.append({.height = px(10), .opacity = 0.5f});
    faint.append(square(red, 5, 5));
    Element& context = clip.append({.position = Position::relative, .height = px(10), .z_index = 1});
    Element& fixed = context.append(square(green, 7, 7));
    fixed.style([](Style& s) { s.position = Position::fixed; });
    CHECK(picture(page) ==
          "clip 0,0 800x10\n"
          "  layer 1 opacity 0.5\n"
          "    out of 1\n"
          "      box 5,5 10x10 fill #ff0000\n"
          "  out of 1\n"
          "    box 7,7 10x10 fill #00ff00\n");
}

TEST_CASE("overflow hidden clips to the padding box with its round corners, and scrolling moves what is in it") {
    StillPage page;
    Element& box = page.body().append({.overflow = Overflow::hidden,
                                       .width = px(100),
                                       .height = px(50),
                                       .border = {.width = 2, .color = green},
                                       .radius = 8});
    box.append({.height = px(40), .background = red});
    box.append({.height = px(40), .background = blue});
    Element& empty = page.body().append({.overflow = Overflow::hidden, .height = px(10)});
    empty.append({.height = px(10)});
    CHECK(picture(page) ==
          "box 0,0 100x50 radius 8 border 2 #00ff00\n"
          "clip 2,2 96x46 radius 6\n"
          "  box 2,2 96x40 fill #ff0000\n"
          "  box 2,42 96x40 fill #0000ff\n");
    box.scroll_to({0, 34});
    CHECK(picture(page) ==
          "box 0,0 100x50 radius 8 border 2 #00ff00\n"
          "clip 2,2 96x46 radius 6\n"
          "  box 2,-32 96x40 fill #ff0000\n"
          "  box 2,8 96x40 fill #0000ff\n");
}

TEST_CASE("opacity, transform, will-change and compositor animations make layers") {
    StillPage page;
    page.body().append({.height = px(10), .background = red, .opacity = 0.5f});
    page.body().append(
        {.width = px(20), .height = px(10), .background = green, .transform = {translate(px(5)), scale(2)}});
    page.body().append({.height = px(10), .will_change = true});
    Element& spinner = page.body().append({.width = px(20), .height = px(20), .background = blue});
    spinner.animate({{.style = {.transform = {rotate(0)}}}, {.style = {.transform = {rotate(1)}}}}, {.duration = 1s});
    CHECK(picture(page) ==
          "layer 1 opacity 0.5\n"
          "  box 0,0 800x10 fill #ff0000\n"
          "layer 2 about 10,15 matrix 2,0,0,2,5,0\n"
          "  box 0,10 20x10 fill #00ff00\n"
          "layer 3\n"
          "layer 4\n"
          "  box 0,30 20x20 fill #0000ff\n");
    page.lay_out();
    DisplayList list;
    paint(page.document, list);
    const DisplayList flat = flattened(list);
    const auto& layer = std::get<PushLayerItem>(flat.items[3]);
    CHECK(layer.layer == LayerId{2});  // ids stay from frame to frame
    CHECK(layer.bounds == Rect{0, 10, 20, 10});
}

TEST_CASE("an outline runs around the border box, away by its offset, with the corners to match, and takes no room") {
    StillPage page;
    page.body().append({.width = px(40),
                        .height = px(20),
                        .background = red,
                        .radius = 4,
                        .outline = {.width = 2, .offset = 3, .color = green}});
    page.body().append({.width = px(40), .height = px(20), .outline = {.width = 1, .offset = -6, .color = blue}});
    page.body().append({.width = px(4), .height = px(4), .outline = {.width = 1, .offset = -6, .color = blue}});
    CHECK(picture(page) ==
          "box 0,0 40x20 radius 4 fill #ff0000\n"
          "box -5,-5 50x30 radius 9 border 2 #00ff00\n"
          "box 5,25 30x10 border 1 #0000ff\n");  // the last one is drawn in on itself: nothing is left
}

TEST_CASE("a border whose sides differ in width or colour is one item, and so is one of a single side") {
    StillPage page;
    page.body().append({.width = px(40),
                        .height = px(30),
                        .border = {.width = PixelEdges{1, 2, 3, 4}, .color = green},
                        .background = red});
    page.body().append({.width = px(40), .height = px(10), .border = {.width = PixelEdges{0, 0, 2, 0}, .color = blue}});
    page.body().append(
        {.width = px(40), .height = px(10), .border = {.width = 1, .color = {red, green, blue, rgb(0)}}, .radius = 3});
    CHECK(picture(page) ==
          "box 0,0 40x30 fill #ff0000\n"
          "border 0,0 40x30 1 #00ff00, 2 #00ff00, 3 #00ff00, 4 #00ff00\n"
          "border 0,30 40x10 0 #0000ff, 0 #0000ff, 2 #0000ff, 0 #0000ff\n"
          "border 0,40 40x10 radius 3 1 #ff0000, 1 #00ff00, 1 #0000ff, 1 #000000\n");
}

TEST_CASE("lines without a colour have the text's; those that are not solid are told with their styles") {
    StillPage page;
    page.body().append({.width = px(40),
                        .height = px(30),
                        .border = {.width = 1},
                        .color = green,
                        .outline = {.width = 2, .style = LineStyle::dotted}});
    page.body().append({.width = px(40),
                        .height = px(10),
                        .border = {.width = 2,
                                   .color = red,
                                   .style = {LineStyle::dashed, LineStyle::solid, LineStyle::none, LineStyle::groove}},
                        .color = green});
    page.body().append({.width = px(40), .height = px(10), .border = {.width = 2, .style = LineStyle::hidden}});
    CHECK(picture(page) ==
          "box 0,0 40x30 border 1 #00ff00\n"
          "border 0,30 40x10 2 #ff0000, 2 #ff0000, 0 #ff0000, 2 #ff0000 dashed solid none groove\n"
          "border -2,-2 44x34 2 #00ff00, 2 #00ff00, 2 #00ff00, 2 #00ff00 dotted\n");
}

TEST_CASE("a shadow spreads or shrinks with its corners, and one that shrinks to nothing is none") {
    StillPage page;
    Style style{.width = px(40), .height = px(20), .background = blue, .radius = 4};
    for (const float spread : {3.f, -6.f, -10.f}) {
        style.shadow = {{.offset = {1, 2}, .blur = 6, .color = red, .spread = spread}};
        page.body().append(style);
    }
    style.radius = 0;
    style.shadow = {{.offset = {1, 2}, .blur = 6, .color = red, .spread = 5}};
    page.body().append(style);
    CHECK(picture(page) ==
          "shadow -2,-1 46x26 radius 7 blur 6 #ff0000\n"
          "box 0,0 40x20 radius 4 fill #0000ff\n"
          "shadow 7,28 28x8 blur 6 #ff0000\n"
          "box 0,20 40x20 radius 4 fill #0000ff\n"
          "box 0,40 40x20 radius 4 fill #0000ff\n"
          "shadow -4,57 50x30 blur 6 #ff0000\n"
          "box 0,60 40x20 fill #0000ff\n");
}

TEST_CASE("shadows lie one on the other, the first on top: those outside under the box, those inside above it") {
    StillPage page;
    page.body().append({.width = px(40),
                        .height = px(20),
                        .border = {.width = 2, .color = green},
                        .color = green,
                        .background = with_alpha(blue, 0.5f),
                        .radius = 6,
                        .shadow = {{.offset = {1, 1}, .color = red},
                                   {.offset = {3, 0}, .blur = 4, .spread = 1, .inset = true},
                                   {.blur = 8},
                                   {.color = red, .spread = 30, .inset = true},
                                   {.offset = {9, 9}, .color = transparent}}});
    CHECK(picture(page) ==
          "shadow 0,0 40x20 radius 6 blur 8 #00ff00 outside 0,0 40x20 radius 6\n"
          "shadow 1,1 40x20 radius 6 blur 0 #ff0000 outside 0,0 40x20 radius 6\n"
          "box 0,0 40x20 radius 6 fill #0000ff80 border 2 #00ff00\n"
          "shadow 32,32 0x0 blur 0 #ff0000 inside 2,2 36x16 radius 4\n"
          "shadow 6,3 34x14 radius 3 blur 4 #00ff00 inside 2,2 36x16 radius 4\n");
}

TEST_CASE("what lies outside of the viewport or of a clip is recorded too, so that scrolling records nothing anew") {
    StillPage page({100, 100});
    page.body().append(square(red, 200, 0));
    Element& list = page.body().append({.overflow = Overflow::scroll, .height = px(20)});
    for (int i = 0; i < 100; ++i) list.append({.height = px(10), .background = green});
    page.lay_out();
    DisplayList shown;
    CHECK(paint(page.document, shown).recorded == 103);  // and the clip's beginning and end
    list.scroll_to({0, 500});
    page.lay_out();
    const PaintStats scrolled = paint(page.document, shown);
    CHECK(scrolled.items >= 103);
    CHECK(scrolled.recorded < 40);  // those that are in no list of their own yet
    CHECK(scrolled.damage == Rect{0, 0, 100, 20});
}

TEST_CASE("outlines of blocks come above everything in the piece that they are in, clipped as the blocks are") {
    StillPage page;
    Element& clip = page.body().append({.overflow = Overflow::hidden, .height = px(50)});
    Element& first = clip.append({.height = px(10), .background = red, .outline = {.width = 2, .color = blue}});
    Element& second = clip.append({.background = green});
    Element& inside = second.append({.height = px(10), .outline = {.width = 1, .color = red}});
    Element& row = page.body().append({.display = Display::flex});
    row.append({.width = px(10), .height = px(10), .outline = {.width = 3, .color = green}});
    row.append({.width = px(10), .height = px(10), .background = red});
    const std::string backgrounds =
        "clip 0,0 800x50\n"
        "  box 0,0 800x10 fill #ff0000\n"
        "  box 0,10 800x10 fill #00ff00\n";
    const std::string the_row =
        "box -3,47 16x16 border 3 #00ff00\n"
        "box 10,50 10x10 fill #ff0000\n";
    CHECK(picture(page) == backgrounds + the_row +
                               "clip 0,0 800x50\n"
                               "  box -2,-2 804x14 border 2 #0000ff\n"
                               "clip 0,0 800x50\n"
                               "  box -1,9 802x12 border 1 #ff0000\n");
    first.style([](Style& s) { s.outline.width = 0; });
    CHECK(picture(page) == backgrounds + the_row + "clip 0,0 800x50\n  box -1,9 802x12 border 1 #ff0000\n");
    inside.style([](Style& s) { s.outline.width = 0; });
    first.style([](Style& s) { s.outline.width = 1; });
    CHECK(picture(page) == backgrounds + the_row + "clip 0,0 800x50\n  box -1,-1 802x12 border 1 #0000ff\n");
    second.style([](Style& s) { s.opacity = 0.5f; });  // a piece of its own now
    inside.style([](Style& s) { s.outline.width = 1; });
    CHECK(picture(page).ends_with("  layer 1 opacity 0.5\n"
                                  "    box 0,10 800x10 fill #00ff00\n"
                                  "    box -1,9 802x12 border 1 #ff0000\n"
                                  "clip 0,0 800x50\n"
                                  "  box -1,-1 802x12 border 1 #0000ff\n"));
    second.remove();
    first.remove();
    CHECK(picture(page) == the_row);
}

TEST_CASE("the body's background is the canvas's: its colour is no item, its image fills all that can be scrolled to") {
    StillPage page;
    page.body().set_style({.margin = all_around(px(100)),
                           .border = {.width = 10, .color = green},
                           .background = red,
                           .background_image = linear_gradient(0.5f, red, blue),
                           .radius = 30,
                           .opacity = 0.5f});
    CHECK(picture(page) ==
          "gradient 0,0 800x600 tile 110,110 580x380 repeat-x repeat-y linear 290,0 to 290,380 #ff0000 0 #0000ff 1\n"
          "layer 1 opacity 0.5\n"
          "  box 100,100 600x400 radius 30 border 10 #00ff00\n");
    page.body().set_style({.background_image = linear_gradient(0.5f, red, blue)});
    page.body().append({.height = px(1000)});
    CHECK(picture(page) ==
          "gradient 0,0 800x1000 tile 0,0 800x600 repeat-y linear 400,0 to 400,600 #ff0000 0 #0000ff 1\n");
}

TEST_CASE("a gradient lies between the colour and the border, its tile in the padding box") {
    StillPage page;
    page.body().append({.width = px(100),
                        .height = px(40),
                        .border = {.width = 2, .color = green},
                        .background = blue,
                        .background_image = linear_gradient(0.25f, {{red, 0}, {red, 0.5f}, {blue, 0.5f}})});
    CHECK(
        picture(page) ==
        "box 0,0 100x40 fill #0000ff\n"
        "gradient 0,0 100x40 tile 2,2 96x36 repeat-x repeat-y linear 0,18 to 96,18 #ff0000 0 #ff0000 0.5 #0000ff 0.5\n"
        "box 0,0 100x40 border 2 #00ff00\n");
}

TEST_CASE("a tile that does not repeat cuts the box to itself, and where it has no size nothing is recorded") {
    StillPage page;
    Style style{.width = px(100),
                .height = px(40),
                .background_image = linear_gradient(0.5f, red, blue),
                .background_size = {px(20), px(10)},
                .background_x = percent(100),
                .background_y = percent(50),
                .background_repeat_x = BackgroundRepeat::no_repeat,
                .background_repeat_y = BackgroundRepeat::no_repeat};
    page.body().append(style);
    style.background_size = {px(0), px(10)};
    page.body().append(style);
    CHECK(picture(page) == "gradient 80,15 20x10 tile 80,15 20x10 linear 10,0 to 10,10 #ff0000 0 #0000ff 1\n");
}

}  // namespace janklab
