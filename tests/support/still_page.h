// SPDX-License-Identifier: MIT
// StillPage: a document with the stages that a page runs for it, by hand and without a loop: style, layout, paint.
// Reading geometry forces style and layout, as on a page.
#pragma once

#include <string>
#include <vector>

#include "dom/document.h"
#include "layout/layout.h"
#include "style/style.h"
#include "style/update_style.h"
#include "support/fixed_text.h"

namespace janklab {

struct StillPage {
    explicit StillPage(Size size = {800, 600}) : viewport(size) {
        document.hooks.force_layout = [this](const Name& reader) {
            forced_by.push_back(reader);
            lay_out();
        };
    }

    LayoutStats lay_out() {
        update_style(document);
        return layout(document, viewport, text);
    }
    Element& body() { return document.body(); }

    FixedText text;
    Size viewport;
    Document document;
    std::vector<Name> forced_by;
};

}  // namespace janklab
