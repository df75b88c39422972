// SPDX-License-Identifier: MIT
// Handler: one callable that somebody sets and may replace or take away while it runs. Called again from within itself
// it is not there. One thread.
#pragma once

#include <utility>

#include "base/move_only_function.h"

namespace janklab {

template <class... Args>
class Handler {
  public:
    using Function = MoveOnlyFunction<void(Args...)>;

    Handler() = default;
    explicit Handler(Function function) : function_(std::move(function)) {}
    void set(Function function) {
        function_ = std::move(function);
        replaced_ = true;
    }
    explicit operator bool() const { return static_cast<bool>(function_); }
    /// Only if there is one. What it throws goes on.
    void call(Args... args) {
        struct Running {
            Handler& handler;
            Function function;
            ~Running() {
                if (!handler.replaced_) handler.function_ = std::move(function);
            }
        } running{*this, std::move(function_)};
        function_ = {};
        replaced_ = false;
        running.function(std::forward<Args>(args)...);
    }

  private:
    Function function_;
    bool replaced_ = false;
};

}  // namespace janklab
