// SPDX-License-Identifier: MIT
#include "trace/trace.h"

#include <algorithm>

namespace janklab {

Trace::Trace(const Clock& clock, std::size_t capacity) {
    for (int i = 0; i < 2; ++i) {
        tracks_[i].ring = std::make_unique<EventRing>(capacity);
        tracks_[i].writer = std::make_unique<TraceWriter>(*tracks_[i].ring, clock, static_cast<Track>(i));
    }
}

void Trace::remove(Fold& fold) { std::erase(folds_, &fold); }

void Trace::read_track(TrackState& state, Track track) {
    state.batch.clear();
    const std::uint64_t end = state.ring->written();
    std::uint64_t first = state.read;
    if (end - first > state.ring->capacity()) first = end - state.ring->capacity();
    std::uint64_t lost = first - state.read;
    for (std::uint64_t at = first; at < end; ++at) {
        TraceEvent event;
        if (state.ring->read(at, event)) state.batch.push_back(event);
        else ++lost;
    }
    state.read = end;
    if (lost == 0) return;
    lost_ += lost;
    for (Fold* fold : folds_) fold->lost(track, lost);
}

void Trace::collect() {
    // The page's ring is read first: what it hands over (a commit) is then always in an earlier or the same batch as
    // what the display made of it.
    read_track(tracks_[0], Track::page);
    read_track(tracks_[1], Track::display);
    const std::vector<TraceEvent>&page = tracks_[0].batch, &display = tracks_[1].batch;
    std::size_t p = 0, d = 0;
    while (p < page.size() || d < display.size()) {
        const bool page_next = d == display.size() || (p < page.size() && page[p].time <= display[d].time);
        const TraceEvent& event = page_next ? page[p++] : display[d++];
        for (Fold* fold : folds_) fold->take(event);
    }
}

}  // namespace janklab
