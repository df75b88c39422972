// SPDX-License-Identifier: MIT
// One vertex array a program, whose attributes are pointed at the batch that is drawn: GL 3.3 has no base instance.
#include "gpu/quad_renderer.h"

#include <glad/gl.h>

#include <utility>

namespace janklab {

namespace {

constexpr GLint texture_unit = 0, table_unit = 1;

const void* at_byte(std::size_t offset) { return reinterpret_cast<const void*>(offset); }

void point_attribute(GLuint location, const QuadAttribute& attribute, std::size_t stride, std::size_t first_byte) {
    const void* at = at_byte(first_byte + attribute.offset);
    const auto step = static_cast<GLsizei>(stride);
    switch (attribute.type) {
        case AttributeType::float32:
            glVertexAttribPointer(location, attribute.components, GL_FLOAT, GL_FALSE, step, at);
            break;
        case AttributeType::uint8_normalized:
            glVertexAttribPointer(location, attribute.components, GL_UNSIGNED_BYTE, GL_TRUE, step, at);
            break;
        case AttributeType::uint16:
            glVertexAttribPointer(location, attribute.components, GL_UNSIGNED_SHORT, GL_FALSE, step, at);
            break;
        case AttributeType::int32:
            glVertexAttribIPointer(location, attribute.components, GL_INT, step, at);
            break;
    }
}

}  // namespace

Result<QuadRenderer> QuadRenderer::create(ShaderLibrary& shaders, std::span<const QuadProgram> programs) {
    QuadRenderer made(shaders);
    for (const QuadProgram& wanted : programs) {
        Result<std::size_t> shader = shaders.load(wanted.vertex_file, wanted.fragment_file);
        if (!shader) return shader.error();
        Program program{.shader = *shader, .page_size = {}, .stride = wanted.stride, .attributes = wanted.attributes};
        glGenVertexArrays(1, &program.vertex_array);
        glBindVertexArray(program.vertex_array);
        for (GLuint location = 0; location < wanted.attributes.size(); ++location) {
            glEnableVertexAttribArray(location);
            glVertexAttribDivisor(location, 1);
        }
        made.programs_.push_back(program);
    }
    glBindVertexArray(0);
    glGenBuffers(1, &made.instance_buffer_);
    glGenBuffers(1, &made.table_buffer_);
    glBindBuffer(GL_TEXTURE_BUFFER, made.table_buffer_);
    glBufferData(GL_TEXTURE_BUFFER, sizeof(std::array<float, 4>), nullptr, GL_STREAM_DRAW);
    glGenTextures(1, &made.table_texture_);
    glBindTexture(GL_TEXTURE_BUFFER, made.table_texture_);
    glTexBuffer(GL_TEXTURE_BUFFER, GL_RGBA32F, made.table_buffer_);
    GLint most = 0;
    glGetIntegerv(GL_MAX_TEXTURE_BUFFER_SIZE, &most);
    made.table_capacity_ = static_cast<std::size_t>(most);
    made.samplers_.create();
    return made;
}

QuadRenderer::QuadRenderer(QuadRenderer&& other) noexcept
    : shaders_(other.shaders_),
      programs_(std::exchange(other.programs_, {})),
      instance_buffer_(std::exchange(other.instance_buffer_, 0)),
      table_buffer_(std::exchange(other.table_buffer_, 0)),
      table_texture_(std::exchange(other.table_texture_, 0)),
      samplers_(std::exchange(other.samplers_, {})),
      table_capacity_(other.table_capacity_) {}

QuadRenderer::~QuadRenderer() {
    for (const Program& program : programs_) glDeleteVertexArrays(1, &program.vertex_array);
    if (!instance_buffer_) return;
    glDeleteBuffers(1, &instance_buffer_);
    glDeleteBuffers(1, &table_buffer_);
    glDeleteTextures(1, &table_texture_);
    samplers_.destroy();
}

void QuadRenderer::upload(std::span<const std::byte> instances, std::span<const std::array<float, 4>> table) {
    // A fresh buffer each time: the card may still be reading the one of the frame before.
    glBindBuffer(GL_ARRAY_BUFFER, instance_buffer_);
    if (!instances.empty()) {
        glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(instances.size()), instances.data(), GL_STREAM_DRAW);
    }
    if (!table.empty()) {
        glBindBuffer(GL_TEXTURE_BUFFER, table_buffer_);
        glBufferData(GL_TEXTURE_BUFFER, static_cast<GLsizeiptr>(table.size_bytes()), table.data(), GL_STREAM_DRAW);
    }
}

void QuadRenderer::begin_target(unsigned framebuffer, PixelSize size, const PixelRect& page) {
    target_size_ = size;
    page_ = page;
    program_in_use_ = SIZE_MAX;
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
    glViewport(page.x, size.height - page.bottom(), page.width, page.height);
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glDisable(GL_STENCIL_TEST);
    glDisable(GL_FRAMEBUFFER_SRGB);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    glEnable(GL_SCISSOR_TEST);
    set_scissor({0, 0, page.width, page.height});
    glActiveTexture(GL_TEXTURE0 + table_unit);
    glBindTexture(GL_TEXTURE_BUFFER, table_texture_);
    glActiveTexture(GL_TEXTURE0 + texture_unit);
}

void QuadRenderer::set_scissor(const PixelRect& part) {
    const PixelRect inside = intersected(part, {0, 0, page_.width, page_.height});
    glScissor(page_.x + inside.x, target_size_.height - page_.y - inside.bottom(), inside.width, inside.height);
}

void QuadRenderer::clear(Color color) {
    const float alpha = static_cast<float>(color.a) / 255.f, scale = alpha / 255.f;
    glClearColor(static_cast<float>(color.r) * scale, static_cast<float>(color.g) * scale,
                 static_cast<float>(color.b) * scale, alpha);
    glClear(GL_COLOR_BUFFER_BIT);
}

void QuadRenderer::use(Program& program) {
    const unsigned gl_name = shaders_->program(program.shader);
    glUseProgram(gl_name);
    if (gl_name != program.gl_name) {
        program.gl_name = gl_name;
        program.page_size = {};
        program.page_size_location = glGetUniformLocation(gl_name, "u_page_size");
        glUniform1i(glGetUniformLocation(gl_name, "u_texture"), texture_unit);
        glUniform1i(glGetUniformLocation(gl_name, "u_table"), table_unit);
    }
    const PixelSize page_size{page_.width, page_.height};
    if (program.page_size != page_size) {
        program.page_size = page_size;
        glUniform2f(program.page_size_location, static_cast<float>(page_.width), static_cast<float>(page_.height));
    }
    glBindVertexArray(program.vertex_array);
    glBindBuffer(GL_ARRAY_BUFFER, instance_buffer_);
}

void QuadRenderer::draw(std::size_t index, std::size_t byte_offset, std::size_t count, unsigned texture,
                        TextureSampling sampling) {
    Program& program = programs_[index];
    if (index != program_in_use_) use(program);
    program_in_use_ = index;
    for (GLuint location = 0; location < program.attributes.size(); ++location) {
        point_attribute(location, program.attributes[location], program.stride, byte_offset);
    }
    if (texture) {
        glBindTexture(GL_TEXTURE_2D, texture);
        glBindSampler(texture_unit, samplers_.name(sampling));
    }
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(count));
}

void QuadRenderer::end() {
    program_in_use_ = SIZE_MAX;
    glBindVertexArray(0);
    glUseProgram(0);
    glBindSampler(texture_unit, 0);
    glDisable(GL_SCISSOR_TEST);
}

}  // namespace janklab
