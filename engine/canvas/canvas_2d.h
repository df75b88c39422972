// SPDX-License-Identifier: MIT
// Canvas2D: what draws on a <canvas>, or on one that is not shown, with the names of the web in snake case. It records;
// nothing is drawn here but for get_image_data(). Coordinates are pixels of the canvas after its transform. Arguments
// that are not finite do nothing. Page thread. https://html.spec.whatwg.org/multipage/canvas.html#2dcontext
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/move_only_function.h"
#include "canvas/canvas_path.h"
#include "canvas/canvas_recorder.h"
#include "canvas/canvas_styles.h"

namespace janklab {

class CanvasGlyphs;
class TextMeasurer;

class Canvas2D {
  public:
    /// `changed` is called when there is something new to show, once until the next newest(). `text` may be null.
    explicit Canvas2D(PixelSize size, const TextMeasurer* text = nullptr, Callback changed = {});
    ~Canvas2D();
    Canvas2D(const Canvas2D&) = delete;
    Canvas2D& operator=(const Canvas2D&) = delete;

    // -- state ---------------------------------------------------------------------------------------------------
    PixelSize size() const { return recorder_.size(); }
    /// Clears it, and resets all state, also when the size stays. Sides of 0 show nothing.
    void resize(PixelSize size);
    void reset() { resize(size()); }
    void save();
    /// Without a save() before does nothing.
    void restore();

    // -- transform -----------------------------------------------------------------------------------------------
    void scale(float x, float y);
    void rotate(float radians);
    void translate(float x, float y);
    void transform(const Transform& transform);
    void set_transform(const Transform& transform);
    void reset_transform() { set_transform({}); }
    const Transform& get_transform() const { return state_.transform; }

    // -- how shapes are put on what is there ---------------------------------------------------------------------
    /// 0 to 1; others are left out.
    void set_global_alpha(float alpha);
    void set_global_composite_operation(CompositeOperation operation) { state_.operation = operation; }
    void set_image_smoothing_enabled(bool enabled) { state_.smooth = enabled; }
    void set_fill_style(CanvasStyle style);
    void set_stroke_style(CanvasStyle style);
    std::shared_ptr<CanvasGradient> create_linear_gradient(float x0, float y0, float x1, float y1);
    /// Null where a radius is less than 0 (the web throws) or something is not finite.
    std::shared_ptr<CanvasGradient> create_radial_gradient(float x0, float y0, float r0, float x1, float y1, float r1);
    /// Of a canvas: as it is when it is drawn with.
    std::shared_ptr<CanvasPattern> create_pattern(const CanvasImage& image, PatternRepetition repetition);
    void set_shadow_color(Color color) { state_.shadow.color = color; }
    void set_shadow_blur(float blur);
    void set_shadow_offset(Point offset);

    // -- lines ---------------------------------------------------------------------------------------------------
    void set_line_width(float width);
    void set_line_cap(LineCap cap) { state_.stroke.cap = cap; }
    void set_line_join(LineJoin join) { state_.stroke.join = join; }
    void set_miter_limit(float limit);
    /// An odd number of lengths is taken twice. With one that is less than 0 or not finite nothing changes.
    void set_line_dash(std::span<const float> lengths);
    void set_line_dash_offset(float offset);

    // -- rectangles ----------------------------------------------------------------------------------------------
    void clear_rect(float x, float y, float width, float height);
    void fill_rect(float x, float y, float width, float height);
    void stroke_rect(float x, float y, float width, float height);

    // -- paths ---------------------------------------------------------------------------------------------------
    void begin_path();
    void close_path() { path_.close_path(); }
    void move_to(float x, float y) { path_.move_to(x, y); }
    void line_to(float x, float y) { path_.line_to(x, y); }
    void quadratic_curve_to(float cx, float cy, float x, float y) { path_.quadratic_curve_to(cx, cy, x, y); }
    void bezier_curve_to(float c1x, float c1y, float c2x, float c2y, float x, float y) {
        path_.bezier_curve_to(c1x, c1y, c2x, c2y, x, y);
    }
    void arc_to(float x1, float y1, float x2, float y2, float radius) { path_.arc_to(x1, y1, x2, y2, radius); }
    void arc(float x, float y, float radius, float start, float end, bool counterclockwise = false) {
        path_.arc(x, y, radius, start, end, counterclockwise);
    }
    void ellipse(float x, float y, float radius_x, float radius_y, float rotation, float start, float end,
                 bool counterclockwise = false) {
        path_.ellipse(x, y, radius_x, radius_y, rotation, start, end, counterclockwise);
    }
    void rect(float x, float y, float width, float height) { path_.rect(x, y, width, height); }
    void round_rect(float x, float y, float width, float height, float radius) {
        path_.round_rect(x, y, width, height, radius);
    }
    void fill(FillRule rule = FillRule::nonzero);
    void stroke();
    /// From now on only what is inside of the path too, until the matching restore().
    void clip(FillRule rule = FillRule::nonzero);
    /// The same for a path of its own, which is mapped by the transform of now.
    void fill(const CanvasPath& path, FillRule rule = FillRule::nonzero);
    void stroke(const CanvasPath& path);
    void clip(const CanvasPath& path, FillRule rule = FillRule::nonzero);
    /// `x`, `y` are pixels of the canvas, whatever its transform.
    bool is_point_in_path(float x, float y, FillRule rule = FillRule::nonzero) const;
    bool is_point_in_stroke(float x, float y) const;

    // -- text ----------------------------------------------------------------------------------------------------
    void set_font(const CanvasFont& font);
    /// As CSS writes it: "bold 16px sans-serif". What is not understood is left out.
    void set_font(std::string_view css);
    void set_text_align(CanvasTextAlign align) { state_.align = align; }
    void set_text_baseline(CanvasTextBaseline baseline) { state_.baseline = baseline; }
    /// No wider than `max_width`: it is made narrower.
    void fill_text(std::string_view text, float x, float y, float max_width = 1e9f);
    void stroke_text(std::string_view text, float x, float y, float max_width = 1e9f);
    CanvasTextMetrics measure_text(std::string_view text) const;

    // -- pictures and pixels -------------------------------------------------------------------------------------
    void draw_image(const CanvasImage& image, float x, float y);
    void draw_image(const CanvasImage& image, float x, float y, float width, float height);
    void draw_image(const CanvasImage& image, float source_x, float source_y, float source_width, float source_height,
                    float x, float y, float width, float height);
    /// Waits for nobody, but draws what has been recorded since the last call on this thread, by the processor: the
    /// first call costs the page all that. Beyond the canvas pixels are transparent.
    CanvasImageData get_image_data(int x, int y, int width, int height);
    /// Whatever the transform, the clip and the alpha.
    void put_image_data(const CanvasImageData& data, int x, int y);

    // -- for the stages that follow ------------------------------------------------------------------------------
    /// The canvas as it is now. Null: it has no pixels.
    std::shared_ptr<const CanvasChunk> newest();
    /// Commands recorded since the last call, those of canvases drawn here included: what a frame that shows it owes.
    std::size_t take_command_count() { return recorder_.take_command_count(); }

  private:
    struct State {
        Transform transform;
        CanvasStyle fill, stroke_style;
        float alpha = 1;
        CompositeOperation operation = CompositeOperation::source_over;
        bool smooth = true;
        StrokeStyle stroke;
        std::vector<float> dashes;
        CanvasShadow shadow;
        CanvasFont font;
        CanvasTextAlign align = CanvasTextAlign::start;
        CanvasTextBaseline baseline = CanvasTextBaseline::alphabetic;
        std::int32_t clip = CanvasClip::none;  // of the recorder
    };
    CanvasInk ink(const CanvasStyle& style, std::uint32_t& known_paint);
    std::uint32_t paint_of(const CanvasStyle& style);
    /// Makes the paint show the image, which the chunk keeps alive from then on.
    void use_image(const CanvasImage& image, CanvasPaint& paint);
    void record_fill(const PathView& path, FillRule rule);
    void record_stroke(const PathView& path);
    PathView text_path(std::string_view text, float x, float y, float max_width);
    bool covers_everything(float x, float y, float width, float height) const;
    void note_change();
    void forget_paints();

    CanvasRecorder recorder_;
    const TextMeasurer* text_;
    Callback changed_;
    bool told_ = false;  // changed_ was called, and newest() not since
    State state_;
    std::vector<State> saved_;
    std::size_t saved_count_ = 0;  // of saved_, which keeps its capacity
    CanvasPath path_, scratch_;
    std::uint32_t fill_paint_, stroke_paint_;  // of the chunk under way, or none
    std::uint64_t paint_epoch_ = 0;            // of the recorder, in which these were given
    std::unique_ptr<CanvasGlyphs> glyphs_;
};

}  // namespace janklab
