// SPDX-License-Identifier: MIT
#include "gpu/shelves.h"

#include <algorithm>

#include "base/check.h"

namespace janklab {

namespace {

constexpr int rounded_up(int height) { return (height + Shelves::step - 1) / Shelves::step * Shelves::step; }

/// A low rectangle on a high shelf wastes what is above it.
constexpr bool wastes(int shelf_height, int height) { return shelf_height > height + height / 4 + 2 * Shelves::step; }

}  // namespace

Shelves::Shelves(int width, int height) : width_(width) {
    MUST(width > 0 && height >= step, "shelves need a width and room for one of them");
    grow(height);
}

Shelves::Id Shelves::new_shelf(const Shelf& shelf) {
    Id id = static_cast<Id>(shelves_.size());
    if (unused_ids_.empty()) {
        shelves_.push_back(shelf);
    } else {
        id = unused_ids_.back();
        unused_ids_.pop_back();
        shelves_[static_cast<std::size_t>(id)] = shelf;
    }
    own(id);
    return id;
}

void Shelves::own(Id id) {
    const Shelf& shelf = shelves_[static_cast<std::size_t>(id)];
    std::fill_n(rows_.begin() + shelf.y / step, shelf.height / step, id);
}

void Shelves::grow(int height) {
    const int before = this->height(), added = height / step * step - before;
    MUST(added >= 0, "shelves do not shrink");
    if (added == 0) return;
    rows_.resize(static_cast<std::size_t>(height / step), -1);
    join({before, added});
}

// One free shelf over the whole band, whose shelves are gone, and over free neighbours.
void Shelves::join(Band band) {
    const auto take_in = [&](int y) {
        const Id id = shelf_at(y);
        const Shelf& shelf = shelves_[static_cast<std::size_t>(id)];
        if (shelf.used_width > 0) return;
        band.y = std::min(band.y, shelf.y);
        band.height += shelf.height;
        unused_ids_.push_back(id);
    };
    if (band.y > 0) take_in(band.y - 1);
    if (band.y + band.height < height()) take_in(band.y + band.height);
    new_shelf({.y = band.y, .height = band.height});
}

// Keeps the upper part; what is below becomes a free shelf of its own.
bool Shelves::split(Id free_shelf, int height) {
    Shelf& shelf = shelves_[static_cast<std::size_t>(free_shelf)];
    const Shelf rest{.y = shelf.y + height, .height = shelf.height - height};
    if (rest.height == 0) return false;
    shelf.height = height;
    new_shelf(rest);
    return true;
}

bool Shelves::place(int width, int height, Place& into) {
    const int wanted = rounded_up(height);
    if (width > width_) return false;
    Id best = -1;
    int best_height = 0;
    bool best_is_free = true;
    for (int y = 0; y < this->height();) {
        const Id id = shelf_at(y);
        const Shelf& shelf = shelves_[static_cast<std::size_t>(id)];
        y += shelf.height;
        const bool is_free = shelf.used_width == 0;
        if (shelf.height < wanted || shelf.used_width + width > width_) continue;
        if (!is_free && wastes(shelf.height, height)) continue;
        // A shelf in use comes before a free one, a low one before a high one.
        if (best >= 0 && (is_free > best_is_free || (is_free == best_is_free && shelf.height >= best_height))) continue;
        best = id;
        best_height = shelf.height;
        best_is_free = is_free;
    }
    if (best < 0) return false;
    if (best_is_free) split(best, wanted);
    Shelf& shelf = shelves_[static_cast<std::size_t>(best)];
    into = {shelf.used_width, shelf.y, best, shelf.height, best_is_free};
    shelf.used_width += width;
    return true;
}

Shelves::Band Shelves::make_room(int height, std::uint64_t now, std::vector<Id>& gone) {
    const int wanted = rounded_up(height);
    Band best;
    std::uint64_t best_use = 0;
    for (int top = 0; top + wanted <= this->height(); top += shelves_[static_cast<std::size_t>(shelf_at(top))].height) {
        std::uint64_t newest = 0;
        int bottom = top;
        while (bottom < top + wanted && bottom < this->height() && newest < now) {
            const Shelf& shelf = shelves_[static_cast<std::size_t>(shelf_at(bottom))];
            if (shelf.used_width > 0) newest = std::max(newest, shelf.last_used);
            bottom += shelf.height;
        }
        if (bottom < top + wanted || newest >= now) continue;
        const Band found{top, bottom - top};
        if (best.height == 0 || newest < best_use || (newest == best_use && found.height < best.height)) {
            best = found;
            best_use = newest;
        }
    }
    if (best.height == 0) return best;
    for (int y = best.y; y < best.y + best.height;) {
        const Id id = shelf_at(y);
        y += shelves_[static_cast<std::size_t>(id)].height;
        if (shelves_[static_cast<std::size_t>(id)].used_width > 0) gone.push_back(id);
        unused_ids_.push_back(id);
    }
    join(best);
    return best;
}

}  // namespace janklab
