// SPDX-License-Identifier: MIT
// What a page does for the animations of its document in each frame: "update animations and send events", making
// pending ones ready, and asking when the next frame is needed. Page thread.
// https://www.w3.org/TR/web-animations-1/#update-animations-and-send-events
#pragma once

#include "base/move_only_function.h"
#include "base/time.h"

namespace janklab {

class Async;
class Document;
class NameTable;
class TraceWriter;

struct AnimationHooks {
    Async* async = nullptr;
    TraceWriter* trace = nullptr;
    NameTable* names = nullptr;
    /// Something changed between two frames that needs one.
    Callback want_frame;
    /// The frame time that the timeline would show now, if the page had needed frames.
    MoveOnlyFunction<TimePoint()> present_frame_time;
};
/// All that they refer to outlives the document.
void connect_animations(Document& document, AnimationHooks hooks);

/// Time goes on: values are sampled, promises settle in a microtask checkpoint, then events are sent, sorted by the
/// time at which they were due. The frame begins.
void update_animations_and_send_events(Document& document, TimePoint frame_time);
/// With the frame that shows them first, pending animations begin to play or pause. The frame ends; promises settle in
/// the next checkpoint.
void make_pending_animations_ready(Document& document);

/// When the page must have its next frame for its animations: `time_zero`: the very next one; `time_never`: none. After
/// collect_compositor_animations. What runs on the display thread needs the page only for its events.
TimePoint next_animation_frame(Document& document);
/// The coming task sees a new time, if it asks for one and something runs on the display thread.
void note_that_time_passes(Document& document);
/// Samples what has gone on without the page. Cheap when nothing has.
void bring_animations_up_to_date(Document& document);

}  // namespace janklab
