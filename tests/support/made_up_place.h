// SPDX-License-Identifier: MIT
// A place in source text that does not exist, for names in tests. Equal ones are made once, so that a steady story
// allocates nothing. One thread.
#pragma once

#include <algorithm>
#include <cstring>
#include <deque>

#include "base/name.h"

namespace janklab {

/// `file` is a literal.
inline CodeLocation made_up_place(const char* file, std::uint32_t line) {
    static std::deque<Place> places;
    const auto found = std::ranges::find_if(
        places, [&](const Place& place) { return place.line == line && std::strcmp(place.file, file) == 0; });
    if (found != places.end()) return CodeLocation(&*found);
    places.push_back({.file = file, .line = line});
    return CodeLocation(&places.back());
}

}  // namespace janklab
