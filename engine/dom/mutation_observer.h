// SPDX-License-Identifier: MIT
// MutationObserver: records changes of the tree. The first record makes the document ask for a microtask (its hook); in
// it the page delivers take_mutation_deliveries(). Page thread. https://dom.spec.whatwg.org/#mutation-observers
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/move_only_function.h"
#include "base/name.h"
#include "dom/element.h"

namespace janklab {

enum class MutationKind : std::uint8_t { child_list, character_data, attributes };

struct MutationRecord {
    MutationKind kind{};
    Ref<Node> target;
    std::vector<Ref<Node>> added, removed;     // child_list
    Ref<Node> previous_sibling, next_sibling;  // child_list: around what was added or removed
    std::string attribute_name;                // attributes; set_style counts as the attribute "style"
    std::optional<std::string> old_value;      // where it was asked for; never for "style"
};

struct MutationOptions {
    bool child_list = false;
    bool character_data = false;
    bool attributes = false;
    bool subtree = false;  // what is below the target too
    bool old_values = false;
};

class MutationObserver;
/// Kept by the node that is observed.
struct MutationRegistration {
    Ref<MutationObserver> observer;
    MutationOptions options;
};

class MutationObserver final : public RefCounted {
  public:
    using Deliver = MoveOnlyFunction<void(std::span<const MutationRecord>, MutationObserver&)>;

    /// Lives as long as it observes a node that lives, or a Ref to it exists.
    static Ref<MutationObserver> create(Document& document, Name name, Deliver callback);
    static void destroy(MutationObserver* observer) { delete observer; }

    /// Observing the same node again replaces the options.
    void observe(Node& target, MutationOptions options);
    /// Also forgets the records that wait.
    void disconnect();
    std::vector<MutationRecord> take_records() { return std::exchange(records_, {}); }

    const Name& name() const { return name_; }
    Deliver& callback() { return callback_; }

  private:
    friend class MutationNotice;
    friend std::vector<struct MutationDelivery> take_mutation_deliveries(Document& document);
    MutationObserver(Document& document, Name name, Deliver callback);
    ~MutationObserver() = default;

    Document& document_;
    Name name_;
    Deliver callback_;
    std::vector<Node*> targets_;  // taken off when the node dies
    std::vector<MutationRecord> records_;
    bool waiting_ = false;  // in the document's list of observers with records
};

/// One call of a callback that the page has to make.
struct MutationDelivery {
    Ref<MutationObserver> observer;
    std::vector<MutationRecord> records;
    void deliver() { observer->callback()(records, *observer); }
};
/// "Notify mutation observers": what waits, in the order in which the observers got their first record.
std::vector<MutationDelivery> take_mutation_deliveries(Document& document);

}  // namespace janklab
