// SPDX-License-Identifier: MIT
// ResizeObserver and IntersectionObserver: who watches what. The gathering is in layout/observations.cpp.
#include <algorithm>

#include "dom/document.h"
#include "dom/intersection_observer.h"
#include "dom/resize_observer.h"

namespace janklab {
namespace {

template <class Observation>
bool erase_target(std::vector<Observation>& observations, const Element& element) {
    return std::erase_if(observations, [&](const Observation& one) { return one.target == &element; }) > 0;
}

template <class Observation>
bool watches(const std::vector<Observation>& observations, const Element& element) {
    return std::any_of(observations.begin(), observations.end(),
                       [&](const Observation& one) { return one.target == &element; });
}

/// In the document's list, and alive by its own Ref, exactly while it watches something.
template <class Observer>
void list_while_watching(Observer& observer, bool watching, std::vector<Observer*>& list, Ref<Observer>& self) {
    const Ref<Observer> keep(observer);
    if (watching && !self) {
        list.push_back(&observer);
        self = keep;
    } else if (!watching && self) {
        std::erase(list, &observer);
        self = nullptr;
    }
}

}  // namespace

// -- ResizeObserver
// ----------------------------------------------------------------------------------------------------

ResizeObserver::ResizeObserver(Document& document, Name name, Deliver callback)
    : document_(document), name_(name), callback_(std::move(callback)) {}

Ref<ResizeObserver> ResizeObserver::create(Document& document, Name name, Deliver callback) {
    return Ref<ResizeObserver>(new ResizeObserver(document, name, std::move(callback)));
}

void ResizeObserver::observe(Element& element) {
    erase_target(observations_, element);  // observing again forgets what was reported
    observations_.push_back({.target = &element});
    element.watched_ = true;
    keep_alive_while_watching();
    document_.note_observer_waits();
}

void ResizeObserver::unobserve(Element& element) {
    if (erase_target(observations_, element)) keep_alive_while_watching();
}

void ResizeObserver::disconnect() {
    observations_.clear();
    keep_alive_while_watching();
}

void ResizeObserver::keep_alive_while_watching() {
    list_while_watching(*this, !observations_.empty(), document_.resize_observers(), self_);
}

// -- IntersectionObserver
// ----------------------------------------------------------------------------------------------

IntersectionObserver::IntersectionObserver(Document& document, Name name, Deliver callback, IntersectionOptions options)
    : document_(document), name_(name), callback_(std::move(callback)), options_(std::move(options)) {
    for (float& threshold : options_.thresholds) threshold = threshold > 0 ? std::min(threshold, 1.f) : 0.f;
    if (options_.thresholds.empty()) options_.thresholds.push_back(0);
    std::sort(options_.thresholds.begin(), options_.thresholds.end());
}

Ref<IntersectionObserver> IntersectionObserver::create(Document& document, Name name, Deliver callback,
                                                       IntersectionOptions options) {
    Element* root = options.root;
    Ref<IntersectionObserver> observer(
        new IntersectionObserver(document, name, std::move(callback), std::move(options)));
    if (root) root->watched_ = true;
    return observer;
}

void IntersectionObserver::observe(Element& element) {
    if (watches(observations_, element)) return;
    observations_.push_back({.target = &element});
    element.watched_ = true;
    keep_alive_while_watching();
    document_.note_observer_waits();
}

void IntersectionObserver::unobserve(Element& element) {
    if (erase_target(observations_, element)) keep_alive_while_watching();
}

void IntersectionObserver::disconnect() {
    observations_.clear();
    keep_alive_while_watching();
}

void IntersectionObserver::keep_alive_while_watching() {
    list_while_watching(*this, !observations_.empty(), document_.intersection_observers(), self_);
}

// -- a watched element dies ----------------------------------------------------------------------------------------

void Document::forget_watched(Element& element) {
    for (std::size_t i = resize_observers_.size(); i-- > 0;) resize_observers_[i]->unobserve(element);
    for (std::size_t i = intersection_observers_.size(); i-- > 0;) {
        IntersectionObserver& observer = *intersection_observers_[i];
        if (observer.options_.root == &element) observer.disconnect();
        else observer.unobserve(element);
    }
}

}  // namespace janklab
