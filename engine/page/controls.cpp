// SPDX-License-Identifier: MIT
#include "page/controls.h"

#include <algorithm>
#include <cmath>

namespace janklab {

void Controls::add(ControlSpec spec, Entry entry) {
    spec.label = entry.label.text;
    specs_.push_back(std::move(spec));
    entries_.push_back(std::move(entry));
    if (board_) board_->publish(specs_);
}

void Controls::slider(Name label, double& variable, const SliderDesc& desc, Callback changed) {
    variable = desc.value;
    add({.kind = ControlKind::slider,
         .label = {},
         .unit = desc.unit,
         .minimum = desc.minimum,
         .maximum = desc.maximum,
         .step = desc.step,
         .value = desc.value,
         .choices = {}},
        {.label = label, .number = &variable, .changed = Handler<>(std::move(changed))});
}

void Controls::choice(Name label, int& variable, std::initializer_list<const char*> choices, Callback changed) {
    ControlSpec spec{.kind = ControlKind::choice, .label = {}, .unit = {}, .choices = {}};
    for (const char* text : choices) spec.choices.emplace_back(text);
    spec.maximum = static_cast<double>(spec.choices.size()) - 1;
    spec.value = variable;
    add(std::move(spec), {.label = label, .index = &variable, .changed = Handler<>(std::move(changed))});
}

void Controls::toggle(Name label, bool& variable, Callback changed) {
    add({.kind = ControlKind::toggle, .label = {}, .unit = {}, .value = variable ? 1.0 : 0.0, .choices = {}},
        {.label = label, .flag = &variable, .changed = Handler<>(std::move(changed))});
}

void Controls::button(Name label, Callback pressed) {
    add({.kind = ControlKind::button, .label = {}, .unit = {}, .choices = {}},
        {.label = label, .changed = Handler<>(std::move(pressed))});
}

Name Controls::name_of(const ControlChange& change) const {
    if (change.index < 0 || change.index >= count()) return Name("unknown control");
    return entries_[static_cast<std::size_t>(change.index)].label;
}

void Controls::apply(const ControlChange& change) {
    if (change.index < 0 || change.index >= count() || !std::isfinite(change.value)) return;
    const auto at = static_cast<std::size_t>(change.index);
    ControlSpec& spec = specs_[at];
    Entry& entry = entries_[at];
    if (spec.kind != ControlKind::button) spec.value = std::clamp(change.value, spec.minimum, spec.maximum);
    if (entry.number) *entry.number = spec.value;
    if (entry.index) *entry.index = static_cast<int>(std::lround(spec.value));
    if (entry.flag) *entry.flag = spec.value >= 0.5;
    if (board_ && spec.kind != ControlKind::button) board_->publish(specs_);
    if (entry.changed) entry.changed.call();
}

}  // namespace janklab
