// SPDX-License-Identifier: MIT
// LayoutStyle: what sizing reads of a Style, two cache lines of it, with what follows from the style alone worked out
// once. Boxes whose values are equal share one, so that it stays in the cache while thousands of boxes are sized.
// Members are named as in Style. Page thread.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "style/style.h"

namespace janklab {

struct LayoutStyle {
    Length width, height, min_width, min_height, max_width, max_height, flex_basis;
    PixelEdges frame;   // padding and border; unless frame_has_percent
    PixelEdges margin;  // automatic ones are 0; unless margin_has_percent
    Gap gap;
    float flex_grow = 0, flex_shrink = 1;
    float aspect_ratio = 0;
    Display display{};
    Position position{};
    BoxSizing box_sizing{};
    FlexDirection flex_direction{};
    FlexWrap flex_wrap{};
    Alignment<Justify> justify_content;
    Alignment<Align> align_items, align_self, align_content;
    bool frame_has_percent : 1 = false;  // frame_of() and margin_of() resolve them
    bool margin_has_percent : 1 = false;
    bool margin_has_auto : 1 = false;
    bool clips : 1 = false;                  // overflow
    bool uses_percent_height : 1 = false;    // the result depends on the containing block's height
    bool width_is_its_own : 1 = false;       // the result does not depend on the containing block's width
    bool replaced : 1 = false;               // it shows a picture of its own size (dom/replaced.h)
    bool ratio_is_natural : 1 = false;       // aspect_ratio is the picture's, and so of the content box
    bool text_control : 1 = false;           // its size is so many characters and lines (text_control.h)
    bool height_limits_stretch : 1 = false;  // min-height or max-height is stretch
    bool height_limits_width : 1 = false;    // where there is a ratio: min-height, max-height and frame seen through it
    std::uint8_t unused_bits : 5 = 0;
    std::uint8_t unused = 0;  // no padding: styles are compared as bytes

    /// Automatic sizes are not those of what is in it.
    bool has_own_size() const { return replaced || text_control; }

    bool is_row() const { return flex_direction == FlexDirection::row || flex_direction == FlexDirection::row_reverse; }
    /// Of the flex flow.
    bool is_reverse() const {
        return flex_direction == FlexDirection::row_reverse || flex_direction == FlexDirection::column_reverse;
    }
    bool wraps() const { return flex_wrap != FlexWrap::nowrap; }
    bool wraps_in_reverse() const {
        return flex_wrap == FlexWrap::wrap_reverse || flex_wrap == FlexWrap::balance_reverse;
    }
    bool is_balanced() const { return flex_wrap == FlexWrap::balance || flex_wrap == FlexWrap::balance_reverse; }
};
static_assert(sizeof(LayoutStyle) == 128);

LayoutStyle layout_style_of(const Style& style);

/// The LayoutStyles of one document, each with the number of its users. Styles that come and go allocate nothing once
/// there have been as many.
class LayoutStyles {
  public:
    /// One that equals `style`, with a user more.
    const LayoutStyle& share(const LayoutStyle& style);
    void let_go(const LayoutStyle& shared);

  private:
    struct Shared : LayoutStyle {
        std::uint32_t users = 0, hash = 0;
        Shared* next = nullptr;  // in the bucket, or of the free ones
    };
    static constexpr std::size_t styles_a_chunk = 32;
    Shared& allocate();
    void grow();

    std::vector<Shared*> buckets_;  // a power of two
    std::vector<std::unique_ptr<Shared[]>> chunks_;
    Shared* free_ = nullptr;
    Shared* last_ = nullptr;  // looked for; of siblings often the same
    std::size_t count_ = 0;
};

}  // namespace janklab
