// SPDX-License-Identifier: MIT
// What layout and paint cost for 10,000 boxes, beside two plain passes over the same tree (sizes up, places down),
// which is the floor. Tells how many boxes were visited and why, and what a box takes in memory. Every box's rectangle
// changes in every round of a resize.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <malloc.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "bench/peers/layout_peer.h"
#include "bench/side_by_side.h"
#include "dom/document.h"
#include "layout/layout.h"
#include "paint/display_list.h"
#include "paint/paint.h"
#include "style/style.h"
#include "style/update_style.h"
#include "support/fixed_text.h"

namespace {

using namespace janklab;
using bench::layout_peers, bench::LayoutPeer, bench::LayoutPeerKind, bench::ns_each;
using bench::SideBySide;

constexpr int rounds = 31;
constexpr double most_floors = 11;  // the aim: at most so many times the floor
/// The aim beside Yoga and Taffy, where there is one: at most such a part of their time.
struct PeerAims {
    double yoga = bench::no_aim, taffy = bench::no_aim;
    double of(std::string_view name) const { return name == "Yoga" ? yoga : taffy; }
};

// -- the floor ----------------------------------------------------------------------------------------------------

/// One pass up for sizes, one down for places: free width shared among the children.
struct PlainBox {
    int first_child = -1, next = -1, parent = -1, children = 0;
    float padding = 1, x = 0, y = 0, width = 0, height = 0, content = 0;
};
struct PlainTree {
    std::vector<PlainBox> boxes;  // parents before children

    void lay_out(float width) {
        for (std::size_t i = boxes.size(); i-- > 0;) {
            PlainBox& box = boxes[i];
            box.height = std::max(box.content, 10.f) + 2 * box.padding;
            box.content = 0;
            if (box.parent >= 0) boxes[box.parent].content = std::max(boxes[box.parent].content, box.height);
        }
        boxes[0].width = width;
        for (const PlainBox& box : boxes) {
            if (!box.children) continue;
            const float share = (box.width - 2 * box.padding) / static_cast<float>(box.children);
            float x = box.padding;
            for (int child = box.first_child; child >= 0; child = boxes[child].next) {
                boxes[child].x = x;
                boxes[child].y = box.padding;
                boxes[child].width = share;
                x += share;
            }
        }
    }
    void add(int parent) {
        const int index = static_cast<int>(boxes.size());
        boxes.push_back({.parent = parent});
        if (parent < 0) return;
        PlainBox& above = boxes[parent];
        boxes[index].next = above.first_child;
        above.first_child = index;
        ++above.children;
    }
    /// A box for each element below `root` and for itself, each behind its parent.
    void add_all(const Element& root, int parent = -1) {
        const int index = static_cast<int>(boxes.size());
        add(parent);
        for (const Node* child = root.first_child(); child; child = child->next_sibling()) {
            add_all(*child->as_element(), index);
        }
    }
};

// -- the same trees as elements -------------------------------------------------------------------------------------

struct Page {
    FixedText text;
    Document document;
    Size viewport{wide_enough, 800};
    static constexpr float wide_enough = 40'000;  // for every item to grow

    LayoutStats lay_out() {
        update_style(document);
        return layout(document, viewport, text);
    }
    Element& root() { return *document.body().first_child()->as_element(); }
};

using Build = void (*)(Page&);

void build_flat(Page& page) {
    Element& row = page.document.body().append({.display = Display::flex});
    for (int i = 0; i < 10'000; ++i) {
        row.append(
            {.height = px(10), .padding = all_around(px(1)), .flex_grow = 1, .background = rgb(0x336699), .radius = 2});
    }
}

/// Four levels of flex containers, rows and columns in turn, each with ten children: 11,111 boxes.
void build_nested(Page& page) {
    const std::function<void(Element&, int)> grow = [&](Element& element, int level) {
        for (int i = 0; i < 10; ++i) {
            Element& child = element.append({.display = Display::flex,
                                             .min_height = px(2),
                                             .padding = all_around(px(1)),
                                             .flex_direction = level % 2 ? FlexDirection::column : FlexDirection::row,
                                             .flex_grow = 1});
            if (level < 3) grow(child, level + 1);
        }
    };
    grow(page.document.body().append({.display = Display::flex}), 0);
}

/// A thousand cards of fixed size with nine leaves each.
void build_cards(Page& page) {
    for (int i = 0; i < 1000; ++i) {
        Element& card = page.document.body().append({.width = px(200), .height = px(100)});
        for (int j = 0; j < 9; ++j) card.append({.height = px(10)});
    }
}

Element& last_leaf(Page& page) {
    Element* leaf = &page.document.body();
    while (leaf->last_child()) leaf = leaf->last_child()->as_element();
    return *leaf;
}

void tell(const LayoutStats& stats) {
    fmt::print(
        "  boxes arranged: {} ({} changed, {} were given another size); measured: {} ({} for the height of their "
        "contents, {} for a cross size, {} for a baseline); flex items: {}\n",
        stats.boxes_visited, stats.visited_as_changed, stats.boxes_visited - stats.visited_as_changed,
        stats.boxes_measured, stats.measured_for_contents,
        stats.boxes_measured - stats.measured_for_contents - stats.measured_for_baseline, stats.measured_for_baseline,
        stats.flex_items);
}

// -- all boxes -------------------------------------------------------------------------------------------------------

void resize(benchmark::State& state, const char* what, Build build, PeerAims aims) {
    Page page;
    build(page);
    PlainTree plain;
    plain.add_all(page.root());
    const std::size_t boxes = plain.boxes.size();
    LayoutStats stats;
    float width = Page::wide_enough;
    SideBySide all(
        fmt::format("{}, {} boxes, of another width each time", what, boxes),
        [&] {
            page.viewport.width = width += 10;
            return ns_each(boxes, [&] { stats = page.lay_out(); });
        },
        "ns a box");
    all.beside(
        "two plain passes", [&] { return ns_each(boxes, [&] { plain.lay_out(width); }); }, most_floors);
    std::vector<std::unique_ptr<LayoutPeer>> peers;
    for (const LayoutPeerKind& kind : layout_peers()) {
        LayoutPeer& peer = *peers.emplace_back(kind.make(page.document.body()));
        peer.lay_out(width, page.viewport.height);
        const auto round = [&, other = width]() mutable {
            other += 10;
            return ns_each(boxes, [&] { peer.lay_out(other, page.viewport.height); });
        };
        all.beside(kind.name, round, aims.of(kind.name));
    }
    all.run(state, rounds);
    tell(stats);
}

/// Boxes are made, too, on both sides: the plain ones after a list of parents. What ours take in memory is told.
void first(benchmark::State& state, const char* what, Build build, PeerAims aims) {
    LayoutStats stats;
    std::size_t bytes = 0;
    std::unique_ptr<Page> page = std::make_unique<Page>();
    build(*page);
    PlainTree pattern;
    pattern.add_all(page->root());
    const std::size_t boxes = pattern.boxes.size();
    SideBySide all(
        fmt::format("{}, {} boxes, first layout: boxes made and laid out", what, boxes),
        [&] {
            page = std::make_unique<Page>();
            build(*page);
            update_style(page->document);
            const std::size_t before = mallinfo2().uordblks + mallinfo2().hblkhd;
            const double took = ns_each(boxes, [&] { stats = layout(page->document, page->viewport, page->text); });
            bytes = mallinfo2().uordblks + mallinfo2().hblkhd - before;
            return took;
        },
        "ns a box");
    all.beside(
        "boxes made, two plain passes",
        [&] {
            return ns_each(boxes, [&] {
                PlainTree plain;
                plain.boxes.reserve(boxes);
                for (const PlainBox& box : pattern.boxes) plain.add(box.parent);
                plain.lay_out(Page::wide_enough);
            });
        },
        most_floors);
    for (const LayoutPeerKind& kind : layout_peers()) {  // its tree is there already
        const auto round = [&page, &kind, boxes] {
            const std::unique_ptr<LayoutPeer> peer = kind.make(page->document.body());
            return ns_each(boxes, [&] { peer->lay_out(page->viewport.width, page->viewport.height); });
        };
        all.beside(kind.name, round, aims.of(kind.name));
    }
    all.run(state, rounds);
    tell(stats);
    fmt::print("  bytes a box, room for the algorithms included: {:.0f}   aim 200: {}\n",
               static_cast<double>(bytes) / static_cast<double>(boxes), bytes <= 200 * boxes ? "met" : "missed");
}

// -- one leaf --------------------------------------------------------------------------------------------------------

/// The style of one leaf changes and is laid out, `changes` times in a round. The plain passes go over what is
/// affected.
void one_leaf(benchmark::State& state, const char* what, Build build, bool in_card, int changes, PeerAims aims) {
    Page page;
    build(page);
    page.lay_out();
    Element& leaf = last_leaf(page);
    PlainTree plain;
    plain.add_all(in_card ? *leaf.parent() : page.root());
    LayoutStats stats;
    int changed = 0;
    const auto each = [&](const auto& work) {
        return ns_each(static_cast<std::size_t>(1000 * changes), [&] {
            for (int i = 0; i < changes; ++i) work();
        });
    };
    const auto change_and_lay_out = [&] {
        leaf.style([&](Style& s) { s.height = px(static_cast<float>(10 + ++changed % 3)); });
        stats = page.lay_out();
    };
    SideBySide all(
        fmt::format("one leaf of {} changed", what), [&] { return each(change_and_lay_out); }, "us");
    all.beside(
        fmt::format("two plain passes over {} boxes", plain.boxes.size()),
        [&] { return each([&] { plain.lay_out(static_cast<float>(1000 + ++changed % 3)); }); }, most_floors);
    std::vector<std::unique_ptr<LayoutPeer>> peers;
    for (const LayoutPeerKind& kind : layout_peers()) {
        LayoutPeer& peer = *peers.emplace_back(kind.make(page.document.body()));
        peer.lay_out(page.viewport.width, page.viewport.height);
        const auto round = [&, in_peer = 0]() mutable {
            return each([&] {
                peer.set_height_of_last_leaf(static_cast<float>(10 + ++in_peer % 3));
                peer.lay_out(page.viewport.width, page.viewport.height);
            });
        };
        all.beside(kind.name, round, aims.of(kind.name));
    }
    all.run(state, rounds);
    tell(stats);
}

// Aims beside the peers: five times ahead of Taffy in a row, sixty of all in a first nested layout, a hundred of Taffy
// in a card.
void flat_resize(benchmark::State& state) { resize(state, "a row", build_flat, {.taffy = 1. / 5}); }
void nested_resize(benchmark::State& state) { resize(state, "nested rows and columns", build_nested, {}); }
void flat_first(benchmark::State& state) { first(state, "a row", build_flat, {}); }
void nested_first(benchmark::State& state) {
    first(state, "nested rows and columns", build_nested, {.yoga = 1. / 60, .taffy = 1. / 60});
}
void leaf_in_row(benchmark::State& state) { one_leaf(state, "the row", build_flat, false, 1, {}); }
void leaf_in_tree(benchmark::State& state) { one_leaf(state, "the nested tree", build_nested, false, 1, {}); }
void leaf_in_card(benchmark::State& state) {
    one_leaf(state, "a card of fixed size", build_cards, true, 100, {.taffy = 1. / 100});
}
BENCHMARK(flat_resize)->Iterations(1);
BENCHMARK(nested_resize)->Iterations(1);
BENCHMARK(flat_first)->Iterations(1);
BENCHMARK(nested_first)->Iterations(1);
BENCHMARK(leaf_in_row)->Iterations(1);
BENCHMARK(leaf_in_tree)->Iterations(1);
BENCHMARK(leaf_in_card)->Iterations(1);

// -- paint -----------------------------------------------------------------------------------------------------------

void record(benchmark::State& state) {
    Page page;
    page.viewport.width = 1000;
    Element& field = page.document.body().append({.display = Display::flex, .flex_wrap = FlexWrap::wrap});
    for (int i = 0; i < 10'000; ++i) {
        field.append({.width = px(9), .height = px(7), .background = rgb(0x336699), .radius = 2});
    }
    page.document.body().append_text(std::string(10'000, 'x'), {.position = Position::absolute, .font_size = 0.1f});
    page.lay_out();
    DisplayList list;
    PaintStats stats;
    SideBySide(
        "10,000 rounded boxes and 10,000 glyphs, recorded",
        [&] { return ns_each(1000, [&] { stats = paint(page.document, list); }); }, "us")
        .run(state, rounds);
    fmt::print("  {} items, {} glyphs\n", stats.items, list.glyphs.size());
}
BENCHMARK(record)->Iterations(1);

}  // namespace

BENCHMARK_MAIN();
