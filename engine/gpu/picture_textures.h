// SPDX-License-Identifier: MIT
// PictureTextures: pictures in graphics memory, brought there row by row so that no frame waits for a large one, and
// given up again, the one unused for longest first, when together they take more than their budget. Display thread,
// with a context current.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/bitmap.h"

namespace janklab {

struct PictureBudget {
    std::size_t kept = 192u << 20;  ///< Bytes of graphics memory; what the present frame uses is kept beyond it.
    /// Bytes that one frame brings at most, but at least one row of a picture: 1 ms at 2 GB/s, which drivers on the
    /// processor reach too.
    std::size_t a_frame = 2u << 20;
};

class PictureTextures {
  public:
    explicit PictureTextures(PictureBudget budget = {}) : budget_(budget) {}
    ~PictureTextures();
    PictureTextures(const PictureTextures&) = delete;
    PictureTextures& operator=(const PictureTextures&) = delete;

    /// From here on a new frame. Nothing is wanted any more, and what has arrived stays.
    void begin_frame();
    /// The frame shows the picture, which must stay until upload() is through.
    void want(const Bitmap& picture);
    /// Brings what is wanted, as far as a frame may; then gives up what does not fit into the budget.
    void upload();
    /// The texture's name in GL; 0 while parts of the picture are missing.
    unsigned texture(const Bitmap& picture) const;
    /// The next frame gives every texture up, and brings what is wanted again: they belonged to a context that is gone.
    void forget_all();

    /// How many of the wanted ones are not there yet.
    std::uint32_t waiting() const { return waiting_; }
    std::size_t bytes_kept() const { return bytes_; }
    std::size_t bytes_uploaded() const { return uploaded_; }  // by the last upload()
    std::uint64_t evictions() const { return evictions_; }

  private:
    struct Entry {
        std::uint64_t picture = 0;
        std::uint64_t last_used = 0;  // frame
        unsigned texture = 0;
        std::size_t bytes = 0;
        std::size_t first_level = 0;  // larger ones are more than the card can take
        std::size_t level = 0;        // the next one to bring, and the row in it
        int row = 0;
        bool complete = false;
    };

    Entry* entry_of(std::uint64_t picture);
    bool allocate(Entry& entry, const Bitmap& picture);
    void bring(Entry& entry, const Bitmap& picture);
    void evict();
    void drop(Entry& entry);

    PictureBudget budget_;
    std::vector<Entry> entries_;
    std::vector<const Bitmap*> wanted_;
    std::size_t bytes_ = 0, uploaded_ = 0;
    std::uint64_t frame_ = 1, evictions_ = 0;
    std::uint32_t waiting_ = 0;
};

}  // namespace janklab
