// SPDX-License-Identifier: MIT
// StyledPage: a document with the style stage alone, which runs when a value is asked for.
#pragma once

#include <string>
#include <string_view>

#include "dom/document.h"
#include "style/cascade.h"
#include "style/update_style.h"

namespace janklab {

struct StyledPage {
    Document document;
    Element& add(Element& parent, std::string_view classes, std::string_view tag = "div") {
        const Ref<Element> element = document.create_element(tag);
        if (!classes.empty()) element->set_attribute("class", classes);
        parent.append_child(element);
        return *element;
    }
    Element& add(std::string_view classes) { return add(document.body(), classes); }
    std::string value(const Element& element, std::string_view name) {
        update_style(document);
        return computed_property(element, name);
    }
};

}  // namespace janklab
