// SPDX-License-Identifier: MIT
// CanvasTextures: the canvases of a page in graphics memory. What a commit says was drawn is played onto each canvas's
// own framebuffer, which is kept; chunks that were played before are passed over. Display thread, context current.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "canvas/canvas_player.h"
#include "gpu/framebuffer.h"
#include "gpu/picture_textures.h"
#include "gpu/run_renderer.h"

namespace janklab {

class CanvasTextures final : public CanvasTarget {
  public:
    /// Canvases that no frame has shown for as many draws are given up; shown again they are played anew.
    static constexpr std::uint64_t kept_for = 600;

    /// Environment error: see RunRenderer::create(). `pictures` must outlive it.
    static Result<std::unique_ptr<CanvasTextures>> create(ShaderLibrary& shaders, PictureTextures& pictures);
    ~CanvasTextures() override;

    void begin_frame() { ++frame_; }
    /// Tells `pictures` what the chunks need that bring_to() would play.
    void want_pictures(const CanvasChunk& newest);
    /// False: pictures are missing that come later, or there is no graphics memory. The texture stays as it was.
    bool bring_to(const CanvasChunk& newest);
    /// Ends the frame: leaves GL without a program, and gives up what was not shown for long.
    void end_frame();
    /// 0: the canvas was never brought here.
    unsigned texture(CanvasId canvas) const;
    std::uint64_t take_commands_played() { return std::exchange(commands_played_, 0); }
    std::uint32_t take_draw_calls() { return renderer_.take_draw_calls(); }
    std::size_t bytes_kept() const;

    void fill(const Coverage& coverage, const CanvasPaint& paint, std::span<const ColorStop> stops, float alpha,
              CompositeOperation operation) override;
    void put(const CanvasPixels& pixels, std::span<const std::uint8_t> rgba) override;

  private:
    struct Entry {
        CanvasId canvas;
        bool older = false;  // an earlier state, for another canvas that was drawn with it
        std::uint64_t played = 0, last_used = 0;
        std::optional<Framebuffer> picture;
    };
    CanvasTextures(RunRenderer renderer, PictureTextures& pictures)
        : renderer_(std::move(renderer)), pictures_(pictures) {}
    Entry& entry_of(CanvasId canvas, bool older);
    bool bring(Entry& entry, const CanvasChunk& newest, int depth);
    static bool shows_something(const CanvasPaint& paint, std::span<const ColorStop> stops);
    unsigned copy_of_target();
    bool find_picture(const CanvasPaint& paint, RunTarget& target);
    void write_paint(const CanvasPaint& paint, std::span<const ColorStop> stops, float alpha, Size picture);

    RunRenderer renderer_;
    PictureTextures& pictures_;
    std::vector<std::unique_ptr<Entry>> entries_;
    Entry* target_ = nullptr;
    CanvasPlayer player_;
    std::vector<const CanvasChunk*> wanted_;
    std::optional<Framebuffer> copy_;  // of a canvas that is drawn on itself, or blended with what is there
    std::vector<std::array<float, 4>> paint_;
    std::uint64_t frame_ = 1, commands_played_ = 0;
};

}  // namespace janklab
