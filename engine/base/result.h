// SPDX-License-Identifier: MIT
// Result<T>: a value, or the sentence that tells a person what was wrong, where, and what would be right.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "base/check.h"

namespace janklab {

/// What kind of failure it is; the program's exit code follows from it (usage 2, environment 3, script 1).
enum class ErrorKind : unsigned char { usage, environment, script };

struct Error {
    std::string sentence;
    ErrorKind kind = ErrorKind::environment;
};

template <class T>
class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::move(value)) {}
    Result(Error error) : state_(std::move(error)) {}

    bool ok() const { return std::holds_alternative<T>(state_); }
    explicit operator bool() const { return ok(); }
    T& value() {
        MUST(ok(), "a Result without a value was opened");
        return std::get<T>(state_);
    }
    const T& value() const { return const_cast<Result*>(this)->value(); }
    T& operator*() { return value(); }
    const T& operator*() const { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    const Error& error() const {
        MUST(!ok(), "the error of a Result that succeeded was asked for");
        return std::get<Error>(state_);
    }

  private:
    std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
  public:
    Result() = default;
    Result(Error error) : error_(std::move(error)) {}

    bool ok() const { return !error_; }
    explicit operator bool() const { return ok(); }
    const Error& error() const {
        MUST(!ok(), "the error of a Result that succeeded was asked for");
        return *error_;
    }

  private:
    std::optional<Error> error_;
};

}  // namespace janklab
