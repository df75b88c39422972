// SPDX-License-Identifier: MIT
// Finds an embedded picture by its name.
#include "gpu/embedded_assets.h"

#include <fmt/format.h>

namespace janklab {

Result<Image> embedded_image(std::string_view file_name) {
    for (const EmbeddedAsset& asset : embedded_assets()) {
        if (asset.file_name == file_name) return decode_png(asset.bytes);
    }
    return Error{fmt::format("the picture {} is missing: it must lie in assets/ when the program is built", file_name)};
}

}  // namespace janklab
