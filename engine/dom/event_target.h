// SPDX-License-Identifier: MIT
// EventTarget: what has listeners: elements, the document, its window, and targets of your own. Listeners may be added
// and removed while an event is on its way, with the effects that the standard gives. Page thread.
// https://dom.spec.whatwg.org/#interface-eventtarget
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/move_only_function.h"
#include "base/name.h"
#include "dom/event.h"
#include "dom/ref.h"

namespace janklab {

class Document;

using EventCallback = MoveOnlyFunction<void(Event&)>;

struct ListenerOptions {
    bool capture = false;  // called on the way down to the target
    bool once = false;     // removed before its first call
    bool passive = false;  // may not prevent the default action
};

/// One registration. It outlives its target and its removal while somebody holds a handle or it is being called.
struct EventListener : RefCounted {
    std::string type;
    Name name;
    EventCallback callback;
    ListenerOptions options;
    bool removed = false;
    int running = 0;  // calls under way
    static void destroy(EventListener* listener) { delete listener; }
};

/// For removing. Dropping a handle does not remove the listener; removing twice, or after the target is gone, is fine.
class ListenerHandle {
  public:
    ListenerHandle() = default;
    explicit ListenerHandle(EventListener& listener) : listener_(listener) {}
    /// It is not called again, not even by a dispatch that is under way.
    void remove();

  private:
    friend class EventTarget;
    Ref<EventListener> listener_;
};

/// Which kind of target it is: what the standard's "get the parent" follows.
enum class TargetKind : std::uint8_t { node, document, window, free_standing };

class EventTarget {
  public:
    /// A target on its own, outside of any document.
    EventTarget() : EventTarget(TargetKind::free_standing, nullptr) {}
    ~EventTarget();
    EventTarget(const EventTarget&) = delete;
    EventTarget& operator=(const EventTarget&) = delete;

    /// `name` and the line where it was written appear in the trace with each call.
    ListenerHandle add_event_listener(std::string_view type, Name name, EventCallback callback,
                                      ListenerOptions options = {});
    void remove_event_listener(const ListenerHandle& handle);
    /// The short form: `box.on("click", "count the clicks", [&] { ++clicks; });` with or without Event& as parameter.
    template <class F>
    ListenerHandle on(std::string_view type, Name name, F callback, ListenerOptions options = {}) {
        if constexpr (std::is_invocable_v<F&, Event&>) {
            return add_event_listener(type, name, EventCallback(std::move(callback)), options);
        } else {
            return add_event_listener(
                type, name, [callback = std::move(callback)](Event&) mutable { callback(); }, options);
        }
    }

    /// Script's dispatch: synchronous, no microtask checkpoint between the listeners. False when the default was
    /// prevented. An event may be sent again, but not while it is on its way.
    bool dispatch_event(Event& event) { return dispatch(event, DispatchedBy::script); }
    /// The platform's dispatch (the page's input, its scroll and resize steps): trusted, and the page's hook performs a
    /// checkpoint after each listener.
    bool dispatch_from_platform(Event& event) { return dispatch(event, DispatchedBy::platform); }

    /// Whether some listener for `type` is here (not on the way to here).
    bool has_listener(std::string_view type) const;
    /// One that is not passive, so that it may prevent the default action.
    bool has_blocking_listener(std::string_view type) const;
    TargetKind target_kind() const { return target_kind_; }

  protected:
    EventTarget(TargetKind kind, Document* document) : document_(document), target_kind_(kind) {}
    Document* document_;  // null for a free-standing target

  private:
    friend class Document;
    friend class EventDispatch;
    bool dispatch(Event& event, DispatchedBy by);
    void sweep_removed();

    std::vector<Ref<EventListener>> listeners_;
    std::uint16_t iterating_ = 0;  // dispatches that walk listeners_ now: nothing may be erased meanwhile
    TargetKind target_kind_;
};

}  // namespace janklab
