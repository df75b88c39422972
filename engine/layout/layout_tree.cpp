// SPDX-License-Identifier: MIT
// Where a document's boxes lie.
#include "layout/layout_tree.h"

#include "dom/element.h"
#include "dom/replaced.h"

#include "dom/document.h"

namespace janklab {

LayoutTree& layout_tree(Document& document) {
    if (!document.layout_side) {
        document.layout_side = Attached<LayoutTree>(new LayoutTree(document), [](LayoutTree* tree) { delete tree; });
    }
    return *document.layout_side;
}

LayoutTree& LayoutBox::tree() const { return known ? *known->tree : *element().document().layout_side; }

LayoutBox& LayoutTree::make_box() { return boxes_.allocate(); }

void LayoutTree::free(LayoutBox& box) {
    std::erase_if(roots, [&](const LayoutRoot& root) { return root.box == &box; });
    if (!fixed.empty()) std::erase(fixed, &box);
    if (box.sticky) std::erase_if(sticky_boxes, [&](const StickyBox& one) { return one.box == &box; });
    if (box.scroller) std::erase(scrollers, &box);
    if (box.spills) overflow.erase(&box);
    styles.let_go(*box.layout_style);
    if (box.known) known_.free(*box.known);
    boxes_.free(box);
}

KnownSizes& LayoutTree::make_known(LayoutBox& box) {
    box.known = &known_.allocate();
    box.known->tree = this;
    return *box.known;
}

void note_layout_style(LayoutTree& tree, LayoutBox& box) {
    const LayoutStyle* before = box.layout_style;
    LayoutStyle style = layout_style_of(*box.style);
    // The root is where the viewport is.
    if (&box.owner->element == &tree.document.body()) style.position = Position::in_flow;
    if (const ReplacedContent* content = box.anonymous ? nullptr : box.element().replaced()) {
        style.replaced = true;
        style.ratio_is_natural = style.aspect_ratio == 0;
        if (style.ratio_is_natural) style.aspect_ratio = content->ratio();
    }
    if (!box.anonymous && box.element().text_edit()) {
        style.text_control = style.clips = true;  // what is in it is its text, in lines
        if (style.display == Display::flex) style.display = Display::block;
        if (style.display == Display::inline_flex) style.display = Display::inline_block;
    }
    box.layout_style = &tree.styles.share(style);
    if (before) tree.styles.let_go(*before);
}

}  // namespace janklab
