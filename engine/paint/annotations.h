// SPDX-License-Identifier: MIT
// Annotations: what can be shown over a page about how it was laid out, painted and layered. A value that the
// inspector's switches and `--show` set; annotation_recorder.h draws it. Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace janklab {

struct Annotations {
    bool layout = false;  // each box with its margin, border and padding
    bool paint = false;   // what was painted anew flashes
    bool layers = false;  // each layer of the compositor, with why it is one
    bool any() const { return layout || paint || layers; }
    friend bool operator==(const Annotations&, const Annotations&) = default;
};

/// From "layout,paint,layers", in any order. Nothing for an unknown or an empty name.
std::optional<Annotations> annotations_from(std::string_view names);

}  // namespace janklab
