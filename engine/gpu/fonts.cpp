// SPDX-License-Identifier: MIT
#include "gpu/fonts.h"

#include <array>
#include <atomic>
#include <cmath>

#include "gpu/code_point_box.h"
#include "gpu/fallback_fonts.h"
#include "gpu/typeface.h"

namespace janklab {

namespace {

constexpr char32_t last_code_point = 0x10ffff;

bool usable(float font_size) { return std::isfinite(font_size) && font_size > 0; }

struct Range {
    char32_t first, last;
};
// In order. Beside control characters and separators: Default_Ignorable_Code_Point of Unicode's DerivedCoreProperties.
constexpr std::array<Range, 19> invisible{{{0, 0x1f},
                                           {0x7f, 0x9f},
                                           {0xad, 0xad},
                                           {0x34f, 0x34f},
                                           {0x61c, 0x61c},
                                           {0x115f, 0x1160},
                                           {0x17b4, 0x17b5},
                                           {0x180b, 0x180f},
                                           {0x200b, 0x200f},
                                           {0x2028, 0x202e},
                                           {0x2060, 0x206f},
                                           {0x3164, 0x3164},
                                           {0xfe00, 0xfe0f},
                                           {0xfeff, 0xfeff},
                                           {0xffa0, 0xffa0},
                                           {0xfff0, 0xfffb},
                                           {0x1bca0, 0x1bca3},
                                           {0x1d173, 0x1d17a},
                                           {0xe0000, 0xe0fff}}};

/// White space that a font may lack; parts of the em. 0: no white space.
float width_of_space(char32_t c) {
    constexpr std::array<float, 11> general{0.5f, 1, 0.5f, 1, 1 / 3.f, 0.25f, 1 / 6.f, 0.55f, 0.25f, 0.2f, 0.1f};
    if (c >= 0x2000 && c <= 0x200a) return general[c - 0x2000];
    if (c == 0x202f) return 0.2f;
    if (c == 0x205f) return 4 / 18.f;
    if (c == 0x3000) return 1;
    return c == 0x20 || c == 0xa0 || c == 0x1680 ? 0.25f : 0;
}

}  // namespace

bool is_invisible(char32_t c) {
    for (const Range& range : invisible) {
        if (c <= range.last) return c >= range.first;
    }
    return false;
}

/// Outlines found lately for code points that are not in the faces' own tables, since a search through fonts takes
/// microseconds. Each has its place by a hash, and is one number: whether there is one, the face, the code point, the
/// font's place among the fallbacks (or own_font, no_font), the glyph.
struct Fonts::FoundLately {
    static constexpr std::size_t slots = 1024;
    static constexpr std::uint64_t own_font = 62, no_font = 63;
    static_assert(FallbackFonts::most <= own_font && font_face_count <= 16);
    std::array<std::atomic<std::uint64_t>, slots> all{};

    static std::uint64_t key_of(FontFace face, char32_t c) {
        return 1ull << 63 | static_cast<std::uint64_t>(face) << 43 | static_cast<std::uint64_t>(c & 0x1fffff) << 22;
    }
    std::atomic<std::uint64_t>& slot_of(std::uint64_t key) { return all[key * 0x9e3779b97f4a7c15ull >> 54]; }
    static_assert(slots == 1 << (64 - 54));
};

Fonts::Fonts() : found_lately_(std::make_unique<FoundLately>()) {}
Fonts::~Fonts() = default;

Result<std::unique_ptr<const Fonts>> Fonts::load(const FontFiles& files) {
    std::unique_ptr<Fonts> fonts(new Fonts);
    fonts->files_ = files;
    for (int face = 0; face < font_face_count; ++face) {
        Result<std::unique_ptr<Typeface>> loaded = Typeface::load(files.path(static_cast<FontFace>(face)));
        if (!loaded) return loaded.error();
        fonts->faces_.push_back(std::move(*loaded));
        fonts->fallbacks_.push_back(
            std::make_unique<FallbackFonts>(files.fallbacks(static_cast<FontFace>(face)), files.further_folders));
    }
    return std::unique_ptr<const Fonts>(std::move(fonts));
}

Result<std::unique_ptr<const Fonts>> Fonts::load() {
    Result<FontFiles> files = find_font_files();
    if (!files) return files.error();
    return load(*files);
}

Fonts::Outline Fonts::outline_of(FontFace face, char32_t code_point) const {
    const Typeface& own = *faces_[static_cast<std::size_t>(face)];
    if (code_point < Typeface::direct_count) {
        if (const int glyph = own.glyph_of(code_point)) return {&own, glyph};
    }
    if (code_point > last_code_point) return {};
    const FallbackFonts& fallbacks = *fallbacks_[static_cast<std::size_t>(face)];
    const std::uint64_t key = FoundLately::key_of(face, code_point);
    std::atomic<std::uint64_t>& slot = found_lately_->slot_of(key);
    std::uint64_t found = slot.load(std::memory_order_acquire);
    if (found >> 22 != key >> 22) {
        std::uint64_t font = FoundLately::own_font;
        int glyph = own.glyph_of(code_point);
        if (glyph == 0) {
            const FallbackFonts::Found other = fallbacks.find(code_point);
            font = other.glyph ? static_cast<std::uint64_t>(other.place) : FoundLately::no_font;
            glyph = other.glyph;
        }
        found = key | font << 16 | static_cast<std::uint16_t>(glyph);
        slot.store(found, std::memory_order_release);
    }
    const std::uint64_t font = found >> 16 & 63;
    if (font == FoundLately::no_font) return {};
    return {font == FoundLately::own_font ? &own : &fallbacks.at(static_cast<int>(font)),
            static_cast<std::uint16_t>(found)};
}

FontMetrics Fonts::metrics(FontFace face, float font_size) const {
    if (!usable(font_size)) return {};
    const Typeface& of = *faces_[static_cast<std::size_t>(face)];
    return {.ascent = of.ascent() * font_size,
            .descent = of.descent() * font_size,
            .line_gap = of.line_gap() * font_size,
            .x_height = of.x_height() * font_size,
            .em_ascent = of.em_ascent() * font_size};
}

float Fonts::advance(FontFace face, float font_size, char32_t code_point) const {
    if (!usable(font_size) || is_invisible(code_point)) return 0;
    const Typeface& own = *faces_[static_cast<std::size_t>(face)];
    if (code_point < Typeface::direct_count && own.glyph_of(code_point)) {
        return own.direct_advance(code_point) * font_size;
    }
    const Outline outline = outline_of(face, code_point);
    if (outline.font) return outline.font->advance(outline.glyph) * font_size;
    const float space = width_of_space(code_point);
    return (space > 0 ? space : code_point_box_advance(code_point)) * font_size;
}

float Fonts::kerning(FontFace face, float font_size, char32_t left, char32_t right) const {
    if (!usable(font_size)) return 0;
    const Outline before = outline_of(face, left), after = outline_of(face, right);
    if (!before.font || before.font != after.font) return 0;
    return before.font->kerning(before.glyph, after.glyph) * font_size;
}

void Fonts::rasterize(FontFace face, char32_t code_point, float pixels_per_em, int subpixel, GlyphBitmap& into) const {
    into.clear();
    if (!usable(pixels_per_em) || is_invisible(code_point)) return;
    const Outline outline = outline_of(face, code_point);
    if (outline.font) {
        const float shift = static_cast<float>(subpixel) / subpixel_positions;
        outline.font->rasterize(outline.glyph, code_point, pixels_per_em, shift, into);
    } else if (width_of_space(code_point) == 0) {
        draw_code_point_box(code_point, pixels_per_em, into);
    }
}

void Fonts::add_outline(FontFace face, char32_t code_point, Path& into) const {
    if (is_invisible(code_point)) return;
    if (const Outline outline = outline_of(face, code_point); outline.font) {
        outline.font->add_outline(outline.glyph, into);
    } else if (width_of_space(code_point) == 0) {  // an empty box
        const float width = advance(face, 1, code_point);
        into.verbs.insert(into.verbs.end(),
                          {PathVerb::move, PathVerb::line, PathVerb::line, PathVerb::line, PathVerb::close});
        into.points.insert(into.points.end(),
                           {{0.1f * width, 0}, {0.9f * width, 0}, {0.9f * width, -0.7f}, {0.1f * width, -0.7f}});
    }
}

}  // namespace janklab
