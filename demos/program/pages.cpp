// SPDX-License-Identifier: MIT
#include "demos/program/pages.h"

#include "demos/gallery.h"
#include "loop/control.h"

namespace janklab {

Pages::~Pages() = default;

Page& Pages::open_next_if_left() {
    if (page_ && !page_->has_left()) return *page_;
    const Demo* demo = std::exchange(next_, nullptr);
    Page::Desc desc = desc_.page;
    desc.title = demo ? demo->title : gallery_title;
    std::unique_ptr<Page> before;
    {
        const std::lock_guard lock(mutex_);
        before = std::move(page_);
    }
    if (before) {  // The window may have changed its size, and the hand what the inspector shows.
        desc.viewport = desc_.page.viewport = before->viewport();
        desc.policy = desc_.page.policy = before->loop().policy();
        desc.annotations = desc_.page.annotations = before->annotations();
    }
    before.reset();  // the old page is gone before the new one writes its first event
    auto page = std::make_unique<Page>(desc);
    if (demo) demo->build(*page);
    else build_gallery(*page, [this](const Demo& chosen) { next_ = &chosen; });
    if (demo && desc_.to_and_fro)
        page->controls().button(way_to_the_gallery, [opened = page.get()] { opened->leave(); });
    const std::lock_guard lock(mutex_);
    page_ = std::move(page);
    return *page_;
}

void Pages::run() {
    while (!desc_.page.control->closed()) open_next_if_left().run();
}

void Pages::run_until(TimePoint until) {
    while (!desc_.page.control->closed() && desc_.page.clock->stamp() < until) open_next_if_left().run_until(until);
}

void Pages::wake() {
    const std::lock_guard lock(mutex_);
    if (page_) page_->wake();
}

}  // namespace janklab
