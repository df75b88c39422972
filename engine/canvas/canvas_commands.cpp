// SPDX-License-Identifier: MIT
#include "canvas/canvas_commands.h"

namespace janklab {

void CanvasChunk::clear() {
    before.reset();
    commands.clear();
    verbs.clear();
    points.clear();
    paints.clear();
    stops.clear();
    dashes.clear();
    clips.clear();
    pixels.clear();
    bitmaps.clear();
    sources.clear();
}

std::size_t CanvasChunk::bytes() const {
    return commands.size() * sizeof(CanvasCommand) + verbs.size() + points.size() * sizeof(Point) +
           paints.size() * sizeof(CanvasPaint) + stops.size() * sizeof(ColorStop) + dashes.size() * sizeof(float) +
           clips.size() * sizeof(CanvasClip) + pixels.size();
}

}  // namespace janklab
