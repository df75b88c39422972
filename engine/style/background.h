// SPDX-License-Identifier: MIT
// What pictures a style asks for, and how they lie in their box: background-image and its size, place and repetition;
// object-fit. Plain values. https://drafts.csswg.org/css-backgrounds-3/, https://drafts.csswg.org/css-images-3/
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "style/gradient.h"

namespace janklab {

/// The address of a picture. Equal addresses are one pointer, which stays good as long as the program runs.
struct ImageUrl {
    const std::string* address = nullptr;  // null: none
    friend bool operator==(const ImageUrl&, const ImageUrl&) = default;
};
/// Any thread.
ImageUrl image_url(std::string_view address);

/// A gradient, a picture, or nothing.
struct StyleImage {
    Gradient gradient = {};
    ImageUrl url = {};
    constexpr StyleImage() = default;
    constexpr StyleImage(const Gradient& gradient) : gradient(gradient) {}
    constexpr StyleImage(ImageUrl url) : url(url) {}
    constexpr bool empty() const { return gradient.kind == GradientKind::none && !url.address; }
    friend bool operator==(const StyleImage&, const StyleImage&) = default;
};

/// `.background_size = BackgroundFit::cover` or `{px(20), automatic}`.
enum class BackgroundFit : std::uint8_t { lengths, cover, contain };
struct BackgroundSize {
    BackgroundFit fit = BackgroundFit::lengths;
    Length width = automatic, height = automatic;  // automatic: by the ratio of the picture, or its own
    constexpr BackgroundSize() = default;
    constexpr BackgroundSize(BackgroundFit fit) : fit(fit) {}
    constexpr BackgroundSize(Length width, Length height) : width(width), height(height) {}
    friend bool operator==(const BackgroundSize&, const BackgroundSize&) = default;
};
/// In one direction.
enum class BackgroundRepeat : std::uint8_t { repeat, no_repeat };

enum class ObjectFit : std::uint8_t { fill, contain, cover, none, scale_down };
/// How a picture is drawn larger than it is.
enum class ImageRendering : std::uint8_t { automatic, pixelated };

/// The size of a picture of size `own` (0: it has none, as a gradient) in an area. Never negative, always finite.
Size tile_size(const BackgroundSize& size, Size own, Size area);
/// The place of a picture of size `own` in the content box `box` of an <img> or <canvas>.
Rect object_rect(ObjectFit fit, Length x, Length y, Size own, const Rect& box);

}  // namespace janklab
