// SPDX-License-Identifier: MIT
// Inspector: looks into a running page and commands its loop. It reads folds of the trace, draws beside and below the
// page with Dear ImGui, and sends commands; it never calls into the page, so it lives on while the page is blocked.
// Display thread; the GL context of the window is current where it draws and when it is destroyed.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/move_only_function.h"
#include "base/result.h"
#include "display/overlay.h"
#include "loop/policy.h"
#include "paint/annotations.h"

namespace janklab {

class ControlBoard;
class Fonts;
class LoopControl;
class PageLink;
class RunFolds;
class Trace;
struct InspectorViews;

class Inspector final : public Overlay {
  public:
    /// Pointers must be set and outlive the inspector.
    struct Desc {
        Trace* trace = nullptr;
        const RunFolds* folds = nullptr;  // added to the trace by whoever owns them
        LoopControl* control = nullptr;
        PageLink* link = nullptr;  // where changes of controls are sent
        const ControlBoard* board = nullptr;
        const Fonts* fonts = nullptr;
        std::string title;                               // of the demo
        std::string look_for;                            // one sentence: what to watch
        std::string display;                             // which begin-frame source is used, and why
        std::string way_back;                            // label of the control that leaves the page; empty: none
        bool software = false;                           // the processor draws: at most 30 redraws a second
        bool can_pause = true;                           // false where page and display share a thread
        Policy policy = Policy::browser;                 // at the start
        Annotations annotations = {};                    // shown over the page at the start
        MoveOnlyFunction<void(Policy)> set_policy = {};  // empty: the policy cannot be chosen here
    };
    /// Environment error: a font file cannot be read.
    static Result<std::unique_ptr<Inspector>> create(Desc desc);
    ~Inspector() override;

    Rect page_area(Size window) const override;
    bool take_input(const InputEvent& event) override;
    bool wants_redraw(TimePoint now) const override;
    /// Looks at the folds only when a redraw is due; between two, the picture is copied.
    void draw(PixelSize framebuffer, float scale, TimePoint now) override;
    void let_go_of_gl() override;
    std::optional<CursorShape> cursor() const override;

    /// Another page runs from now on.
    void show_page(std::string title, std::string look_for);
    void show_display(std::string line);

    /// Everything of draw() but the drawing: looks at the folds, lays out, lets clicks act. Needs no GL.
    void compose(PixelSize framebuffer, float scale, TimePoint now);
    /// What the latest compose() showed.
    const InspectorViews& views() const;

  private:
    struct Parts;
    explicit Inspector(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace janklab
