// SPDX-License-Identifier: MIT
#include "inspector/stand.h"

#include <doctest/doctest.h>

namespace janklab {

InspectorStand::InspectorStand(bool policy_hook) : now(time_zero + 1s) {
    auto loaded = Fonts::load();
    REQUIRE(loaded.ok());
    fonts = std::move(*loaded);
    board.publish({
        {ControlKind::slider, "Length of the task", "ms", 0, 1000, 10, 320, {}},
        {ControlKind::choice, "Run it as", "", 0, 2, 1, 0, {"one task", "slices", "worker"}},
        {ControlKind::toggle, "Repeat each second", "", 0, 1, 1, 1, {}},
        {ControlKind::button, "Block the page", "", 0, 1, 1, 0, {}},
        {ControlKind::button, "Start again", "", 0, 1, 1, 0, {}},
        {ControlKind::button, "All demos", "", 0, 1, 1, 0, {}},
    });
    Inspector::Desc desc{
        .trace = &story.trace,
        .folds = &story.folds,
        .control = &control,
        .link = &link,
        .board = &board,
        .fonts = fonts.get(),
        .title = "A long task",
        .look_for =
            "The left spinner is turned by the page and stops while a task runs; the right one is turned by the "
            "compositor and goes on. Press the button and watch both.",
        .display = "vsync at 59.94 Hz, found by measuring",
        .way_back = "All demos",
    };
    if (policy_hook) desc.set_policy = [this](Policy policy) { policies.push_back(policy); };
    auto made = Inspector::create(std::move(desc));
    REQUIRE(made.ok());
    inspector = std::move(*made);
}

InputEvent InspectorStand::pointer(InputKind kind, Point at) const {
    InputEvent event;
    event.kind = kind;
    event.position = at;
    event.time = now;
    return event;
}

void InspectorStand::click(Point at) {
    for (const InputKind kind : {InputKind::pointer_move, InputKind::pointer_down, InputKind::pointer_up}) {
        inspector->take_input(pointer(kind, at));
    }
    for (int i = 0; i < 4; ++i) compose();
}

std::vector<ControlChange> InspectorStand::changes() {
    std::vector<ControlChange> all;
    PageMail mail;
    while (link.take_mail(mail)) {
        if (const auto* change = std::get_if<ControlChange>(&mail)) all.push_back(*change);
    }
    return all;
}

}  // namespace janklab
