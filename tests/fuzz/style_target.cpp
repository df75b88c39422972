// SPDX-License-Identifier: MIT
#include "fuzz/style_target.h"

#include <fmt/format.h>

#include <cmath>
#include <string>

#include "base/check.h"
#include "dom/document.h"
#include "layout/geometry.h"
#include "layout/layout.h"
#include "style/cascade.h"
#include "style/declarations.h"
#include "style/style_rules.h"
#include "style/update_style.h"
#include "support/fixed_text.h"

namespace janklab {
namespace {

constexpr Size viewport{400, 300};

/// Written and read back, a block is the same text; but what cannot be written (an invalid custom property) is not lost
/// a second time.
void check_round_trip(std::string_view text) {
    DeclarationBlock first, second;
    read_declarations(text, first);
    const std::string written = first.text();
    const int lost = read_declarations(written, second);
    const std::string again = second.text();
    if (lost != 0 || again != written) fmt::print(stderr, "written: {}\nread back: {}\n", written, again);
    MUST(lost == 0, "a block that was written is understood when it is read back");
    MUST(again == written, "a block that is read back is the same");
}

void check_rects(Document& document) {
    for (Node* node = &document.body(); node; node = next_in_tree(*node, document.body())) {
        if (!node->box()) continue;
        const Rect& rect = node->box()->rect;
        MUST(std::isfinite(rect.x) && std::isfinite(rect.y) && std::isfinite(rect.width) && std::isfinite(rect.height),
             "a box is at a finite place");
        MUST(rect.width >= 0 && rect.height >= 0, "a box has a size");
    }
}

/// A few elements that selectors can tell apart.
void build(Document& document) {
    Element& main = document.body().append();
    main.set_id("main");
    for (const char* name : {"a", "b", "a b"}) {
        Element& child = main.append();
        child.set_attribute("class", name);
        child.append_text("some words", {});
        child.append().set_attribute("title", "deep");
    }
}

void bring_up_to_date(Document& document) {
    const FixedText font;
    set_style_viewport(document, viewport);
    update_style(document);
    layout(document, viewport, font);
    check_rects(document);
}

}  // namespace

void fuzz_style(std::string_view text) {
    check_round_trip(text);
    Document document;
    build(document);
    const AddedStyleSheet sheet = add_style_sheet(document, text);
    bring_up_to_date(document);
    Element& main = *document.element_by_id("main");
    // "name: value" up to the first semicolon, also as one would set it from a script.
    const std::size_t colon = text.find(':');
    if (colon != std::string_view::npos) {
        const std::string_view name = text.substr(0, colon),
                               value = text.substr(colon + 1, text.find(';', colon) - colon - 1);
        if (set_style_property(main, name, value)) static_cast<void>(style_property(main, name));
    }
    set_style_text(*main.first_child()->as_element(), text);
    main.set_class("b");
    bring_up_to_date(document);
    for (int i = 0; i < property_count; ++i)
        static_cast<void>(computed_property(main, info_of(static_cast<PropertyId>(i)).name));
    remove_style_sheet(document, sheet.id);
    bring_up_to_date(document);
}

}  // namespace janklab
