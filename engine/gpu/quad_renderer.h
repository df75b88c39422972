// SPDX-License-Identifier: MIT
// QuadRenderer: draws many quads with one call. A quad is four corners (by gl_VertexID) and one instance of data, whose
// attributes get the locations 0, 1, 2, ... in the order of the layout. Colours are premultiplied: what is drawn goes
// over what is there. Display thread, with a context current. Uniforms every program may have: vec2 u_page_size,
// sampler2D u_texture, samplerBuffer u_table.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/geometry.h"
#include "base/result.h"
#include "gpu/framebuffer.h"
#include "gpu/samplers.h"
#include "gpu/shader_library.h"

namespace janklab {

enum class AttributeType : std::uint8_t { float32, uint8_normalized, uint16, int32 };

struct QuadAttribute {
    AttributeType type = AttributeType::float32;
    int components = 4;
    std::size_t offset = 0;
};

/// One program and the shape of its instances. `attributes` must outlive the renderer.
struct QuadProgram {
    std::string_view vertex_file, fragment_file;  ///< in shaders/
    std::size_t stride = 0;
    std::span<const QuadAttribute> attributes;
};

class QuadRenderer {
  public:
    /// Programs are named by their place in `programs` from here on. Environment error: see ShaderLibrary::load().
    static Result<QuadRenderer> create(ShaderLibrary& shaders, std::span<const QuadProgram> programs);
    QuadRenderer(QuadRenderer&& other) noexcept;
    QuadRenderer& operator=(QuadRenderer&&) = delete;
    ~QuadRenderer();

    /// The data of one frame: every instance, and a table of vec4 that shaders read by index.
    void upload(std::span<const std::byte> instances, std::span<const std::array<float, 4>> table);
    std::size_t table_capacity() const { return table_capacity_; }

    /// Draws go to the part `page` of the framebuffer, whose top left corner is 0, 0 from now on. Resets the scissor.
    void begin_target(unsigned framebuffer, PixelSize size, const PixelRect& page);
    /// Nothing outside of this part of the page is touched.
    void set_scissor(const PixelRect& part);
    void clear(Color color);
    /// `texture` 0 for none.
    void draw(std::size_t program, std::size_t byte_offset, std::size_t count, unsigned texture = 0,
              TextureSampling sampling = {});
    /// Leaves no program, vertex array, sampler or scissor behind.
    void end();

  private:
    struct Program {
        std::size_t shader = 0;  // in the library
        unsigned gl_name = 0;    // for which the uniforms were set; another one means it was reloaded
        int page_size_location = -1;
        PixelSize page_size;  // last set
        std::size_t stride = 0;
        std::span<const QuadAttribute> attributes;
        unsigned vertex_array = 0;
    };
    explicit QuadRenderer(ShaderLibrary& shaders) : shaders_(&shaders) {}
    void use(Program& program);

    ShaderLibrary* shaders_;
    std::vector<Program> programs_;
    unsigned instance_buffer_ = 0, table_buffer_ = 0, table_texture_ = 0;
    Samplers samplers_;
    std::size_t table_capacity_ = 0;
    std::size_t program_in_use_ = SIZE_MAX;
    PixelSize target_size_;
    PixelRect page_;
};

}  // namespace janklab
