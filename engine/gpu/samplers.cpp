// SPDX-License-Identifier: MIT
#include "gpu/samplers.h"

#include <glad/gl.h>

namespace janklab {
namespace {

std::size_t index_of(TextureSampling sampling) {
    return static_cast<std::size_t>(sampling.filter) * 4 + (sampling.repeat_x ? 1u : 0u) +
           (sampling.repeat_y ? 2u : 0u);
}

}  // namespace

void Samplers::create() {
    struct Modes {
        TextureFilter filter;
        GLint smaller, larger;
    };
    constexpr Modes all[] = {{TextureFilter::nearest, GL_NEAREST, GL_NEAREST},
                             {TextureFilter::linear, GL_LINEAR, GL_LINEAR},
                             {TextureFilter::mipmapped, GL_LINEAR_MIPMAP_LINEAR, GL_LINEAR},
                             {TextureFilter::pixelated, GL_LINEAR_MIPMAP_LINEAR, GL_NEAREST}};
    glGenSamplers(static_cast<GLsizei>(names_.size()), names_.data());
    for (const Modes& modes : all) {
        for (const bool repeat_x : {false, true}) {
            for (const bool repeat_y : {false, true}) {
                const GLuint sampler = names_[index_of({modes.filter, repeat_x, repeat_y})];
                glSamplerParameteri(sampler, GL_TEXTURE_MIN_FILTER, modes.smaller);
                glSamplerParameteri(sampler, GL_TEXTURE_MAG_FILTER, modes.larger);
                glSamplerParameteri(sampler, GL_TEXTURE_WRAP_S, repeat_x ? GL_REPEAT : GL_CLAMP_TO_EDGE);
                glSamplerParameteri(sampler, GL_TEXTURE_WRAP_T, repeat_y ? GL_REPEAT : GL_CLAMP_TO_EDGE);
            }
        }
    }
}

void Samplers::destroy() {
    if (names_[0]) glDeleteSamplers(static_cast<GLsizei>(names_.size()), names_.data());
    names_ = {};
}

unsigned Samplers::name(TextureSampling sampling) const { return names_[index_of(sampling)]; }

}  // namespace janklab
