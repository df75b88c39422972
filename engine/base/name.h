// SPDX-License-Identifier: MIT
// Name: what a callback is called and where it was written. Every task, microtask and callback carries one into the
// trace, so that a late frame can be explained by name and line.
#pragma once

#include <cstdint>
#include <source_location>

namespace janklab {

/// A place in source text. The pointer lives as long as the run (a literal, or interned text).
struct CodeLocation {
    const char* file = "";
    std::uint32_t line = 0;
    std::uint32_t column = 0;

    static constexpr CodeLocation from(const std::source_location& where) {
        return {where.file_name(), where.line(), where.column()};
    }
};

/// Made from a string literal: `queue_a_task(TaskSource::timer, "save draft", ...)` notes the caller's line by itself.
/// Text made at run time must be interned first (trace/name_table.h).
struct Name {
    const char* text = "";
    CodeLocation where;

    constexpr Name() = default;
    constexpr Name(const char* literal, std::source_location here = std::source_location::current())
        : text(literal), where(CodeLocation::from(here)) {}
    constexpr Name(const char* interned, CodeLocation location) : text(interned), where(location) {}
};

}  // namespace janklab
