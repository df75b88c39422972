// SPDX-License-Identifier: MIT
// Outlines, advances and kerning come from stb_truetype, whose implementation lies in the system's library.
#include "gpu/fonts.h"

#include <fmt/format.h>
#include <stb_truetype.h>

#include <array>
#include <atomic>
#include <cmath>
#include <cstring>
#include <fstream>

namespace janklab {

namespace {

constexpr int ascii_count = 128;
constexpr int printable_first = 0x20, printable_count = 0x7f - 0x20;
constexpr std::int16_t kerning_unknown = INT16_MIN;

// What is drawn for a code point that no font has, in parts of the em.
constexpr float box_advance = 0.6f, box_left = 0.08f, box_width = 0.44f, box_height = 0.7f;

// Up to this size the heights of a small x, and of capitals and digits, are fitted to whole pixels: rows of text stay
// sharp.
constexpr float largest_fitted_size = 40;

bool usable(float font_size) { return std::isfinite(font_size) && font_size > 0; }
bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7f && c < 0xa0); }
bool is_capital_or_digit(char32_t c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }
bool printable_ascii(char32_t c) { return c >= printable_first && c < printable_first + printable_count; }

bool read_file(const std::string& path, std::string& into) {
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    const std::streamoff size = file ? static_cast<std::streamoff>(file.tellg()) : -1;
    if (size < 0) return false;
    into.resize(static_cast<std::size_t>(size));
    file.seekg(0);
    return static_cast<bool>(file.read(into.data(), size)) || size == 0;
}

// stb reads without looking for the end of the file, so a file that was cut off must not get there.
// https://learn.microsoft.com/typography/opentype/spec/otff#table-directory
bool tables_are_complete(const std::string& bytes) {
    constexpr std::size_t header = 12, record = 16;
    const auto number = [&](std::size_t at, std::size_t length) {
        std::size_t value = 0;
        for (std::size_t i = 0; i < length; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
        return value;
    };
    if (bytes.size() < header ||
        stbtt_GetFontOffsetForIndex(reinterpret_cast<const unsigned char*>(bytes.data()), 0) != 0) {
        return false;
    }
    const std::size_t tables = number(4, 2);
    if (bytes.size() < header + tables * record) return false;
    for (std::size_t i = 0; i < tables; ++i) {
        const std::size_t offset = number(header + i * record + 8, 4), length = number(header + i * record + 12, 4);
        if (offset > bytes.size() || length > bytes.size() - offset) return false;
    }
    return tables > 0;
}

void draw_box(float pixels_per_em, GlyphBitmap& into) {
    into.left = static_cast<int>(std::lround(box_left * pixels_per_em));
    into.width = std::max(3, static_cast<int>(std::lround(box_width * pixels_per_em)));
    into.height = std::max(3, static_cast<int>(std::lround(box_height * pixels_per_em)));
    into.top = -into.height;
    into.coverage.assign(static_cast<std::size_t>(into.width) * into.height, 0);
    const int line = std::max(1, static_cast<int>(pixels_per_em / 20));
    for (int y = 0; y < into.height; ++y) {
        for (int x = 0; x < into.width; ++x) {
            const bool edge = x < line || y < line || x >= into.width - line || y >= into.height - line;
            if (edge) into.coverage[static_cast<std::size_t>(y) * into.width + x] = 255;
        }
    }
}

}  // namespace

struct Fonts::Face {
    std::string bytes;
    stbtt_fontinfo info;
    float em_per_unit = 0;
    int ascent = 0, descent = 0, line_gap = 0;  // font units; descent is negative
    int x_height = 0, capital_height = 0;       // font units
    bool fixed_width = false;
    std::array<int, ascii_count> glyphs{};             // 0: the face lacks it
    std::array<std::int16_t, ascii_count> advances{};  // font units
    // Looked up in the font on first use: all pairs at once would take longer than starting the program.
    mutable std::array<std::atomic<std::int16_t>, printable_count * printable_count> kerning;

    int glyph_of(char32_t c) const {
        return c < ascii_count ? glyphs[c] : stbtt_FindGlyphIndex(&info, static_cast<int>(c));
    }
    int units_of_glyph(int glyph) const {
        int advance = 0;
        stbtt_GetGlyphHMetrics(&info, glyph, &advance, nullptr);
        return advance;
    }
    int kerning_units(char32_t left, char32_t right) const {
        auto& known = kerning[(left - printable_first) * printable_count + (right - printable_first)];
        std::int16_t units = known.load(std::memory_order_relaxed);
        if (units == kerning_unknown) {
            units = static_cast<std::int16_t>(stbtt_GetGlyphKernAdvance(&info, glyphs[left], glyphs[right]));
            known.store(units, std::memory_order_relaxed);
        }
        return units;
    }

    static Result<std::unique_ptr<Face>> load(const std::string& path) {
        auto face = std::make_unique<Face>();
        if (!read_file(path, face->bytes))
            return Error{fmt::format("the font {} cannot be read; a readable TrueType file is wanted", path)};
        const auto* data = reinterpret_cast<const unsigned char*>(face->bytes.data());
        if (!tables_are_complete(face->bytes) || !stbtt_InitFont(&face->info, data, 0)) {
            return Error{fmt::format("{} is no font that can be used; a TrueType file (.ttf) is wanted", path)};
        }
        face->measure();
        return face;
    }

    void measure() {
        em_per_unit = stbtt_ScaleForMappingEmToPixels(&info, 1);
        stbtt_GetFontVMetrics(&info, &ascent, &descent, &line_gap);
        for (int c = 0; c < ascii_count; ++c) {
            if (is_control(static_cast<char32_t>(c))) continue;
            glyphs[c] = stbtt_FindGlyphIndex(&info, c);
            advances[c] = static_cast<std::int16_t>(units_of_glyph(glyphs[c]));
        }
        fixed_width = advances['i'] == advances['W'];
        x_height = height_of(glyphs['x']);
        capital_height = height_of(glyphs['H']);
        for (auto& pair : kerning) pair.store(kerning_unknown, std::memory_order_relaxed);
    }

    int height_of(int glyph) const {
        int x0, y0, x1, y1;
        return glyph && stbtt_GetGlyphBox(&info, glyph, &x0, &y0, &x1, &y1) ? y1 : 0;
    }

    /// Pixels a font unit upwards: as many as sideways, but for the fitting.
    float vertical_scale(char32_t code_point, float pixels_per_em) const {
        const float scale = em_per_unit * pixels_per_em;
        const float exact = static_cast<float>(is_capital_or_digit(code_point) ? capital_height : x_height) * scale;
        if (exact < 3 || pixels_per_em > largest_fitted_size) return scale;
        // A hair less than whole, so that rounding does not open an empty row above.
        return scale * (std::round(exact) - 1e-3f) / exact;
    }
};

Fonts::Fonts() = default;
Fonts::~Fonts() = default;

Result<std::unique_ptr<const Fonts>> Fonts::load(const FontFiles& files) {
    std::unique_ptr<Fonts> fonts(new Fonts);
    fonts->files_ = files;
    std::vector<std::string> paths{files.sans, files.sans_bold, files.mono};
    if (!files.fallback.empty()) paths.push_back(files.fallback);
    for (const std::string& path : paths) {
        Result<std::unique_ptr<Face>> face = Face::load(path);
        if (!face) return face.error();
        fonts->faces_.push_back(std::move(*face));
    }
    return std::unique_ptr<const Fonts>(std::move(fonts));
}

Result<std::unique_ptr<const Fonts>> Fonts::load() {
    Result<FontFiles> files = find_font_files();
    if (!files) return files.error();
    return load(*files);
}

Fonts::Outline Fonts::outline_of(FontFace face, char32_t code_point) const {
    const Face& wanted = *faces_[static_cast<std::size_t>(face)];
    if (const int glyph = wanted.glyph_of(code_point)) return {&wanted, glyph};
    if (faces_.size() > font_face_count) {
        const Face& fallback = *faces_.back();
        if (const int glyph = fallback.glyph_of(code_point)) return {&fallback, glyph};
    }
    return {nullptr, 0};
}

FontMetrics Fonts::metrics(FontFace face, float font_size) const {
    if (!usable(font_size)) return {};
    const Face& of = *faces_[static_cast<std::size_t>(face)];
    const float scale = of.em_per_unit * font_size;
    return {static_cast<float>(of.ascent) * scale, static_cast<float>(-of.descent) * scale,
            static_cast<float>(of.line_gap) * scale};
}

float Fonts::advance(FontFace face, float font_size, char32_t code_point) const {
    if (!usable(font_size) || is_control(code_point)) return 0;
    const Face& wanted = *faces_[static_cast<std::size_t>(face)];
    if (code_point < ascii_count && wanted.glyphs[code_point]) {
        return static_cast<float>(wanted.advances[code_point]) * wanted.em_per_unit * font_size;
    }
    const Outline outline = outline_of(face, code_point);
    if (!outline.face) return box_advance * font_size;
    return static_cast<float>(outline.face->units_of_glyph(outline.glyph)) * outline.face->em_per_unit * font_size;
}

float Fonts::kerning(FontFace face, float font_size, char32_t left, char32_t right) const {
    const Face& of = *faces_[static_cast<std::size_t>(face)];
    if (of.fixed_width || !usable(font_size) || !printable_ascii(left) || !printable_ascii(right)) return 0;
    return static_cast<float>(of.kerning_units(left, right)) * of.em_per_unit * font_size;
}

void Fonts::rasterize(FontFace face, char32_t code_point, float pixels_per_em, int subpixel, GlyphBitmap& into) const {
    into.left = into.top = into.width = into.height = 0;
    into.coverage.clear();
    if (!usable(pixels_per_em) || is_control(code_point)) return;
    const Outline outline = outline_of(face, code_point);
    if (!outline.face) return draw_box(pixels_per_em, into);

    const float scale_x = outline.face->em_per_unit * pixels_per_em;
    const float scale_y = outline.face->vertical_scale(code_point, pixels_per_em);
    const float shift_x = static_cast<float>(subpixel) / subpixel_positions;
    int x0, y0, x1, y1;
    stbtt_GetGlyphBitmapBoxSubpixel(&outline.face->info, outline.glyph, scale_x, scale_y, shift_x, 0, &x0, &y0, &x1,
                                    &y1);
    if (x1 <= x0 || y1 <= y0) return;
    into.left = x0;
    into.top = y0;
    into.width = x1 - x0;
    into.height = y1 - y0;
    into.coverage.assign(static_cast<std::size_t>(into.width) * into.height, 0);
    stbtt_MakeGlyphBitmapSubpixel(&outline.face->info, into.coverage.data(), into.width, into.height, into.width,
                                  scale_x, scale_y, shift_x, 0, outline.glyph);
}

}  // namespace janklab
