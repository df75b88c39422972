// SPDX-License-Identifier: MIT
// DamageFinder: where two display lists may look different. It compares them item by item, but does not look into
// lists that both frames share; so it costs what was recorded anew. Page thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/geometry.h"
#include "paint/recorded_list.h"
#include "paint/scroll_tree.h"

namespace janklab {

class DamageFinder {
  public:
    /// Outside of the rectangle both look the same (in a layer that an animation of the compositor moves: if it stands
    /// where its transform says). Lists with a serial below `fresh_from` are taken as a whole: they were not recorded
    /// for `after`. `viewport` cuts the damage. Allocates only while the lists are longer than they ever were.
    /// What is scrolled is where `scrolling` says; the display thread sees to what is elsewhere by now.
    Rect find(const DisplayItems& before, const DisplayItems& after, Size viewport, std::uint32_t fresh_from,
              const ScrollTree& scrolling = {});
    /// What is seen anew, as of the latest find(): rectangles of the viewport, at most `most_changed` of them.
    std::span<const Rect> changed() const { return changed_; }
    static constexpr std::size_t most_changed = 256;
    /// Nothing was painted anew.
    void nothing_changed() { changed_.clear(); }

  private:
    /// An item, or a list taken as a whole.
    struct Unit {
        const DisplayItem* item = nullptr;
        const Glyph* glyphs = nullptr;     // of the list that it is in
        const ColorStop* stops = nullptr;  // likewise
        Point offset;
        std::uint32_t level = 0;  // in levels_
    };
    /// Neighbouring units of one list: of those that differ in nothing but the item there are many.
    struct Units {
        std::span<const DisplayItem> items;
        const Glyph* glyphs = nullptr;
        const ColorStop* stops = nullptr;
        Point offset;
        std::uint32_t level = 0;
    };
    /// A place in a sequence of them.
    class Cursor {
      public:
        explicit Cursor(const std::vector<Units>& all) : at_(all.data()), end_(all.data() + all.size()) {}
        bool at_end() const { return at_ == end_; }
        const Units& units() const { return *at_; }
        std::span<const DisplayItem> rest() const { return at_->items.subspan(index_); }
        Unit operator*() const { return {&at_->items[index_], at_->glyphs, at_->stops, at_->offset, at_->level}; }
        /// Not beyond the rest.
        void advance(std::size_t by = 1) {
            index_ += by;
            if (index_ == at_->items.size()) ++at_, index_ = 0;
        }

      private:
        const Units *at_, *end_;
        std::size_t index_ = 0;
    };
    // What holds for the items of a walk, between a push and its pop.
    struct Level {
        Transform to_viewport;
        Rect visible;                    // after the clips on the way
        std::uint64_t surroundings = 0;  // the clips and layers around, with their values, as a hash
        std::uint32_t around = 0;        // the level outside of it
        std::uint32_t depth = 0;
        Point moved;            // by this level, by scrolling; see PushShiftItem
        bool counts = false;    // among those that a PushShiftItem leaves
        bool can_move = false;  // in a layer that the compositor may move: seen wherever it is
    };

    void collect(const DisplayItems& contents, Point offset, std::vector<Units>& into);
    void collect(const RecordedList& list, Point offset, std::vector<Units>& into);
    bool takes_as_a_whole(const RecordedList& list) const;
    void push(const PushClipItem& clip, Point offset);
    void push(const PushLayerItem& layer, Point offset);
    void push(const PushScrollItem& scroll, Point offset);
    void push(const PushShiftItem& shift);
    void push_moved(Level inner, Point by);
    void push(Level inner);
    bool same(const Unit& a, const Unit& b) const;
    bool same_surroundings(std::uint32_t level, std::uint32_t other) const;
    bool is_in_place_of(const Unit& a, const Unit& b) const;
    static bool same_item(const Unit& a, const Unit& b);
    bool skip_same(Cursor& before, Cursor& after) const;
    Rect seen(const Unit& unit) const;
    Rect compare(const Rect& viewport);
    Rect note_changed(const Unit& unit, const Rect& viewport);

    std::vector<Level> levels_;  // of both walks; units name them
    std::uint32_t here_ = 0;     // the level now
    const ScrollTree* scrolling_ = nullptr;
    std::uint32_t fresh_from_ = 0;
    std::vector<Units> before_, after_;  // none is empty
    std::vector<Rect> changed_;
    std::uint32_t walk_ = 0;
    bool is_new_ = false;  // the list that is walked through
};

}  // namespace janklab
