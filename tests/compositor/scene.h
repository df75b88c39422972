// SPDX-License-Identifier: MIT
// A display list under construction, and a page to draw it on: what the tests of this folder share.
#pragma once

#include <doctest/doctest.h>

#include <string_view>

#include "compositor/compositor.h"
#include "gpu/quad_renderer.h"
#include "support/gl_for_tests.h"

inline const janklab::Fonts& fonts_for_tests() {
    static janklab::Result<std::unique_ptr<const janklab::Fonts>> loaded = janklab::Fonts::load();
    REQUIRE(loaded.ok());
    return **loaded;
}

struct Scene {
    janklab::CompositorFrame frame;

    Scene() { frame.id = {1}; }
    Scene& add(janklab::DisplayItem item) {
        frame.list.items.push_back(item);
        return *this;
    }
    Scene& box(janklab::Rect rect, janklab::Color color, float radius = 0) {
        return add(janklab::BoxItem{.rect = rect, .radius = radius, .fill = color});
    }
    /// ASCII, the pen starting at `pen`.
    Scene& text(janklab::Point pen, std::string_view words, float size, janklab::Color color = janklab::rgb(0),
                janklab::FontFace face = janklab::FontFace::sans) {
        janklab::TextItem item{.first = static_cast<std::uint32_t>(frame.list.glyphs.size()),
                               .count = static_cast<std::uint32_t>(words.size()),
                               .face = face,
                               .font_size = size,
                               .color = color,
                               .bounds = {}};
        const float start = pen.x;
        for (const char c : words) {
            frame.list.glyphs.push_back({static_cast<char32_t>(c), pen});
            pen.x += fonts_for_tests().advance(face, size, static_cast<char32_t>(c));
        }
        item.bounds = {start, pen.y - size, pen.x - start, 1.3f * size};
        return add(item);
    }
    Scene& layer(const janklab::PushLayerItem& item) { return add(item); }
    Scene& end_layer() { return add(janklab::PopLayerItem{}); }
    Scene& clip(janklab::Rect rect, float radius = 0) { return add(janklab::PushClipItem{rect, radius}); }
    Scene& end_clip() { return add(janklab::PopClipItem{}); }
};

/// A page of its own with a compositor. Only where gl_for_tests() is not null.
class TestPage {
  public:
    explicit TestPage(janklab::PixelSize size, float scale = 1) : size_(size), scale_(scale) {
        auto compositor = janklab::Compositor::create(fonts_for_tests());
        REQUIRE(compositor.ok());
        compositor_ = std::move(*compositor);
        auto picture = janklab::Framebuffer::create(size);
        REQUIRE(picture.ok());
        picture_.emplace(std::move(*picture));
    }
    janklab::DrawTarget target() const {
        return {picture_->gl_name(), size_, {0, 0, size_.width, size_.height}, scale_, true};
    }
    janklab::DrawStats draw(const janklab::CompositorFrame& frame, janklab::TimePoint now = janklab::time_zero) {
        return compositor_->draw(frame, now, target());
    }
    janklab::Image picture() const { return picture_->read(); }
    janklab::Image picture_of(const Scene& scene, janklab::TimePoint now = janklab::time_zero) {
        compositor_->forget_target();
        draw(scene.frame, now);
        return picture();
    }
    janklab::Compositor& compositor() { return *compositor_; }

  private:
    janklab::PixelSize size_;
    float scale_;
    std::unique_ptr<janklab::Compositor> compositor_;
    std::optional<janklab::Framebuffer> picture_;
};

/// Two scenes that must look alike.
inline void check_alike(const Scene& scene, const Scene& reference, int tolerance = 1, float scale = 1,
                        janklab::PixelSize size = {120, 80}) {
    TestPage page(size, scale);
    const janklab::Image actual = page.picture_of(scene), expected = page.picture_of(reference);
    const janklab::ImageDifference difference = janklab::compare_images(actual, expected, tolerance);
    CHECK_MESSAGE(difference.same(), difference.sentence);
}
