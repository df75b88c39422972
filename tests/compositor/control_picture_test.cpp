// SPDX-License-Identifier: MIT
// Caret, selection and focus ring as pixels: the same as boxes and text placed by hand, at three scales.
#include <functional>

#include "compositor/scene.h"
#include "paint/paint.h"
#include "support/still_page.h"

using namespace janklab;

namespace {

constexpr Size viewport{200, 80};
constexpr Style field_look{
    .width = px(120), .margin = all_around(px(10)), .padding = all_around(px(6)), .font_size = 20.f};

Image picture_of(const std::function<void(StillPage&)>& build, float scale) {
    StillPage page(viewport);
    page.body().set_style({.background = rgb(0xffffff)});
    build(page);
    page.lay_out();
    CompositorFrame frame;
    frame.id = {1};
    frame.viewport = viewport;
    paint(page.document, frame.list);
    TestPage shown({static_cast<int>(viewport.width * scale), static_cast<int>(viewport.height * scale)}, scale);
    shown.draw(frame);
    return shown.picture();
}

void check_same(const std::function<void(StillPage&)>& control, const std::function<void(StillPage&)>& by_hand) {
    if (!gl_for_tests()) return;
    for (const float scale : {1.f, 1.5f, 2.f}) {
        const ImageDifference difference = compare_images(picture_of(control, scale), picture_of(by_hand, scale), 1);
        CHECK_MESSAGE(difference.same(), "at scale " << scale << ": " << difference.sentence);
    }
}

void add_box(StillPage& page, Rect rect, Color color) {
    page.body().append({.position = Position::absolute,
                        .width = px(rect.width),
                        .height = px(rect.height),
                        .inset = {px(rect.y), automatic, automatic, px(rect.x)},
                        .background = color});
}

void add_text(StillPage& page) {
    page.body().append_text("ab c", {.position = Position::absolute,
                                     .inset = {px(16), automatic, automatic, px(16)},
                                     .font_size = 20.f,
                                     .white_space = WhiteSpace::pre});
}

void add_ring(StillPage& page) {
    add_box(page, {7, 7, 126, 42}, rgb(0xffffff));
    add_box(page, {8, 8, 124, 40}, rgb(0x005fcc));
    add_box(page, {10, 10, 120, 36}, rgb(0xffffff));
}

}  // namespace

TEST_CASE("a focused field looks like a ring, its text and a line of one pixel behind a letter") {
    check_same(
        [](StillPage& page) {
            Element& field = page.body().append_text_control("input", "ab c", field_look);
            field.focus();
            field.text_edit()->select(2, 2);
            page.document.show_caret(true);
        },
        [](StillPage& page) {
            add_ring(page);
            add_text(page);
            add_box(page, {36, 18, 1, 20}, rgb(0x000000));
        });
}

TEST_CASE("what is selected looks like text on a box with sharp edges") {
    check_same(
        [](StillPage& page) {
            Element& field = page.body().append_text_control("input", "ab c", field_look);
            field.focus();
            field.text_edit()->select(1, 4);
        },
        [](StillPage& page) {
            add_ring(page);
            add_box(page, {26, 16, 30, 24}, with_alpha(rgb(0x3390ff), 0.45f));
            add_text(page);
        });
}
