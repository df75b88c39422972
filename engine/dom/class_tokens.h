// SPDX-License-Identifier: MIT
// The tokens of an attribute like class: what stands between ASCII white space. No allocation, any thread.
// https://infra.spec.whatwg.org/#split-on-ascii-whitespace
#pragma once

#include <cstddef>
#include <string_view>

namespace janklab {

inline constexpr std::string_view ascii_white_space = " \t\n\f\r";

constexpr bool is_ascii_white_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/// Whether `is_wanted(token)` is true for one of them; asks no further then.
template <class Predicate>
bool any_token(std::string_view list, Predicate is_wanted) {
    std::size_t at = 0;
    while (true) {
        while (at < list.size() && is_ascii_white_space(list[at])) ++at;
        if (at == list.size()) return false;
        const std::size_t begin = at;
        while (at < list.size() && !is_ascii_white_space(list[at])) ++at;
        if (is_wanted(list.substr(begin, at - begin))) return true;
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
