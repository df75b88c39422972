// SPDX-License-Identifier: MIT
// Ids that cannot be mixed up. Zero means none. Ids are never reused within a run.
#pragma once

#include <compare>
#include <cstdint>

namespace janklab {

template <class Tag>
struct Id {
    std::uint64_t value = 0;
    constexpr explicit operator bool() const { return value != 0; }
    friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

/// One BeginFrame and everything that follows from it: the commit, the drawing, the presentation.
using FrameId = Id<struct FrameTag>;
/// A task, microtask, timer, animation frame callback, idle callback or input event, in one numbering per event loop.
using WorkId = Id<struct WorkTag>;
/// An element that is drawn as a layer of its own, which the compositor can move without the page.
using LayerId = Id<struct LayerTag>;

}  // namespace janklab
