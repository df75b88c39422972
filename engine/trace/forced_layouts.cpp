// SPDX-License-Identifier: MIT
#include "trace/forced_layouts.h"

#include <algorithm>
#include <cstring>
#include <functional>

namespace janklab {
namespace {

bool same_text(const char* a, const char* b) { return a == b || (a && b && std::strcmp(a, b) == 0); }

bool same_line(const Name& a, const Name& b) {
    return a.where.line() == b.where.line() && same_text(a.where.file(), b.where.file()) && same_text(a.text, b.text);
}

}  // namespace

void ForcedLayouts::take(const TraceEvent& event) {
    if (stack_.take(event) != PageStack::Change::closed) return;
    const Span& span = stack_.changed();
    if (span.detail != 1) return;
    if (span.activity == Activity::style) style_ = span.end - span.start;
    if (span.activity != Activity::layout) return;
    const Duration duration = style_ + (span.end - span.start);
    ForcedLayoutSite& site = site_of(span.name);
    ++site.count;
    site.total += duration;
    site.longest = std::max(site.longest, duration);
    site.boxes += event.arg;
    site.latest = span.start - style_;
    ++count_;
    total_ += duration;
    style_ = {};
}

void ForcedLayouts::lost(Track track, std::uint64_t) {
    if (track != Track::page) return;
    stack_.clear();
    style_ = {};
}

ForcedLayoutSite& ForcedLayouts::site_of(const Name& reader) {
    for (ForcedLayoutSite& site : sites_) {
        if (same_line(site.reader, reader)) return site;
    }
    if (sites_.size() < most_sites) return sites_.emplace_back(ForcedLayoutSite{.reader = reader});
    ForcedLayoutSite& least = *std::ranges::min_element(sites_, {}, &ForcedLayoutSite::total);
    least = {.reader = reader};
    return least;
}

std::vector<ForcedLayoutSite> ForcedLayouts::worst(std::size_t most) const {
    std::vector<ForcedLayoutSite> worst = sites_;
    std::ranges::stable_sort(worst, std::greater{}, &ForcedLayoutSite::total);
    if (worst.size() > most) worst.resize(most);
    return worst;
}

}  // namespace janklab
