// SPDX-License-Identifier: MIT
// TraceEvent: the one record of which the trace consists, as folds see it (a ring packs it closer). Fixed size, plain,
// one cache line; what the fields mean for each type stands beside the type. Everything that Janklab shows or reports
// is a fold over a stream of these.
#pragma once

#include <cstdint>

#include "base/name.h"
#include "base/time.h"

namespace janklab {

/// Which thread wrote it. Each track has a ring of its own with exactly one writer.
enum class Track : std::uint8_t { page, display };

/// The task sources of the HTML standard that we have, and those of the drafts. `TraceEvent::detail` of task events.
enum class TaskSource : std::uint8_t {
    dom_manipulation,
    user_interaction,
    networking,
    timer,
    posted_message,
    user_blocking,  // prioritised tasks, one source each: scheduler.postTask
    user_visible,
    background,
    posted_from_thread,  // another thread of the program
    idle_timeout,        // an idle callback whose timeout has passed
};
inline constexpr int task_source_count = 10;
const char* to_string(TaskSource source);

/// What kind of callback runs inside a rendering update or an idle period or an event dispatch.
enum class CallbackKind : std::uint8_t {
    animation_frame,
    idle,
    event_listener,
    resize_observer,
    intersection_observer,
    mutation_observer,
    finalisation,
};
const char* to_string(CallbackKind kind);

/// Who says when a frame was shown.
enum class PresentedSource : std::uint8_t { virtual_display, swap_return, x11_present, wayland_presentation };
const char* to_string(PresentedSource source);

/// Whose word an input's time is. `when_read`: nobody says when it happened, so it is the time at which it was read.
enum class InputTimeSource : std::uint8_t { virtual_display, when_read, x11_server };
const char* to_string(InputTimeSource source);

/// In arg2 of an input: it was sent to the page.
inline constexpr std::uint64_t input_for_page = 2;

enum class EventType : std::uint8_t {
    // -- page track: the loop ------------------------------------------------------------------------------------
    task_queued,         // id, cause, detail = TaskSource, name + location = where it was queued
    task_started,        // id, detail = TaskSource, name + location
    task_ended,          // id
    task_cancelled,      // id
    microtask_queued,    // id, cause, name + location. Only the first ones of a long checkpoint are written one by one
    microtask_started,   // id, name + location
    microtask_ended,     // id
    microtask_batch,     // microtasks run but not written singly: arg = run, arg2 = queued since the last batch; name +
                         // location = what took most of those run, cause = for how many ns; or the latest queued
    microtask_waits,     // id, name + location: one of those counted by a batch, when the page is paused before it
    microtasks_dropped,  // arg = how many a Stop threw away
    checkpoint_started,
    checkpoint_ended,  // arg = microtasks drained, arg2 = deepest chain (a microtask queued by a microtask ...)
    timer_armed,       // id, cause, arg = due time in ns, arg2 = interval in ns (0: once), name + location
    timer_cancelled,   // id
    timer_fired,       // id (its task follows, with the timer as cause)
    animation_frame_requested,  // id, cause, name + location
    animation_frame_cancelled,  // id
    idle_requested,             // id, cause, arg = timeout in ns (0: none), name + location
    idle_cancelled,             // id
    callback_started,           // id, cause, detail = CallbackKind, name + location
    callback_ended,             // id
    idle_period_started,        // arg = deadline in ns
    idle_period_ended,
    waiting_started,  // the page thread has nothing to run and sleeps
    waiting_ended,
    error_reported,       // cause = the work that threw, name = message (interned)
    rejection_unhandled,  // id of the promise, name = reason (interned)
    rejection_handled,    // id of the promise
    log,                  // name = the text (interned), location
    // -- page track: the frame -----------------------------------------------------------------------------------
    begin_frame_received,  // id = frame, arg = deadline in ns, arg2 = interval in ns
    rendering_started,     // id = frame
    rendering_ended,       // id = frame
    style_started,         // detail, name, location, cause: as layout_started
    style_ended,           // arg = elements visited
    layout_started,  // detail = 1 if forced by a read of geometry; then name + location of the reader, cause = the work
    layout_ended,    // arg = boxes visited
    paint_started,
    paint_ended,  // arg = display items recorded, arg2 = commands that the canvases among them have recorded since
    commit,       // id = frame
    gc_started,   // detail = reason
    gc_ended,
    // -- page track: animations (transitions, CSS animations, those of script) -------------------------------------
    animation_started,  // id (numbered for themselves), name: the frame that shows it first
    animation_ended,    // id, name; detail = 1: it was cancelled
    // -- page track: control -------------------------------------------------------------------------------------
    page_opened,  // name = title: a new page begins; whatever the one before had queued is gone
    paused,
    resumed,
    stopped,       // a Stop ended the running work: name + location = what it was
    machine_wait,  // the thread waited for a processor: arg = ns, since the last such event of the track
    // -- display track -------------------------------------------------------------------------------------------
    // id (InputEvent::id, the cause of its task), detail = InputKind, arg = when it happened in ns, arg2 = 1 for a
    // press,
    // a release or a key (an interaction), plus input_for_page, plus 256 times the InputTimeSource; name = kind
    input,
    begin_frame,   // id = frame, arg = deadline in ns, arg2 = interval in ns. Stamped with its vsync's time (write_at)
    frame_wanted,  // the page asked for a frame (an animation frame callback or a change is waiting)
    deadline_passed,   // id = frame: the page owed an update and did not commit it in time
    draw_started,      // id = frame whose content is drawn (its commit), cause = frame of the current BeginFrame,
                       // detail = 1: the compositor moves something in it, animated or scrolled
    draw_ended,        // arg = draw calls, arg2 = pixels drawn, detail = thousandths of the page around what is missing
    glyphs_left_out,   // between draw_started and draw_ended: id = frame whose content is drawn, arg = glyphs that were
                       // not ready and come with the next draw, arg2 = glyphs made ready for this one
    pictures_waiting,  // likewise: arg = pictures that are not whole and come with the next draws, arg2 = bytes
                       // brought for this one
    canvases_played,   // likewise: arg = commands of canvases that were put on their pixels, arg2 = draw calls, cause =
                       // for how many ns, of this thread
    swap_started,
    swap_ended,
    presented,      // id = frame whose content it is, cause = frame of the BeginFrame, arg = presentation time in ns,
                    // detail = PresentedSource, arg2 = 1 if the content is new
    frame_skipped,  // id = frame of the BeginFrame: nothing was drawn. detail = 1: there was something to show, but the
                    // display was too late
    visibility_changed,  // detail = 0: shown, a BeginFrame at each vsync; 1: covered, one a second; 2: hidden, none
};
inline constexpr int event_type_count = static_cast<int>(EventType::visibility_changed) + 1;
const char* to_string(EventType type);

struct alignas(64) TraceEvent {
    TimePoint time;
    EventType type{};
    Track track{};
    std::uint16_t detail = 0;
    std::uint64_t id = 0;
    std::uint64_t cause = 0;
    std::uint64_t arg = 0;
    std::uint64_t arg2 = 0;
    const char* name = nullptr;  // lives as long as the run
    CodeLocation where;
};
static_assert(sizeof(TraceEvent) == 64);

/// What the event names, with empty text where it names nothing.
constexpr Name name_of(const TraceEvent& event) { return {event.name ? event.name : "", event.where}; }

}  // namespace janklab
