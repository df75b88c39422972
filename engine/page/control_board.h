// SPDX-License-Identifier: MIT
// ControlBoard: the controls that a page offers to whoever watches it: sliders, choices, toggles, buttons. The page
// writes the list; the inspector copies it and sends changes back as mail (ControlChange), never by calling.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

namespace janklab {

enum class ControlKind : std::uint8_t { slider, choice, toggle, button };

struct ControlSpec {
    ControlKind kind{};
    std::string label;
    std::string unit;  // of a slider: "ms"
    double minimum = 0, maximum = 1, step = 1;
    double value = 0;  // slider: the value; choice: the index; toggle: 0 or 1
    std::vector<std::string> choices;
};

class ControlBoard {
  public:
    /// Page thread. Replaces the list.
    void publish(const std::vector<ControlSpec>& specs) {
        const std::lock_guard lock(mutex_);
        specs_ = specs;
        version_.fetch_add(1, std::memory_order_release);
    }
    /// Rises with each publish; cheap to ask each frame. Any thread.
    std::uint64_t version() const { return version_.load(std::memory_order_acquire); }
    /// Any thread.
    std::vector<ControlSpec> snapshot() const {
        const std::lock_guard lock(mutex_);
        return specs_;
    }

  private:
    mutable std::mutex mutex_;
    std::vector<ControlSpec> specs_;
    std::atomic<std::uint64_t> version_{0};
};

}  // namespace janklab
