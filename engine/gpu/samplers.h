// SPDX-License-Identifier: MIT
// How textures are looked up between their texels and beyond their edges. Display thread, with a context current.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace janklab {

/// `mipmapped` is smooth at any size, `pixelated` the same but for pictures drawn larger than they are.
enum class TextureFilter : std::uint8_t { nearest, linear, mipmapped, pixelated };

struct TextureSampling {
    TextureFilter filter = TextureFilter::nearest;
    bool repeat_x = false, repeat_y = false;
    friend bool operator==(const TextureSampling&, const TextureSampling&) = default;
};

/// GL's samplers for all of them.
class Samplers {
  public:
    void create();
    void destroy();
    unsigned name(TextureSampling sampling) const;

  private:
    std::array<unsigned, 16> names_{};  // by filter and by what repeats
};

}  // namespace janklab
