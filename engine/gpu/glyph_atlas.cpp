// SPDX-License-Identifier: MIT
#include "gpu/glyph_atlas.h"

#include <glad/gl.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "base/check.h"

namespace janklab {

namespace {

constexpr int margin = 1;
constexpr std::size_t first_slots = 1024;
constexpr std::size_t most_blanks = 1024;

}  // namespace

GlyphRun::GlyphRun(FontFace with_face, float size) : face(with_face), pixels_per_em(size) {
    MUST(size > 0 && size <= GlyphAtlas::largest_pixels_per_em, "a glyph too large for the atlas");
    const auto parts = static_cast<std::uint64_t>(std::lround(size * 64));  // at most 15 bits
    key = 1ull << 63 | static_cast<std::uint64_t>(face) << 40 | parts << 22;
}

GlyphAtlas::GlyphAtlas(const Fonts& fonts, AtlasLimits limits)
    : fonts_(fonts), limits_(limits), shelves_(limits.width, limits.smallest_height), slots_(first_slots, none) {
    MUST(limits.width <= UINT16_MAX && limits.largest_height <= UINT16_MAX, "texels are counted in 16 bits");
    texels_.reserve(static_cast<std::size_t>(limits.width) * limits.largest_height);  // growing copies nothing
    texels_.resize(static_cast<std::size_t>(size().width) * size().height);
}

GlyphAtlas::~GlyphAtlas() {
    if (texture_) glDeleteTextures(1, &texture_);
}

std::uint8_t GlyphAtlas::coverage_at(int x, int y) const {
    MUST(x >= 0 && y >= 0 && x < size().width && y < size().height, "a texel outside of the atlas was asked for");
    return texels_[static_cast<std::size_t>(y) * size().width + x];
}

// -- frames and their budget -------------------------------------------------------------------------------------

void GlyphAtlas::begin_frame(const GlyphBudget& budget) {
    ++frame_;
    budget_ = budget;
    rasterized_ = 0;
    budget_is_spent_ = full_ = false;
}

bool GlyphAtlas::time_is_up() {
    if (!budget_.clock) return false;
    const TimePoint now = budget_.clock->stamp();
    if (rasterized_ == 0) rasterizing_since_ = now;  // a frame without new glyphs reads no clock
    return rasterized_ > 0 && now - rasterizing_since_ >= budget_.time;
}

// -- what is there -----------------------------------------------------------------------------------------------

const AtlasGlyph* GlyphAtlas::make(const GlyphRun& run, char32_t code_point, int subpixel) {
    if (full_) return nullptr;
    budget_is_spent_ = budget_is_spent_ || (rasterized_ > 0 && rasterized_ >= budget_.glyphs) || time_is_up();
    if (budget_is_spent_) return nullptr;
    ++rasterized_;
    fonts_.rasterize(run.face, code_point, run.pixels_per_em, subpixel, bitmap_);
    Entry entry{.key = key_of(run, code_point, subpixel)};
    if (bitmap_.width > 0) {
        Shelves::Place found;
        if (!place(bitmap_.width + 2 * margin, bitmap_.height + 2 * margin, found)) return nullptr;
        entry.shelf = found.shelf;
        entry.glyph = {static_cast<std::uint16_t>(found.x + margin), static_cast<std::uint16_t>(found.y + margin),
                       static_cast<std::uint16_t>(bitmap_.width),    static_cast<std::uint16_t>(bitmap_.height),
                       static_cast<std::int16_t>(bitmap_.left),      static_cast<std::int16_t>(bitmap_.top)};
        copy_in(entry.glyph);
        ++fresh_;
    } else if (++blanks_ > most_blanks) {
        erase_all(first_blank_);
        blanks_ = 1;
    }
    return &entries_[static_cast<std::size_t>(insert(entry))].glyph;
}

std::int32_t GlyphAtlas::insert(const Entry& entry) {
    auto at = static_cast<std::int32_t>(entries_.size());
    if (unused_entries_.empty()) {
        entries_.push_back(entry);
    } else {
        at = unused_entries_.back();
        unused_entries_.pop_back();
        entries_[static_cast<std::size_t>(at)] = entry;
    }
    if (entry.shelf != none && first_on_shelf_.size() < shelves_.id_limit())
        first_on_shelf_.resize(shelves_.id_limit(), none);
    std::int32_t& first = entry.shelf == none ? first_blank_ : first_on_shelf_[static_cast<std::size_t>(entry.shelf)];
    entries_[static_cast<std::size_t>(at)].next_on_shelf = std::exchange(first, at);
    if (glyph_count() * 2 > slots_.size()) {
        slots_.assign(slots_.size() * 2, none);
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            if (entries_[i].key) point_to(static_cast<std::int32_t>(i));
        }
    } else {
        point_to(at);
    }
    return at;
}

void GlyphAtlas::point_to(std::int32_t entry) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t i = spread(entries_[static_cast<std::size_t>(entry)].key) & mask;
    while (slots_[i] != none) i = (i + 1) & mask;
    slots_[i] = entry;
}

void GlyphAtlas::erase_all(std::int32_t& first) {
    for (std::int32_t at = std::exchange(first, none); at != none;) {
        Entry& entry = entries_[static_cast<std::size_t>(at)];
        forget(entry.key);
        entry.key = 0;
        unused_entries_.push_back(at);
        at = entry.next_on_shelf;
    }
}

// Open addressing without tombstones: what was pushed on by the key that goes moves up.
void GlyphAtlas::forget(std::uint64_t key) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t hole = spread(key) & mask;
    while (entries_[static_cast<std::size_t>(slots_[hole])].key != key) hole = (hole + 1) & mask;
    for (std::size_t i = (hole + 1) & mask; slots_[i] != none; i = (i + 1) & mask) {
        const std::size_t home = spread(entries_[static_cast<std::size_t>(slots_[i])].key) & mask;
        if (((i - home) & mask) < ((i - hole) & mask)) continue;  // its home lies behind the hole
        slots_[hole] = slots_[i];
        hole = i;
    }
    slots_[hole] = none;
}

// -- room --------------------------------------------------------------------------------------------------------

bool GlyphAtlas::place(int width, int height, Shelves::Place& into) {
    if (width > limits_.width || height > limits_.largest_height) return false;
    while (!shelves_.place(width, height, into)) {
        if (grow() || evict(height)) continue;
        full_ = true;
        return false;
    }
    shelves_.use(into.shelf, frame_);
    // Stretched glyphs look a little beyond their margin, so nothing older may stay in the texture around the shelf.
    if (into.first) {
        const int top = std::max(0, into.y - 1);
        mark_dirty({0, top, size().width, std::min(into.y + into.shelf_height + 1, size().height) - top});
    }
    return true;
}

bool GlyphAtlas::grow() {
    const int height = std::min(size().height * 2, limits_.largest_height);
    if (height / Shelves::step == size().height / Shelves::step) return false;
    shelves_.grow(height);
    texels_.resize(static_cast<std::size_t>(size().width) * size().height);
    return true;
}

bool GlyphAtlas::evict(int height) {
    emptied_.clear();
    const Shelves::Band band = shelves_.make_room(height, frame_, emptied_);
    if (band.height == 0) return false;
    for (const Shelves::Id shelf : emptied_) erase_all(first_on_shelf_[static_cast<std::size_t>(shelf)]);
    evictions_ += emptied_.size();
    const auto width = static_cast<std::size_t>(size().width);
    std::memset(&texels_[static_cast<std::size_t>(band.y) * width], 0, static_cast<std::size_t>(band.height) * width);
    return true;
}

void GlyphAtlas::copy_in(const AtlasGlyph& glyph) {
    for (int y = 0; y < glyph.height; ++y) {
        std::memcpy(&texels_[static_cast<std::size_t>(glyph.y + y) * size().width + glyph.x],
                    &bitmap_.coverage[static_cast<std::size_t>(y) * glyph.width], glyph.width);
    }
    mark_dirty({glyph.x - margin, glyph.y - margin, glyph.width + 2 * margin, glyph.height + 2 * margin});
}

// -- the texture -------------------------------------------------------------------------------------------------

// Neighbours on a shelf become one rectangle.
void GlyphAtlas::mark_dirty(const PixelRect& rect) {
    for (PixelRect& other : dirty_) {
        const bool inside =
            rect.x >= other.x && rect.right() <= other.right() && rect.y >= other.y && rect.bottom() <= other.bottom();
        if (inside || (other.y == rect.y && other.right() == rect.x)) {
            other = united(other, rect);
            return;
        }
    }
    dirty_.push_back(rect);
}

// As large as the atlas can become: growing a texture would stop a frame for the copy.
void GlyphAtlas::make_texture() {
    glGenTextures(1, &texture_);
    glBindTexture(GL_TEXTURE_2D, texture_);
    // The compositor brings its own sampler; these make the texture complete without one.
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, limits_.width, limits_.largest_height, 0, GL_RED, GL_UNSIGNED_BYTE, nullptr);
}

std::uint32_t GlyphAtlas::upload() {
    if (!texture_) make_texture();
    if (dirty_.empty()) return 0;
    glBindTexture(GL_TEXTURE_2D, texture_);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, size().width);
    for (const PixelRect& rect : dirty_) {  // with margins, which may hold what stood there before
        glTexSubImage2D(GL_TEXTURE_2D, 0, rect.x, rect.y, rect.width, rect.height, GL_RED, GL_UNSIGNED_BYTE,
                        &texels_[static_cast<std::size_t>(rect.y) * size().width + rect.x]);
    }
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    dirty_.clear();
    return std::exchange(fresh_, 0);
}

std::vector<std::uint8_t> GlyphAtlas::read_texture() const {
    std::vector<std::uint8_t> texels(static_cast<std::size_t>(limits_.width) * limits_.largest_height);
    glBindTexture(GL_TEXTURE_2D, texture_);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glGetTexImage(GL_TEXTURE_2D, 0, GL_RED, GL_UNSIGNED_BYTE, texels.data());
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    return texels;
}

}  // namespace janklab
