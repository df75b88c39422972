// SPDX-License-Identifier: MIT
// What layout and paint cost for 10,000 boxes, beside two plain passes over the same tree (sizes up, places down),
// which is the floor. Prints nanoseconds a box and how many boxes were visited and measured. Alternated rounds,
// medians.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <vector>

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
using bench::median;

constexpr int rounds = 31;

// -- the floor ----------------------------------------------------------------------------------------------------

/// One pass up for sizes, one down for places: rows and columns in turn, free width shared among the children.
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
};

// -- the same trees as elements -------------------------------------------------------------------------------------

struct Page {
    FixedText text;
    Document document;
    Size viewport{1000, 800};
    LayoutStats lay_out() {
        update_style(document);
        return layout(document, viewport, text);
    }
};

constexpr int fan_out = 10;
constexpr int levels = 4;

void build_flat(Page& page, PlainTree& plain) {
    plain.add(-1);
    Element& row = page.document.body().append({.display = Display::flex});
    for (int i = 0; i < 10'000; ++i) {
        row.append(
            {.height = px(10), .padding = all_around(px(1)), .flex_grow = 1, .background = rgb(0x336699), .radius = 2});
        plain.add(0);
    }
}

/// `levels` of flex containers, rows and columns in turn, each with `fan_out` children: 11,111 boxes.
void build_nested(Page& page, PlainTree& plain) {
    plain.add(-1);
    const std::function<void(Element&, int, int)> grow = [&](Element& element, int parent, int level) {
        for (int i = 0; i < fan_out; ++i) {
            const int index = static_cast<int>(plain.boxes.size());
            plain.add(parent);
            Element& child = element.append({.display = Display::flex,
                                             .min_height = px(2),
                                             .padding = all_around(px(1)),
                                             .flex_direction = level % 2 ? FlexDirection::column : FlexDirection::row,
                                             .flex_grow = 1});
            if (level + 1 < levels) grow(child, index, level + 1);
        }
    };
    grow(page.document.body().append({.display = Display::flex}), 0, 0);
}

struct Measured {
    double ns = 0;  // a round
    LayoutStats stats;
};
template <class Round>
double nanoseconds(Round round) {
    return bench::ns_each(1, round);
}

void print(const char* what, double ours, double floor, int boxes, const LayoutStats& stats) {
    fmt::print("{:<28} {:>9.1f} ns a box, floor {:>6.1f}, ratio {:>5.1f}; visited {}, measured {}\n", what,
               ours / boxes, floor / boxes, ours / floor, stats.boxes_visited, stats.boxes_measured);
}

template <class Build>
void resize(const char* what, Build build) {
    Page page;
    PlainTree plain;
    build(page, plain);
    page.lay_out();
    std::vector<double> ours, floor;
    LayoutStats stats;
    for (int round = 0; round < rounds; ++round) {
        page.viewport.width = 1000.f + static_cast<float>(round % 7);
        ours.push_back(nanoseconds([&] { stats = page.lay_out(); }));
        floor.push_back(nanoseconds([&] { plain.lay_out(page.viewport.width); }));
    }
    print(what, median(ours), median(floor), static_cast<int>(plain.boxes.size()), stats);
}

template <class Build>
void first(const char* what, Build build) {
    std::vector<double> ours, floor;
    LayoutStats stats;
    int boxes = 0;
    for (int round = 0; round < rounds / 3; ++round) {
        Page page;
        PlainTree plain;
        build(page, plain);
        update_style(page.document);
        ours.push_back(nanoseconds([&] { stats = layout(page.document, page.viewport, page.text); }));
        floor.push_back(nanoseconds([&] { plain.lay_out(1000); }));
        boxes = static_cast<int>(plain.boxes.size());
    }
    print(what, median(ours), median(floor), boxes, stats);
}

/// Changes one leaf in turns and lays out: microseconds.
void one_leaf(const char* what, Page& page, Element& leaf) {
    page.lay_out();
    std::vector<double> took;
    LayoutStats stats;
    for (int round = 0; round < rounds; ++round) {
        leaf.style([&](Style& s) { s.height = px(static_cast<float>(10 + round % 3)); });
        took.push_back(nanoseconds([&] { stats = page.lay_out(); }));
    }
    fmt::print("{:<28} {:>9.2f} us; visited {}, measured {}\n", what, median(took) / 1000, stats.boxes_visited,
               stats.boxes_measured);
}

void leaves() {
    Page row, tree, cards;
    PlainTree unused;
    build_flat(row, unused);
    one_leaf("one leaf in a row", row, *row.document.body().first_child()->as_element()->last_child()->as_element());
    build_nested(tree, unused);
    Element* leaf = &tree.document.body();
    while (leaf->last_child()) leaf = leaf->last_child()->as_element();
    one_leaf("one leaf in the tree", tree, *leaf);
    for (int i = 0; i < 1000; ++i) {
        Element& card = cards.document.body().append({.width = px(200), .height = px(100)});
        for (int j = 0; j < 9; ++j) leaf = &card.append({.height = px(10)});
    }
    one_leaf("one leaf in a fixed card", cards, *leaf);
}

void painting() {
    Page page;
    PlainTree unused;
    Element& field = page.document.body().append({.display = Display::flex, .flex_wrap = FlexWrap::wrap});
    for (int i = 0; i < 10'000; ++i) {
        field.append({.width = px(9), .height = px(7), .background = rgb(0x336699), .radius = 2});
    }
    page.document.body().append_text(std::string(10'000, 'x'), {.position = Position::absolute, .font_size = 0.1f});
    page.lay_out();
    DisplayList list;
    PaintStats stats;
    std::vector<double> took;
    for (int round = 0; round < rounds; ++round)
        took.push_back(nanoseconds([&] { stats = paint(page.document, list); }));
    fmt::print("{:<28} {:>9.3f} ms; {} items, {} glyphs\n", "record boxes and glyphs", median(took) / 1e6, stats.items,
               list.glyphs.size());
}

}  // namespace

int main() {
    resize("flat, resized", build_flat);
    resize("nested, resized", build_nested);
    first("nested, first", build_nested);
    leaves();
    painting();
}
