// SPDX-License-Identifier: MIT
// Vsync proof: red and cyan alternate from frame to frame. When every frame reaches the screen they fuse to grey; a
// dropped or doubled frame flashes in colour. A camera is not needed, an eye will do.
// Shows: whether what is reported as presented is what the display shows. Try: drop a frame by hand; --hz=30.
// It flickers by design: keep it small, or leave it, if flicker does you harm. Next: 12_canvas.cpp.
#include "demos/demos.h"
#include "demos/kit.h"

namespace janklab {

namespace {

struct Flag {
    bool red = false;
    double height = 160;
    double hesitate_ms = 0;  // once, in the next frame
    Element* field = nullptr;
};

void alternate(Page& page, Flag& flag) {
    page.request_animation_frame("alternate red and cyan", [&page, &flag](TimePoint) {
        flag.red = !flag.red;
        flag.field->style([&](Style& s) { s.background = flag.red ? rgb(0xff0000) : rgb(0x00ffff); });
        page.busy(from_ms(std::exchange(flag.hesitate_ms, 0)));
        alternate(page, flag);
    });
}

void build(Page& page) {
    Flag& flag = page.make_state<Flag>();
    Element& sheet = kit::sheet(page);
    Element& card = kit::card(sheet, "Red and cyan in turns",
                              "Steady grey: no frame is missing. A flash of colour: one is. "
                              "This flickers; do not use it if flicker does you harm.");
    flag.field = &card.append({.height = px(160), .flex_shrink = 0, .background = rgb(0xff0000), .radius = 4});
    Element& grey = kit::card(sheet, "What it should fuse to");
    grey.append({.height = px(48), .flex_shrink = 0, .background = rgb(0xbcbcbc), .radius = 4});
    page.controls().button("Miss one frame on purpose", [&flag] { flag.hesitate_ms = 30; });
    page.controls().slider(
        "Height", flag.height, {.minimum = 40, .maximum = 240, .step = 8, .value = 160, .unit = "px"},
        [&flag] { flag.field->style([&](Style& s) { s.height = px(static_cast<float>(flag.height)); }); });
    alternate(page, flag);
}

}  // namespace

const Demo vsync_proof{
    "vsync-proof", "Vsync proof",
    "Red and cyan frames fuse to a steady grey while no frame is dropped; each miss is a flash of colour.", build};

}  // namespace janklab
