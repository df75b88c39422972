// SPDX-License-Identifier: MIT
// The style stage: works out inherited values for the elements whose style changed and for what inherits from them, and
// notes what that makes dirty. First step of each frame's rendering after the callbacks. Page thread.
#pragma once

namespace janklab {

class Document;

struct StyleStats {
    int elements_visited = 0;
    int elements_cascaded = 0;  // of those, whose rules and declarations were worked out anew
};
StyleStats update_style(Document& document);

}  // namespace janklab
