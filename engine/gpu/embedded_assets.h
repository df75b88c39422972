// SPDX-License-Identifier: MIT
// The icons of assets/, as the build embedded them into the program. Any thread; the data are constant.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "base/result.h"
#include "gpu/image.h"

namespace janklab {

struct EmbeddedAsset {
    std::string_view file_name;  ///< Without a folder: "icon-64.png".
    std::span<const std::byte> bytes;
};

/// Every icon of assets/, in the order of their names.
std::span<const EmbeddedAsset> embedded_assets();

/// One of them, decoded. Environment error: there is none of that name.
Result<Image> embedded_image(std::string_view file_name);

}  // namespace janklab
