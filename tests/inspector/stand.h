// SPDX-License-Identifier: MIT
// An inspector over a told story, with everything that it needs, and no page.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "display/page_link.h"
#include "gpu/fonts.h"
#include "inspector/inspector.h"
#include "inspector/story.h"
#include "loop/control.h"
#include "page/control_board.h"

namespace janklab {

struct InspectorStand {
    explicit InspectorStand(bool policy_hook = true);

    InputEvent pointer(InputKind kind, Point at) const;
    /// Moves there, presses and releases, and composes until all of it was looked at.
    void click(Point at);
    void compose() { inspector->compose(framebuffer, scale, now); }
    /// What reached the page's side of the link.
    std::vector<ControlChange> changes();

    Story story;
    LoopControl control;
    PageLink link;
    ControlBoard board;
    std::unique_ptr<const Fonts> fonts;
    std::unique_ptr<Inspector> inspector;
    std::vector<Policy> policies;  // chosen
    PixelSize framebuffer{1280, 720};
    float scale = 1;
    TimePoint now;
};

}  // namespace janklab
