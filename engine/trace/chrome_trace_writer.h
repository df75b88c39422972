// SPDX-License-Identifier: MIT
// ChromeTraceWriter: turns a recording into trace events, in one pass after two looks ahead (how the frames ended, and
// where the arrows go). Slices nest on every track, also where events are missing. See chrome_trace.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "trace/chrome_trace.h"
#include "trace/chrome_trace_flows.h"
#include "trace/frame_timeline.h"
#include "trace/json_event.h"
#include "trace/page_stack.h"

namespace janklab {

/// Where the text goes, piece by piece.
class TextSink {
  public:
    virtual ~TextSink() = default;
    virtual void put(std::string_view text) = 0;
};

class ChromeTraceWriter {
  public:
    ChromeTraceWriter(const Recording& recording, const ChromeTraceDesc& desc, TextSink& sink);

    /// Once. Returns how many trace events were written.
    std::size_t write();

  private:
    enum Row : int { process_row = 0, vsync_row = 1, frames_row = 2, display_row = 3, page_row = 4 };

    void write_head();
    void write_rows();
    void write_frames();
    void write_frame(const FrameRecord& frame, Duration length);
    void write_page_event(const TraceEvent& event);
    void write_display_event(const TraceEvent& event);
    void write_page_instant(const TraceEvent& event);
    void begin_slice(const Span& span, const TraceEvent& event);
    void end_slices(std::size_t remaining, const TraceEvent& event);
    void begin_display_slice(const char* name, const TraceEvent& event);
    void end_display_slice(const TraceEvent& event);
    void write_moment(Row row, const TraceEvent& event, const std::string& name);
    void write_flows(std::size_t number, const TraceEvent& event);
    void count_tasks(const TraceEvent& event);

    JsonEvent next(char phase, Row row, TimePoint time);
    TimePoint& clock_of(const TraceEvent& event);
    void flush(std::size_t above);

    const Recording& recording_;
    const ChromeTraceDesc& desc_;
    TextSink& sink_;
    std::string out_;
    std::size_t count_ = 0;
    std::vector<FlowPoint> flows_;
    std::size_t next_flow_ = 0;
    PageStack stack_;
    struct Slice {
        std::string name;
        const char* category;
    };
    std::vector<Slice> page_slices_;       // open in the file
    const char* display_slice_ = nullptr;  // the name of the open one
    bool moment_is_on_top_ = false;        // of the page's row: readers would let an arrow begin or end there
    TimePoint page_time_ = TimePoint::min(), display_time_ = TimePoint::min();
    std::uint64_t tasks_ = 0;
};

}  // namespace janklab
