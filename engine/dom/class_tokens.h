// SPDX-License-Identifier: MIT
// The tokens of an attribute like class: what stands between ASCII white space. No allocation, any thread.
// https://infra.spec.whatwg.org/#split-on-ascii-whitespace
#pragma once

#include <algorithm>
#include <string_view>

namespace janklab {

inline constexpr std::string_view ascii_white_space = " \t\n\f\r";

/// Whether `is_wanted(token)` is true for one of them; asks no further then.
template <class Predicate>
bool any_token(std::string_view list, Predicate is_wanted) {
    while (true) {
        list.remove_prefix(std::min(list.find_first_not_of(ascii_white_space), list.size()));
        if (list.empty()) return false;
        const std::size_t end = std::min(list.find_first_of(ascii_white_space), list.size());
        if (is_wanted(list.substr(0, end))) return true;
        list.remove_prefix(end);
    }
}

inline bool has_token(std::string_view list, std::string_view token) {
    return any_token(list, [&](std::string_view one) { return one == token; });
}

template <class Visit>
void for_each_token(std::string_view list, Visit visit) {
    any_token(list, [&](std::string_view one) { return visit(one), false; });
}

}  // namespace janklab
