// SPDX-License-Identifier: MIT
// Metrics follow the OpenType tables hhea, OS/2, hmtx, kern and GPOS:
// https://learn.microsoft.com/typography/opentype/spec/
#include "gpu/typeface.h"

#include <fmt/format.h>

#include <cmath>

#include "gpu/glyph_bitmap.h"

namespace janklab {

namespace {

// Up to this size the heights of a small x, and of capitals and digits, are fitted to whole pixels: rows of text stay
// sharp.
constexpr float largest_fitted_size = 40;

/// Whether the glyph is as high as an H, marks above it apart. Of Latin, Greek and Cyrillic, where most alphabets have
/// their capitals at even numbers.
bool is_capital_or_digit(char32_t c) {
    if (c < 0xc0) return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (c < 0x100) return c <= 0xde && c != 0xd7;
    if (c < 0x180) return (c > 0x138 && c < 0x149) || c > 0x178 ? c % 2 == 1 && c != 0x17f : c % 2 == 0 && c != 0x138;
    if (c >= 0x386 && c < 0x3b0) return c <= 0x3ab && c != 0x390 && c != 0x3ac;
    if (c >= 0x400 && c < 0x460) return c <= 0x42f;
    if (c >= 0x460 && c < 0x530) return c >= 0x4c1 && c <= 0x4ce ? c % 2 == 1 : c % 2 == 0;
    return false;
}
bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7f && c < 0xa0); }

/// The height of small letters in whole pixels, from that of a small o, which grows rather than shrinks, most of all in
/// small print: FreeType's light hinting rounds so, and with it what browsers draw on Linux.
float fitted_height(float height_of_o, float pixels_per_em) {
    const float up_from = pixels_per_em <= 14 ? 12.f / 64 : 24.f / 64;
    return std::floor(height_of_o + 1 - up_from);
}

// stb reads without looking for the end of the file, so a file that was cut off must not get there.
// https://learn.microsoft.com/typography/opentype/spec/otff#table-directory
bool tables_are_complete(const MappedFile& file, std::size_t font) {
    constexpr std::size_t header = 12, record = 16;
    const auto number = [&](std::size_t at, std::size_t length) {
        std::size_t value = 0;
        for (std::size_t i = 0; i < length; ++i) value = value << 8 | file.data()[at + i];
        return value;
    };
    if (font + header > file.size()) return false;
    const std::size_t tables = number(font + 4, 2);
    if (file.size() - font < header + tables * record) return false;
    for (std::size_t i = 0; i < tables; ++i) {
        const std::size_t at = font + header + i * record;
        const std::size_t offset = number(at + 8, 4), length = number(at + 12, 4);
        if (offset > file.size() || length > file.size() - offset) return false;
    }
    return tables > 0;
}

}  // namespace

Result<std::unique_ptr<Typeface>> Typeface::load(const std::string& path) {
    auto face = std::make_unique<Typeface>();
    face->file_ = MappedFile(path);
    const MappedFile& file = face->file_;
    if (!file.readable())
        return Error{fmt::format("the font {} cannot be read; a readable TrueType file is wanted", path)};
    constexpr std::size_t smallest = 16;
    const int font = file.size() >= smallest ? stbtt_GetFontOffsetForIndex(file.data(), 0) : -1;
    if (font < 0 || !tables_are_complete(file, static_cast<std::size_t>(font)) ||
        !stbtt_InitFont(&face->info_, file.data(), font)) {
        return Error{fmt::format("{} is no font that can be used; a TrueType file (.ttf) is wanted", path)};
    }
    face->measure();
    return face;
}

void Typeface::measure() {
    em_per_unit_ = stbtt_ScaleForMappingEmToPixels(&info_, 1);
    stbtt_GetFontVMetrics(&info_, &ascent_, &descent_, &line_gap_);
    int above = 0, below = 0, gap = 0;
    if (!stbtt_GetFontVMetricsOS2(&info_, &above, &below, &gap) || above <= below) above = ascent_, below = descent_;
    em_ascent_ = above > below ? static_cast<float>(above) / static_cast<float>(above - below) : 1;
    for (char32_t c = 0; c < direct_count; ++c) {
        if (is_control(c)) continue;
        const int glyph = stbtt_FindGlyphIndex(&info_, static_cast<int>(c));
        if (glyph == 0) continue;
        int advance = 0;
        stbtt_GetGlyphHMetrics(&info_, glyph, &advance, nullptr);
        glyphs_[c] = static_cast<std::uint16_t>(glyph);
        advances_[c] = static_cast<std::int16_t>(advance);
    }
    fixed_width_ = advances_['i'] == advances_['W'];
    x_height_ = height_of(glyphs_['x']);
    o_height_ = height_of(glyphs_['o']);
    capital_height_ = height_of(glyphs_['H']);
}

int Typeface::height_of(int glyph) const {
    int x0, y0, x1, y1;
    return glyph && stbtt_GetGlyphBox(&info_, glyph, &x0, &y0, &x1, &y1) ? y1 : 0;
}

float Typeface::advance(int glyph) const {
    int advance = 0;
    stbtt_GetGlyphHMetrics(&info_, glyph, &advance, nullptr);
    return static_cast<float>(advance) * em_per_unit_;
}

float Typeface::kerning(int left, int right) const {
    if (fixed_width_) return 0;
    const auto pair = static_cast<std::uint32_t>(left) << 16 | static_cast<std::uint32_t>(right);
    constexpr std::uint64_t in_use = 1 << 16;
    std::atomic<std::uint64_t>& slot = kerning_[(pair * 0x9e3779b1u) >> 19];
    static_assert(kerning_slots == 1 << (32 - 19));
    std::uint64_t known = slot.load(std::memory_order_relaxed);
    if (known >> 32 != pair || !(known & in_use)) {
        const int units = stbtt_GetGlyphKernAdvance(&info_, left, right);
        known = static_cast<std::uint64_t>(pair) << 32 | in_use | static_cast<std::uint16_t>(units);
        slot.store(known, std::memory_order_relaxed);
    }
    return static_cast<float>(static_cast<std::int16_t>(known)) * em_per_unit_;
}

/// Pixels a font unit upwards: as many as sideways, but for the fitting, which is for letters.
float Typeface::vertical_scale(char32_t code_point, float pixels_per_em) const {
    const float scale = em_per_unit_ * pixels_per_em;
    const float small = static_cast<float>(x_height_) * scale, capital = static_cast<float>(capital_height_) * scale;
    if (small < 3 || pixels_per_em > largest_fitted_size || code_point >= direct_count) return scale;
    const float fitted_small = fitted_height(static_cast<float>(o_height_) * scale, pixels_per_em);
    // A hair less than whole, so that rounding does not open an empty row above.
    if (!is_capital_or_digit(code_point)) return scale * (fitted_small - 1e-3f) / small;
    return scale * (std::round(capital * fitted_small / small) - 1e-3f) / capital;
}

void Typeface::rasterize(int glyph, char32_t code_point, float pixels_per_em, float shift, GlyphBitmap& into) const {
    const float scale_x = em_per_unit_ * pixels_per_em, scale_y = vertical_scale(code_point, pixels_per_em);
    int x0, y0, x1, y1;
    stbtt_GetGlyphBitmapBoxSubpixel(&info_, glyph, scale_x, scale_y, shift, 0, &x0, &y0, &x1, &y1);
    if (x1 <= x0 || y1 <= y0) return;
    into.left = x0;
    into.top = y0;
    into.width = x1 - x0;
    into.height = y1 - y0;
    into.coverage.assign(static_cast<std::size_t>(into.width) * into.height, 0);
    stbtt_MakeGlyphBitmapSubpixel(&info_, into.coverage.data(), into.width, into.height, into.width, scale_x, scale_y,
                                  shift, 0, glyph);
}

void Typeface::add_outline(int glyph, Path& into) const {
    stbtt_vertex* vertices = nullptr;
    const int count = stbtt_GetGlyphShape(&info_, glyph, &vertices);
    const auto point = [&](int x, int y) {
        return Point{static_cast<float>(x) * em_per_unit_, static_cast<float>(-y) * em_per_unit_};
    };
    for (int i = 0; i < count; ++i) {
        const stbtt_vertex& v = vertices[i];
        const auto verb = static_cast<int>(v.type);
        if (verb == STBTT_vmove && i > 0) into.verbs.push_back(PathVerb::close);
        into.verbs.push_back(verb == STBTT_vmove    ? PathVerb::move
                             : verb == STBTT_vline  ? PathVerb::line
                             : verb == STBTT_vcurve ? PathVerb::quadratic
                                                    : PathVerb::cubic);
        if (verb == STBTT_vcurve || verb == STBTT_vcubic) into.points.push_back(point(v.cx, v.cy));
        if (verb == STBTT_vcubic) into.points.push_back(point(v.cx1, v.cy1));
        into.points.push_back(point(v.x, v.y));
    }
    if (count > 0) into.verbs.push_back(PathVerb::close);
    stbtt_FreeShape(&info_, vertices);
}

}  // namespace janklab
