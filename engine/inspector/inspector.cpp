// SPDX-License-Identifier: MIT
#include "inspector/inspector.h"

#include <imgui.h>

#include <utility>
#include <vector>

#include "display/page_link.h"
#include "inspector/input_feed.h"
#include "inspector/panels.h"
#include "inspector/picture.h"
#include "inspector/theme.h"
#include "inspector/views.h"
#include "loop/control.h"
#include "page/control_board.h"

namespace janklab {
namespace {

constexpr Duration between_software_redraws = 33ms;
/// What ran in the last second is shown, so that a page that has come to rest is looked at a little longer.
constexpr Duration settles_after = 1100ms;

void set_style(ImGuiStyle& style, float scale) {
    style = ImGuiStyle();
    style.WindowPadding = {0, 0};
    style.WindowBorderSize = 0;
    style.WindowRounding = 0;
    style.WindowMinSize = {1, 1};
    style.ItemSpacing = {0, 0};
    style.ScrollbarSize = grid * scale;
    style.ScrollbarRounding = grid / 2 * scale;
    const auto color = [](Color c) { return ImVec4(c.r / 255.f, c.g / 255.f, c.b / 255.f, c.a / 255.f); };
    style.Colors[ImGuiCol_ScrollbarBg] = color(transparent);
    style.Colors[ImGuiCol_ScrollbarGrab] = color(theme.raised);
    style.Colors[ImGuiCol_ScrollbarGrabHovered] = color(theme.hovered);
    style.Colors[ImGuiCol_ScrollbarGrabActive] = color(theme.pressed);
}

bool is_pointer(InputKind kind) {
    return kind == InputKind::pointer_move || kind == InputKind::pointer_down || kind == InputKind::pointer_up ||
           kind == InputKind::wheel;
}

}  // namespace

struct Inspector::Parts {
    Parts(Desc what, FontSet set) : desc(std::move(what)), fonts(std::move(set)), policy(desc.policy) {}

    void prepare(PixelSize window, float new_scale, TimePoint now);
    void lay_out();
    void grant(Wishes& wishes);
    void leave_the_page();
    LoopSituation situation() const {
        return {desc.control->paused(), views.banner.state() == Banner::State::blocked, desc.can_pause};
    }
    /// Pointer events there are the inspector's.
    bool covers(Point point) const;

    Desc desc;
    FontSet fonts;
    LiveFigures live;
    InspectorViews views;
    InputFeed input;
    WindowLayout layout;
    std::vector<ControlSpec> controls;
    std::uint64_t controls_version = 0;
    Policy policy;
    ImGuiContext* imgui = nullptr;
    std::optional<Picture> picture;  // from the first draw() on
    bool fonts_changed = false;
    PixelSize framebuffer;
    float scale = 0;
    std::optional<CursorShape> cursor;
    TimePoint drawn_at = time_never;
    bool input_came = false;
    /// Went down on the inspector: until it is up, the pointer is ours wherever it goes. What goes down on the page is
    /// the page's until it is up, and never told to us.
    std::optional<std::uint8_t> held_button;
    bool on_page = true;  // the pointer
};

Result<std::unique_ptr<Inspector>> Inspector::create(Desc desc) {
    MUST(desc.trace && desc.folds && desc.control && desc.link && desc.board && desc.fonts,
         "an inspector needs a trace, its folds, a loop control, a page link, a control board and fonts");
    Result<FontSet> fonts = FontSet::load(*desc.fonts);
    if (!fonts) return fonts.error();
    auto parts = std::make_unique<Parts>(std::move(desc), std::move(*fonts));
    parts->imgui = ImGui::CreateContext();
    ImGui::SetCurrentContext(parts->imgui);
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().LogFilename = nullptr;
    parts->desc.trace->add(parts->live);
    return std::unique_ptr<Inspector>(new Inspector(std::move(parts)));
}

Inspector::Inspector(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Inspector::~Inspector() {
    parts_->desc.trace->remove(parts_->live);
    ImGui::SetCurrentContext(parts_->imgui);
    parts_->picture.reset();
    ImGui::DestroyContext(parts_->imgui);
}

Rect Inspector::page_area(Size window) const { return layout_of(window).page; }

const InspectorViews& Inspector::views() const { return parts_->views; }

void Inspector::show_page(std::string title, std::string look_for) {
    parts_->desc.title = std::move(title);
    parts_->desc.look_for = std::move(look_for);
    parts_->views.queues = {};  // The rows of rare queues were of the page before.
    parts_->input_came = true;
}

void Inspector::show_display(std::string line) { parts_->desc.display = std::move(line); }

// -- input -----------------------------------------------------------------------------------------------------------

bool Inspector::Parts::covers(Point point) const {
    if (layout.form == InspectorForm::none) return false;
    if (!layout.page.contains(point)) return true;
    return views.banner.state() == Banner::State::blocked && layout.banner.contains(point);
}

bool Inspector::take_input(const InputEvent& event) {
    Parts& parts = *parts_;
    if (const LoopCommand command = command_for(event, parts.situation()); command != LoopCommand::none) {
        carry_out(command, *parts.desc.control);
        parts.input_came = true;
        return true;
    }
    const bool held = parts.held_button.has_value();
    if (event.kind == InputKind::pointer_leave && !held) {  // A drag goes on outside of the window.
        parts.input.take(event);
        parts.input_came = parts.input_came || !parts.on_page;
        parts.on_page = true;
    }
    if (!is_pointer(event.kind)) return false;
    const bool ours = held || parts.covers(event.position);
    if (event.kind == InputKind::pointer_down && ours && !held) parts.held_button = event.button;
    if (event.kind == InputKind::pointer_up && parts.held_button == event.button) parts.held_button.reset();
    if (!ours) parts.cursor = std::nullopt;
    // Where the pointer is on the page, ImGui must know it too: what it rested on no longer is under it.
    if (ours || event.kind == InputKind::pointer_move) {
        parts.input.take(event);
        parts.input_came = parts.input_came || ours || !parts.on_page;
        parts.on_page = !ours;
    }
    return ours;
}

// -- drawing ---------------------------------------------------------------------------------------------------------

bool Inspector::wants_redraw(TimePoint now) const {
    const Parts& parts = *parts_;
    if (parts.drawn_at == time_never || parts.input_came) return true;
    if (parts.desc.software && now - parts.drawn_at < between_software_redraws) return false;
    const LoopState& loop = parts.desc.folds->loop;
    WorkPiece piece;
    const bool busy = loop.running(now, piece);
    const bool counting_down = !loop.timers().empty();
    const bool settling = parts.drawn_at - parts.live.page_seen_at() < settles_after;
    return busy || counting_down || settling || parts.views.banner.state() != Banner::State::hidden ||
           parts.controls_version != parts.desc.board->version();
}

void Inspector::Parts::prepare(PixelSize window, float new_scale, TimePoint now) {
    ImGui::SetCurrentContext(imgui);
    ImGuiIO& io = ImGui::GetIO();
    if (new_scale != scale) {
        scale = new_scale;
        fonts.build(*io.Fonts, scale);
        fonts_changed = true;
        set_style(ImGui::GetStyle(), scale);
    }
    const Duration since = drawn_at == time_never ? 16ms : now - drawn_at;
    io.DeltaTime = static_cast<float>(std::clamp(to_ms(since), 0.1, 100.0) / 1000);
    framebuffer = window;
    io.DisplaySize = {static_cast<float>(window.width), static_cast<float>(window.height)};
    input.tell(io, scale);
    layout = layout_of({static_cast<float>(window.width) / scale, static_cast<float>(window.height) / scale});
    if (const std::uint64_t version = desc.board->version(); version != controls_version) {
        controls = desc.board->snapshot();
        controls_version = version;
    }
    views.look(*desc.folds, live, layout, now);
    drawn_at = now;
    input_came = input.waiting();
}

void Inspector::Parts::lay_out() {
    ImGui::NewFrame();
    Wishes wishes;
    const PageContent content{
        desc.title,  desc.look_for, controls,    desc.set_policy ? std::optional(policy) : std::nullopt,
        situation(), desc.way_back, desc.display};
    if (layout.form == InspectorForm::full) {
        const bool corner_has_room = has_room_for_counters(layout.corner, views, desc.folds->long_tasks);
        const bool counters_drawn = draw_column(fonts, scale, layout.column, views, content, corner_has_room, wishes);
        draw_graph(fonts, scale, layout.graph, views, desc.folds->frames, desc.display);
        const CornerContent corner{desc.folds->long_tasks, desc.annotations, counters_drawn};
        draw_corner(fonts, scale, layout.corner, views, corner, wishes);
    }
    if (layout.form == InspectorForm::bar) draw_bar(fonts, scale, layout.bar, views, content, wishes);
    if (layout.form != InspectorForm::none) draw_banner(fonts, scale, layout.banner, views.banner, wishes);
    const bool over_control = ImGui::IsAnyItemHovered() || ImGui::IsAnyItemActive();
    if (const ImVec2 at = ImGui::GetIO().MousePos; covers({at.x / scale, at.y / scale})) {
        cursor = over_control ? CursorShape::pointing_hand : CursorShape::arrow;
    }
    ImGui::Render();
    grant(wishes);
}

void Inspector::Parts::grant(Wishes& wishes) {
    carry_out(wishes.command, *desc.control);
    if (wishes.change) desc.link->send(*wishes.change);
    if (wishes.policy) {
        policy = *wishes.policy;
        desc.set_policy(policy);
    }
    if (wishes.annotations) {
        desc.annotations = *wishes.annotations;
        desc.link->send(AnnotationChange{desc.annotations});
    }
    if (wishes.leave) leave_the_page();
    const bool granted =
        wishes.command != LoopCommand::none || wishes.change || wishes.policy || wishes.annotations || wishes.leave;
    if (granted) input_came = true;
}

/// As closing a tab does: neither what blocks the page nor a pause keeps it open.
void Inspector::Parts::leave_the_page() {
    const LoopSituation now = situation();
    for (std::size_t i = 0; i < controls.size(); ++i) {
        if (controls[i].label == desc.way_back) desc.link->send(ControlChange{static_cast<int>(i), 1});
    }
    if (now.blocked) desc.control->request_stop();
    if (now.paused) desc.control->resume();
}

void Inspector::compose(PixelSize framebuffer, float scale, TimePoint now) {
    parts_->prepare(framebuffer, scale, now);
    parts_->lay_out();
}

void Inspector::draw(PixelSize framebuffer, float scale, TimePoint now) {
    Parts& parts = *parts_;
    ImGui::SetCurrentContext(parts.imgui);
    if (!parts.picture) parts.picture.emplace();
    const bool fresh = framebuffer != parts.framebuffer || scale != parts.scale || wants_redraw(now);
    if (fresh) {
        parts.prepare(framebuffer, scale, now);
        parts.picture->begin(std::exchange(parts.fonts_changed, false));
        parts.lay_out();
    }
    parts.picture->draw(*ImGui::GetDrawData(), parts.layout, scale, framebuffer, fresh);
}

void Inspector::let_go_of_gl() {
    ImGui::SetCurrentContext(parts_->imgui);
    parts_->picture.reset();
    parts_->framebuffer = {};  // the next picture is a new one
}

std::optional<CursorShape> Inspector::cursor() const { return parts_->cursor; }

}  // namespace janklab
