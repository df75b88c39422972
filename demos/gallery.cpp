// SPDX-License-Identifier: MIT
// The list of the demos, and the page that shows it: one card a demo; a click leaves the page for the demo.
#include "demos/gallery.h"

#include <array>

#include "demos/demos.h"
#include "demos/kit.h"

namespace janklab {

std::span<const Demo* const> all_demos() {
    static constexpr std::array<const Demo*, 14> demos = {&anatomy_of_a_frame,
                                                          &long_task,
                                                          &microtask_starvation,
                                                          &frames_and_intervals,
                                                          &time_slicing,
                                                          &drag_under_load,
                                                          &layout_thrashing,
                                                          &promise_order,
                                                          &debounce_and_throttle,
                                                          &idle_work,
                                                          &vsync_proof,
                                                          &canvas_chart,
                                                          &scrolling,
                                                          &motion};
    return demos;
}

const Demo* find_demo(std::string_view name) {
    for (const Demo* demo : all_demos())
        if (name == demo->name) return demo;
    return nullptr;
}

namespace {

constexpr float card_width = 224;
constexpr int most_in_a_row = 4;  // kit::sheet is no wider

void add_card(Page& page, Element& grid, const Demo& demo, int number, MoveOnlyFunction<void(const Demo&)>& chosen) {
    Element& card = kit::plain_button(grid, {.display = Display::flex,
                                             .width = px(card_width),
                                             .padding = edges(px(7), px(12)),
                                             .border = {1, kit::line},
                                             .flex_direction = FlexDirection::column,
                                             .flex_grow = 1,
                                             .gap = px(2),
                                             .cursor = Cursor::pointer,
                                             .background = kit::card_paper,
                                             .radius = 8});
    card.append_text(std::to_string(number) + "  " + demo.title, {.font_face = FontFace::sans_bold, .font_size = 14.f});
    card.append_text(demo.look_for, {.color = kit::soft_ink, .font_size = 12.f, .line_height = 1.35f});
    const auto shade = [&card](Color border) { card.style([&](Style& s) { s.border.color = border; }); };
    card.on("pointerenter", "mark the card", [shade] { shade(kit::blue); });
    card.on("pointerleave", "unmark the card", [shade] { shade(kit::line); });
    card.on("focus", "mark the card", [shade] { shade(kit::blue); });
    card.on("blur", "unmark the card", [shade] { shade(kit::line); });
    card.on("click", "open the demo", [&page, &demo, &chosen] {
        chosen(demo);
        page.leave();
    });
}

}  // namespace

void build_gallery(Page& page, MoveOnlyFunction<void(const Demo&)> chosen) {
    auto& chosen_state = page.make_state<MoveOnlyFunction<void(const Demo&)>>(std::move(chosen));
    Element& sheet = kit::sheet(page);
    Element& head =
        sheet.append({.display = Display::flex, .align_items = Align::center, .flex_shrink = 0, .gap = px(24)});
    head.append_text("Janklab", {.flex_shrink = 0, .font_face = FontFace::sans_bold, .font_size = 24.f});
    head.append_text(
        "A browser's frame loop with the lid off. Choose a demo.",
        {.min_width = px(0), .flex_grow = 1, .flex_basis = px(0), .color = kit::soft_ink, .font_size = 14.f});
    Element& grid =
        sheet.append({.display = Display::flex, .flex_wrap = FlexWrap::wrap, .flex_shrink = 0, .gap = px(6)});
    int number = 0;
    for (const Demo* demo : all_demos()) add_card(page, grid, *demo, ++number, chosen_state);
    // What is left of the last row is filled with nothing, so that all columns are equally wide.
    for (int i = 1; i < most_in_a_row; ++i) grid.append({.width = px(card_width), .flex_grow = 1});
}

}  // namespace janklab
