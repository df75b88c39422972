// SPDX-License-Identifier: MIT
// Controls: what the author of a page writes to offer sliders, choices, toggles and buttons in the inspector. A change
// arrives as mail and runs the callback as a task of the user interaction source. Page thread.
#pragma once

#include <deque>
#include <initializer_list>
#include <vector>

#include "base/handler.h"
#include "base/name.h"
#include "display/page_link.h"
#include "page/control_board.h"

namespace janklab {

struct SliderDesc {
    double minimum = 0, maximum = 100, step = 1, value = 0;
    const char* unit = "";
};

class Controls {
  public:
    explicit Controls(ControlBoard* board) : board_(board) {}

    /// The variable has the value at once, and follows the person's hand; `changed` (may be empty) runs after it did.
    /// The variable must live as long as the page (Page::make_state).
    void slider(Name label, double& variable, const SliderDesc& desc, Callback changed = nullptr);
    void choice(Name label, int& variable, std::initializer_list<const char*> choices, Callback changed = nullptr);
    void toggle(Name label, bool& variable, Callback changed = nullptr);
    void button(Name label, Callback pressed);

    /// The name under which a change is queued: the label, where the author wrote it.
    Name name_of(const ControlChange& change) const;
    /// Does what the person asked for: sets the variable, runs the callback. Unknown indices and values outside the
    /// range do nothing or are clamped.
    void apply(const ControlChange& change);
    int count() const { return static_cast<int>(entries_.size()); }

  private:
    struct Entry {
        Name label;
        double* number = nullptr;
        int* index = nullptr;
        bool* flag = nullptr;
        Handler<> changed;  // may add controls and replace the page
    };
    void add(ControlSpec spec, Entry entry);

    ControlBoard* board_;  // may be null: nobody watches
    std::vector<ControlSpec> specs_;
    std::deque<Entry> entries_;  // which stay where they are
};

}  // namespace janklab
