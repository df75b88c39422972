// SPDX-License-Identifier: MIT
#include "page/virtual_run.h"

namespace janklab {

VirtualRun::VirtualRun(Desc desc)
    : trace_(clock_),
      display_({.clock = &clock_,
                .link = &link_,
                .trace = &trace_,
                .control = &control_,
                .rate = desc.rate,
                .limit = desc.limit,
                .viewport = desc.viewport,
                .inputs = std::move(desc.inputs),
                .draw = std::move(desc.draw),
                .at_end = std::move(desc.at_end)}),
      page_({.clock = &clock_,
             .trace = &trace_,
             .link = &link_,
             .control = &control_,
             .text = desc.text,
             .controls = &controls_,
             .viewport = desc.viewport,
             .policy = desc.policy,
             .annotations = desc.annotations,
             .lockstep = desc.lockstep,
             .throttle = desc.throttle,
             .seed = desc.seed,
             .title = desc.title}) {
    link_.set_wake_page([this] { page_.wake(); });
    trace_.add(folds_);
    if (desc.record) trace_.add(recording_);
}

VirtualRun::~VirtualRun() = default;

void VirtualRun::run() {
    page_.run();
    trace_.collect();
}

void VirtualRun::advance(Duration duration) {
    page_.run_until(clock_.stamp() + duration);
    trace_.collect();
}

}  // namespace janklab
