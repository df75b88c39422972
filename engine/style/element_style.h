// SPDX-License-Identifier: MIT
// ElementStyle: what hangs on an element once it has a style; StyleSheet: what hangs on the document. Written by
// engine/style alone, read by layout and paint. Page thread.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "base/ids.h"
#include "dom/element.h"
#include "style/style.h"

namespace janklab {

struct StyleSheet;
struct CascadedStyle;       // style/cascade.h
struct DocumentAnimations;  // style/document_animations.h
struct ElementMotion;       // likewise
struct StyleRules;          // style/style_rules.h

struct ElementStyle {
    explicit ElementStyle(Element& of);
    ElementStyle(const ElementStyle&) = delete;
    ElementStyle& operator=(const ElementStyle&) = delete;
    ~ElementStyle();

    Element& element;
    InheritedStyle inherited;                 // as of the last style stage
    bool inherited_known = false;             // it has been through a style stage
    bool rendered = false;                    // as of the last style stage; of one that declares motion
    Style specified;                          // after the cascade and animations; without either: what the author set
    std::unique_ptr<CascadedStyle> cascaded;  // where rules or declarations as text take part
    LayerId layer;                            // given at the first need of one
    std::unique_ptr<ElementMotion> motion;    // where something animates it
};

/// One for each document.
struct StyleSheet {
    Style before_change;                                // of the element whose style(...) call is under way
    const Element* changing = nullptr;                  // that element
    std::vector<Ref<Node>> changes;                     // room for update_style
    Size viewport;                                      // to which vw and vh refer
    float root_font_size = InheritedStyle{}.font_size;  // to which rem refers
    std::unique_ptr<StyleRules> rules;                  // those of style sheets; null: there is none
    std::unique_ptr<DocumentAnimations> animations;     // null: none yet, and no page
    StyleSheet();
    ~StyleSheet();
};

/// The style data of the element, made when there is none.
ElementStyle& style_of(Element& element);
/// For an element that layout has seen, which has one.
inline const ElementStyle& style_of(const Element& element) { return *element.style_data(); }
StyleSheet& style_sheet(Document& document);

/// Whether it is painted as a layer of its own: transform, opacity, will-change, or an animation of one of them.
bool has_layer(const ElementStyle& style);
/// Whether an animation moves its transform or opacity, on either thread.
bool animates_layer(const ElementStyle& style);
/// Its layer's id, given now if it has none.
LayerId layer_id(Element& element);

}  // namespace janklab
