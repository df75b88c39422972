// SPDX-License-Identifier: MIT
// From the page to the picture: what is drawn again where there is damage looks like everything drawn anew, and like
// the same page built at once.
#include "compositor/scene.h"
#include "paint/paint.h"
#include "support/random_page.h"
#include "support/still_page.h"

using namespace janklab;

namespace {

/// A page that commits frames by itself, as a page does.
struct CommittedPage : StillPage {
    explicit CommittedPage(PixelSize size)
        : StillPage({static_cast<float>(size.width), static_cast<float>(size.height)}) {}

    const CompositorFrame& commit() {
        lay_out();
        frame.damage_since = frame.id;
        ++frame.id.value;
        frame.viewport = viewport;
        frame.damage = paint(document, frame.list).damage;
        return frame;
    }
    CompositorFrame frame;
};

/// One page that is drawn where there is damage, and one that is built and drawn at once.
struct Pair {
    explicit Pair(PixelSize of) : size(of) {}

    PixelSize size;
    TestPage kept{size}, whole{size};
    long drawn_pixels = 0, all_pixels = 0;

    /// Changes a random page in `steps` steps; after each both pictures must be the same.
    void run(unsigned seed, int steps) {
        RandomPage random(seed);
        CommittedPage changed(size);
        changed.frame.id.value = seed * 1000;
        random.grow(changed.body(), 0);
        kept.compositor().forget_target();
        kept.draw(changed.commit());
        for (int step = 0; step < steps; ++step) {
            for (int changes = random.up_to(2); changes >= 0; --changes) random.change(changed.document);
            const DrawStats stats = kept.draw(changed.commit());
            drawn_pixels += static_cast<long>(stats.drawn_area.width) * stats.drawn_area.height;
            all_pixels += static_cast<long>(size.width) * size.height;
            CommittedPage built(size);
            built.frame.id.value = seed * 1000 + 500;
            copy_children(changed.body(), built.body());
            built.lay_out();
            copy_scroll_positions(changed.body(), built.body());
            whole.compositor().forget_target();
            whole.draw(built.commit());
            const ImageDifference difference = compare_images(kept.picture(), whole.picture(), 2);
            INFO("seed " << seed << ", step " << step << ": " << difference.sentence);
            REQUIRE(difference.same());
        }
    }
};

}  // namespace

TEST_CASE("a page changed step by step and drawn where there is damage looks like the same page built at once") {
    if (!gl_for_tests()) return;
    Pair pages({300, 200});
    for (unsigned seed = 1; seed <= 40; ++seed) pages.run(seed, 10);
    MESSAGE("drawn again: ", 100 * pages.drawn_pixels / pages.all_pixels, " % of the pixels");
    CHECK(pages.drawn_pixels < pages.all_pixels / 2);
}

TEST_CASE("ten thousand pages changed in two steps look like the same pages built at once") {
    if (!gl_for_tests()) return;
    Pair pages({200, 120});
    for (unsigned seed = 1001; seed <= 11'000; ++seed) pages.run(seed, 2);
    CHECK(pages.all_pixels == 20'000L * 200 * 120);
}

TEST_CASE("a page whose layers come to lie elsewhere by a part of a pixel looks like the same page built at once") {
    if (!gl_for_tests()) return;
    Pair pages({200, 120});
    pages.run(49'606, 1);
}

TEST_CASE("a list that lies outside of what is drawn costs nothing") {
    if (!gl_for_tests()) return;
    CommittedPage page({300, 200});
    Element* first = nullptr;
    for (int i = 0; i < 2000; ++i) {
        Element& box = page.body().append({.height = px(5), .background = rgb(static_cast<std::uint32_t>(i))});
        if (i == 0) first = &box;
    }
    TestPage shown(PixelSize{300, 200});
    CHECK(shown.draw(page.commit()).instances <= 2 * 200 / 5);  // those below the page are not drawn
    first->style([](Style& s) { s.background = rgb(0xff0000); });
    const DrawStats stats = shown.draw(page.commit());
    CHECK(stats.instances <= 3);
    CHECK(stats.drawn_area.height <= 7);
}
