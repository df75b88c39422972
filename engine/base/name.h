// SPDX-License-Identifier: MIT
// Name: what a callback is called and where it was written. Every task, microtask and callback carries one into the
// trace, so that a late frame can be explained by name and line. Two pointers: it is stored with everything queued.
#pragma once

#include <bit>
#include <cstdint>
#include <source_location>

namespace janklab {

/// A place in source text that was found out at run time: of a script, for example. Laid out as what a
/// std::source_location points at.
struct Place {
    const char* file = "";
    const char* function = "";
    std::uint32_t line = 0;
    std::uint32_t column = 0;
};

/// Where something was written. What it points at lives as long as the run.
class CodeLocation {
  public:
    /// Nowhere: an empty file, line 0.
    constexpr CodeLocation() = default;
    /// The place, and its text, must live as long as the run.
    explicit CodeLocation(const Place* place) : where_(std::bit_cast<std::source_location>(place)) {}
    static constexpr CodeLocation from(const std::source_location& where) {
        CodeLocation location;
        location.where_ = where;
        return location;
    }

    constexpr const char* file() const { return where_.file_name(); }
    constexpr std::uint32_t line() const { return where_.line(); }
    constexpr std::uint32_t column() const { return where_.column(); }
    constexpr explicit operator bool() const { return *file() != 0; }

    /// As one word, and back: how an event carries it.
    std::uint64_t word() const { return std::bit_cast<std::uint64_t>(where_); }
    static CodeLocation from_word(std::uint64_t word) {
        return CodeLocation(std::bit_cast<const Place*>(static_cast<std::uintptr_t>(word)));
    }

  private:
    static_assert(sizeof(std::source_location) == sizeof(const Place*), "g++ and clang++ keep a pointer to the place");
    std::source_location where_;
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
