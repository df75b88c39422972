// SPDX-License-Identifier: MIT
// Shelves: finds room for small rectangles in a picture of fixed width. A shelf is a band across the picture, as high
// as the rectangle that opened it, rounded up; rectangles stand on it side by side. What is free is a shelf on which
// nothing stands. When there is no more room, the shelves whose contents were used longest ago are emptied: as few
// neighbours as make a band high enough. No GL, no clock; one thread.
#pragma once

#include <cstdint>
#include <vector>

namespace janklab {

class Shelves {
  public:
    using Id = std::int32_t;
    static constexpr int step = 4;  ///< Texels; shelves begin at multiples of it.

    struct Place {
        int x = 0, y = 0;
        Id shelf = -1;
        int shelf_height = 0;
        bool first = false;  ///< Nothing else stands on that shelf.
    };
    struct Band {
        int y = 0, height = 0;
    };

    /// `height` is cut down to a multiple of `step`.
    Shelves(int width, int height);

    int width() const { return width_; }
    int height() const { return static_cast<int>(rows_.size()) * step; }

    /// Room that is free now. False: there is none.
    bool place(int width, int height, Place& into);
    /// More height, all of it free. `height` is not less than before.
    void grow(int height);
    /// Empties shelves none of which was used at `now`, so that place() finds room for a rectangle that high; what is
    /// emptied joins its free neighbours. Returns the band, and appends the shelves that are no more to `gone`. Height
    /// 0: nothing can be given up for it.
    Band make_room(int height, std::uint64_t now, std::vector<Id>& gone);

    void use(Id shelf, std::uint64_t now) { shelves_[static_cast<std::size_t>(shelf)].last_used = now; }
    /// Ids are less than this; those of emptied shelves are given again.
    std::size_t id_limit() const { return shelves_.size(); }

  private:
    struct Shelf {
        int y = 0, height = 0;
        int used_width = 0;  // 0: free
        std::uint64_t last_used = 0;
    };

    Id new_shelf(const Shelf& shelf);
    Id shelf_at(int y) const { return rows_[static_cast<std::size_t>(y / step)]; }
    void own(Id shelf);
    void join(Band band);
    bool split(Id free_shelf, int height);

    int width_;
    std::vector<Id> rows_;        // the shelf that each `step` rows belong to
    std::vector<Shelf> shelves_;  // by id
    std::vector<Id> unused_ids_;
};

}  // namespace janklab
