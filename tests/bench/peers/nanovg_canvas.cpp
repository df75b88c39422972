// SPDX-License-Identifier: MIT
#include "bench/peers/nanovg_canvas.h"

#ifdef JANKLAB_NANOVG
#include <glad/gl.h>
#include <nanovg.h>
#define NANOVG_GL3_IMPLEMENTATION
#include <nanovg_gl.h>

namespace bench {

std::unique_ptr<NanoVgCanvas> NanoVgCanvas::create(const std::string& font_path) {
    NVGcontext* const context = nvgCreateGL3(NVG_ANTIALIAS);
    if (!context) return nullptr;
    std::unique_ptr<NanoVgCanvas> canvas(new NanoVgCanvas(context));
    if (nvgCreateFont(context, "text", font_path.c_str()) < 0) return nullptr;
    return canvas;
}

NanoVgCanvas::~NanoVgCanvas() { nvgDeleteGL3(context_); }

void NanoVgCanvas::begin(janklab::PixelSize size) {
    nvgBeginFrame(context_, static_cast<float>(size.width), static_cast<float>(size.height), 1);
    nvgFontFace(context_, "text");
    nvgTextAlign(context_, NVG_ALIGN_LEFT | NVG_ALIGN_TOP);
}

void NanoVgCanvas::box(const janklab::Rect& rect, float radius, janklab::Color color) {
    nvgBeginPath(context_);
    nvgRoundedRect(context_, rect.x, rect.y, rect.width, rect.height, radius);
    nvgFillColor(context_, nvgRGBA(color.r, color.g, color.b, color.a));
    nvgFill(context_);
}

void NanoVgCanvas::text(janklab::Point corner, float size, const std::string& words) {
    nvgFontSize(context_, size);
    nvgFillColor(context_, nvgRGBA(0, 0, 0, 255));
    nvgText(context_, corner.x, corner.y, words.data(), words.data() + words.size());
}

void NanoVgCanvas::submit() { nvgEndFrame(context_); }
void NanoVgCanvas::cancel() { nvgCancelFrame(context_); }

}  // namespace bench
#else
namespace bench {

// There is never one.
std::unique_ptr<NanoVgCanvas> NanoVgCanvas::create(const std::string&) { return nullptr; }
NanoVgCanvas::~NanoVgCanvas() = default;
void NanoVgCanvas::begin(janklab::PixelSize) {}
void NanoVgCanvas::box(const janklab::Rect&, float, janklab::Color) {}
void NanoVgCanvas::text(janklab::Point, float, const std::string&) {}
void NanoVgCanvas::submit() {}
void NanoVgCanvas::cancel() {}

}  // namespace bench
#endif
