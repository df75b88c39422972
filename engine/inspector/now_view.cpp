// SPDX-License-Identifier: MIT
#include "inspector/now_view.h"

#include "inspector/frame_graph.h"
#include "inspector/theme.h"

namespace janklab {
namespace {

/// "the task ‹save draft›", to be used within a sentence.
void add_span(ShortText& text, const Span& span) {
    const auto named = [&](const char* what) {
        text.add(what);
        if (span.name.text && *span.name.text) text.add(" ‹").add(span.name.text).add("›");
    };
    switch (span.activity) {
        case Activity::task:
            named("task");
            break;
        case Activity::checkpoint:
            text.add("microtasks");
            break;
        case Activity::microtask:
            named("microtask");
            break;
        case Activity::callback:
            named(to_string(static_cast<CallbackKind>(span.detail)));
            break;
        case Activity::rendering:
            text.add("update of the rendering");
            break;
        case Activity::style:
            text.add("style");
            break;
        case Activity::layout:
            if (span.detail == 1) named("forced layout, read by");
            else text.add("layout");
            break;
        case Activity::paint:
            text.add("paint");
            break;
        case Activity::gc:
            text.add("collection of garbage");
            break;
        case Activity::idle_period:
            text.add("idle period");
            break;
        case Activity::waiting:
            text.add("waiting");
            break;
        case Activity::paused:
            text.add("paused");
            break;
    }
}

void capitalise(ShortText& text, const ShortText& sentence) {
    const std::string_view view = sentence.view();
    if (view.empty()) return;
    const char first =
        view.front() >= 'a' && view.front() <= 'z' ? static_cast<char>(view.front() - 'a' + 'A') : view.front();
    text.add(std::string_view(&first, 1)).add(view.substr(1));
}

Color color_of(PageDoing doing) {
    switch (doing) {
        case PageDoing::task:
        case PageDoing::microtask:
        case PageDoing::callback:
            return theme.scripting;
        case PageDoing::rendering:
        case PageDoing::style:
        case PageDoing::layout:
            return theme.rendering;
        case PageDoing::paint:
            return theme.painting;
        case PageDoing::gc:
            return theme.other;
        case PageDoing::paused:
            return theme.accent;
        case PageDoing::nothing:
        case PageDoing::waiting:
        case PageDoing::idle_period:
            return theme.idle;
    }
    return theme.other;
}

/// Of which the name says most: the task or callback around what runs now.
const Span* outermost_work(const PageStack& stack) {
    for (const Span& span : stack.open()) {
        if (span.activity == Activity::task || span.activity == Activity::callback) return &span;
    }
    return nullptr;
}

bool has_text(const Name& name) { return name.text && *name.text; }

/// Between two tasks; or in a checkpoint, before the microtask that runs next.
void tell_paused(NowView& view, const LoopState& loop) {
    const bool before_a_microtask = loop.stack().inside(Activity::checkpoint) && !loop.microtasks().empty();
    if (!before_a_microtask) {
        view.doing.add("Paused");
        view.place.add("Step, or resume to let the page run on.");
        return;
    }
    const Name& next = loop.microtasks().front().name;
    view.doing.add("Paused before microtask ‹").add(has_text(next) ? next.text : "(no name)").add("›");
    view.place.add_place(next.where.file(), next.where.line());
    view.place_is_code = true;
}

}  // namespace

double busy_share(const FrameTimeline& frames, TimePoint now) {
    Duration busy{};
    for (std::size_t i = frames.size(); i-- > 0;) {
        const FrameRecord& frame = frames[i];
        if (frame.begin == time_never || frame.begin < now - 1s) break;
        busy += frame.activity.busy();
    }
    return std::min(1.0, to_ms(busy) / 1000);
}

NowView now_view(const LoopState& loop, const FrameTimeline& frames, TimePoint now) {
    const PageNow page = loop.page();
    NowView view;
    view.color = color_of(page.doing);
    WorkPiece piece;
    view.busy = loop.running(now, piece);
    view.elapsed = std::max(Duration{0}, now - (view.busy ? piece.start : page.since));
    const Span* top = loop.stack().top();
    switch (page.doing) {
        case PageDoing::nothing:
        case PageDoing::waiting:
            view.doing.add(page.doing == PageDoing::waiting ? "Waiting: nothing to run"
                                                            : "Between two turns of the loop");
            view.place.add("busy for ").add_number(100 * busy_share(frames, now), 0).add(" % of the last second");
            break;
        case PageDoing::paused:
            tell_paused(view, loop);
            break;
        default:
            if (!top) break;
            ShortText& sentence = view.what;
            add_span(sentence, *top);
            // Of a long checkpoint not every microtask is told, but the latest has a name.
            const bool nameless = top->activity == Activity::checkpoint && has_text(piece.microtasks.name);
            if (nameless) sentence.add(" ‹").add(piece.microtasks.name.text).add("›");
            capitalise(view.doing, sentence);
            view.place_is_code = true;
            const CodeLocation where = nameless ? piece.microtasks.name.where : top->name.where;
            view.place.add_place(where.file(), where.line());
    }
    const Span* around = outermost_work(loop.stack());
    if (around && around != top && page.doing != PageDoing::paused) add_span(view.within.add("in the "), *around);
    return view;
}

StateWords state_words(const LoopSituation& situation, const NowView& now) {
    StateWords state{.words = "live", .color = theme.good};
    if (situation.paused && now.busy) {  // Whoever pauses waits for what runs: a task, or one microtask.
        state = {.words = "pausing: still running ", .color = theme.dropped};
        state.words.add(now.what.empty() ? std::string_view("what it is in") : now.what.view());
    } else if (situation.paused) {
        state = {.words = "paused", .color = theme.accent};
    } else if (situation.blocked) {
        state = {.words = "blocked", .color = theme.alarm};
    }
    return state;
}

void Banner::look(const LoopState& loop, const LongTasks& long_tasks, const LiveFigures& live, TimePoint now) {
    WorkPiece piece;
    if (loop.running(now, piece) && now - piece.start >= appears_after) {
        state_ = State::blocked;
        blocked_since_ = piece.start;
        last_seen_ = now;
        tell_blocked(piece, loop.stack(), live);
    } else if (state_ == State::blocked) {
        state_ = State::over;
        over_at_ = now;
        tell_over(long_tasks);
    } else if (state_ == State::over && now - over_at_ >= stays) {
        state_ = State::hidden;
    }
}

void Banner::tell_blocked(const WorkPiece& piece, const PageStack& stack, const LiveFigures& live) {
    headline_.clear();
    detail_.clear();
    subject_.clear();
    const Blame blame = blame_of(piece);
    // The place comes first: what does not fit is cut at the end.
    if (blame.name.where) detail_.add_place(blame.name.where.file(), blame.name.where.line());
    const auto add = [this]() -> ShortText& { return detail_.empty() ? detail_ : detail_.add("  ·  "); };
    if (blame.kind == CauseKind::microtasks) {
        subject_.add("Microtasks");
        headline_.add("Microtasks have been running for ").add_duration(blame.duration);
        if (has_text(blame.name)) add().add("‹").add(blame.name.text).add("›");
        add().add_count(live.drained()).add(" drained");
    } else {
        ShortText what;
        if (blame.kind == CauseKind::forced_layout) what.add("forced layout");
        else if (has_text(blame.name)) what.add("‹").add(blame.name.text).add("›");
        else what.add(to_string(blame.kind));
        capitalise(subject_, what);
        headline_.add(subject_.view()).add(" has been running for ").add_duration(blame.duration);
    }
    const Span* top = stack.top();
    if (top && top->name.text != blame.name.text && top->activity != Activity::checkpoint) {
        add_span(add().add("now: "), *top);
    }
}

void Banner::tell_over(const LongTasks& long_tasks) {
    Duration lasted = last_seen_ - blocked_since_;
    if (!long_tasks.latest().empty() && long_tasks.latest().newest().start == blocked_since_) {
        lasted = long_tasks.latest().newest().duration;
    }
    headline_.clear();
    headline_.add(subject_.view()).add(" blocked the page for ").add_duration(lasted);
}

}  // namespace janklab
