// SPDX-License-Identifier: MIT
#include "trace/chrome_trace_flows.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace janklab {

namespace {

/// Where things were queued that have not run yet: id to the number of the event.
using Origins = std::unordered_map<std::uint64_t, std::size_t>;

class FlowFinder {
  public:
    explicit FlowFinder(const Recording& recording) : recording_(recording) {}

    std::vector<FlowPoint> find() {
        for (std::size_t i = 0; i < recording_.size(); ++i) {
            take_work(i, recording_[i]);
            take_frame(i, recording_[i]);
        }
        end_frames_before(~std::uint64_t{0});
        std::ranges::sort(points_, {}, [](const FlowPoint& point) { return std::tuple(point.event, point.flow); });
        return std::move(points_);
    }

  private:
    void take_work(std::size_t number, const TraceEvent& event) {
        switch (event.type) {
            case EventType::task_queued:
                queued_[event.id] = origin_of_task(number, event);
                return;
            case EventType::microtask_queued:
            case EventType::animation_frame_requested:
            case EventType::idle_requested:
                queued_[event.id] = number;
                return;
            case EventType::timer_armed:
            case EventType::input:
                sources_[event.id] = number;
                return;
            case EventType::task_started:
            case EventType::microtask_started:
            case EventType::callback_started:
                return connect(event.id, number);
            case EventType::page_opened:
                queued_.clear();
                sources_.clear();
                return;
            default:
                return;
        }
    }

    /// The task of a timer comes from where the timer was armed, the first time; that of an input from the input.
    std::size_t origin_of_task(std::size_t number, const TraceEvent& event) {
        const auto source = static_cast<TaskSource>(event.detail);
        if (source == TaskSource::idle_timeout) {
            const auto request = queued_.find(event.cause);
            return request == queued_.end() ? number : request->second;
        }
        if (source != TaskSource::timer && source != TaskSource::user_interaction) return number;
        const auto found = sources_.find(event.cause);
        if (found == sources_.end()) return number;
        const std::size_t origin = found->second;
        sources_.erase(found);
        return origin;
    }

    void connect(std::uint64_t id, std::size_t run) {
        const auto origin = queued_.find(id);
        if (origin == queued_.end()) return;
        ++flows_;
        points_.push_back({origin->second, flows_, FlowPoint::Kind::work, FlowPoint::Part::start});
        points_.push_back({run, flows_, FlowPoint::Kind::work, FlowPoint::Part::end});
        queued_.erase(origin);
    }

    // A frame goes from its BeginFrame through rendering, commit and drawing to its presentation, as far as it got.
    void take_frame(std::size_t number, const TraceEvent& event) {
        switch (event.type) {
            case EventType::begin_frame:
                frames_[event.id] = {number};
                return end_frames_before(event.id < kept_open ? 0 : event.id - kept_open);
            case EventType::rendering_started:
            case EventType::commit:
            case EventType::draw_started:
                return add_step(event.id, number);
            case EventType::presented:
                if (event.arg2 != 1) return;
                add_step(event.id, number);
                return end_frame(event.id);
            default:
                return;
        }
    }

    void add_step(std::uint64_t frame, std::size_t number) {
        const auto steps = frames_.find(frame);
        if (steps == frames_.end()) return;
        // Content can be drawn again, and only its first drawing belongs to its way.
        const EventType type = recording_[number].type;
        const auto same = [&](std::size_t step) { return recording_[step].type == type; };
        if (std::ranges::none_of(steps->second, same)) steps->second.push_back(number);
    }

    void end_frame(std::uint64_t frame) {
        const auto found = frames_.find(frame);
        if (found == frames_.end()) return;
        const std::vector<std::size_t> steps = std::move(found->second);
        frames_.erase(found);
        if (steps.size() < 2) return;
        ++flows_;
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const auto part = i == 0                  ? FlowPoint::Part::start
                              : i + 1 == steps.size() ? FlowPoint::Part::end
                                                      : FlowPoint::Part::step;
            points_.push_back({steps[i], flows_, FlowPoint::Kind::frame, part});
        }
    }

    void end_frames_before(std::uint64_t frame) {
        std::vector<std::uint64_t> ended;
        for (const auto& [id, steps] : frames_) {
            if (id < frame) ended.push_back(id);
        }
        std::ranges::sort(ended);
        for (const std::uint64_t id : ended) end_frame(id);
    }

    static constexpr std::uint64_t kept_open =
        64;  // A page that is blocked for longer than this commits a later frame.
    const Recording& recording_;
    std::vector<FlowPoint> points_;
    Origins queued_, sources_;
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> frames_;
    std::uint64_t flows_ = 0;
};

}  // namespace

std::vector<FlowPoint> flows_of(const Recording& recording) { return FlowFinder(recording).find(); }

}  // namespace janklab
