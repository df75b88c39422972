// SPDX-License-Identifier: MIT
// PageAnnotations: adds to each frame what is to be shown over it: boxes, what was painted anew, layers. A repaint
// flashes as a layer of its own whose opacity the compositor animates, so that it fades without the page. Page thread.
#pragma once

#include <memory>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "compositor/compositor_frame.h"
#include "paint/annotations.h"

namespace janklab {

class Document;
class TextMeasurer;

class PageAnnotations {
  public:
    /// How long a repaint shines.
    static constexpr Duration flash_time = 500ms;
    static constexpr std::size_t most_flashes = 256;

    explicit PageAnnotations(Annotations shown) : shown_(shown) {}

    Annotations shown() const { return shown_; }
    /// From the next frame on, which this asks for.
    void show(Document& document, Annotations shown);
    /// `commit`: a painted frame with its damage, animations and layers.
    void add_to(CompositorFrame& commit, Document& document, const TextMeasurer& measurer);

  private:
    struct Flash {
        Rect rect;
        LayerId layer;
        TimePoint start;
    };
    void add_flashes(CompositorFrame& commit, Document& document);

    Annotations shown_;
    std::shared_ptr<const LayerKeyframes> fade_ = std::make_shared<LayerKeyframes>(
        LayerKeyframes{{.offset = 0, .opacity = 1}, {.offset = 1, .opacity = 0}});
    std::vector<Flash> flashes_;  // the oldest first
};

}  // namespace janklab
