// SPDX-License-Identifier: MIT
// Rendering: "update the rendering" of HTML, from the input that waits for the frame to the commit. Page thread.
// https://html.spec.whatwg.org/multipage/webappapis.html#update-the-rendering
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "display/begin_frame.h"
#include "display/page_link.h"
#include "layout/observations.h"
#include "loop/timers.h"
#include "page/page_annotations.h"
#include "page/scroll_take_over.h"

namespace janklab {

class Document;
class EventLoop;
class InputDispatch;
class TextMeasurer;
class TraceWriter;

class Rendering {
  public:
    struct Desc {
        Clock* clock;
        TraceWriter* trace;
        PageLink* link;
        EventLoop* loop;
        Document* document;
        InputDispatch* input;
        const TextMeasurer* text;
        Size viewport;
        Annotations annotations;
        double throttle;
    };
    explicit Rendering(const Desc& desc)
        : at_(desc), viewport_(desc.viewport), annotations_(desc.annotations), scrolling_(*desc.link) {}

    /// What virtual time charges for a box laid out, and for an item of the display list or a command of a canvas
    /// recorded, before throttling.
    static constexpr Duration box_cost = 1us, item_cost = 200ns;

    /// All steps in order; ends with a commit that answers `frame`.
    void update_the_rendering(const BeginFrame& frame);
    /// Brings style and layout up to date now, because `reader` asks for geometry.
    void force_layout(const Name& reader);
    /// For the engine itself.
    void update_layout() { style_and_layout(nullptr); }
    /// Takes effect, and sends `resize`, in the next frame.
    void resize(Size viewport) { new_viewport_ = viewport; }
    /// Animations, style or layout are brought up to date: what that changes is shown by the frame for which, or
    /// because of which, it runs, and wants none of its own.
    bool stage_runs() const { return stage_runs_; }
    /// Animations of the page go on with the next frame.
    bool animations_want_frame() const { return animations_want_frame_; }
    /// Asks for the frame that animations need next, or sets an alarm shortly before it.
    void schedule_animations(const BeginFrame& latest);
    bool resize_waits() const { return new_viewport_.has_value(); }
    Size viewport() const { return viewport_; }
    /// Over the page, from the next frame on, which this asks for.
    void show(Annotations annotations) { annotations_.show(*at_.document, annotations); }
    Annotations annotations() const { return annotations_.shown(); }
    ScrollTakeOver& scrolling() { return scrolling_; }
    const ScrollTakeOver& scrolling() const { return scrolling_; }

  private:
    void run_the_resize_steps();
    void run_the_scroll_steps();
    void tell(Element& element, std::string_view type);
    void update_the_animations(TimePoint frame_time);
    void deliver_resize_observations();
    void let_pointer_and_focus_follow();
    void deliver_intersection_observations(TimePoint frame_time);
    void style_and_layout(const Name* forced_by);
    void paint_and_commit(const BeginFrame& frame);
    bool looks_different(const CompositorFrame& commit, const Rect& damage, Color background);

    Desc at_;
    Size viewport_;
    std::optional<Size> new_viewport_;
    PageAnnotations annotations_;
    ScrollTakeOver scrolling_;
    std::vector<Ref<Element>> scrolled_;  // room for the stage
    std::vector<Element*> scrollers_;     // likewise
    FrameId last_commit_;
    Size committed_viewport_;
    Color committed_background_ = transparent;
    bool committed_animations_ = false;
    std::vector<ResizeDelivery> resize_deliveries_;
    std::vector<IntersectionDelivery> intersection_deliveries_;
    TimerId animation_alarm_;
    bool stage_runs_ = false, animations_want_frame_ = false;
    bool stages_ran_ = false;  // since pointer and focus followed last
};

}  // namespace janklab
