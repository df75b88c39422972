// SPDX-License-Identifier: MIT
// DrawPlan: decides how a display list is drawn, without drawing: a list goes in; instances, batches and groups come
// out. Display thread; needs no GL. Vectors keep their capacity, so that a steady frame allocates nothing.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/corners.h"
#include "compositor/animation.h"
#include "compositor/compositor_frame.h"
#include "compositor/held_area.h"
#include "compositor/scrolling.h"
#include "gpu/framebuffer.h"
#include "gpu/glyph_atlas.h"
#include "gpu/quad_renderer.h"

namespace janklab {

/// Four bytes, premultiplied.
struct PremultipliedColor {
    std::uint8_t r = 0, g = 0, b = 0, a = 0;
    friend bool operator==(const PremultipliedColor&, const PremultipliedColor&) = default;
};
PremultipliedColor premultiplied(Color color, float opacity);
/// As the table has it: 0 to 1.
constexpr std::array<float, 4> to_entry(const PremultipliedColor& c) {
    const auto part = [](std::uint8_t value) { return static_cast<float>(value) / 255; };
    return {part(c.r), part(c.g), part(c.b), part(c.a)};
}

/// What shaders/shape.vert reads; the comments there say what each means.
struct ShapeInstance {
    std::array<float, 4> quad{};
    std::array<float, 4> shape{};
    std::array<float, 4> matrix{1, 0, 0, 1};
    std::array<float, 3> more{};
    std::array<std::uint16_t, 4> radii{};
    PremultipliedColor fill, border;
    std::int32_t clip = -1;
};
/// What shaders/glyph.vert reads.
struct GlyphInstance {
    std::array<float, 4> corner_and_across{};
    std::array<float, 2> down{};
    std::array<std::uint16_t, 4> texels{};
    PremultipliedColor color;
    float weight = 0;
    std::int32_t clip = -1;
};

enum class DrawKind : std::uint8_t {
    solid,
    box,
    border,
    styled_border,
    shadow,
    cut_shadow,
    group,
    gradient,
    image,
    glyph,
    stretched_glyph
};
constexpr bool draws_glyphs(DrawKind kind) { return kind >= DrawKind::glyph; }

/// One batch of instances to draw, or the beginning or end of a group's own picture.
struct DrawStep {
    enum class Kind : std::uint8_t { draw, begin_group, end_group };
    Kind kind = Kind::draw;
    DrawKind what = DrawKind::solid;
    int depth = 0;  ///< Of the group: 1 for one in the page. What is drawn as `group` is of this depth too.
    std::uint32_t first_byte = 0;
    std::uint32_t count = 0;
    PixelRect area;  ///< Of a group: what its picture covers. Of images: what they cover, in pixels of the page.
    const Bitmap* picture = nullptr;  ///< Of images: this, or a canvas.
    const CanvasChunk* canvas = nullptr;
    TextureSampling sampling;  ///< Likewise.
};

/// How strongly coverage of text in that colour is bent, -1 to 1: light text gains, dark text loses.
float text_weight(Color color);

/// The rules:
/// - Boxes have their edges on whole device pixels, unless an animation moves them, or a layer turns, scales or shifts
///   them by a part of a pixel. Text stands on whole pixels downwards and on quarters sideways, unless an animation
///   moves it or its layer is turned.
/// - Plain clips cut quads here; round, turned and moving ones become a chain in the table, multiplied in the shader.
/// - A layer whose parts do not overlap hands its opacity to them; any other is drawn to its own picture (a group).
/// - An item joins an earlier batch of its kind if it overlaps nothing drawn since; else it opens a new one.
/// - Labels come last, over everything; those that would leave the page, or lie on another, are moved where there is
/// room.
/// - What is not a number is skipped and counted, what is infinite is cut down; a pop without its push, or of another
///   kind, is skipped and counted; pushes that are never popped end with the list.
class DrawPlan {
  public:
    static constexpr int deepest_group = 8;  ///< Groups inside more groups than this are blended part by part.

    /// Decides for what lies in `area` (device pixels from the page's corner); lists that lie outside are not looked
    /// into. Uses the atlas's present frame, and leaves out the glyphs beyond its budget, or takes them from another
    /// quarter of a pixel.
    /// What scrolls stands where `scrolling` has it, on whole device pixels, with the scroll bars of `now`; null: where
    /// it begins.
    void make(const DisplayList& list, std::span<const HeldPose> poses, float scale, const PixelRect& area,
              std::size_t table_capacity, GlyphAtlas& atlas, const Scrolling* scrolling = nullptr, TimePoint now = {});

    std::span<const DrawStep> steps() const { return steps_; }
    std::span<const std::byte> instances() const { return instances_; }
    std::span<const std::array<float, 4>> table() const { return table_; }
    std::uint32_t instance_count() const { return static_cast<std::uint32_t>(shapes_.size() + glyphs_.size()); }
    std::uint32_t groups() const { return groups_; }
    std::uint32_t items_skipped() const { return items_skipped_; }
    /// Glyphs that were not ready, and the device pixels that want to be drawn again for them.
    std::uint32_t glyphs_left_out() const { return glyphs_left_out_; }
    /// Device pixels where the port of that node of the scroll tree was seen last, without what clips it; none: it has
    /// not been met since forget_ports().
    std::optional<PixelRect> port(std::size_t node) const { return node < ports_.size() ? ports_[node] : std::nullopt; }
    /// The nodes are others from now on.
    void forget_ports() { ports_.clear(); }
    PixelRect left_out_area() const;

  private:
    enum class Opened : std::uint8_t { page, clip, layer, group, scroll, shift };
    // What holds for the items that follow; pushing copies it.
    struct Surroundings {
        Opened by = Opened::page;
        bool hidden = false;  // by a layer: nothing is drawn until its pop
        bool snap_boxes = true, snap_text = true;
        Transform to_device;
        float opacity = 1;   // handed down to each part
        Rect clip;           // device pixels, whole numbers
        int clip_node = -1;  // innermost of the chain
        Rect unclipped;      // where no node of the chain cuts anything
        int rect_node = -1;  // `clip` as a node, once a turned item needed it
        float group_opacity = 1;
        std::size_t group_step = 0;
        Rect outer_touched;  // `touched_` of what surrounds the group
        Point moved;         // by scrolling or sticking, where `by` is one of these
        Rect port;           // of what scrolls
        int node = -1;       // in the scroll tree, of what scrolls and has bars
        bool shows_nothing() const { return hidden || clip.empty(); }
    };
    struct BatchPart {
        std::uint32_t batch = 0, first = 0, count = 0;
    };
    struct Batch {
        DrawKind kind = DrawKind::solid;
        std::uint32_t count = 0, first = 0;
        Rect bounds;
        const Bitmap* picture = nullptr;
        const CanvasChunk* canvas = nullptr;
        TextureSampling sampling = {};
    };
    // A shape on its way to an instance.
    struct PlacedShape {
        ShapeInstance instance;
        Rect own;     // in the shape's own pixels, which upright are the page's
        Rect bounds;  // pixels of the page that may change
        Rect reach;   // the same before clips
        bool upright = false, snapped = false;
        float scale = 1;         // own pixels a CSS pixel, the mean of both directions
        Size scales{1, 1};       // the same across and down
    };

    void add_all(const DisplayItems& contents, std::span<const HeldPose> poses, GlyphAtlas& atlas);
    void add(const SubListItem& item, std::span<const HeldPose> poses, GlyphAtlas& atlas);
    void add(const BoxItem& item);
    void add(const BorderItem& item);
    void add(const ShadowItem& item);
    void add(const GradientItem& item, std::span<const ColorStop> stops);
    void add(const ImageItem& item);
    void add_text(const TextItem& item, std::span<const Glyph> glyphs, GlyphAtlas& atlas);
    void push(const PushClipItem& item);
    void push(const PushLayerItem& item, std::span<const DisplayItem> contents, std::span<const HeldPose> poses);
    void push(const PushScrollItem& item);
    void push(const PushShiftItem& item);
    static void move(Surroundings& inner, Point by);
    void note_label_place(LayerId layer, const Rect& bounds);
    void add_labels(const DisplayItems& contents, GlyphAtlas& atlas);
    Rect place_label(std::size_t label) const;
    void add_bars(int node, const Rect& port);
    void pop(Opened expected, std::size_t outside);
    void begin_group();
    void end_group();

    void add_cut_shadow(const ShadowItem& item, const Rect& rect, const Rect& box, float deviation,
                        PremultipliedColor color);
    void add_shape(DrawKind kind, const Rect& rect, float grow, const PackedCorners& radius, float border_or_blur,
                   PremultipliedColor fill, PremultipliedColor border);
    void add_sharp_glyphs(std::span<const Glyph> glyphs, const GlyphRun& run, GlyphInstance instance,
                          GlyphAtlas& atlas);
    void add_stretched_glyphs(std::span<const Glyph> glyphs, const GlyphRun& run, float stretch, GlyphInstance instance,
                              GlyphAtlas& atlas);
    const AtlasGlyph* find_glyph(const GlyphRun& run, char32_t code_point, int subpixel, GlyphAtlas& atlas);
    bool place(const Rect& rect, float grow, bool may_snap, PlacedShape& into) const;
    /// The tile in pixels from the shape's centre.
    Rect place_tile(const Tiling& tiling, const Rect& rect, const PlacedShape& shape) const;
    void add_placed(PlacedShape& shape, const Batch& batch);
    /// Room for `entries` in the table; the index is in fours of entries, as those of clips. Less than 0: none left.
    int add_table_entries(std::span<const std::array<float, 4>> entries);
    std::uint32_t batch_for(const Batch& wanted);
    int clip_for(const Rect& bounds, bool cut_already);
    /// What shaders/rounded.glsl takes for radii; ellipses go to the table. Nothing: it has no room.
    std::optional<std::array<float, 4>> radii_entry(const Corners& radii);
    /// The same for an instance. False: the table has no room.
    bool set_radii(const PackedCorners& radii, PlacedShape& shape);
    int add_clip_node(const Rect& rect, const Corners& radius, const Transform& to_own, int around);
    void close_segment();
    void pack();

    const Scrolling* scrolling_ = nullptr;
    TimePoint now_;
    float scale_ = 1;
    std::size_t table_capacity_ = 0;
    Rect whole_;                      // the area, as the outermost clip
    std::vector<Surroundings> open_;  // back() holds now
    Rect touched_;                    // by what was drawn into the present group
    int group_depth_ = 0;
    std::uint32_t groups_ = 0, items_skipped_ = 0, glyphs_left_out_ = 0;
    Rect left_out_;  // bounds of the texts that lack glyphs

    std::vector<DrawStep> steps_;
    std::vector<Batch> batches_;
    std::size_t segment_start_ = 0;  // batches before it are closed
    std::vector<ShapeInstance> shapes_;
    std::vector<GlyphInstance> glyphs_;
    std::vector<std::uint32_t> shape_batches_;  // the batch of each
    std::vector<BatchPart> glyph_batches_;      // and of glyphs, which come many at a time
    std::vector<std::array<float, 4>> table_;
    std::vector<std::byte> instances_;
    std::vector<std::optional<PixelRect>> ports_;  // by node
    std::span<const LayerLabel> labels_;
    // By label, device pixels: where its layer is seen; empty: nowhere. In the end where the label itself is.
    std::vector<Rect> label_places_;
};

}  // namespace janklab
