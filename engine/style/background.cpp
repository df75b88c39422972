// SPDX-License-Identifier: MIT
// Sizes of pictures in boxes. https://drafts.csswg.org/css-backgrounds-3/#background-size,
// https://drafts.csswg.org/css-images-3/#the-object-fit
#include "style/background.h"

#include <algorithm>
#include <mutex>
#include <unordered_set>

namespace janklab {
namespace {

Size scaled(Size size, float by) { return {finite_length(size.width * by), finite_length(size.height * by)}; }

/// `own` made as large as fits into `area` (or, to cover it, as small as it can be).
Size fitted(Size own, Size area, bool cover) {
    const float across = area.width / own.width, down = area.height / own.height;
    return scaled(own, cover ? std::max(across, down) : std::min(across, down));
}

}  // namespace

ImageUrl image_url(std::string_view address) {
    // Constant texts that live as long as the program: as many as there are different addresses in its styles.
    static std::mutex mutex;
    static std::unordered_set<std::string> texts;
    const std::lock_guard lock(mutex);
    return {&*texts.emplace(address).first};
}

Size tile_size(const BackgroundSize& size, Size own, Size area) {
    const bool has_own = own.width > 0 && own.height > 0;
    if (size.fit != BackgroundFit::lengths) return has_own ? fitted(own, area, size.fit == BackgroundFit::cover) : area;
    const bool own_width = !size.width.is_resolvable(), own_height = !size.height.is_resolvable();
    Size made{own_width ? own.width : std::max(0.f, size.width.resolve(area.width)),
              own_height ? own.height : std::max(0.f, size.height.resolve(area.height))};
    if (!has_own) {
        if (own_width) made.width = area.width;
        if (own_height) made.height = area.height;
    } else if (own_width && !own_height) {
        made.width = made.height * own.width / own.height;
    } else if (own_height && !own_width) {
        made.height = made.width * own.height / own.width;
    }
    return {finite_length(made.width), finite_length(made.height)};
}

Rect object_rect(ObjectFit fit, Length x, Length y, Size own, const Rect& box) {
    if (own.width <= 0 || own.height <= 0) return {};
    Size size = box.size();
    switch (fit) {
        case ObjectFit::fill:
            break;
        case ObjectFit::contain:
        case ObjectFit::cover:
            size = fitted(own, box.size(), fit == ObjectFit::cover);
            break;
        case ObjectFit::none:
            size = own;
            break;
        case ObjectFit::scale_down:
            size = own.width <= box.width && own.height <= box.height ? own : fitted(own, box.size(), false);
            break;
    }
    return {box.x + x.resolve(box.width - size.width), box.y + y.resolve(box.height - size.height), size.width,
            size.height};
}

}  // namespace janklab
