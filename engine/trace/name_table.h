// SPDX-License-Identifier: MIT
// NameTable: makes text that was composed at run time live as long as the run, so that an event can point at it.
// Any thread. Equal texts share one pointer.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>

namespace janklab {

class NameTable {
  public:
    /// The pointer stays valid as long as the table. Allocates when the text is new.
    const char* intern(std::string_view text) {
        const std::lock_guard lock(mutex_);
        const auto known = texts_.find(text);
        return known != texts_.end() ? known->c_str() : texts_.emplace(text).first->c_str();
    }

  private:
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    std::mutex mutex_;
    std::unordered_set<std::string, Hash, std::equal_to<>> texts_;
};

}  // namespace janklab
