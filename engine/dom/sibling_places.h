// SPDX-License-Identifier: MIT
// SiblingPlaces: the how manieth child of its parent an element is, or of its kind. Remembered from one question to the
// next, so that asking for all children in their order takes a step each. Page thread.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

namespace janklab {

class Element;

class SiblingPlaces {
  public:
    struct Place {
        int from_start = 1, from_end = 1;  // 1: the first, the last
    };
    /// Among the elements, or among those with the same tag. One without a parent is alone.
    Place of(const Element& element, bool of_its_type);
    /// A child came or went somewhere.
    void tree_changed() { known_ = false; }

  private:
    struct Row {
        std::string_view tag;  // empty: any
        const Element* latest = nullptr;
        int place = 0, count = 0;  // of the latest; how many there are
    };
    bool known_ = false;
    std::unordered_map<const Element*, std::vector<Row>> rows_;  // by parent
};

}  // namespace janklab
