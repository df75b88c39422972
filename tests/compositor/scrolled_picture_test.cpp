// SPDX-License-Identifier: MIT
// From a page that is scrolled on the display to the picture: only ports are drawn again, and what is drawn again looks
// like everything drawn anew, whatever the page commits meanwhile and has or has not heard of.
#include "compositor/scene.h"
#include "paint/paint.h"
#include "paint/scroll_tree.h"
#include "support/allocations.h"
#include "support/random_page.h"
#include "support/still_page.h"

using namespace janklab;

namespace {

constexpr PixelSize size{300, 200};

/// A page and the display's side of it, with commits by hand.
struct ScrolledPage : StillPage {
    ScrolledPage() : StillPage({static_cast<float>(size.width), static_cast<float>(size.height)}) {}

    void commit() {
        lay_out();
        CompositorFrame& frame = frames[++count % 2];
        frame.damage_since = FrameId{first_id + count - 1};
        frame.id = FrameId{first_id + count};
        frame.viewport = viewport;
        collect_scroll_tree(document, frame.scrolling, scrollers);
        for (ScrollNode& node : frame.scrolling.scrollers) node.included = included(node.layer);
        frame.damage = paint(document, frame.list, frame.scrolling).damage;
        scrolling.take(frame.scrolling);
    }
    /// The page's frame in which it hears of what was scrolled.
    void take_over() {
        for (const ScrollUpdate& update : scrolling.take_news()) {
            const int index = scrolling.index_of(update.scroller);
            const ScrollNode& node = shown().scrolling.scrollers[static_cast<std::size_t>(index)];
            Element& element = *scrollers[static_cast<std::size_t>(index)];
            element.set_scroll_position(
                scrolled_by(element.scroll_position(), update.moved - included(update.scroller), node.min, node.max));
            included(update.scroller) = update.moved;
        }
    }
    ScrollDistance& included(LayerId layer) {
        const auto known = std::ranges::find(heard, layer, &ScrollUpdate::scroller);
        if (known != heard.end()) return known->moved;
        return heard.emplace_back(layer).moved;
    }
    const CompositorFrame& shown() const { return frames[count % 2]; }
    DrawStats draw(TestPage& on) { return on.compositor().draw(shown(), now, on.target(), {}, &scrolling); }

    CompositorFrame frames[2];
    std::uint64_t count = 0, first_id = 0;
    std::vector<Element*> scrollers;
    std::vector<ScrollUpdate> heard;
    Scrolling scrolling;
    TimePoint now = time_zero;
};

Element& add_list(Element& parent, Rect place, int rows) {
    Element& list = parent.append({.position = Position::absolute,
                                   .overflow = Overflow::scroll,
                                   .width = px(place.width),
                                   .height = px(place.height),
                                   .inset = {px(place.y), automatic, automatic, px(place.x)},
                                   .background = rgb(0xffffff)});
    for (int i = 0; i < rows; ++i)
        list.append({.height = px(10), .background = rgb(0x10305 * static_cast<std::uint32_t>(i + 1))});
    return list;
}

bool within(const PixelRect& inner, const PixelRect& outer) { return intersected(inner, outer) == inner; }

}  // namespace

TEST_CASE("a list that is scrolled is drawn again where it is seen, a list in it only in its own port") {
    if (!gl_for_tests()) return;
    ScrolledPage page;
    Element& list = add_list(page.body(), {20, 30, 100, 80}, 40);
    add_list(list, {40, 5, 50, 40}, 20);
    for (int i = 0; i < 30; ++i) page.body().append({.height = px(5), .background = rgb(0xaaccee)});
    TestPage shown(size);
    page.commit();
    CHECK(page.draw(shown).drawn_area.pixels() == 300 * 200);
    REQUIRE(page.scrolling.tree().scrollers.size() == 2);
    page.scrolling.wheel(1, {0, 13}, false, page.now += 1s);
    DrawStats stats = page.draw(shown);
    CHECK(within(stats.drawn_area, {59, 34, 52, 42}));
    CHECK(stats.drawn_area.pixels() >= 50 * 40);
    page.scrolling.wheel(0, {0, 3}, false, page.now += 1s);
    stats = page.draw(shown);
    CHECK(within(stats.drawn_area, {19, 29, 102, 82}));
    CHECK(stats.drawn_area.pixels() >= 100 * 80);
    CHECK(page.draw(shown).drawn == false);
}

TEST_CASE("pages at random, scrolled by the display and changed at once, look as if everything were drawn anew") {
    if (!gl_for_tests()) return;
    TestPage kept(size), whole(size);
    std::uint64_t drawn = 0, all = 0;
    for (unsigned seed = 1; seed <= 40; ++seed) {
        RandomPage random(seed);
        ScrolledPage page;
        page.first_id = seed * 1000;
        random.grow(page.body(), 0);
        for (int i = random.up_to(2); i >= 0; --i) {
            const auto left = static_cast<float>(random.up_to(150)), top = static_cast<float>(20 * i);
            random.grow(add_list(page.body(), {left, top, 120, 60}, 12), 2);
        }
        page.commit();
        kept.compositor().forget_target();
        page.draw(kept);
        for (int step = 0; step < 16; ++step) {
            page.now += 16ms;
            const int nodes = static_cast<int>(page.scrolling.tree().scrollers.size());
            if (nodes > 0 && random.chance(70)) {
                const Point by{static_cast<float>(random.up_to(20) - 10), static_cast<float>(random.up_to(60) - 25)};
                const bool glides = random.chance(30);
                page.scrolling.scroll(random.up_to(nodes - 1), by, glides, page.now);
            }
            if (random.chance(40)) page.take_over();
            if (random.chance(40)) {
                random.change(page.document);
                page.commit();
            }
            page.scrolling.advance(page.now + 16ms);
            drawn += page.draw(kept).drawn_area.pixels();
            all += 300 * 200;
            whole.compositor().forget_target();
            page.draw(whole);
            const ImageDifference difference = compare_images(kept.picture(), whole.picture(), 2);
            INFO("seed " << seed << ", step " << step << ": " << difference.sentence);
            REQUIRE(difference.same());
        }
    }
    MESSAGE("drawn again: ", 100 * drawn / all, " % of the pixels");
    CHECK(drawn < all / 2);
}

TEST_CASE("steady scrolling allocates nothing where it is decided, planned and drawn") {
    if (!gl_for_tests()) return;
    ScrolledPage page;
    Element& list = add_list(page.body(), {20, 30, 200, 150}, 0);
    for (int i = 0; i < 600; ++i) {
        if (i % 50 == 0) {
            Element& head = list.append({.position = Position::sticky,
                                         .height = px(12),
                                         .inset = {px(0), automatic, automatic, automatic},
                                         .background = rgb(0x3366cc)});
            head.append_text("Heading", {.font_size = 9.f});
        }
        list.append_text("Row " + std::to_string(i), {.font_size = 9.f, .background = rgb(0xeeeeee)});
    }
    page.commit();
    TestPage shown(size);
    std::uint64_t drawn = 0;
    const auto frame = [&](float by) {
        page.now += 16ms;
        page.scrolling.wheel(0, {0, by}, true, page.now);
        page.scrolling.advance(page.now + 16ms);
        page.scrolling.take_news();
        drawn += page.draw(shown).drawn;
    };
    for (int i = 0; i < 200; ++i) frame(20);
    for (int i = 0; i < 200; ++i) frame(-20);
    drawn = 0;
    const AllocationCount before = allocations();
    for (int i = 0; i < 180; ++i) frame(20);
    CHECK(allocations() == before);
    CHECK(drawn == 180);
}

TEST_CASE("glyphs that come into sight before they are ready are told as missing, with their place, and come later") {
    if (!gl_for_tests()) return;
    ScrolledPage page;
    Element& list = add_list(page.body(), {0, 0, 200, 40}, 0);
    list.append({.height = px(80)});
    list.append_text("quick brown fox", {.font_size = 20.f});
    list.append({.height = px(100)});
    page.commit();
    TestPage shown(size);
    const GlyphBudget budget{.glyphs = 4};
    const auto draw = [&] {
        return shown.compositor().draw(page.shown(), page.now, shown.target(), budget, &page.scrolling);
    };
    CHECK(draw().missing_area.empty());
    page.scrolling.scroll(0, {0, 80}, false, page.now += 1s);
    DrawStats stats = draw();
    CHECK(stats.glyphs_left_out > 0);
    CHECK(stats.missing_area.pixels() > 100);
    CHECK(within(stats.missing_area, {0, 0, 200, 40}));
    CHECK(stats.page_pixels == 300 * 200);
    for (int i = 0; i < 10 && stats.glyphs_left_out > 0; ++i) stats = draw();
    CHECK(stats.missing_area.empty());
}
