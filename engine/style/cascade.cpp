// SPDX-License-Identifier: MIT
// The cascade for one element, var() included.
#include "style/cascade.h"

#include <algorithm>

#include "dom/class_tokens.h"
#include "dom/document.h"
#include "dom/mutation_notice.h"
#include "style/document_animations.h"
#include "style/element_style.h"
#include "style/update_animations.h"

namespace janklab {

namespace {

const InheritedStyle initial_inherited;

/// One element's run of the cascade.
class Cascade {
  public:
    enum class Rules : std::uint8_t { match, leave };
    Cascade(Element& element, CascadedStyle& state, Rules rules = Rules::match)
        : state_(state),
          animated_(style_of(element).motion.get()),
          sheet_(style_sheet(element.document())),
          parent_(element.parent() ? &style_of(*element.parent()) : nullptr) {
        if (sheet_.rules && rules == Rules::match) matched_ = find_matching_rules(*sheet_.rules, element);
    }

    /// The declarations of a keyframe, below a cascade that has run.
    PropertySet read_keyframe(const DeclarationBlock& block, const Style& own, Style& into) {
        const InheritedStyle& above = set_base();
        const InheritedStyle inherited = inherit(above, own);
        base_.font_size = inherited.font_size;
        base_.direction = inherited.direction;
        if (!parent_) base_.root_font_size = inherited.font_size;
        const bool depended = state_.depends_on_parent;
        apply(block, false, into);
        state_.depends_on_parent = depended;
        PropertySet set = block.declared;
        for (const PendingDeclaration& one : block.pending) set = set | one.covers;
        // Inherited properties that are unset there have the parent's value.
        Style values = into;
        make_sane(values);
        set.for_each([&](PropertyId id) {
            const bool unset = info_of(id).inherited && same_property(id, values, Style{});
            if (unset) set_from_element(id, into, above, values);
        });
        into = values;
        return set;
    }

    Style run() {
        find_custom_properties();
        find_important();
        const InheritedStyle& above = set_base();
        // Font size and direction first: the other values' em and inline sides depend on them.
        Style style = css_initial_style();
        apply_all(style);
        make_sane(style);
        if (!state_.depends_on_parent) return style;
        const InheritedStyle own = inherit(above, style);
        base_.font_size = own.font_size;
        base_.direction = own.direction;
        if (!parent_) base_.root_font_size = own.font_size;
        Style again = css_initial_style();
        apply_all(again);
        again.font_size = style.font_size;
        return again;
    }

  private:
    const InheritedStyle& set_base() {
        const InheritedStyle& above = parent_ ? parent_->inherited : initial_inherited;
        base_.parent_font_size = base_.font_size = above.font_size;
        base_.direction = above.direction;
        base_.root_font_size = parent_ ? sheet_.root_font_size : initial_inherited.font_size;
        base_.viewport = sheet_.viewport;
        return above;
    }

    void find_important() {
        state_.important = {};
        const auto add = [&](const DeclarationBlock& block) {
            state_.important = state_.important | block.important;
            for (const PendingDeclaration& one : block.pending) {
                if (one.important) state_.important = state_.important | one.covers;
            }
        };
        for_each_block(add);
        add(state_.own);
    }

    template <class Visit>
    void for_each_block(Visit visit) {
        for (const MatchedRule& one : matched_) visit(*one.rule->declarations);
    }

    void apply_all(Style& style) {
        for (const bool important : {false, true}) {
            for_each_block([&](const DeclarationBlock& block) { apply(block, important, style); });
            if (!important) {
                properties_set_in(state_.set_in_code).for_each([&](PropertyId id) {
                    copy_property(id, state_.set_in_code, style);
                });
            }
            apply(state_.own, important, style);
        }
    }

    void apply(const DeclarationBlock& block, bool important, Style& style) {
        block.declared.for_each([&](PropertyId id) {
            if (block.important.has(id) == important) copy_property(id, block.values, style);
        });
        for (const PendingDeclaration& one : block.pending) {
            if (one.important == important) apply_pending(one, style);
        }
    }

    void apply_pending(const PendingDeclaration& pending, Style& style) {
        state_.depends_on_parent = true;
        std::string value;
        const bool valid = substitute_var(pending.value, state_.custom.get(), value);
        Style read;
        PropertySet set;
        CssTokens tokens(value);
        CssValueReader reader(tokens, &base_);
        if (valid && same_word(value, "inherit")) return take_from_parent(pending.covers, style);
        if (valid && same_word(value, "initial"))
            return pending.covers.for_each([&](PropertyId id) { set_initial(id, style); });
        const bool understood = valid && read_property(pending.name, reader, read, set);
        state_.uses_root_font_size |= reader.used_root_font_size();
        if (understood) {
            return set.for_each([&](PropertyId id) {
                if (pending.covers.has(id)) copy_property(id, read, style);
            });
        }
        // "Invalid at computed-value time", and unset: inherited where it inherits, else initial.
        pending.covers.for_each([&](PropertyId id) { copy_property(id, css_initial_style(), style); });
    }

    void take_from_parent(const PropertySet& covers, Style& style) {
        covers.for_each([&](PropertyId id) {
            if (!parent_) return set_initial(id, style);
            set_from_element(id, parent_->specified, parent_->inherited, style);
        });
        if (parent_) cascaded_of(parent_->element).children_inherit = true;
    }

    void find_custom_properties() {
        const CascadedStyle* above = parent_ ? parent_->cascaded.get() : nullptr;
        state_.custom_above = above ? above->custom : nullptr;
        DeclaredCustomProperties declared;
        for (const bool important : {false, true}) {
            if (important && animated_) {
                for (const auto& [name, value] : animated_->custom) declared[name] = value;
            }
            const auto add = [&](const DeclarationBlock& block) {
                for (const CustomProperty& one : block.custom) {
                    if (one.important == important) declared[one.name] = one.value;
                }
            };
            for_each_block(add);
            add(state_.own);
        }
        state_.declares_custom = !declared.empty();
        state_.custom = state_.custom_above;
        if (declared.empty()) return;
        auto mine =
            state_.custom ? std::make_shared<CustomProperties>(*state_.custom) : std::make_shared<CustomProperties>();
        compute_custom_properties(declared, *mine);
        state_.custom = std::move(mine);
    }

    CascadedStyle& state_;
    const ElementMotion* animated_;
    StyleSheet& sheet_;
    ElementStyle* parent_;
    std::span<const MatchedRule> matched_;
    UnitBase base_;
};

bool equal(const std::shared_ptr<const CustomProperties>& a, const std::shared_ptr<const CustomProperties>& b) {
    return a == b || (a && b && *a == *b);
}

/// Calls visit(feature, name) for each attribute, besides class and id, that a selector asks for.
template <class Visit>
void for_each_asked_attribute(const StyleRules& rules, Visit visit) {
    const auto& all = rules.invalidations;
    for (auto at = all.lower_bound("["); at != all.end() && at->first[0] == '['; ++at) {
        visit(std::string_view(at->first), std::string_view(at->first).substr(1));
    }
}

void remember_attributes(const Element& element, CascadedStyle& state) {
    state.seen_id = element.id();
    state.seen_classes = element.attribute("class").value_or("");
    std::size_t seen = 0;  // what was there before is written over, which allocates nothing
    if (const StyleRules* rules = style_sheet(element.document()).rules.get()) {
        for_each_asked_attribute(*rules, [&](std::string_view, std::string_view name) {
            const auto value = element.attribute(name);
            if (!value) return;
            if (seen == state.seen_attributes.size()) state.seen_attributes.emplace_back();
            state.seen_attributes[seen].name = name;
            state.seen_attributes[seen++].value = *value;
        });
    }
    state.seen_attributes.resize(seen);
}

bool has_seen(const CascadedStyle& state, std::string_view name, std::optional<std::string_view> value) {
    const auto seen = std::ranges::find(state.seen_attributes, name, &SeenAttribute::name);
    return seen == state.seen_attributes.end() ? !value : value && seen->value == *value;
}

}  // namespace

CascadedStyle& cascaded_of(Element& element) {
    ElementStyle& style = style_of(element);
    if (!style.cascaded) {
        style.cascaded = std::make_unique<CascadedStyle>();
        style.cascaded->set_in_code = style.specified;
    }
    return *style.cascaded;
}

PropertySet compute_declarations(Element& element, const DeclarationBlock& block, Style& into) {
    ElementStyle& style = style_of(element);
    const Style& own = style.motion ? style.motion->base : style.specified;
    return Cascade(element, cascaded_of(element), Cascade::Rules::leave).read_keyframe(block, own, into);
}

Dirty cascade(Element& element, const InheritedStyle& above, bool& followed) {
    ElementStyle& style = style_of(element);
    CascadedStyle& state = *style.cascaded;
    const std::shared_ptr<const CustomProperties> custom_before = state.custom;
    state.stale = false;
    state.depends_on_parent = false;
    if (!style.motion) state.uses_root_font_size = false;  // its keyframes, which are not read anew each time, may
    remember_attributes(element, state);
    Style wanted = Cascade(element, state).run();
    make_sane(wanted);
    Dirty dirty;
    if (style.motion || declares_motion(wanted)) {
        dirty = update_motion(element, wanted, above);
    } else {
        dirty = difference(style.specified, wanted);
        style.specified = wanted;
    }
    followed = !equal(custom_before, state.custom) || (any(dirty) && state.children_inherit);
    return dirty;
}

bool take_over_custom_properties(Element& element) {
    const Element* parent = element.parent();
    const CascadedStyle* above = parent ? style_of(*parent).cascaded.get() : nullptr;
    const std::shared_ptr<const CustomProperties> theirs = above ? above->custom : nullptr;
    ElementStyle& style = style_of(element);
    if (!style.cascaded && !theirs) return false;
    CascadedStyle& state = cascaded_of(element);
    if (state.custom_above == theirs || state.stale) return false;
    const bool same = equal(state.custom_above, theirs);
    state.custom_above = theirs;
    if (state.declares_custom) return state.stale = !same, false;
    state.custom = theirs;
    return !same;
}

void take_over_attributes(Element& element) {
    StyleRules& rules = *style_sheet(element.document()).rules;
    CascadedStyle& state = cascaded_of(element);
    const std::string_view id = element.id(), classes = element.attribute("class").value_or("");
    if (state.seen_id != id) {
        invalidate_by(rules, feature_of(rules, '#', state.seen_id), element);
        invalidate_by(rules, feature_of(rules, '#', id), element);
    }
    if (state.seen_classes != classes) {
        const auto words_only_in = [&](std::string_view list, std::string_view other) {
            for_each_token(list, [&](std::string_view word) {
                if (!has_token(other, word)) invalidate_by(rules, feature_of(rules, '.', word), element);
            });
        };
        words_only_in(state.seen_classes, classes);
        words_only_in(classes, state.seen_classes);
    }
    for_each_asked_attribute(rules, [&](std::string_view feature, std::string_view name) {
        if (!has_seen(state, name, element.attribute(name))) invalidate_by(rules, feature, element);
    });
    remember_attributes(element, state);
    // A child came or went: the tree says so with Dirty::boxes, which stays until layout.
    if (!element.is_dirty(Dirty::boxes)) return;
    invalidate_anchors_of_children(rules, element);
    invalidate_children(rules, element);
    invalidate_by(rules, ":empty", element);
}

// -- own declarations
// --------------------------------------------------------------------------------------------------

namespace {

void note_own_changed(Element& element) {
    mark_rules_stale(element);
    if (element.document().mutations_observed()) MutationNotice::attribute_changed(element, "style", std::nullopt);
}

}  // namespace

bool set_style_property(Element& element, std::string_view name, std::string_view value, bool important) {
    if (!cascaded_of(element).own.set(name, value, important)) return false;
    note_own_changed(element);
    return true;
}

bool remove_style_property(Element& element, std::string_view name) {
    if (!cascaded_of(element).own.remove(name)) return false;
    note_own_changed(element);
    return true;
}

std::string style_property(const Element& element, std::string_view name) {
    const ElementStyle* style = element.style_data();
    return style && style->cascaded ? style->cascaded->own.get(name) : std::string();
}

int set_style_text(Element& element, std::string_view declarations) {
    DeclarationBlock block;
    const int left_out = read_declarations(declarations, block);
    cascaded_of(element).own = std::move(block);
    note_own_changed(element);
    return left_out;
}

std::string style_text(const Element& element) {
    const ElementStyle* style = element.style_data();
    return style && style->cascaded ? style->cascaded->own.text() : std::string();
}

std::string computed_property(const Element& element, std::string_view name) {
    const ElementStyle* style = element.style_data();
    if (!style) return {};
    if (name.starts_with("--")) {
        const CustomProperties* custom = style->cascaded ? style->cascaded->custom.get() : nullptr;
        const auto found = custom ? custom->find(name) : CustomProperties::const_iterator();
        return custom && found != custom->end() ? found->second : std::string();
    }
    const std::optional<PropertyId> id = property_named(name);
    if (!id) return {};
    bring_animations_up_to_date(element.document());
    Style whole;
    set_from_element(*id, style->specified, style->inherited, whole);
    resolve_current_color(*id, style->inherited.color, whole);
    whole.border.width = style->specified.border.used_width();
    return property_text(*id, whole);
}

}  // namespace janklab
