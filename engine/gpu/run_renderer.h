// SPDX-License-Identifier: MIT
// RunRenderer: draws runs of pixels, each with its coverage and a paint, onto a canvas's framebuffer: as many as the
// card takes with one call, as long as picture and operation stay. Display thread, with a context current.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/geometry.h"
#include "base/result.h"
#include "canvas/canvas_commands.h"
#include "gpu/samplers.h"
#include "gpu/shader_library.h"

namespace janklab {

/// What shaders/canvas.vert reads.
struct PixelRun {
    std::int16_t x = 0, y = 0;
    std::uint16_t length = 0, rows = 0;
    std::int32_t first_byte = -1;  // of coverage; less than 0: all of it is covered
    std::int32_t paint = 0;        // first entry in the table of paints
};

/// Where runs go and how: what must be the same for all of one call.
struct RunTarget {
    unsigned framebuffer = 0;
    PixelSize size;
    unsigned texture = 0;  // 0: no paint shows a picture
    TextureSampling sampling;
    CompositeOperation operation = CompositeOperation::source_over;
    unsigned below = 0;  // of blend modes: a picture of what is there, which the runs of one call blend with
    friend bool operator==(const RunTarget&, const RunTarget&) = default;
};

class RunRenderer {
  public:
    /// Environment error: see ShaderLibrary::load(). `shaders` must outlive it.
    static Result<RunRenderer> create(ShaderLibrary& shaders);
    RunRenderer(RunRenderer&& other) noexcept;
    RunRenderer& operator=(RunRenderer&&) = delete;
    ~RunRenderer();

    /// Runs from here on go there. Draws what goes elsewhere first. What is blended must not lie over one another.
    void set_target(const RunTarget& target);
    /// Adds a paint, if it is not the last one; what is added with add_run() has it.
    void set_paint(std::span<const std::array<float, 4>> entries);
    /// `coverage` has `length` bytes, or none: all is covered.
    void add_run(int x, int y, int length, int rows, std::span<const std::uint8_t> coverage);
    /// Replaces pixels of the framebuffer, which lie inside of it; rows of `stride` bytes.
    void put(const RunTarget& target, int x, int y, PixelSize size, std::span<const std::uint8_t> rgba, int stride);
    /// Draws what has been added.
    void flush();
    /// Leaves no program, vertex array or sampler behind.
    void end();
    std::uint32_t take_draw_calls() { return std::exchange(draw_calls_, 0u); }

  private:
    explicit RunRenderer(ShaderLibrary& shaders) : shaders_(&shaders) {}
    void use_program();

    ShaderLibrary* shaders_;
    std::size_t shader_ = 0;
    unsigned vertex_array_ = 0, run_buffer_ = 0;
    std::array<unsigned, 2> buffers_{}, textures_{};  // table, coverage
    Samplers samplers_;
    std::size_t most_texels_ = 0;
    RunTarget target_;
    std::vector<PixelRun> runs_;
    std::vector<std::uint8_t> coverage_;
    std::vector<std::array<float, 4>> paints_, paint_;  // of this call; the present one
    std::int32_t paint_index_ = -1;
    std::uint32_t draw_calls_ = 0;
};

}  // namespace janklab
