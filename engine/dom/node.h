// SPDX-License-Identifier: MIT
// Node: an element or a text in the tree of a Document. Owned by Refs: the parent holds its children; what is removed
// lives on while a Ref to it exists, and every Ref must be gone before the document. Page thread.
// https://dom.spec.whatwg.org/#node-trees
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dom/dirty.h"
#include "dom/event_target.h"
#include "dom/ref.h"

namespace janklab {

class Element;
class Text;
struct LayoutBox;
struct MutationRegistration;

enum class NodeKind : std::uint8_t { element, text };

/// Data that a later folder hangs on a node; the deleter is that folder's.
template <class T>
using Attached = std::unique_ptr<T, void (*)(T*)>;
template <class T>
Attached<T> nothing_attached() {
    return Attached<T>(nullptr, [](T*) {});
}

class Node : public EventTarget, public RefCounted {
  public:
    static void destroy(Node* node);

    NodeKind kind() const { return kind_; }
    Element* as_element();  // dom/element.h
    const Element* as_element() const { return const_cast<Node*>(this)->as_element(); }
    Text* as_text();
    const Text* as_text() const { return const_cast<Node*>(this)->as_text(); }
    Document& document() const { return *document_; }

    Element* parent() const { return parent_; }
    Node* previous_sibling() const { return previous_; }
    Node* next_sibling() const { return next_.get(); }
    /// In the document's tree, that is, below its body or the body itself.
    bool connected() const { return connected_; }
    bool is_inclusive_descendant_of(const Node& ancestor) const;
    /// The number of ancestors: 0 for the body and for a root without parent.
    int depth() const;

    /// Takes it out of its parent; without one, does nothing. Whoever holds a Ref can put it back in.
    void remove();

    // -- for the stages that follow (style, layout, paint) --------------------------------------------------------
    Dirty dirty() const { return dirty_; }
    bool is_dirty(Dirty bits) const { return any(dirty_ & bits); }
    void clear_dirty(Dirty bits) { dirty_ = dirty_ & ~bits; }
    /// It came into the tree and has not been through a style stage since.
    bool newly_connected() const { return newly_connected_; }
    bool take_newly_connected() { return std::exchange(newly_connected_, false); }
    /// Of an element: its box; of a text: the anonymous box that begins with it, if there is one. Null: nothing is
    /// shown.
    LayoutBox* box() const { return box_.get(); }
    void attach_box(Attached<LayoutBox> box) { box_ = std::move(box); }

  protected:
    Node(NodeKind kind, Document& document);
    ~Node();

  private:
    friend class Element;
    friend class Document;
    friend class Text;
    friend class MutationObserver;
    friend class MutationNotice;
    friend class ResizeObserver;
    friend class IntersectionObserver;

    Element* parent_ = nullptr;
    Node* previous_ = nullptr;
    Ref<Node> next_;  // the first child holds the second, and so on
    Attached<LayoutBox> box_ = nothing_attached<LayoutBox>();
    std::vector<MutationRegistration> mutation_registrations_;
    NodeKind kind_;
    bool connected_ = false;
    bool newly_connected_ = false;
    bool watched_ = false;  // some resize or intersection observer has pointed here
    Dirty dirty_ = Dirty::none;
};

class Text final : public Node {
  public:
    const std::string& data() const { return data_; }
    /// UTF-8; what is not valid shows as U+FFFD. Setting the same text changes nothing.
    void set_data(std::string_view data);

  private:
    friend class Document;
    friend class Node;
    Text(Document& document, std::string_view data) : Node(NodeKind::text, document), data_(data) {}
    ~Text() = default;
    std::string data_;
};

inline Text* Node::as_text() { return kind_ == NodeKind::text ? static_cast<Text*>(this) : nullptr; }

/// The next in tree order (children before siblings) inside `root`; null at the end. No recursion, so depth costs
/// nothing.
Node* next_in_tree(const Node& node, const Node& root);
/// The same, but not into `node`.
Node* next_skipping_children(const Node& node, const Node& root);

/// The nearest node that both are below (or are): where a click goes whose button went down and up on different ones.
Element* common_ancestor(Element* a, Element* b);

}  // namespace janklab
