// SPDX-License-Identifier: MIT
// The steps of one turn of Page::run(): mail, choice, rendering opportunity, waiting; and how a page is put together.
#include <algorithm>
#include <cmath>

#include "dom/mutation_observer.h"
#include "layout/hit_test.h"
#include "page/page.h"
#include "style/style.h"
#include "style/update_animations.h"
#include "trace/function_name.h"

namespace janklab {

Page::Page(const Desc& desc)
    : clock_(*desc.clock),
      trace_(desc.trace->writer(Track::page)),
      names_(desc.trace->names()),
      link_(*desc.link),
      control_(*desc.control),
      // In virtual time no thread ever waits for a processor.
      machine_wait_(desc.clock->kind() == ClockKind::real ? &trace_ : nullptr),
      lockstep_(desc.lockstep),
      throttle_(desc.throttle),
      opened_at_(desc.clock->stamp()),
      random_(desc.seed),
      loop_({.clock = desc.clock, .trace = &trace_, .names = &names_, .control = desc.control, .policy = desc.policy}),
      scheduler_(loop_),
      async_(loop_, &names_),
      images_({.clock = desc.clock,
               .loop = &loop_,
               .document = &document_,
               .throttle = desc.throttle,
               .report = [this](const std::string& sentence) { log(sentence); }}),
      controls_(desc.controls),
      input_(loop_, document_),
      rendering_({.clock = desc.clock,
                  .trace = &trace_,
                  .link = desc.link,
                  .loop = &loop_,
                  .document = &document_,
                  .input = &input_,
                  .text = desc.text,
                  .viewport = desc.viewport,
                  .annotations = desc.annotations,
                  .throttle = desc.throttle}) {
    trace_.write(EventType::page_opened, {.name = Name(desc.title, CodeLocation{})});
    if (desc.controls) desc.controls->publish({});
    document_.text_measurer = desc.text;
    connect_document();
    link_.want_frame();
}

Page::~Page() = default;

void Page::connect_document() {
    loop_.on_frame_wanted([this] { link_.want_frame(); });
    document_.hooks.became_dirty = [this] {
        if (!rendering_.stage_runs()) link_.want_frame();
    };
    connect_animations(document_, {.async = &async_,
                                   .trace = &trace_,
                                   .names = &names_,
                                   .want_frame = [this] { link_.want_frame(); },
                                   .present_frame_time = [this] { return present_frame_time(); }});
    document_.hooks.force_layout = [this](const Name& reader) {
        if (!reader.text) return rendering_.update_layout();  // the engine itself asks (layout/hit_test.h)
        rendering_.force_layout(Name(names_.intern(short_function_name(reader.text)), reader.where));
    };
    document_.hooks.present_time = [this] { return clock_.stamp(); };
    document_.hooks.is_shown = [this](const Element& element) {
        update_layout(document_);
        return element.box() && element.inherited_style().visibility == BoxVisibility::visible;
    };
    document_.hooks.call_listener = [this](const Name& name, DispatchedBy by, Callback& listener) {
        if (by == DispatchedBy::platform) loop_.run_a_callback(CallbackKind::event_listener, name, listener);
        else loop_.run_a_nested_callback(CallbackKind::event_listener, name, listener);
    };
    input_.set_scroll_on_display([this](Element& scroller, const ScrollRequest& request) {
        return rendering_.scrolling().scroll_on_display(scroller, request);
    });
    input_.keys().write_clipboard = [this](std::string_view text) { link_.put_clipboard(text); };
    document_.hooks.queue_mutation_observer_microtask = [this] {
        loop_.queue_a_microtask("notify mutation observers", [this] {
            for (MutationDelivery& delivery : take_mutation_deliveries(document_)) {
                Callback deliver = [&delivery] { delivery.deliver(); };
                loop_.run_a_nested_callback(CallbackKind::mutation_observer, delivery.observer->name(), deliver);
            }
        });
    };
}

/// On the grid of the newest BeginFrame: the time of the one that would have come last.
TimePoint Page::present_frame_time() const {
    if (!latest_.id) return time_zero;
    const auto passed = (clock_.stamp() - latest_.time) / latest_.interval;
    return latest_.time + std::max<Duration::rep>(passed, 0) * latest_.interval;
}

void Page::receive_mail() {
    note_that_time_passes(document_);
    PageMail mail;
    while (link_.take_mail(mail)) {
        std::visit([this](const auto& letter) { receive(letter); }, mail);
    }
    if (const std::optional<BeginFrame> frame = link_.take_begin_frame()) {
        trace_.write(EventType::begin_frame_received,
                     {.id = frame->id.value,
                      .arg = static_cast<std::uint64_t>(frame->deadline.time_since_epoch().count()),
                      .arg2 = static_cast<std::uint64_t>(frame->interval.count())});
        opportunity_ = latest_ = *frame;
        lockstep_task_done_ = false;
    }
}

void Page::receive(InputEvent event) {
    if (event.kind == InputKind::resize) rendering_.resize(event.size);
    else input_.receive(event);
    if (wants_frame()) link_.want_frame();
}

void Page::receive(ControlChange change) {
    loop_.queue_a_task(TaskSource::user_interaction, controls_.name_of(change),
                       [this, change] { controls_.apply(change); });
}

Choice Page::choose_next() {
    const TimePoint rendering_since = opportunity_ ? opportunity_->time : time_never;
    if (!lockstep_) return loop_.choose_next(rendering_since);
    // In lockstep a BeginFrame admits one task, with its microtasks, and then the rendering. Nothing runs without one.
    if (!opportunity_) {
        link_.want_frame();
        const Choice left_over = loop_.choose_next();
        return left_over.kind == Choice::Kind::idle ? left_over : Choice{};
    }
    const Choice choice = lockstep_task_done_ ? Choice{} : loop_.choose_next();
    if (choice.kind != Choice::Kind::task) return {Choice::Kind::rendering, {}};
    lockstep_task_done_ = true;
    return choice;
}

BeginFrame Page::take_rendering_opportunity() {
    loop_.wait_at_gate();
    machine_wait_.note();
    return *std::exchange(opportunity_, std::nullopt);
}

bool Page::wants_frame() const {
    return document_.needs_rendering() || loop_.has_animation_frame_callbacks() || input_.waits_for_frame() ||
           rendering_.resize_waits() || rendering_.animations_want_frame();
}

TimePoint Page::idle_deadline() const {
    const TimePoint longest = clock_.stamp() + IdleCallbacks::longest_period;
    if (!wants_frame() && !lockstep_) return longest;
    // Before the first BeginFrame nobody knows when it comes: hardly any time is given away.
    if (!latest_.id) return clock_.stamp() + 1ms;
    // The next BeginFrame on the grid of the newest: an idle callback must leave the thread free for it.
    const auto passed = (clock_.stamp() - latest_.time) / latest_.interval;
    return std::min(longest, latest_.time + (passed + 1) * latest_.interval);
}

void Page::start_an_idle_period() {
    const TimePoint deadline = idle_deadline();
    // While a frame is awaited the next period begins after it; a covered window is sent none, though.
    const bool awaited = wants_frame() || lockstep_;
    loop_.start_an_idle_period(deadline, awaited ? deadline + IdleCallbacks::longest_period : time_never);
}

void Page::wait(TimePoint until) {
    trace_.write(EventType::waiting_started);
    loop_.wait_until(until);
    trace_.write(EventType::waiting_ended);
}

void Page::log(std::string_view text, std::source_location here) {
    trace_.write(EventType::log, {.name = Name(names_.intern(text), CodeLocation::from(here))});
}

double Page::random() { return static_cast<double>(random_() >> 11) * 0x1.0p-53; }

Duration Page::throttled(Duration duration) const {
    return throttle_ == 1 ? duration : std::chrono::duration_cast<Duration>(duration * throttle_);
}

}  // namespace janklab
