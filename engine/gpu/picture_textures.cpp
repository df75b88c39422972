// SPDX-License-Identifier: MIT
// Uploads in strips of rows, the smallest level first, so that a level is whole before a larger one is begun.
#include "gpu/picture_textures.h"

#include <glad/gl.h>

#include <algorithm>

namespace janklab {
namespace {

constexpr std::size_t channels = 4;
constexpr std::size_t fewest_bytes_checked = 1u << 20;  // asking GL for its error costs a wait in some drivers

std::size_t row_bytes(const BitmapLevel& level) { return static_cast<std::size_t>(level.size.width) * channels; }

}  // namespace

PictureTextures::~PictureTextures() {
    for (const Entry& entry : entries_) {
        if (entry.texture) glDeleteTextures(1, &entry.texture);
    }
}

void PictureTextures::begin_frame() {
    ++frame_;
    wanted_.clear();
    waiting_ = 0;
    uploaded_ = 0;
}

PictureTextures::Entry* PictureTextures::entry_of(std::uint64_t picture) {
    const auto found = std::ranges::find(entries_, picture, &Entry::picture);
    return found == entries_.end() ? nullptr : &*found;
}

void PictureTextures::want(const Bitmap& picture) {
    Entry* entry = entry_of(picture.id());
    if (!entry) {
        entries_.push_back({.picture = picture.id()});
        entry = &entries_.back();
    }
    if (entry->last_used == frame_) return;
    entry->last_used = frame_;
    if (!entry->complete) wanted_.push_back(&picture);
}

unsigned PictureTextures::texture(const Bitmap& picture) const {
    const auto found = std::ranges::find(entries_, picture.id(), &Entry::picture);
    return found != entries_.end() && found->complete ? found->texture : 0;
}

void PictureTextures::upload() {
    for (const Bitmap* picture : wanted_) {
        Entry* entry = entry_of(picture->id());
        if (!entry->texture && !allocate(*entry, *picture)) continue;
        bring(*entry, *picture);
    }
    waiting_ = static_cast<std::uint32_t>(
        std::ranges::count_if(wanted_, [&](const Bitmap* picture) { return !entry_of(picture->id())->complete; }));
    evict();
}

/// Room for all levels from the first that the card can take. Where memory is short, from a smaller one on.
bool PictureTextures::allocate(Entry& entry, const Bitmap& picture) {
    const std::vector<BitmapLevel>& levels = picture.levels();
    GLint most = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &most);
    glGenTextures(1, &entry.texture);
    for (std::size_t first = 0; first < levels.size(); ++first) {
        if (levels[first].size.width > most || levels[first].size.height > most) continue;
        glBindTexture(GL_TEXTURE_2D, entry.texture);
        while (glGetError() != GL_NO_ERROR) {
        }
        entry.bytes = 0;
        for (std::size_t level = first; level < levels.size(); ++level) {
            const PixelSize size = levels[level].size;
            glTexImage2D(GL_TEXTURE_2D, static_cast<GLint>(level - first), GL_RGBA8, size.width, size.height, 0,
                         GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
            entry.bytes += levels[level].rgba.size();
        }
        if (entry.bytes >= fewest_bytes_checked && glGetError() != GL_NO_ERROR) continue;
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, static_cast<GLint>(levels.size() - 1 - first));
        entry.first_level = first;
        entry.level = levels.size() - 1;
        entry.row = 0;
        bytes_ += entry.bytes;
        return true;
    }
    glDeleteTextures(1, &entry.texture);
    entry.texture = 0;
    entry.bytes = 0;
    return false;
}

void PictureTextures::bring(Entry& entry, const Bitmap& picture) {
    glBindTexture(GL_TEXTURE_2D, entry.texture);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    while (!entry.complete && uploaded_ < budget_.a_frame) {
        const BitmapLevel& level = picture.levels()[entry.level];
        const std::size_t row = row_bytes(level);
        const auto room = static_cast<int>(std::max<std::size_t>(1, (budget_.a_frame - uploaded_) / row));
        const int rows = std::min(room, level.size.height - entry.row);
        glTexSubImage2D(GL_TEXTURE_2D, static_cast<GLint>(entry.level - entry.first_level), 0, entry.row,
                        level.size.width, rows, GL_RGBA, GL_UNSIGNED_BYTE,
                        level.rgba.data() + static_cast<std::size_t>(entry.row) * row);
        uploaded_ += static_cast<std::size_t>(rows) * row;
        entry.row += rows;
        if (entry.row < level.size.height) continue;
        entry.row = 0;
        if (entry.level == entry.first_level) entry.complete = true;
        else --entry.level;
    }
}

void PictureTextures::drop(Entry& entry) {
    if (entry.texture) glDeleteTextures(1, &entry.texture);
    bytes_ -= entry.bytes;
    entry = entries_.back();
    entries_.pop_back();
}

void PictureTextures::evict() {
    while (bytes_ > budget_.kept) {
        const auto oldest = std::ranges::min_element(entries_, {}, &Entry::last_used);
        if (oldest == entries_.end() || oldest->last_used == frame_) return;
        drop(*oldest);
        ++evictions_;
    }
}

void PictureTextures::forget_all() {
    entries_.clear();  // their names mean nothing any more
    bytes_ = 0;
}

}  // namespace janklab
