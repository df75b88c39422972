// SPDX-License-Identifier: MIT
// https://dom.spec.whatwg.org/#mutation-observers. Deviation: no transient registrations, so what happens below a
// subtree after it was removed is not reported.
#include "dom/mutation_observer.h"

#include <algorithm>
#include <utility>

#include "dom/document.h"
#include "dom/mutation_notice.h"

namespace janklab {

MutationObserver::MutationObserver(Document& document, Name name, Deliver callback)
    : document_(document), name_(name), callback_(std::move(callback)) {}

Ref<MutationObserver> MutationObserver::create(Document& document, Name name, Deliver callback) {
    return Ref<MutationObserver>(new MutationObserver(document, name, std::move(callback)));
}

void MutationObserver::observe(Node& target, MutationOptions options) {
    for (MutationRegistration& registration : target.mutation_registrations_) {
        if (registration.observer == this) {
            registration.options = options;
            return;
        }
    }
    target.mutation_registrations_.push_back({Ref<MutationObserver>(this), options});
    targets_.push_back(&target);
    document_.note_observed_mutations();
}

void MutationObserver::disconnect() {
    const Ref<MutationObserver> keep(this);
    for (Node* target : std::exchange(targets_, {})) {
        std::erase_if(target->mutation_registrations_,
                      [&](const MutationRegistration& registration) { return registration.observer == this; });
    }
    records_.clear();
}

/// "Queue a mutation record": for each interested observer on the way from the target to the root, once.
template <class Wants, class Fill>
void MutationNotice::queue_records(Node& target, Wants wants, Fill fill) {
    Document& document = target.document();
    if (!document.mutations_observed()) return;
    std::vector<std::pair<MutationObserver*, bool>> interested;  // the observer, and whether it wants the old value
    for (Node* node = &target; node; node = node->parent()) {
        for (const MutationRegistration& registration : node->mutation_registrations_) {
            const MutationOptions& options = registration.options;
            if ((node != &target && !options.subtree) || !wants(options)) continue;
            MutationObserver* observer = registration.observer.get();
            const auto known = std::find_if(interested.begin(), interested.end(),
                                            [&](const auto& entry) { return entry.first == observer; });
            if (known == interested.end()) interested.emplace_back(observer, options.old_values);
            else known->second |= options.old_values;
        }
    }
    for (const auto& [observer, with_old_value] : interested) {
        MutationRecord& record = observer->records_.emplace_back();
        record.target = Ref<Node>(target);
        fill(record, with_old_value);
        if (std::exchange(observer->waiting_, true)) continue;
        std::vector<Ref<MutationObserver>>& pending = document.pending_mutation_observers();
        pending.emplace_back(observer);
        if (pending.size() == 1 && document.hooks.queue_mutation_observer_microtask) {
            document.hooks.queue_mutation_observer_microtask();
        }
    }
}

void MutationNotice::children_changed(Element& parent, Node* added, Node* removed, Node* previous, Node* next) {
    queue_records(
        parent, [](const MutationOptions& options) { return options.child_list; },
        [&](MutationRecord& record, bool) {
            record.kind = MutationKind::child_list;
            if (added) record.added.emplace_back(added);
            if (removed) record.removed.emplace_back(removed);
            record.previous_sibling = Ref<Node>(previous);
            record.next_sibling = Ref<Node>(next);
        });
}

void MutationNotice::text_changed(Text& text, std::string_view old_data) {
    queue_records(
        text, [](const MutationOptions& options) { return options.character_data; },
        [&](MutationRecord& record, bool with_old_value) {
            record.kind = MutationKind::character_data;
            if (with_old_value) record.old_value = std::string(old_data);
        });
}

void MutationNotice::attribute_changed(Element& element, std::string_view name,
                                       std::optional<std::string_view> old_value) {
    queue_records(
        element, [](const MutationOptions& options) { return options.attributes; },
        [&](MutationRecord& record, bool with_old_value) {
            record.kind = MutationKind::attributes;
            record.attribute_name = name;
            if (with_old_value && old_value) record.old_value = std::string(*old_value);
        });
}

void MutationNotice::forget(Node& node) {
    for (const MutationRegistration& registration : node.mutation_registrations_) {
        std::erase(registration.observer->targets_, &node);
    }
}

std::vector<MutationDelivery> take_mutation_deliveries(Document& document) {
    std::vector<MutationDelivery> deliveries;
    for (Ref<MutationObserver>& observer : std::exchange(document.pending_mutation_observers(), {})) {
        observer->waiting_ = false;
        std::vector<MutationRecord> records = observer->take_records();
        if (!records.empty()) deliveries.push_back({std::move(observer), std::move(records)});
    }
    return deliveries;
}

}  // namespace janklab
