// SPDX-License-Identifier: MIT
// Glyphs stand on shelves: rows as high as the first glyph that opened them, rounded up to four texels.
#include "gpu/glyph_atlas.h"

#include <glad/gl.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include "base/check.h"

namespace janklab {

namespace {

constexpr int margin = 1;
constexpr int shelf_step = 4;
constexpr std::size_t first_slots = 1024;

int rounded_up(int height) { return (height + shelf_step - 1) / shelf_step * shelf_step; }

std::uint64_t packed(const GlyphKey& key) {
    const auto size = static_cast<std::uint64_t>(std::lround(key.pixels_per_em * 64));  // at most 15 bits
    return 1ull << 63 | static_cast<std::uint64_t>(key.face) << 40 | static_cast<std::uint64_t>(key.subpixel) << 38 |
           size << 22 | (key.code_point & 0x3fffff);
}

std::size_t spread(std::uint64_t key) { return static_cast<std::size_t>(key * 0x9e3779b97f4a7c15ull >> 32); }

}  // namespace

GlyphAtlas::GlyphAtlas(const Fonts& fonts, AtlasLimits limits)
    : fonts_(fonts),
      limits_(limits),
      size_(limits.smallest),
      texels_(static_cast<std::size_t>(size_.width) * size_.height),
      slots_(first_slots) {}

GlyphAtlas::~GlyphAtlas() {
    if (texture_) glDeleteTextures(1, &texture_);
}

std::uint8_t GlyphAtlas::coverage_at(int x, int y) const {
    MUST(x >= 0 && y >= 0 && x < size_.width && y < size_.height, "a texel outside of the atlas was asked for");
    return texels_[static_cast<std::size_t>(y) * size_.width + x];
}

GlyphAtlas::Slot* GlyphAtlas::slot_of(std::uint64_t key) {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = spread(key) & mask; slots_[i].key; i = (i + 1) & mask) {
        if (slots_[i].key == key) return &slots_[i];
    }
    return nullptr;
}

GlyphAtlas::Slot& GlyphAtlas::insert(const Slot& slot) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t i = spread(slot.key) & mask;
    while (slots_[i].key) i = (i + 1) & mask;
    ++used_slots_;
    return slots_[i] = slot;
}

void GlyphAtlas::rehash(std::size_t slots) {
    std::vector<Slot> before(slots);
    before.swap(slots_);
    used_slots_ = 0;
    for (const Slot& slot : before) {
        if (slot.key) insert(slot);
    }
}

const AtlasGlyph* GlyphAtlas::find(const GlyphKey& key) {
    MUST(key.pixels_per_em > 0 && key.pixels_per_em <= largest_pixels_per_em, "a glyph too large for the atlas");
    const std::uint64_t bits = packed(key);
    if (Slot* known = slot_of(bits)) {
        if (known->shelf >= 0) shelves_[static_cast<std::size_t>(known->shelf)].last_used = frame_;
        return &known->glyph;
    }
    fonts_.rasterize(key.face, key.code_point, key.pixels_per_em, key.subpixel, bitmap_);
    Slot slot{bits, {}, -1};
    if (bitmap_.width > 0) {
        Place found;
        if (!place(bitmap_.width + 2 * margin, bitmap_.height + 2 * margin, found)) return nullptr;
        slot.shelf = found.shelf;
        slot.glyph = {static_cast<std::uint16_t>(found.x + margin), static_cast<std::uint16_t>(found.y + margin),
                      static_cast<std::uint16_t>(bitmap_.width),    static_cast<std::uint16_t>(bitmap_.height),
                      static_cast<std::int16_t>(bitmap_.left),      static_cast<std::int16_t>(bitmap_.top)};
        copy_in(slot.glyph);
        fresh_.push_back(slot.glyph);
    }
    if (used_slots_ * 2 >= slots_.size()) rehash(slots_.size() * 2);
    return &insert(slot).glyph;
}

bool GlyphAtlas::place(int width, int height, Place& into) {
    if (width > limits_.largest.width || height > limits_.largest.height) return false;
    bool evicted = false;
    for (;;) {
        if (width <= size_.width) {
            if (place_on_shelf(width, height, into)) return true;
            if (open_shelf(height)) continue;
        }
        if (grow()) continue;
        if (evicted || !evict()) return false;
        evicted = true;
    }
}

bool GlyphAtlas::place_on_shelf(int width, int height, Place& into) {
    Shelf* best = nullptr;
    for (Shelf& shelf : shelves_) {
        const bool fits = shelf.height >= height && shelf.used_width + width <= size_.width;
        // A low glyph on a high shelf wastes what is above it; a shelf that stands empty takes anything.
        const bool wasteful = shelf.height > height + 2 * shelf_step && shelf.used_width > 0;
        if (fits && !wasteful && (!best || shelf.height < best->height)) best = &shelf;
    }
    if (!best) return false;
    into = {best->used_width, best->y, static_cast<std::int32_t>(best - shelves_.data())};
    const Shelf before = *best;
    best->used_width += width;
    best->last_used = frame_;
    const int enough = rounded_up(height);
    if (before.used_width == 0 && before.height > enough) {  // an empty one: the rest stays free
        best->height = enough;
        shelves_.push_back({before.y + enough, before.height - enough, 0, 0});
    }
    return true;
}

bool GlyphAtlas::open_shelf(int height) {
    const int rounded = std::min(rounded_up(height), size_.height - bottom_);
    if (rounded < height) return false;
    shelves_.push_back({bottom_, rounded, 0, frame_});
    bottom_ += rounded;
    return true;
}

bool GlyphAtlas::grow() {
    PixelSize wider = size_;
    if (size_.height < limits_.largest.height &&
        (size_.height <= size_.width || size_.width >= limits_.largest.width)) {
        wider.height = std::min(size_.height * 2, limits_.largest.height);
    } else if (size_.width < limits_.largest.width) {
        wider.width = std::min(size_.width * 2, limits_.largest.width);
    } else {
        return false;
    }
    std::vector<std::uint8_t> texels(static_cast<std::size_t>(wider.width) * wider.height);
    for (int y = 0; y < size_.height; ++y) {
        std::memcpy(&texels[static_cast<std::size_t>(y) * wider.width],
                    &texels_[static_cast<std::size_t>(y) * size_.width], static_cast<std::size_t>(size_.width));
    }
    texels_ = std::move(texels);
    size_ = wider;
    texture_is_stale_ = true;
    return true;
}

// Empties every shelf that this frame has not used, and joins empty neighbours, so that higher glyphs find room too.
bool GlyphAtlas::evict() {
    std::vector<std::size_t> downwards(shelves_.size());
    std::iota(downwards.begin(), downwards.end(), std::size_t{0});
    std::ranges::sort(downwards, {}, [&](std::size_t i) { return shelves_[i].y; });
    std::vector<std::int32_t> moved(shelves_.size(), -1);  // where a kept shelf stands afterwards
    std::vector<Shelf> kept;
    bool gave_up_any = false;
    for (const std::size_t i : downwards) {
        const Shelf& shelf = shelves_[i];
        if (shelf.used_width > 0 && shelf.last_used == frame_) {
            moved[i] = static_cast<std::int32_t>(kept.size());
            kept.push_back(shelf);
            continue;
        }
        gave_up_any |= shelf.used_width > 0;
        std::memset(&texels_[static_cast<std::size_t>(shelf.y) * size_.width], 0,
                    static_cast<std::size_t>(shelf.height) * size_.width);
        if (!kept.empty() && kept.back().used_width == 0) kept.back().height += shelf.height;
        else kept.push_back({shelf.y, shelf.height, 0, 0});
    }
    if (!gave_up_any) return false;
    shelves_ = std::move(kept);
    for (Slot& slot : slots_) {
        if (!slot.key || slot.shelf < 0) continue;
        slot.shelf = moved[static_cast<std::size_t>(slot.shelf)];
        if (slot.shelf < 0) slot.key = 0;
    }
    rehash(slots_.size());
    ++evictions_;
    return true;
}

void GlyphAtlas::copy_in(const AtlasGlyph& glyph) {
    for (int y = 0; y < glyph.height; ++y) {
        std::memcpy(&texels_[static_cast<std::size_t>(glyph.y + y) * size_.width + glyph.x],
                    &bitmap_.coverage[static_cast<std::size_t>(y) * glyph.width], glyph.width);
    }
}

std::uint32_t GlyphAtlas::upload() {
    if (fresh_.empty() && !texture_is_stale_) return 0;
    if (!texture_) {
        glGenTextures(1, &texture_);
        glBindTexture(GL_TEXTURE_2D, texture_);
        // The compositor brings its own sampler; these make the texture complete without one.
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    }
    glBindTexture(GL_TEXTURE_2D, texture_);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    if (texture_is_stale_) {
        glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, size_.width, size_.height, 0, GL_RED, GL_UNSIGNED_BYTE, texels_.data());
    } else {
        glPixelStorei(GL_UNPACK_ROW_LENGTH, size_.width);
        for (const AtlasGlyph& glyph : fresh_) {  // with its margin, which may hold what stood there before
            const int x = glyph.x - margin, y = glyph.y - margin;
            glTexSubImage2D(GL_TEXTURE_2D, 0, x, y, glyph.width + 2 * margin, glyph.height + 2 * margin, GL_RED,
                            GL_UNSIGNED_BYTE, &texels_[static_cast<std::size_t>(y) * size_.width + x]);
        }
        glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    }
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    texture_is_stale_ = false;
    const auto count = static_cast<std::uint32_t>(fresh_.size());
    fresh_.clear();
    return count;
}

}  // namespace janklab
