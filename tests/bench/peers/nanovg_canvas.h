// SPDX-License-Identifier: MIT
// NanoVG's side of paint_bench: what is recorded is tessellated at once and kept by its GL backend until submit().
#pragma once

#include <memory>
#include <string>

#include "base/geometry.h"
#include "style/length.h"

struct NVGcontext;

namespace bench {

class NanoVgCanvas {
  public:
    /// GL must be current on this thread. Null where NanoVG was not configured or does not start, or the font cannot be
    /// read.
    static std::unique_ptr<NanoVgCanvas> create(const std::string& font_path);
    ~NanoVgCanvas();
    NanoVgCanvas(const NanoVgCanvas&) = delete;
    NanoVgCanvas& operator=(const NanoVgCanvas&) = delete;

    void begin(janklab::PixelSize size);
    void box(const janklab::Rect& rect, float radius, janklab::Color color);
    void text(janklab::Point corner, float size, const std::string& words);
    /// Into the framebuffer that is bound; up to the return of the last GL call.
    void submit();
    /// What was recorded is forgotten.
    void cancel();

  private:
    explicit NanoVgCanvas(NVGcontext* context) : context_(context) {}
    [[maybe_unused]] NVGcontext* context_;
};

}  // namespace bench
