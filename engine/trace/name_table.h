// SPDX-License-Identifier: MIT
// NameTable: makes text that was composed at run time live as long as the run, so that an event can point at it.
// Any thread. Equal texts share one pointer.
#pragma once

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
        return texts_.emplace(text).first->c_str();
    }

  private:
    std::mutex mutex_;
    std::unordered_set<std::string> texts_;
};

}  // namespace janklab
