// SPDX-License-Identifier: MIT
// Selectors: read (selector_reader.cpp), matched against elements. Which there are is told in README.md. Page thread.
// https://drafts.csswg.org/selectors-4/
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dom/interaction_state.h"

namespace janklab {

class CssTokens;
class Element;

/// a: ids, b: classes, attributes, pseudo-classes, c: types; in one number that compares.
using Specificity = std::uint32_t;
constexpr Specificity specificity_of(unsigned a, unsigned b, unsigned c) {
    const auto clamped = [](unsigned n) { return n > 1023 ? 1023u : n; };
    return clamped(a) << 20 | clamped(b) << 10 | clamped(c);
}

struct Selector;

enum class Combinator : std::uint8_t { none, descendant, child, next_sibling, later_sibling };
enum class AttributeMatch : std::uint8_t { present, equals, word, begins, ends, contains, language };
enum class PseudoKind : std::uint8_t {
    state,
    focus_within,
    enabled,
    disabled,
    root,
    empty,
    nth_child,
    nth_last_child,
    nth_of_type,
    nth_last_of_type,
    is_any,
    is_none,
    has,
    anchor  // inside :has(): the element that has it
};
constexpr bool counts_siblings(PseudoKind kind) {
    return kind >= PseudoKind::nth_child && kind <= PseudoKind::nth_last_of_type;
}

struct AttributeTest {
    std::string name, value;
    AttributeMatch match = AttributeMatch::present;
    bool ignores_case = false;  // ASCII case of the value
};
struct PseudoClass {
    PseudoKind kind = PseudoKind::root;
    InteractionState state{};  // :hover and its like
    int step = 0, offset = 0;  // An+B
    std::vector<Selector>
        selectors;  // :is(), :not(), :has(); those of the latter end with a compound that is the anchor
};

/// What one element must be.
struct Compound {
    std::string tag;                        // empty: any
    std::vector<std::string> ids, classes;  // it must have all of them
    std::vector<AttributeTest> attributes;
    std::vector<PseudoClass> pseudos;
    Combinator to_left = Combinator::none;  // how the element of the next compound is reached
};

struct Selector {
    std::vector<Compound> compounds;  // from the right, which is the subject, to the left
    Specificity specificity = 0;
};

/// A list with commas, up to a brace or the end. Empty: it is not one; a list with one bad selector counts as none.
std::vector<Selector> read_selectors(CssTokens& tokens);
std::vector<Selector> read_selectors(std::string_view text);

/// What `:has(~ x)` asks of all children of one element at once, kept while nothing changes: the place of the last
/// child before which every other has it. Else each of them would look through those behind it.
class HasMemo {
  public:
    /// Where it is kept, from 1 on, 0: there is none; nothing: not asked yet.
    std::optional<int>& last_in(const Selector& relative, const Element& parent) { return last_[{&relative, &parent}]; }
    std::size_t size() const { return last_.size(); }
    void clear() { last_.clear(); }

  private:
    std::map<std::pair<const Selector*, const Element*>, std::optional<int>> last_;
};

/// `memo`: to be cleared when anything that selectors ask for has changed.
bool matches(const Selector& selector, const Element& element, HasMemo& memo);
/// What a selector asks of siblings, or of places among them; what it asks of children (:empty, :has()) apart.
struct SiblingLooks {
    bool before = false;  // of those before an element: +, ~, :nth-child()
    bool last = false;    // whether any comes after it: :last-child
    bool after = false;   // how many or which come after it
    int next = 0;         // of so many that come next
    bool below = false;   // not of the subject alone: of what is around it
    bool any() const { return before || last || after || next > 0; }
    SiblingLooks& operator|=(const SiblingLooks& other) {
        before |= other.before, last |= other.last, after |= other.after, below |= other.below;
        next = std::max(next, other.next);
        return *this;
    }
};
SiblingLooks looks_at_siblings(const Selector& selector);
/// Where a selector in :has() looks, seen from the anchor.
struct HasReach {
    static constexpr int all = std::numeric_limits<int>::max();
    int nearest = 0, furthest = 0;  // of the siblings behind it; 0: in the anchor itself
    bool below = false;             // in what is there, not at that itself
};
HasReach reach_of(const Selector& relative);

}  // namespace janklab
