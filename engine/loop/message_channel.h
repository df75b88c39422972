// SPDX-License-Identifier: MIT
// MessageChannel: two entangled ports; what is posted at one becomes a task of the posted message source at the other
// (https://html.spec.whatwg.org/multipage/web-messaging.html#message-channels). The ports may belong to two loops on
// two threads: each is used on the thread of its own loop. A message is moved, never shared.
#pragma once

#include <memory>
#include <utility>

#include "base/move_only_function.h"
#include "base/name.h"
#include "base/ring_buffer.h"
#include "loop/event_loop.h"

namespace janklab {

/// The way from one port to the other: on one loop straight into its queue, to another loop through its inbox.
class MessageRoute {
  public:
    MessageRoute(EventLoop& from, EventLoop& to) : to_(&from == &to ? &to : nullptr), inbox_(to.poster().inbox_) {}

    /// Runs `arrive` on the other loop's thread: now if it is the same loop, otherwise between two tasks there.
    template <class F>
    void send(F&& arrive) const {
        if (to_) arrive();
        else inbox_->post(std::forward<F>(arrive), Name(), TaskSource::posted_message, true);
    }

  private:
    EventLoop* to_;  // null: another loop, perhaps gone by now
    std::shared_ptr<Inbox> inbox_;
};

/// What belongs to the receiving side of a port; messages on their way share it.
template <class T>
class PortMessageQueue : public std::enable_shared_from_this<PortMessageQueue<T>> {
  public:
    explicit PortMessageQueue(EventLoop& loop) : loop_(loop) {}

    void arrive(const Name& name, T message) {
        if (closed_) return;
        held_.emplace_back(std::move(message));
        if (started_) queue_task(name);
        else names_.emplace_back(name);
    }
    void start() {
        if (std::exchange(started_, true)) return;
        while (!names_.empty()) queue_task(names_.take_front());
    }
    void close() {
        closed_ = true;
        held_.clear();
        names_.clear();
    }

    MoveOnlyFunction<void(T&)> on_message;

  private:
    /// Each task delivers the first message, so that messages need not fit into a task.
    void queue_task(const Name& name) {
        loop_.queue_a_task(TaskSource::posted_message, name, [self = this->shared_from_this()] { self->deliver(); });
    }
    void deliver() {
        if (closed_ || held_.empty()) return;
        T message = held_.take_front();
        // The handler may be replaced, or the port closed, while it runs.
        auto handler = std::move(on_message);
        if (!handler) return;
        const auto put_back = [&] {
            if (!on_message && !closed_) on_message = std::move(handler);
        };
        try {
            handler(message);
        } catch (...) {
            put_back();
            throw;
        }
        put_back();
    }

    EventLoop& loop_;
    bool started_ = false, closed_ = false;
    RingBuffer<T> held_;
    RingBuffer<Name> names_;  // of the held ones for which no task has been queued
};

template <class T>
class MessagePort {
  public:
    MessagePort() = default;
    MessagePort(MessagePort&&) noexcept = default;
    MessagePort& operator=(MessagePort&& other) noexcept {
        close();
        own_ = std::move(other.own_);
        other_ = std::move(other.other_);
        return *this;
    }
    /// A port that goes is closed.
    ~MessagePort() { close(); }

    /// Sends a message to the other port. Does nothing once this port is closed; the message is lost if the other one
    /// is.
    void post_message(Name name, T message) {
        if (!other_) return;
        other_->route.send([name, message = std::move(message), queue = other_->queue]() mutable {
            queue->arrive(name, std::move(message));
        });
    }
    /// Sets the handler, and starts the port, as setting `onmessage` does.
    void on_message(MoveOnlyFunction<void(T&)> handler) {
        if (!own_) return;
        own_->on_message = std::move(handler);
        own_->start();
    }
    /// Messages wait until the port is started.
    void start() {
        if (own_) own_->start();
    }
    /// Nothing is sent or delivered here any more. What was sent to the other port before still arrives there.
    void close() {
        if (own_) own_->close();
        own_ = nullptr;
        other_ = nullptr;
    }
    bool closed() const { return own_ == nullptr; }

  private:
    template <class M>
    friend struct MessageChannel;
    struct OtherEnd {
        MessageRoute route;
        std::shared_ptr<PortMessageQueue<T>> queue;
    };
    std::shared_ptr<PortMessageQueue<T>> own_;
    std::unique_ptr<OtherEnd> other_;
};

template <class T>
struct MessageChannel {
    /// Both ports on one loop.
    explicit MessageChannel(EventLoop& loop) : MessageChannel(loop, loop) {}
    /// `port1` on the first loop, `port2` on the second. To be made while neither turns; a port may be moved to its
    /// thread before it is used. Each loop must outlive the port that belongs to it.
    MessageChannel(EventLoop& first, EventLoop& second) {
        port1.own_ = std::make_shared<PortMessageQueue<T>>(first);
        port2.own_ = std::make_shared<PortMessageQueue<T>>(second);
        using OtherEnd = typename MessagePort<T>::OtherEnd;
        port1.other_ = std::make_unique<OtherEnd>(MessageRoute(first, second), port2.own_);
        port2.other_ = std::make_unique<OtherEnd>(MessageRoute(second, first), port1.own_);
    }
    MessagePort<T> port1, port2;
};

}  // namespace janklab
