// SPDX-License-Identifier: MIT
// Style sheets of a document: their rules, found quickly for an element, and what of the tree each change of a class,
// an id, an attribute or a state can affect. Page thread. https://drafts.csswg.org/cssom/#css-style-sheets
#pragma once

#include <limits>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/geometry.h"
#include "dom/interaction_state.h"
#include "dom/node.h"
#include "style/declarations.h"
#include "style/selectors.h"

namespace janklab {

class Document;
class Element;
struct DeclaredKeyframe;  // style/keyframes.h
struct ElementStyle;

struct StyleSheetId {
    int value = 0;
    explicit operator bool() const { return value != 0; }
    friend bool operator==(StyleSheetId, StyleSheetId) = default;
};
struct AddedStyleSheet {
    StyleSheetId id;
    int rules = 0;           // selectors, and @keyframes
    int not_understood = 0;  // selectors, declarations and @-rules that were left out, as browsers do
};
/// Rules of later sheets win over those of earlier ones. Takes effect with the next style stage.
AddedStyleSheet add_style_sheet(Document& document, std::string_view css);
/// False when there is no such sheet.
bool remove_style_sheet(Document& document, StyleSheetId id);
/// What vw and vh refer to; a change is followed by the elements that use them.
void set_style_viewport(Document& document, Size viewport);

// -- inside engine/style
// -----------------------------------------------------------------------------------------------

struct StyleRule {
    Selector selector;
    std::shared_ptr<const DeclarationBlock> declarations;
    StyleSheetId sheet;
    int order = 0;
};

/// Which elements below one have to be looked at again.
struct InvalidationBelow {
    bool everything = false;
    std::vector<std::string> features;  // those with one of these: ".class", "#id", "tag"
    bool any() const { return everything || !features.empty(); }
};

/// Which elements behind one, in the same parent, have to be looked at again.
struct InvalidationBeside {
    static constexpr int all = std::numeric_limits<int>::max();
    std::string found_by;  // a feature of theirs, or "*"
    int furthest = 0;      // only the next ones, so many; or all
    bool itself = false;
    InvalidationBelow below;  // in them
};

/// What changes with one class, id, attribute or state: which elements have to be looked at again.
struct Invalidation {
    bool itself = false;
    InvalidationBelow below;
    std::vector<InvalidationBeside> beside;
    std::vector<std::size_t> anchors;  // :has() that ask for it: what is around may have it no more, or only now
};

/// One :has() of a selector.
struct HasAnchor {
    std::string found_by;  // a feature of the elements that are asked, or "*"
    HasReach reach;        // where it looks
    Invalidation affects;  // when the answer changes
};

/// @keyframes.
struct KeyframesRule {
    std::string name;
    std::shared_ptr<const std::vector<DeclaredKeyframe>> keyframes;  // by rising offset
    StyleSheetId sheet;
};

struct MatchedRule {
    const StyleRule* rule = nullptr;
};

struct StyleRules {
    std::vector<KeyframesRule> keyframes;  // later ones of the same name win
    int keyframes_version = 0;             // counts their changes
    /// Null: there are none of that name.
    const KeyframesRule* keyframes_named(std::string_view name) const;
    std::vector<std::unique_ptr<StyleRule>> rules;
    std::map<std::string, std::vector<const StyleRule*>, std::less<>>
        by_feature;  // of the subject: ".class", "#id", "tag", "*"
    std::map<std::string, Invalidation, std::less<>>
        invalidations;  // by ".class", "#id", "[attribute", ":1" for a state, ":within" for :focus-within, ":empty"
    std::vector<HasAnchor> anchors;
    SiblingLooks sibling_looks;
    HasMemo has_memo;  // of one style stage
    int last_sheet = 0, last_order = 0;
    bool everything_stale = true;
    // Room for the style stage.
    std::vector<Ref<Node>> changed;
    std::vector<MatchedRule> matched;
    std::string feature;
};

/// The rules that match, from the weakest to the strongest. Good until the next call.
std::span<const MatchedRule> find_matching_rules(StyleRules& rules, const Element& element);
/// The class or id as in `by_feature` and `invalidations`, after its sign. Good until the next call.
std::string_view feature_of(StyleRules& rules, char sign, std::string_view name);
/// By what the subject of a selector is found: the rarest thing that it must have, ".class", "#id", "tag" or "*".
std::string subject_feature(const Compound& compound);

// -- invalidation.cpp
void forget_invalidations(StyleRules& rules);
/// Notes what changes of the features that the selector asks for can affect.
void note_invalidations(StyleRules& rules, const Selector& selector);
/// Marks what a change of the feature (as in `invalidations`) on `element` can affect.
void invalidate_by(const StyleRules& rules, std::string_view feature, Element& element);
void invalidate_by_state(const StyleRules& rules, InteractionState state, Element& element);
/// The children of `element` are others: marks what depends on the answer of a :has() around them.
void invalidate_anchors_of_children(const StyleRules& rules, Element& element);
/// The children of `element` are others: marks those whose rules look at siblings and may find others there.
void invalidate_children(const StyleRules& rules, Element& element);
/// Something about the element that its rules may depend on: they are matched anew by the next style stage.
void mark_rules_stale(Element& element);
void mark_rules_stale_below(Element& element);

}  // namespace janklab
