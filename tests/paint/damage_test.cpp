// SPDX-License-Identifier: MIT
// Damage: the old and the new bounds of what changed, and nothing else.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "layout/rectangles.h"
#include "paint/display_list.h"
#include "paint/paint.h"
#include "support/still_page.h"

namespace janklab {
namespace {

constexpr Color red = rgb(0xff0000);

struct Painted : StillPage {
    using StillPage::StillPage;
    std::string damage() {
        lay_out();
        return to_text(paint(document, list).damage);
    }
    DisplayList list;
};
Style square(float left, float top) {
    return {.position = Position::absolute,
            .width = px(10),
            .height = px(10),
            .inset = {.top = px(top), .right = automatic, .bottom = automatic, .left = px(left)},
            .background = red};
}

}  // namespace

TEST_CASE("the first frame is damaged as a whole, an unchanged one not at all") {
    Painted page;
    page.body().append(square(5, 5));
    CHECK(page.damage() == "0,0 800x600");
    CHECK_FALSE(page.document.needs_rendering());
    CHECK(page.damage() == "0,0 0x0");
    CHECK(flattened(page.list).items.size() == 1);
    page.viewport = {400, 300};
    CHECK(page.damage() == "0,0 400x300");
    page.document.note_everything_damaged();
    CHECK(page.document.needs_rendering());
    CHECK(page.damage() == "0,0 400x300");
}

TEST_CASE("what moves damages where it was and where it is") {
    Painted page;
    Element& box = page.body().append(square(10, 10));
    page.body().append(square(300, 300));
    page.damage();
    box.style([](Style& s) { s.inset.left = px(30); });
    CHECK(page.damage() == "10,10 30x10");
    box.style([](Style& s) { s.background = rgb(0x00ff00); });
    CHECK(page.damage() == "30,10 10x10");
    box.style([](Style& s) { s.transform = {translate(px(100))}; });
    CHECK(page.damage() == "30,10 110x10");
    box.style([](Style& s) { s.opacity = 0.5f; });
    CHECK(page.damage() == "130,10 10x10");
    box.remove();
    CHECK(page.damage() == "130,10 10x10");
    CHECK(page.damage() == "0,0 0x0");
}

TEST_CASE("what changes without being seen damages nothing") {
    Painted page;
    Element& invisible = page.body().append({.position = Position::absolute, .width = px(50), .height = px(50)});
    Element& outside = page.body().append(square(1000, 0));
    page.damage();
    invisible.style([](Style& s) { s.inset.left = px(30); });
    outside.style([](Style& s) { s.background = rgb(1); });
    CHECK(page.damage() == "0,0 0x0");
}

TEST_CASE("a changed text damages its lines, a changed colour those that inherit it") {
    Painted page;
    Element& row = page.body().append({.display = Display::flex, .height = px(20), .align_items = Align::start});
    Element& text = row.append_text("abc");
    row.append_child(*page.document.create_text("free"));
    page.damage();
    text.set_text("abd");
    CHECK(page.damage() == "0,0 26x19");  // glyphs may reach an eighth of an em further
    row.style([](Style& s) { s.color = red; });
    CHECK(page.damage() == "0,0 58x19");
}

TEST_CASE("a changed colour damages what is drawn in currentcolor, its own and an inherited one") {
    Painted page;
    Element& outer = page.body().append(square(0, 0));
    Style lined = square(0, 0);
    lined.background = transparent;
    lined.border = {.width = 1};
    Element& inner = outer.append(lined);
    outer.append(square(50, 50));
    Style filled = square(100, 100);
    filled.background = current_color;
    Element& other = page.body().append(filled);
    page.damage();
    outer.style([](Style& s) { s.color = red; });
    CHECK(page.damage() == "0,0 10x10");
    inner.style([](Style& s) { s.color = rgb(7); });
    CHECK(page.damage() == "0,0 10x10");
    outer.style([](Style& s) { s.color = rgb(9); });  // nobody asks for it any more
    CHECK(page.damage() == "0,0 0x0");
    other.style([](Style& s) { s.color = red; });
    CHECK(page.damage() == "100,100 10x10");
}

TEST_CASE("shadows count, clips cut off") {
    Painted page;
    Element& box = page.body().append(square(100, 100));
    page.damage();
    box.style([](Style& s) { s.shadow = {{.offset = {0, 10}, .blur = 4, .color = red}}; });
    CHECK(page.damage() == "94,104 22x22");  // the box itself stays as it is
    Element& clip = page.body().append({.overflow = Overflow::hidden, .width = px(50), .height = px(50)});
    Element& large = clip.append({.width = px(500), .height = px(500), .background = red});
    page.damage();
    large.style([](Style& s) { s.background = rgb(2); });
    CHECK(page.damage() == "0,0 50x50");
}

TEST_CASE("scrolling damages the scroll container") {
    Painted page;
    Element& list = page.body().append(
        {.overflow = Overflow::scroll, .width = px(100), .height = px(50), .background = rgb(0xffffff)});
    for (int i = 0; i < 20; ++i) list.append({.height = px(10), .margin = {.bottom = px(2)}, .background = red});
    page.damage();
    list.scroll_to({0, 5});
    CHECK(page.damage() == "0,0 100x50");
    list.scroll_to({0, 17});  // each row comes to where another one was that looks the same
    CHECK(page.damage() == "0,0 0x0");
}

TEST_CASE("a layer that turns damages all of it, even where bounds stay the same") {
    Painted page;
    Element& wheel =
        page.body().append({.width = px(40), .height = px(40), .margin = all_around(px(20)), .transform = {rotate(0)}});
    wheel.append({.width = px(40), .height = px(40), .background = red});
    page.damage();
    wheel.style([](Style& s) { s.transform = {rotate(0.5f)}; });
    CHECK(page.damage() == "20,20 40x40");
}

TEST_CASE("what leaves a clip damages where it is, outside of the clip too") {
    Painted page;
    Element& clip = page.body().append({.overflow = Overflow::hidden, .height = px(10)});
    Element& context = clip.append({.height = px(10), .opacity = 0.5f});
    Element& box = context.append(square(20, 20));
    page.damage();
    box.style([](Style& s) { s.background = rgb(0x00ff00); });
    CHECK(page.damage() == "20,20 10x10");
    clip.style([](Style& s) { s.position = Position::relative; });  // now its containing block, and clips it
    CHECK(page.damage() == "20,20 10x10");
    box.style([](Style& s) { s.background = red; });
    CHECK(page.damage() == "0,0 0x0");
}

TEST_CASE("another order of stacking damages what changed its place") {
    Painted page;
    Element& below = page.body().append(square(10, 10));
    page.body().append(square(15, 10));
    page.damage();
    below.style([](Style& s) { s.z_index = 1; });
    CHECK(page.damage() == "10,10 10x10");
}

// -- outside of the damage, both frames show the same
// -------------------------------------------------------------------

namespace {

Rect bounds(const DisplayItem& item) {
    if (const auto* box = std::get_if<BoxItem>(&item)) return box->rect;
    if (const auto* text = std::get_if<TextItem>(&item)) return text->bounds;
    return {};
}
std::vector<std::pair<std::string, Rect>> drawn_items(const DisplayList& shared) {
    const DisplayList list = flattened(shared);
    std::vector<std::pair<std::string, Rect>> items;
    for (const DisplayItem& item : list.items) {
        DisplayList single;
        single.items.push_back(item);
        single.glyphs = list.glyphs;
        items.emplace_back(dump(single), bounds(item));
    }
    return items;
}

}  // namespace

TEST_CASE("every item that comes or goes lies in the damage") {
    std::mt19937 random(7);
    const auto up_to = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most + 1)); };
    const auto some_style = [&] {
        Style s;
        s.display = up_to(1) ? Display::flex : up_to(9) ? Display::block : Display::none;
        s.position = up_to(5) ? Position::in_flow : Position::relative;
        if (up_to(1)) s.width = px(static_cast<float>(up_to(200)));
        if (up_to(1)) s.height = px(static_cast<float>(up_to(60)));
        s.inset.left = px(static_cast<float>(up_to(30)));
        s.padding = all_around(px(static_cast<float>(up_to(5))));
        if (up_to(2)) s.background = rgb(random());
        if (!up_to(3)) s.color = rgb(random());
        if (!up_to(5)) s.z_index = up_to(3) - 1;
        return s;
    };
    for (int round = 0; round < 60; ++round) {
        Painted page({400, 300});
        std::vector<Ref<Element>> elements{&page.body()};
        const auto any = [&] { return elements[random() % elements.size()]; };
        for (int step = 0; step < 30; ++step) {
            const Ref<Element> chosen = any();
            switch (up_to(4)) {
                case 0:
                    elements.emplace_back(chosen->append(some_style()));
                    break;
                case 1:
                    elements.emplace_back(
                        chosen->append_text(std::string(static_cast<std::size_t>(up_to(9)), 'x'), some_style()));
                    break;
                case 2:
                    if (chosen != &page.body()) chosen->remove();
                    break;
                default:
                    if (chosen != &page.body()) chosen->set_style(some_style());
            }
            std::vector<std::pair<std::string, Rect>> before = drawn_items(page.list);
            page.lay_out();
            const Rect damage = paint(page.document, page.list).damage;
            for (const auto& [text, where] : drawn_items(page.list)) {
                const auto same = std::find_if(before.begin(), before.end(),
                                               [&, &t = text](const auto& one) { return one.first == t; });
                if (same != before.end()) {
                    before.erase(same);
                    continue;
                }
                const Rect visible = intersected(where, {0, 0, 400, 300});
                INFO("new in round " << round << ", step " << step << ": " << text);
                REQUIRE((visible.empty() || united(damage, visible) == damage));
            }
            for (const auto& [text, where] : before) {
                const Rect visible = intersected(where, {0, 0, 400, 300});
                INFO("gone in round " << round << ", step " << step << ": " << text);
                REQUIRE((visible.empty() || united(damage, visible) == damage));
            }
        }
    }
}

}  // namespace janklab
