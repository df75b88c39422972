// SPDX-License-Identifier: MIT
#include "demos/demo_run.h"

#include <doctest/doctest.h>

namespace janklab {

namespace {

std::vector<ScriptedInput> inputs_of(const Demo& demo, const DemoRun::Desc& desc) {
    std::vector<ScriptedInput> inputs;
    if (!desc.with_hand) return inputs;
    if (!demo.hand) return inputs;
    for (const InputEvent& event : demo.hand(desc.length)) inputs.push_back({event.time, event});
    return inputs;
}

}  // namespace

DemoRun::DemoRun(const Demo& demo, const Desc& desc)
    : run_({.text = &text_,
            .rate = RefreshRate::from_hz(desc.hz),
            .limit = {.end = time_zero + desc.length},
            .policy = desc.policy,
            .seed = desc.seed,
            .title = demo.title,
            .inputs = inputs_of(demo, desc),
            .record = true}) {
    demo.build(run_.page());
    const std::vector<ControlSpec> specs = run_.controls().snapshot();
    for (const auto& [label, value] : desc.controls) {
        bool found = false;
        for (std::size_t i = 0; i < specs.size(); ++i) {
            if (specs[i].label != label) continue;
            run_.link().send(PageMail{ControlChange{static_cast<int>(i), value}});
            found = true;
        }
        REQUIRE_MESSAGE(found, "the demo has no control named ", label);
    }
    run_.run();
}

std::vector<std::string> DemoRun::log() const {
    std::vector<std::string> lines;
    const Recording& events = run_.recording();
    for (std::size_t i = 0; i < events.size(); ++i)
        if (events[i].type == EventType::log) lines.emplace_back(events[i].name);
    return lines;
}

int DemoRun::count(EventType type) const {
    int count = 0;
    const Recording& events = run_.recording();
    for (std::size_t i = 0; i < events.size(); ++i) count += events[i].type == type;
    return count;
}

int DemoRun::count(EventType type, std::string_view name) const {
    int count = 0;
    const Recording& events = run_.recording();
    for (std::size_t i = 0; i < events.size(); ++i)
        count += events[i].type == type && events[i].name && name == events[i].name;
    return count;
}

}  // namespace janklab
