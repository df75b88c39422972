// SPDX-License-Identifier: MIT
// The panels: each draws one part of the views and returns what the person's hand asked for. Display thread, inside an
// ImGui frame.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "display/page_link.h"
#include "inspector/canvas.h"
#include "inspector/loop_command.h"
#include "inspector/views.h"
#include "loop/policy.h"
#include "page/control_board.h"

namespace janklab {

/// The names of ImGui's windows, by which picture.cpp finds their draw lists again.
inline constexpr const char* column_region = "column";
inline constexpr const char* graph_region = "graph";
inline constexpr const char* corner_region = "corner";
inline constexpr const char* bar_region = "bar";
inline constexpr const char* banner_region = "banner";

/// What the hand asked for in one redraw.
struct Wishes {
    LoopCommand command = LoopCommand::none;
    std::optional<ControlChange> change;
    std::optional<Policy> policy;
    std::optional<Annotations> annotations;
    bool leave = false;  // go the way back
};

/// What column and bar show besides the views.
struct PageContent {
    const std::string& title;
    const std::string& look_for;
    std::vector<ControlSpec>& controls;  // the values follow the hand at once
    std::optional<Policy> policy;        // none: it cannot be chosen here
    LoopSituation situation;
    const std::string& way_back;  // label of the control that leaves the page; it stands above the others
    const std::string& display;   // which begin-frame source is used, and why
    bool can_leave() const;
};

/// The column beside the page; scrolls where it does not fit. Counters that it has no room for it leaves to the corner
/// if that has room; false where it did.
bool draw_column(const FontSet& fonts, float scale, const Rect& rect, const InspectorViews& views,
                 const PageContent& content, bool room_for_counters_in_corner, Wishes& wishes);
/// What is left of it in a small window.
void draw_bar(const FontSet& fonts, float scale, const Rect& rect, const InspectorViews& views,
              const PageContent& content, Wishes& wishes);
/// The graph with its header, and what the pointer rests on.
void draw_graph(const FontSet& fonts, float scale, const Rect& rect, const InspectorViews& views,
                const FrameTimeline& frames, const std::string& display);
/// The latest long tasks, what still runs first; the lines that force layouts; where there is none of both, the
/// counters, if the column does not show them all; the switches for what is shown over the page.
struct CornerContent {
    const LongTasks& tasks;
    Annotations shown;
    bool counters_in_column;
};
bool has_room_for_counters(const Rect& corner, const InspectorViews& views, const LongTasks& tasks);
void draw_corner(const FontSet& fonts, float scale, const Rect& rect, const InspectorViews& views,
                 const CornerContent& content, Wishes& wishes);
/// Nothing while the banner is hidden.
void draw_banner(const FontSet& fonts, float scale, const Rect& rect, const Banner& banner, Wishes& wishes);

/// A window of ImGui that is nothing but a rectangle, without a surface of its own. Closes itself.
class Region {
  public:
    Region(const char* name, const FontSet& fonts, float scale, const Rect& rect, bool scrolls = false);
    ~Region();
    Region(const Region&) = delete;

    Canvas& canvas() { return canvas_; }
    /// Where its contents begin, scrolled.
    Point origin() const { return origin_; }
    /// Says how high the contents were.
    void set_height(float height);
    /// It can be scrolled further down.
    bool more_below() const { return more_below_; }

  private:
    Canvas canvas_;
    Point origin_;
    float bottom_;
    bool more_below_ = false;
};

}  // namespace janklab
