// SPDX-License-Identifier: MIT
// Finds out what must be drawn again, has the plan made, and plays its steps through the quad renderer.
#include "compositor/compositor.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "compositor/animation.h"
#include "compositor/canvas_textures.h"
#include "compositor/device_space.h"
#include "compositor/draw_plan.h"
#include "compositor/draw_programs.h"
#include "gpu/glyph_atlas.h"
#include "gpu/picture_textures.h"
#include "gpu/quad_renderer.h"
#include "gpu/shader_library.h"

namespace janklab {

namespace {

/// In the order of the layers. Several animations of one make one pose.
void hold_poses(const CompositorFrame& frame, TimePoint now, std::vector<HeldPose>& into) {
    into.clear();
    for (const CompositorAnimation& animation : frame.animations) {
        if (!animation.layer) continue;
        const LayerId before = into.empty() ? LayerId{} : into.back().layer;
        MUST(before <= animation.layer, "animations are committed in the order of their layers");
        if (before != animation.layer) into.push_back({.layer = animation.layer});
        add_to_pose(animation, now, into.back().pose);
        into.back().running |= runs_at(animation, now);
    }
}

bool same_layers(const std::vector<HeldPose>& a, const std::vector<HeldPose>& b) {
    return std::ranges::equal(a, b, {}, &HeldPose::layer, &HeldPose::layer);
}

bool same_place(const DrawTarget& a, const DrawTarget& b) {
    return a.framebuffer == b.framebuffer && a.size == b.size && a.page == b.page && a.scale == b.scale;
}

PixelRect moved_by(const PixelRect& r, int x, int y) { return {r.x + x, r.y + y, r.width, r.height}; }

}  // namespace

struct Compositor::State {
    explicit State(const Fonts& fonts) : atlas(fonts) {}

    ShaderLibrary shaders;
    std::optional<QuadRenderer> renderer;
    GlyphAtlas atlas;
    PictureTextures pictures;
    std::unique_ptr<CanvasTextures> canvases;
    DrawPlan plan;
    std::vector<Framebuffer> group_pictures;  // by depth - 1

    // What the target shows.
    bool target_known = false;
    DrawTarget shown_target;
    FrameId shown_frame;
    Color shown_background;
    std::vector<HeldPose> shown_poses, poses;
    struct ShownScroll {
        LayerId layer;
        Point position;
        float bar = 0;   // how much of the bars is seen;
        Point min, max;  // where they are, their length follows from these
        friend bool operator==(const ShownScroll&, const ShownScroll&) = default;
    };
    std::vector<ShownScroll> shown_scrolls;                  // by node of the shown frame's scroll tree
    std::vector<std::pair<LayerId, PixelRect>> shown_ports;  // where those were whose place is known
    PixelRect shown_held_area;
    PixelRect left_out_area;  // where glyphs are missing
    PixelRect waiting_area;   // where pictures are missing that are still on their way

    bool poses_differ(const CompositorFrame& frame, TimePoint now);
    PixelRect area_to_draw(const CompositorFrame& frame, TimePoint now, const DrawTarget& target,
                           const Scrolling* scrolling) const;
    ShownScroll scroll_of(const Scrolling& scrolling, std::size_t node, TimePoint now) const;
    bool scrolls_differ(const Scrolling* scrolling, TimePoint now) const;
    std::optional<PixelRect> scrolled_area(const Scrolling* scrolling, TimePoint now) const;
    void note_scrolls(const Scrolling* scrolling, TimePoint now);
    void bring_pictures(DrawStats& stats, const Clock* clock);
    void bring_canvases(DrawStats& stats, const Clock* clock);
    bool make_room_for_group(int depth, PixelSize page);
    void play(const DrawTarget& target, Color background, const PixelRect& area, DrawStats& stats);
    void begin_picture(const DrawTarget& target, int depth, const PixelRect& area);
};

Compositor::Compositor(std::unique_ptr<State> state) : state_(std::move(state)) {}
Compositor::~Compositor() = default;

Result<std::unique_ptr<Compositor>> Compositor::create(const Fonts& fonts) {
    auto state = std::make_unique<State>(fonts);
    Result<QuadRenderer> renderer = QuadRenderer::create(state->shaders, draw_programs);
    if (!renderer) return renderer.error();
    state->renderer.emplace(std::move(*renderer));
    state->atlas.upload();  // makes its texture, lest the first frame does
    Result<std::unique_ptr<CanvasTextures>> canvases = CanvasTextures::create(state->shaders, state->pictures);
    if (!canvases) return canvases.error();
    state->canvases = std::move(*canvases);
    return std::unique_ptr<Compositor>(new Compositor(std::move(state)));
}

bool Compositor::pictures_wait() const { return !state_->waiting_area.empty(); }

void Compositor::forget_target() { state_->target_known = false; }

bool Compositor::glyphs_are_missing() const { return !state_->left_out_area.empty(); }

bool Compositor::State::poses_differ(const CompositorFrame& frame, TimePoint now) {
    hold_poses(frame, now, poses);
    // One that has just ended is drawn once more, now with sharp edges.
    return !std::ranges::equal(poses, shown_poses);
}

Compositor::State::ShownScroll Compositor::State::scroll_of(const Scrolling& scrolling, std::size_t node,
                                                            TimePoint now) const {
    const int index = static_cast<int>(node);
    const ScrollNode& known = scrolling.tree().scrollers[node];
    ShownScroll scroll{
        .layer = known.layer, .position = scrolling.position(index), .bar = scrolling.bar_opacity(index, now)};
    if (scroll.bar > 0) scroll.min = known.min, scroll.max = known.max;
    return scroll;
}

bool Compositor::State::scrolls_differ(const Scrolling* scrolling, TimePoint now) const {
    const std::size_t count = scrolling ? scrolling->tree().scrollers.size() : 0;
    if (count != shown_scrolls.size()) return true;
    for (std::size_t i = 0; i < count; ++i) {
        if (scroll_of(*scrolling, i, now) != shown_scrolls[i]) return true;
    }
    return false;
}

/// The ports of what was scrolled since, and of what stands elsewhere than the page knows: what it says of damage is
/// told for its own positions, and within those. None: it is not known where they are.
std::optional<PixelRect> Compositor::State::scrolled_area(const Scrolling* scrolling, TimePoint now) const {
    PixelRect area;
    const std::size_t count = scrolling ? scrolling->tree().scrollers.size() : 0;
    for (std::size_t i = 0; i < count; ++i) {
        const ScrollNode& node = scrolling->tree().scrollers[i];
        const ShownScroll is = scroll_of(*scrolling, i, now);
        const bool same_index = i < shown_scrolls.size() && shown_scrolls[i].layer == node.layer;
        const auto shown = same_index ? shown_scrolls.begin() + static_cast<std::ptrdiff_t>(i)
                                      : std::ranges::find(shown_scrolls, node.layer, &ShownScroll::layer);
        if (shown == shown_scrolls.end()) continue;  // it is new, and so is all that is in it
        if (*shown == is && is.position == node.position) continue;
        const auto port = std::ranges::find(shown_ports, node.layer, &std::pair<LayerId, PixelRect>::first);
        if (port == shown_ports.end()) return std::nullopt;
        area = united(area, port->second);
    }
    return area;
}

void Compositor::State::note_scrolls(const Scrolling* scrolling, TimePoint now) {
    shown_scrolls.clear();
    shown_ports.clear();
    const std::size_t count = scrolling ? scrolling->tree().scrollers.size() : 0;
    for (std::size_t i = 0; i < count; ++i) {
        shown_scrolls.push_back(scroll_of(*scrolling, i, now));
        if (const std::optional<PixelRect> port = plan.port(i)) shown_ports.emplace_back(shown_scrolls[i].layer, *port);
    }
}

bool Compositor::needs_draw(const CompositorFrame& frame, TimePoint now, const DrawTarget& target,
                            const Scrolling* scrolling) const {
    return !state_->target_known || !frame.id || frame.id != state_->shown_frame ||
           !same_place(target, state_->shown_target) || glyphs_are_missing() || pictures_wait() ||
           state_->poses_differ(frame, now) || state_->scrolls_differ(scrolling, now);
}

// In pixels from the page's corner.
PixelRect Compositor::State::area_to_draw(const CompositorFrame& frame, TimePoint now, const DrawTarget& target,
                                          const Scrolling* scrolling) const {
    const PixelRect everything{0, 0, target.page.width, target.page.height};
    if (!target.preserved || !target_known || !same_place(target, shown_target)) return everything;
    // Labels leave one another room: where one moves all may.
    if (!frame.list.labels.empty()) return everything;
    const std::optional<PixelRect> scrolled = scrolled_area(scrolling, now);
    if (!scrolled) return everything;
    PixelRect area;
    if (!frame.id || frame.id != shown_frame) {
        if (!frame.damage_since || frame.damage_since != shown_frame || has_nan(frame.damage)) return everything;
        // A layer that animations let go, or take hold of, jumps from or to a place that this frame does not tell.
        if (frame.background != shown_background || !same_layers(poses, shown_poses)) return everything;
        const Rect damage = bounding(Transform::scaling(target.scale, target.scale), bounded(frame.damage));
        // Edges between pixels are soft one pixel further out.
        if (!damage.empty()) area = intersected(to_pixels(outward(grown(damage, 1))), everything);
    }
    area = united(area, intersected(*scrolled, everything));
    area = united(united(united(area, left_out_area), waiting_area), shown_held_area);
    return united(area, held_area(frame.list, poses, target.scale, everything, scrolling));
}

DrawStats Compositor::draw(const CompositorFrame& frame, TimePoint now, const DrawTarget& target,
                           const GlyphBudget& budget, const Scrolling* scrolling) {
    State& state = *state_;
    DrawStats stats;
    if (state.shaders.reload_changed(now)) state.target_known = false;
    const PixelRect page{0, 0, target.page.width, target.page.height};
    if (page.empty() || !(target.scale > 0) || (target.preserved && !needs_draw(frame, now, target, scrolling)))
        return stats;

    hold_poses(frame, now, state.poses);
    const PixelRect area = state.area_to_draw(frame, now, target, scrolling);
    if (!frame.id || frame.id != state.shown_frame || !same_place(target, state.shown_target))
        state.plan.forget_ports();
    stats.drawn = true;
    if (!area.empty()) {
        state.atlas.begin_frame(budget);
        state.plan.make(frame.list, state.poses, target.scale, area, state.renderer->table_capacity(), state.atlas,
                        scrolling, now);
        stats.glyphs_uploaded = state.atlas.upload();
        stats.glyphs_left_out = state.plan.glyphs_left_out();
        state.left_out_area = state.plan.left_out_area();
        state.bring_pictures(stats, budget.clock);
        state.play(target, frame.background, area, stats);
    }
    state.target_known = true;
    state.shown_target = target;
    state.shown_frame = frame.id;
    state.shown_background = frame.background;
    state.shown_held_area = held_area(frame.list, state.poses, target.scale, page, scrolling);
    state.note_scrolls(scrolling, now);
    std::swap(state.shown_poses, state.poses);
    stats.drawn_area = moved_by(area, target.page.x, target.page.y);
    stats.missing_area = moved_by(united(state.left_out_area, state.waiting_area), target.page.x, target.page.y);
    stats.page_pixels = page.pixels();
    return stats;
}

/// Pictures and canvases, as far as a frame may take. Where something is missing is drawn again with the next one.
void Compositor::State::bring_pictures(DrawStats& stats, const Clock* clock) {
    pictures.begin_frame();
    for (const DrawStep& step : plan.steps()) {
        if (step.picture) pictures.want(*step.picture);
        if (step.canvas) canvases->want_pictures(*step.canvas);
    }
    pictures.upload();
    waiting_area = {};
    for (const DrawStep& step : plan.steps()) {
        if (step.picture && !pictures.texture(*step.picture)) waiting_area = united(waiting_area, step.area);
    }
    bring_canvases(stats, clock);
    stats.pictures_waiting = pictures.waiting();
    stats.picture_bytes_uploaded = pictures.bytes_uploaded();
}

void Compositor::State::bring_canvases(DrawStats& stats, const Clock* clock) {
    bool any = false;
    const TimePoint start = clock ? clock->stamp() : time_zero;
    canvases->begin_frame();
    for (const DrawStep& step : plan.steps()) {
        if (!step.canvas) continue;
        any = true;
        if (!canvases->bring_to(*step.canvas) && pictures.waiting() > 0) waiting_area = united(waiting_area, step.area);
    }
    if (!any) return;
    canvases->end_frame();
    stats.canvas_draw_calls = canvases->take_draw_calls();
    stats.canvas_commands = canvases->take_commands_played();
    if (clock && stats.canvas_commands > 0) stats.canvas_time = clock->stamp() - start;
}

bool Compositor::State::make_room_for_group(int depth, PixelSize page) {
    const auto index = static_cast<std::size_t>(depth - 1);
    if (index < group_pictures.size()) {
        const PixelSize size = group_pictures[index].size();
        if (size.width >= page.width && size.height >= page.height) return true;
        page = {std::max(page.width, size.width), std::max(page.height, size.height)};
    }
    Result<Framebuffer> made = Framebuffer::create(page);
    if (!made) return false;
    if (index < group_pictures.size()) group_pictures[index] = std::move(*made);
    else group_pictures.push_back(std::move(*made));
    return true;
}

void Compositor::State::begin_picture(const DrawTarget& target, int depth, const PixelRect& area) {
    if (depth == 0) {
        renderer->begin_target(target.framebuffer, target.size, target.page);
    } else {  // the page lies in the bottom left corner of a group's picture, where group.frag looks for it
        const Framebuffer& picture = group_pictures[static_cast<std::size_t>(depth - 1)];
        renderer->begin_target(picture.gl_name(), picture.size(),
                               {0, picture.size().height - target.page.height, target.page.width, target.page.height});
    }
    renderer->set_scissor(area);
}

void Compositor::State::play(const DrawTarget& target, Color background, const PixelRect& area, DrawStats& stats) {
    int deepest = 0;
    for (const DrawStep& step : plan.steps()) {
        if (step.kind == DrawStep::Kind::begin_group) deepest = std::max(deepest, step.depth);
    }
    int available = 0;  // without graphics memory for more, deeper groups are drawn as if opaque
    while (available < deepest && make_room_for_group(available + 1, {target.page.width, target.page.height}))
        ++available;

    renderer->upload(plan.instances(), plan.table());
    std::array<PixelRect, DrawPlan::deepest_group + 1> areas{area};
    begin_picture(target, 0, area);
    renderer->clear(background);
    for (const DrawStep& step : plan.steps()) {
        if (step.kind != DrawStep::Kind::draw && step.depth > available) continue;
        if (step.kind == DrawStep::Kind::begin_group) {
            areas[static_cast<std::size_t>(step.depth)] = step.area;
            begin_picture(target, step.depth, step.area);
            renderer->clear(transparent);
        } else if (step.kind == DrawStep::Kind::end_group) {
            begin_picture(target, step.depth - 1, areas[static_cast<std::size_t>(step.depth - 1)]);
        } else if (step.count > 0 && (step.what != DrawKind::group || step.depth <= available)) {
            unsigned texture = 0;
            if (draws_glyphs(step.what)) texture = atlas.texture();
            if (step.what == DrawKind::group)
                texture = group_pictures[static_cast<std::size_t>(step.depth - 1)].texture();
            TextureSampling sampling = step.sampling;
            if (step.what == DrawKind::stretched_glyph) sampling.filter = TextureFilter::linear;
            if (step.picture && !(texture = pictures.texture(*step.picture))) continue;
            if (step.canvas && !(texture = canvases->texture(step.canvas->canvas))) continue;
            renderer->draw(program_of(step.what), step.first_byte, step.count, texture, sampling);
            ++stats.draw_calls;
        }
    }
    renderer->end();
    stats.instances = plan.instance_count();
    stats.groups = plan.groups();
    stats.items_skipped = plan.items_skipped();
}

}  // namespace janklab
