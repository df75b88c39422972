// SPDX-License-Identifier: MIT
#include "dom/tree_order.h"

#include <unordered_map>

#include "dom/element.h"

namespace janklab {
namespace {

/// The nodes with all their ancestors: the trees without what lies beside those.
class Branches {
  public:
    explicit Branches(std::span<const Node* const> nodes) {
        for (const Node* node : nodes) add(node);
        for (auto& [node, branch] : branches_) sort(branch.children);
        number();
    }
    std::size_t place_of(const Node* node) const { return branches_.at(node).place; }
    std::size_t visited() const { return visited_; }

  private:
    struct Branch {
        std::vector<const Node*> children;
        std::size_t place = 0;
    };

    /// Upwards, until somebody has been there before.
    void add(const Node* node) {
        if (!branches_.try_emplace(node).second) return;
        ++visited_;
        for (const Node* parent = node->parent(); parent; parent = node->parent()) {
            const auto [known, is_new] = branches_.try_emplace(parent);
            known->second.children.push_back(node);
            if (!is_new) return;
            ++visited_;
            node = parent;
        }
        roots_.push_back(node);
    }

    /// From the first one both ways at once, until all have been met.
    void sort(std::vector<const Node*>& children) {
        if (children.size() < 2) return;
        const Node* first = children.front();
        std::vector<const Node*> before, after{first};
        const auto meet = [&](const Node* sibling, std::vector<const Node*>& side) {
            ++visited_;
            if (branches_.contains(sibling)) side.push_back(sibling);
        };
        const Node *back = first->previous_sibling(), *forth = first->next_sibling();
        while (before.size() + after.size() < children.size()) {
            if (back) meet(back, before), back = back->previous_sibling();
            if (forth) meet(forth, after), forth = forth->next_sibling();
        }
        children.assign(before.rbegin(), before.rend());
        children.insert(children.end(), after.begin(), after.end());
    }

    void number() {
        std::vector<const Node*> to_come(roots_.rbegin(), roots_.rend());
        for (std::size_t place = 0; !to_come.empty(); ++place) {
            Branch& branch = branches_.at(to_come.back());
            to_come.pop_back();
            branch.place = place;
            to_come.insert(to_come.end(), branch.children.rbegin(), branch.children.rend());
        }
    }

    std::unordered_map<const Node*, Branch> branches_;
    std::vector<const Node*> roots_;
    std::size_t visited_ = 0;
};

}  // namespace

TreeOrder tree_order_of(std::span<const Node* const> nodes) {
    const Branches branches(nodes);
    TreeOrder order;
    order.places.reserve(nodes.size());
    for (const Node* node : nodes) order.places.push_back(branches.place_of(node));
    order.nodes_visited = branches.visited();
    return order;
}

}  // namespace janklab
