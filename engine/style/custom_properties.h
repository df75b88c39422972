// SPDX-License-Identifier: MIT
// Custom properties and var(). Page thread. https://drafts.csswg.org/css-variables-1/. A value of more than 16,384
// bytes, and one that others stand for 500 deep, counts as invalid.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace janklab {

/// Computed values by name, without var(). What is not there is guaranteed-invalid.
using CustomProperties = std::map<std::string, std::string, std::less<>>;
/// What an element declares, the strongest of each name, as written.
using DeclaredCustomProperties = std::map<std::string_view, std::string_view>;

enum class VarUse : std::uint8_t { none, some, malformed };
/// Whether there is var() in the text, and whether each begins with a name.
VarUse var_use(std::string_view value);
/// inherit, initial or unset.
bool is_wide_keyword(std::string_view value);

/// Replaces var() in `value`. False: one of them has no value and no fallback, or the whole is too long.
bool substitute_var(std::string_view value, const CustomProperties* computed, std::string& into);
/// Makes of the parent's values the element's.
void compute_custom_properties(const DeclaredCustomProperties& declared, CustomProperties& values);

}  // namespace janklab
