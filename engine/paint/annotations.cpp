// SPDX-License-Identifier: MIT
#include "paint/annotations.h"

namespace janklab {

std::optional<Annotations> annotations_from(std::string_view names) {
    Annotations shown;
    for (bool more = true; more;) {
        const std::size_t comma = names.find(',');
        more = comma != std::string_view::npos;
        const std::string_view name = names.substr(0, comma);
        if (name == "layout") shown.layout = true;
        else if (name == "paint") shown.paint = true;
        else if (name == "layers") shown.layers = true;
        else return std::nullopt;
        if (more) names.remove_prefix(comma + 1);
    }
    return shown;
}

}  // namespace janklab
