// SPDX-License-Identifier: MIT
// Reading style sheets, and finding the rules of an element.
#include "style/style_rules.h"

#include <algorithm>

#include "dom/class_tokens.h"
#include "dom/document.h"
#include "style/cascade.h"
#include "style/css_tokens.h"
#include "style/element_style.h"
#include "style/keyframes.h"

namespace janklab {
namespace {

void index_rules(StyleRules& rules) {
    rules.by_feature.clear();
    forget_invalidations(rules);
    for (const std::unique_ptr<StyleRule>& rule : rules.rules) {
        rules.by_feature[subject_feature(rule->selector.compounds.front())].push_back(rule.get());
        note_invalidations(rules, rule->selector);
    }
    rules.everything_stale = true;
}

void skip_block(CssTokens& tokens) {
    tokens.take_until(";{");
    if (tokens.take(';')) return;
    if (tokens.take('{')) {
        tokens.take_until("");
        tokens.take('}');
    } else if (!tokens.at_end()) {
        tokens.next();
    }
}

void read_rule(CssTokens& tokens, StyleRules& rules, AddedStyleSheet& added) {
    const CssTokens start = tokens;
    std::vector<Selector> selectors = read_selectors(tokens);
    if (selectors.empty() || !tokens.take('{')) {
        tokens = start;
        skip_block(tokens);
        ++added.not_understood;
        return;
    }
    auto block = std::make_shared<DeclarationBlock>();
    added.not_understood += read_declarations(tokens, *block);
    tokens.take('}');
    for (Selector& selector : selectors) {
        rules.rules.push_back(std::make_unique<StyleRule>(StyleRule{
            .selector = std::move(selector), .declarations = block, .sheet = added.id, .order = ++rules.last_order}));
        ++added.rules;
    }
}

/// from, to, percentages; empty where one is something else.
std::vector<float> read_keyframe_selectors(CssTokens& tokens) {
    std::vector<float> offsets;
    do {
        const CssToken token = tokens.peek_solid();
        if (token.is_ident("from")) offsets.push_back(0);
        else if (token.is_ident("to")) offsets.push_back(1);
        else if (token.kind == CssTokenKind::percentage && token.number >= 0 && token.number <= 100)
            offsets.push_back(static_cast<float>(token.number / 100));
        else return {};
        tokens.next();
    } while (tokens.take(','));
    return offsets;
}

/// https://drafts.csswg.org/css-animations-1/#keyframes: keyframes of the same offset are one, later declarations win.
void join_equal_offsets(KeyframeList& list) {
    std::ranges::stable_sort(list, {}, &DeclaredKeyframe::offset);
    std::size_t kept = 0;
    for (std::size_t i = 1; i < list.size(); ++i) {
        if (list[i].offset == list[kept].offset) {
            list[kept].declarations.add(list[i].declarations);
            if (list[i].easing) list[kept].easing = list[i].easing;
        } else if (++kept != i) {
            list[kept] = std::move(list[i]);
        }
    }
    if (!list.empty()) list.resize(kept + 1);
}

void read_keyframes_rule(CssTokens& tokens, StyleRules& rules, AddedStyleSheet& added) {
    CssTokens start = tokens;
    const CssToken name = tokens.next_solid();
    const bool is_name = name.kind == CssTokenKind::string ||
                         (name.kind == CssTokenKind::ident && !name.is_ident("none") && !name.is_ident("initial") &&
                          !name.is_ident("inherit") && !name.is_ident("unset"));
    if (!is_name || name.text.empty() || !tokens.take('{')) {
        tokens = start;
        ++added.not_understood;
        return skip_block(tokens);
    }
    auto list = std::make_shared<KeyframeList>();
    while (!tokens.at_end() && !tokens.take('}')) {
        start = tokens;
        const std::vector<float> offsets = read_keyframe_selectors(tokens);
        if (offsets.empty() || !tokens.take('{')) {
            tokens = start;
            ++added.not_understood;
            skip_block(tokens);
            continue;
        }
        DeclaredKeyframe keyframe;
        added.not_understood += read_declarations(tokens, keyframe.declarations);
        tokens.take('}');
        take_keyframe_easing(keyframe);
        for (const float offset : offsets) {
            keyframe.offset = offset;
            list->push_back(keyframe);
        }
    }
    join_equal_offsets(*list);
    rules.keyframes.push_back({std::string(name.text), std::move(list), added.id});
    ++rules.keyframes_version;
    ++added.rules;
}

}  // namespace

std::string subject_feature(const Compound& compound) {
    if (!compound.ids.empty()) return "#" + compound.ids.front();
    if (!compound.classes.empty()) return "." + compound.classes.front();
    return compound.tag.empty() ? "*" : compound.tag;
}

AddedStyleSheet add_style_sheet(Document& document, std::string_view css) {
    StyleSheet& sheet = style_sheet(document);
    if (!sheet.rules) {
        sheet.rules = std::make_unique<StyleRules>();
        document.hooks.interaction_changed = [&document](Element& element, InteractionState state) {
            invalidate_by_state(*style_sheet(document).rules, state, element);
        };
    }
    AddedStyleSheet added{.id = {++sheet.rules->last_sheet}};
    CssTokens tokens(css);
    while (!tokens.at_end()) {
        if (tokens.peek().kind == CssTokenKind::comment_mark) {
            tokens.next();
        } else if (tokens.peek().kind == CssTokenKind::at_keyword && same_word(tokens.peek().text, "keyframes")) {
            tokens.next();
            read_keyframes_rule(tokens, *sheet.rules, added);
        } else if (tokens.peek().kind == CssTokenKind::at_keyword) {
            ++added.not_understood;
            tokens.next();
            skip_block(tokens);
        } else {
            read_rule(tokens, *sheet.rules, added);
        }
    }
    index_rules(*sheet.rules);
    document.note_change(document.body(), Dirty::style);
    return added;
}

bool remove_style_sheet(Document& document, StyleSheetId id) {
    StyleRules* rules = style_sheet(document).rules.get();
    if (!rules) return false;
    // Blocks live on where an element's cascade holds them.
    auto removed = std::erase_if(rules->rules, [&](const std::unique_ptr<StyleRule>& one) { return one->sheet == id; });
    const auto keyframes_removed =
        std::erase_if(rules->keyframes, [&](const KeyframesRule& one) { return one.sheet == id; });
    if (keyframes_removed > 0) ++rules->keyframes_version;
    removed += keyframes_removed;
    if (removed == 0) return false;
    index_rules(*rules);
    document.note_change(document.body(), Dirty::style);
    return true;
}

const KeyframesRule* StyleRules::keyframes_named(std::string_view name) const {
    const auto found =
        std::find_if(keyframes.rbegin(), keyframes.rend(), [&](const KeyframesRule& one) { return one.name == name; });
    return found == keyframes.rend() ? nullptr : &*found;
}

void set_style_viewport(Document& document, Size viewport) {
    StyleSheet& sheet = style_sheet(document);
    if (sheet.viewport == viewport) return;
    sheet.viewport = viewport;
    Element& body = document.body();
    for (Node* node = &body; node; node = next_in_tree(*node, body)) {
        Element* element = node->as_element();
        const ElementStyle* style = element ? element->style_data() : nullptr;
        if (style && style->cascaded && style->cascaded->depends_on_parent) mark_rules_stale(*element);
    }
}

std::string_view feature_of(StyleRules& rules, char sign, std::string_view name) {
    rules.feature.assign(1, sign);
    return rules.feature.append(name);
}

std::span<const MatchedRule> find_matching_rules(StyleRules& rules, const Element& element) {
    std::vector<MatchedRule>& into = rules.matched;
    into.clear();
    const auto look_among = [&](std::string_view feature) {
        const auto found = rules.by_feature.find(feature);
        if (found == rules.by_feature.end()) return;
        for (const StyleRule* rule : found->second) {
            if (matches(rule->selector, element, rules.has_memo)) into.push_back({rule});
        }
    };
    look_among("*");
    look_among(element.tag());
    if (!element.id().empty()) look_among(feature_of(rules, '#', element.id()));
    for_each_token(element.attribute("class").value_or(""),
                   [&](std::string_view one) { look_among(feature_of(rules, '.', one)); });
    std::sort(into.begin(), into.end(), [](const MatchedRule& a, const MatchedRule& b) {
        if (a.rule->selector.specificity != b.rule->selector.specificity) {
            return a.rule->selector.specificity < b.rule->selector.specificity;
        }
        return a.rule->order < b.rule->order;
    });
    // A class that is written twice finds its rules twice.
    into.erase(std::unique(into.begin(), into.end(),
                           [](const MatchedRule& a, const MatchedRule& b) { return a.rule == b.rule; }),
               into.end());
    return into;
}

}  // namespace janklab
