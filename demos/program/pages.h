// SPDX-License-Identifier: MIT
// Pages: one page after another on the page thread: the gallery, the demo chosen there, the gallery again. All of them
// share clock, trace, link and control. Page thread, except wake().
#pragma once

#include <memory>
#include <mutex>

#include "demos/demo.h"
#include "page/page.h"

namespace janklab {

class Pages {
  public:
    struct Desc {
        Page::Desc page;              // `title` is filled in
        const Demo* first = nullptr;  // null: the gallery
        bool to_and_fro = true;       // choosing another page is possible
    };
    explicit Pages(const Desc& desc) : desc_(desc), next_(desc.first) {}
    ~Pages();

    /// Until the control is closed.
    void run();
    /// The same, at most until then, for a thread that plays both parts.
    void run_until(TimePoint until);
    /// Wakes whichever page sleeps. Any thread.
    void wake();

  private:
    Page& open_next_if_left();

    Desc desc_;
    const Demo* next_;
    std::mutex mutex_;  // guards page_ against wake()
    std::unique_ptr<Page> page_;
};

}  // namespace janklab
