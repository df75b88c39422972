// SPDX-License-Identifier: MIT
// One instance a run. Coverage and paints are read through buffer textures.
#include "gpu/run_renderer.h"

#include <glad/gl.h>

#include <algorithm>
#include <utility>

namespace janklab {
namespace {

constexpr GLint texture_unit = 0, table_unit = 1, coverage_unit = 2, below_unit = 3;
constexpr std::size_t most_runs = 1u << 16;

void set_blending(CompositeOperation operation) {
    switch (operation) {
        case CompositeOperation::source_in:
            return glBlendFunc(GL_DST_ALPHA, GL_ZERO);
        case CompositeOperation::source_out:
            return glBlendFunc(GL_ONE_MINUS_DST_ALPHA, GL_ZERO);
        case CompositeOperation::source_atop:
            return glBlendFunc(GL_DST_ALPHA, GL_ONE_MINUS_SRC_ALPHA);
        case CompositeOperation::destination_over:
            return glBlendFunc(GL_ONE_MINUS_DST_ALPHA, GL_ONE);
        case CompositeOperation::destination_in:
            return glBlendFunc(GL_ZERO, GL_SRC_ALPHA);
        case CompositeOperation::destination_atop:
            return glBlendFunc(GL_ONE_MINUS_DST_ALPHA, GL_SRC_ALPHA);
        case CompositeOperation::destination_out:
            return glBlendFunc(GL_ZERO, GL_ONE_MINUS_SRC_ALPHA);
        case CompositeOperation::lighter:
            return glBlendFunc(GL_ONE, GL_ONE);
        case CompositeOperation::exclusive_or:
            return glBlendFunc(GL_ONE_MINUS_DST_ALPHA, GL_ONE_MINUS_SRC_ALPHA);
        default:
            if (is_blend_mode(operation)) return glBlendFunc(GL_ONE, GL_ZERO);  // the shader does it all
            return glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    }
}

/// As shaders/blend.glsl numbers them; 0: none.
GLint blend_mode(CompositeOperation operation) {
    if (!is_blend_mode(operation)) return 0;
    return static_cast<GLint>(operation) - static_cast<GLint>(CompositeOperation::multiply) + 1;
}

const void* at_byte(std::size_t offset) { return reinterpret_cast<const void*>(offset); }

}  // namespace

Result<RunRenderer> RunRenderer::create(ShaderLibrary& shaders) {
    Result<std::size_t> shader = shaders.load("canvas.vert", "canvas.frag");
    if (!shader) return shader.error();
    RunRenderer made(shaders);
    made.shader_ = *shader;
    glGenBuffers(1, &made.run_buffer_);
    glGenVertexArrays(1, &made.vertex_array_);
    glBindVertexArray(made.vertex_array_);
    glBindBuffer(GL_ARRAY_BUFFER, made.run_buffer_);
    constexpr auto stride = static_cast<GLsizei>(sizeof(PixelRun));
    glVertexAttribIPointer(0, 2, GL_SHORT, stride, at_byte(offsetof(PixelRun, x)));
    glVertexAttribIPointer(1, 2, GL_UNSIGNED_SHORT, stride, at_byte(offsetof(PixelRun, length)));
    glVertexAttribIPointer(2, 2, GL_INT, stride, at_byte(offsetof(PixelRun, first_byte)));
    for (GLuint location = 0; location < 3; ++location) {
        glEnableVertexAttribArray(location);
        glVertexAttribDivisor(location, 1);
    }
    glBindVertexArray(0);
    glGenBuffers(2, made.buffers_.data());
    glGenTextures(2, made.textures_.data());
    for (std::size_t i = 0; i < 2; ++i) {
        glBindBuffer(GL_TEXTURE_BUFFER, made.buffers_[i]);
        glBufferData(GL_TEXTURE_BUFFER, 16, nullptr, GL_STREAM_DRAW);
        glBindTexture(GL_TEXTURE_BUFFER, made.textures_[i]);
        glTexBuffer(GL_TEXTURE_BUFFER, i == 0 ? GL_RGBA32F : GL_R8, made.buffers_[i]);
    }
    GLint most = 0;
    glGetIntegerv(GL_MAX_TEXTURE_BUFFER_SIZE, &most);
    made.most_texels_ = std::min<std::size_t>(static_cast<std::size_t>(most), 1u << 24);
    made.samplers_.create();
    return made;
}

RunRenderer::RunRenderer(RunRenderer&& other) noexcept
    : shaders_(other.shaders_),
      shader_(other.shader_),
      vertex_array_(std::exchange(other.vertex_array_, 0)),
      run_buffer_(std::exchange(other.run_buffer_, 0)),
      buffers_(std::exchange(other.buffers_, {})),
      textures_(std::exchange(other.textures_, {})),
      samplers_(std::exchange(other.samplers_, {})),
      most_texels_(other.most_texels_) {}

RunRenderer::~RunRenderer() {
    if (!run_buffer_) return;
    glDeleteVertexArrays(1, &vertex_array_);
    glDeleteBuffers(1, &run_buffer_);
    glDeleteTextures(2, textures_.data());
    glDeleteBuffers(2, buffers_.data());
    samplers_.destroy();
}

void RunRenderer::set_target(const RunTarget& target) {
    if (target == target_) return;
    flush();
    target_ = target;
}

void RunRenderer::set_paint(std::span<const std::array<float, 4>> entries) {
    if (paint_index_ >= 0 && std::ranges::equal(entries, paint_)) return;
    paint_.assign(entries.begin(), entries.end());
    if (paints_.size() + paint_.size() > most_texels_) flush();
    paint_index_ = static_cast<std::int32_t>(paints_.size());
    paints_.insert(paints_.end(), paint_.begin(), paint_.end());
}

void RunRenderer::add_run(int x, int y, int length, int rows, std::span<const std::uint8_t> coverage) {
    if (runs_.size() == most_runs || coverage_.size() + coverage.size() > most_texels_) flush();
    if (paint_index_ < 0) {  // lost by a flush in the middle of a shape
        paint_index_ = static_cast<std::int32_t>(paints_.size());
        paints_.insert(paints_.end(), paint_.begin(), paint_.end());
    }
    runs_.push_back({.x = static_cast<std::int16_t>(x),
                     .y = static_cast<std::int16_t>(y),
                     .length = static_cast<std::uint16_t>(length),
                     .rows = static_cast<std::uint16_t>(rows),
                     .first_byte = coverage.empty() ? -1 : static_cast<std::int32_t>(coverage_.size()),
                     .paint = paint_index_});
    coverage_.insert(coverage_.end(), coverage.begin(), coverage.end());
}

void RunRenderer::use_program() {
    const unsigned program = shaders_->program(shader_);
    glUseProgram(program);
    glUniform1i(glGetUniformLocation(program, "u_texture"), texture_unit);
    glUniform1i(glGetUniformLocation(program, "u_table"), table_unit);
    glUniform1i(glGetUniformLocation(program, "u_coverage"), coverage_unit);
    glUniform1i(glGetUniformLocation(program, "u_below"), below_unit);
    glUniform1i(glGetUniformLocation(program, "u_blend"), blend_mode(target_.operation));
    glUniform2f(glGetUniformLocation(program, "u_page_size"), static_cast<float>(target_.size.width),
                static_cast<float>(target_.size.height));
}

void RunRenderer::flush() {
    paint_index_ = -1;
    if (runs_.empty()) return paints_.clear();
    glBindFramebuffer(GL_FRAMEBUFFER, target_.framebuffer);
    glViewport(0, 0, target_.size.width, target_.size.height);
    glDisable(GL_SCISSOR_TEST);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glDisable(GL_STENCIL_TEST);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    set_blending(target_.operation);
    // Fresh buffers each time: the card may still be reading the ones before.
    glBindBuffer(GL_ARRAY_BUFFER, run_buffer_);
    glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(runs_.size() * sizeof(PixelRun)), runs_.data(),
                 GL_STREAM_DRAW);
    glBindBuffer(GL_TEXTURE_BUFFER, buffers_[0]);
    glBufferData(GL_TEXTURE_BUFFER, static_cast<GLsizeiptr>(paints_.size() * sizeof(paints_[0])), paints_.data(),
                 GL_STREAM_DRAW);
    if (!coverage_.empty()) {
        glBindBuffer(GL_TEXTURE_BUFFER, buffers_[1]);
        glBufferData(GL_TEXTURE_BUFFER, static_cast<GLsizeiptr>(coverage_.size()), coverage_.data(), GL_STREAM_DRAW);
    }
    use_program();
    for (const GLint unit : {table_unit, coverage_unit}) {
        glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(unit));
        glBindTexture(GL_TEXTURE_BUFFER, textures_[static_cast<std::size_t>(unit - table_unit)]);
    }
    glActiveTexture(GL_TEXTURE0 + below_unit);
    glBindTexture(GL_TEXTURE_2D, target_.below);
    glActiveTexture(GL_TEXTURE0 + texture_unit);
    if (target_.texture) {
        glBindTexture(GL_TEXTURE_2D, target_.texture);
        glBindSampler(texture_unit, samplers_.name(target_.sampling));
    }
    glBindVertexArray(vertex_array_);
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(runs_.size()));
    ++draw_calls_;
    runs_.clear();
    coverage_.clear();
    paints_.clear();
}

void RunRenderer::put(const RunTarget& target, int x, int y, PixelSize size, std::span<const std::uint8_t> rgba,
                      int stride) {
    flush();
    glBindTexture(GL_TEXTURE_2D, target.texture);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, stride / 4);
    glTexSubImage2D(GL_TEXTURE_2D, 0, x, y, size.width, size.height, GL_RGBA, GL_UNSIGNED_BYTE, rgba.data());
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
}

void RunRenderer::end() {
    flush();
    target_ = {};
    glBindVertexArray(0);
    glUseProgram(0);
    glBindSampler(texture_unit, 0);
}

}  // namespace janklab
