// SPDX-License-Identifier: MIT
// Listeners and the dispatch of events: https://dom.spec.whatwg.org/#dispatching-events, without shadow trees and
// activation behaviour. A listener that is removed while its list is walked is only marked; the list is swept
// afterwards.
#include "dom/event_target.h"

#include <algorithm>

#include "base/check.h"
#include "dom/document.h"

namespace janklab {

void ListenerHandle::remove() {
    if (!listener_) return;
    listener_->removed = true;
    if (!listener_->running) listener_->callback.reset();  // lets go of what the callable holds
    listener_ = nullptr;
}

EventTarget::~EventTarget() {
    MUST(iterating_ == 0, "an event target died while its listeners were being called");
    for (const Ref<EventListener>& listener : listeners_) listener->removed = true;
}

ListenerHandle EventTarget::add_event_listener(std::string_view type, Name name, EventCallback callback,
                                               ListenerOptions options) {
    if (iterating_ == 0) sweep_removed();
    Ref<EventListener> listener(new EventListener);
    listener->type = type;
    listener->name = name;
    listener->callback = std::move(callback);
    listener->options = options;
    if (document_ && type == "pointerrawupdate") document_->raw_moves_wanted_ = true;
    if (document_ && type == "wheel" && !options.passive) document_->note_blocking_wheel_listener(*this);
    if (document_ && type == "keydown") document_->note_who_decides();
    listeners_.push_back(listener);
    return ListenerHandle(*listener);
}

void EventTarget::remove_event_listener(const ListenerHandle& handle) {
    ListenerHandle(handle).remove();
    if (iterating_ == 0) sweep_removed();
}

bool EventTarget::has_listener(std::string_view type) const {
    return std::any_of(listeners_.begin(), listeners_.end(), [&](const Ref<EventListener>& listener) {
        return !listener->removed && listener->type == type;
    });
}

bool EventTarget::has_blocking_listener(std::string_view type) const {
    return std::any_of(listeners_.begin(), listeners_.end(), [&](const Ref<EventListener>& listener) {
        return !listener->removed && !listener->options.passive && listener->type == type;
    });
}

void EventTarget::sweep_removed() {
    std::erase_if(listeners_, [](const Ref<EventListener>& listener) { return listener->removed; });
}

/// One event on its way. The path is the nodes (held by Refs in the document's common stack, so that a steady frame
/// allocates nothing), then the document, then the window.
class EventDispatch {
  public:
    EventDispatch(EventTarget& target, Event& event, DispatchedBy by)
        : target_(target), document_(target.document_), event_(event), by_(by) {}

    bool run() {
        // 1. Set the dispatch flag.
        MUST(!event_.dispatching_, "an event was sent again while it was on its way");
        event_.dispatching_ = true;
        event_.trusted_ = by_ == DispatchedBy::platform;
        if (event_.time == TimePoint{} && document_ && document_->hooks.present_time)
            event_.time = document_->hooks.present_time();
        event_.target_ = &target_;
        // 2. to 5. The path, from the target to the window.
        build_the_path();
        // 6. Capturing: from the far end to the target.
        for (std::size_t i = length_; i-- > 0;) {
            event_.phase_ = i == 0 ? EventPhase::at_target : EventPhase::capturing;
            invoke(at(i), true);
        }
        // 7. Bubbling: from the target outwards; only the target itself where the event does not bubble.
        for (std::size_t i = 0; i < (event_.bubbles ? length_ : std::min<std::size_t>(length_, 1)); ++i) {
            event_.phase_ = i == 0 ? EventPhase::at_target : EventPhase::bubbling;
            invoke(at(i), false);
        }
        // 8. to 10. Unset what belongs to this dispatch.
        event_.phase_ = EventPhase::none;
        event_.current_target_ = nullptr;
        event_.dispatching_ = event_.propagation_stopped_ = event_.immediate_propagation_stopped_ = false;
        if (document_) document_->path_.resize(first_);
        // 12. False if canceled.
        return !event_.canceled_;
    }

  private:
    /// An animation belongs to a document, but is in no tree.
    bool stands_alone() const { return !document_ || target_.target_kind() == TargetKind::free_standing; }
    void build_the_path() {
        if (document_) first_ = document_->path_.size();
        if (stands_alone()) {
            length_ = 1;
            return;
        }
        bool reaches_document = true;
        if (target_.target_kind() == TargetKind::node) {
            Node* node = static_cast<Node*>(&target_);
            reaches_document = node->connected();
            for (; node && !keeps_out(*node); node = node->parent()) document_->path_.emplace_back(node);
            reaches_document &= !node;
            nodes_ = document_->path_.size() - first_;
        }
        if (!reaches_document) {
            length_ = nodes_;
            return;
        }
        length_ = nodes_ + (target_.target_kind() == TargetKind::window ? 1 : 2);
    }
    /// A person's clicks end below a disabled control.
    /// https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#concept-fe-disabled
    bool keeps_out(Node& node) const {
        if (by_ != DispatchedBy::platform || (event_.type != "click" && event_.type != "dblclick")) return false;
        return node.kind() == NodeKind::element && node.as_element()->is_disabled_control();
    }
    EventTarget& at(std::size_t index) const {
        if (stands_alone()) return target_;
        if (index < nodes_) return *document_->path_[first_ + index];
        if (index + 1 < length_) return *document_;
        return document_->window();
    }

    /// "Inner invoke": the listeners that were there when this target's turn began.
    void invoke(EventTarget& current, bool capture) {
        if (event_.propagation_stopped_) return;
        const std::size_t count = current.listeners_.size();
        if (count == 0) return;
        event_.current_target_ = &current;
        ++current.iterating_;
        for (std::size_t i = 0; i < count && !event_.immediate_propagation_stopped_; ++i) {
            const Ref<EventListener> listener = current.listeners_[i];
            if (listener->removed || listener->options.capture != capture || listener->type != event_.type) continue;
            if (listener->options.once) listener->removed = true;
            call(*listener);
        }
        if (--current.iterating_ == 0) current.sweep_removed();
    }
    void call(EventListener& listener) {
        event_.in_passive_listener_ = listener.options.passive;
        ++listener.running;
        if (document_ && document_->hooks.call_listener) {
            Callback callback = [&listener, this] { listener.callback(event_); };
            document_->hooks.call_listener(listener.name, by_, callback);
        } else {
            listener.callback(event_);
        }
        --listener.running;
        event_.in_passive_listener_ = false;
    }

    EventTarget& target_;
    Document* document_;
    Event& event_;
    DispatchedBy by_;
    std::size_t first_ = 0;  // of the nodes in the document's stack
    std::size_t nodes_ = 0;
    std::size_t length_ = 0;  // nodes, document and window
};

bool EventTarget::dispatch(Event& event, DispatchedBy by) { return EventDispatch(*this, event, by).run(); }

}  // namespace janklab
