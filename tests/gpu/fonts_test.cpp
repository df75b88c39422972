// SPDX-License-Identifier: MIT
#include "gpu/fonts.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <numeric>
#include <thread>

using namespace janklab;

namespace {

namespace fs = std::filesystem;

// An empty folder, made anew.
fs::path empty_folder(const char* name) {
    const fs::path folder = fs::path(JANKLAB_TEST_OUTPUT_FOLDER) / "fonts_test" / name;
    fs::remove_all(folder);
    fs::create_directories(folder);
    return folder;
}

Result<FontFiles> find_in(const fs::path& folder) {
    const std::vector<std::string> folders{folder.string()};
    return find_font_files(folders);
}

FontFiles installed_files() {
    Result<FontFiles> files = find_font_files();
    REQUIRE(files.ok());
    return *files;
}

const Fonts& fonts() {
    static Result<std::unique_ptr<const Fonts>> loaded = Fonts::load();
    REQUIRE(loaded.ok());
    return **loaded;
}

// The darkest column's mean coverage, 0 to 255.
int strongest_column(const GlyphBitmap& glyph) {
    int strongest = 0;
    for (int x = 0; x < glyph.width; ++x) {
        int sum = 0;
        for (int y = 0; y < glyph.height; ++y) sum += glyph.coverage[static_cast<std::size_t>(y) * glyph.width + x];
        strongest = std::max(strongest, sum / glyph.height);
    }
    return strongest;
}

long total_coverage(const GlyphBitmap& glyph) {
    long sum = 0;
    for (const std::uint8_t c : glyph.coverage) sum += c;
    return sum;
}

}  // namespace

TEST_CASE("a folder without fonts is an error that names the font, the folder and the package") {
    const fs::path folder = empty_folder("none");
    const Result<FontFiles> files = find_in(folder);
    REQUIRE(!files.ok());
    CHECK(files.error().kind == ErrorKind::environment);
    for (const std::string& part : {std::string("Roboto-Regular.ttf"), folder.string(),
                                    std::string("fonts-roboto-unhinted"), std::string("JANKLAB_FONTS")}) {
        CHECK_MESSAGE(files.error().sentence.find(part) != std::string::npos, files.error().sentence);
    }
}

TEST_CASE("DejaVu stands in for a missing font, and a sentence says so") {
    const fs::path folder = empty_folder("stand_in");
    for (const char* name : {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "JetBrainsMono-Regular.ttf"}) {
        std::ofstream(folder / name) << "x";
    }
    Result<FontFiles> files = find_in(folder);
    REQUIRE(files.ok());
    CHECK(files->sans == (folder / "DejaVuSans.ttf").string());
    CHECK(files->sans_bold == (folder / "DejaVuSans-Bold.ttf").string());
    CHECK(files->mono == (folder / "JetBrainsMono-Regular.ttf").string());
    CHECK(files->fallback == files->sans);
    REQUIRE(files->substitutions.size() == 2);
    CHECK(files->substitutions[0].find("fonts-roboto-unhinted") != std::string::npos);
    CHECK(files->path(FontFace::mono) == files->mono);
}

TEST_CASE("fonts are found below folders with unusual names too") {
    const fs::path folder = empty_folder("deep");
    fs::create_directories(folder / "a/b/c");
    for (const char* name : {"Roboto-Regular.ttf", "Roboto-Bold.ttf", "JetBrainsMono-Regular.ttf"}) {
        std::ofstream(folder / "a/b/c" / name) << "x";
    }
    Result<FontFiles> files = find_in(folder);
    REQUIRE(files.ok());
    CHECK(files->sans_bold == (folder / "a/b/c/Roboto-Bold.ttf").string());
    CHECK(files->fallback.empty());
    CHECK(files->substitutions.empty());
}

TEST_CASE("JANKLAB_FONTS is the only folder that is searched when it is set") {
    const char* before = std::getenv("JANKLAB_FONTS");
    const std::string restore = before ? before : "";
    setenv("JANKLAB_FONTS", "/nowhere/at/all", 1);
    CHECK(font_folders() == std::vector<std::string>{"/nowhere/at/all"});
    const Result<std::unique_ptr<const Fonts>> loaded = Fonts::load();
    if (before) setenv("JANKLAB_FONTS", restore.c_str(), 1);
    else unsetenv("JANKLAB_FONTS");
    REQUIRE(!loaded.ok());
    CHECK(loaded.error().sentence.find("/nowhere/at/all") != std::string::npos);
    CHECK(font_folders().size() > 1);
}

TEST_CASE("a file that is no font is an error that names it") {
    const fs::path folder = empty_folder("broken");
    FontFiles files = installed_files();
    files.mono = (folder / "broken.ttf").string();
    SUBCASE("because it is missing") {}
    SUBCASE("because it is empty") { std::ofstream(files.mono).flush(); }
    SUBCASE("because it holds something else") { std::ofstream(files.mono) << std::string(5000, 'x'); }
    SUBCASE("because it was cut off") {
        fs::copy_file(installed_files().mono, files.mono);
        fs::resize_file(files.mono, fs::file_size(files.mono) / 2);
    }
    const Result<std::unique_ptr<const Fonts>> loaded = Fonts::load(files);
    REQUIRE(!loaded.ok());
    CHECK(loaded.error().sentence.find("broken.ttf") != std::string::npos);
}

TEST_CASE("advances grow with the font size, and every character of the fixed face is as wide as the next") {
    const Fonts& f = fonts();
    CHECK(f.advance(FontFace::sans, 32, 'm') == doctest::Approx(2 * f.advance(FontFace::sans, 16, 'm')));
    CHECK(f.advance(FontFace::sans, 16, 'i') < f.advance(FontFace::sans, 16, 'm'));
    CHECK(f.advance(FontFace::mono, 16, 'i') == f.advance(FontFace::mono, 16, 'm'));
    CHECK(f.advance(FontFace::sans, 16, ' ') > 0);
    CHECK(f.advance(FontFace::sans, 16, '\n') == 0);
}

TEST_CASE("a font size that is none measures as zero") {
    const Fonts& f = fonts();
    for (const float size :
         {0.f, -4.f, std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
        CHECK(f.advance(FontFace::sans, size, 'm') == 0);
        CHECK(f.kerning(FontFace::sans, size, 'A', 'V') == 0);
        CHECK(f.metrics(FontFace::sans, size).ascent == 0);
        GlyphBitmap bitmap;
        f.rasterize(FontFace::sans, 'm', size, 0, bitmap);
        CHECK(bitmap.width == 0);
    }
}

TEST_CASE("ascent and descent are positive distances that hold the letters") {
    const FontMetrics metrics = fonts().metrics(FontFace::sans, 20);
    CHECK(metrics.ascent > 14);
    CHECK(metrics.descent > 2);
    GlyphBitmap bitmap;
    fonts().rasterize(FontFace::sans, 'g', 20, 0, bitmap);
    CHECK(bitmap.top >= -metrics.ascent);
    CHECK(bitmap.top + bitmap.height <= metrics.descent + 1);
}

TEST_CASE("the em square stands as the font's typographic ascent and descent say") {
    if (fonts().files().sans.find("Roboto") == std::string::npos) return;
    // What Chromium moves text by that a canvas sets by its top, at 100 pixels.
    CHECK(fonts().metrics(FontFace::sans, 100).em_ascent == doctest::Approx(79.45).epsilon(0.001));
    CHECK(fonts().metrics(FontFace::sans_bold, 100).em_ascent == doctest::Approx(79.45).epsilon(0.001));
    if (fonts().files().mono.find("JetBrains") == std::string::npos) return;
    CHECK(fonts().metrics(FontFace::mono, 100).em_ascent == doctest::Approx(77.27).epsilon(0.001));
}

TEST_CASE("A and V move together, the fixed face has no kerning") {
    CHECK(fonts().kerning(FontFace::sans, 16, 'A', 'V') < 0);
    CHECK(fonts().kerning(FontFace::sans, 16, 'n', 'n') == doctest::Approx(0).epsilon(0.01));
    CHECK(fonts().kerning(FontFace::mono, 16, 'A', 'V') == 0);
}

TEST_CASE("letters with marks, Greek and Cyrillic are kerned as the font says") {
    if (fonts().files().sans.find("Roboto") == std::string::npos) return;
    // What Chromium adds at 20 pixels, from the widths that it gives the letters together and alone.
    struct Pair {
        char32_t left, right;
        float expected;
    };
    for (const Pair& pair : {Pair{U'А', U'Т', -1.25f},
                             {U'Г', U'Д', -1.69f},
                             {U'Γ', U'ρ', -2.76f},
                             {U'Ä', U'V', -0.84f},
                             {U'Ť', U'o', -0.97f},
                             {U'L', U'’', -3.28f},
                             {U'“', U'A', -1.16f}}) {
        CHECK(std::abs(fonts().kerning(FontFace::sans, 20, pair.left, pair.right) - pair.expected) < 0.02f);
    }
    CHECK(fonts().kerning(FontFace::sans, 20, U'✓', U'A') == 0);  // of two fonts
}

TEST_CASE("a pair is kerned the same however many others were asked for in between") {
    std::vector<float> first;
    const auto all = [&](auto take) {
        for (char32_t left = 0xc0; left < 0x180; ++left) {
            for (const char32_t right : {U'V', U'o', U'у', U'A', U'.', U'ä'})
                take(fonts().kerning(FontFace::sans_bold, 16, left, right));
        }
    };
    all([&](float kerning) { first.push_back(kerning); });
    std::size_t at = 0, different = 0;
    for (int round = 0; round < 2; ++round) {
        at = 0;
        all([&](float kerning) { different += kerning != first[at++]; });
    }
    CHECK(different == 0);
    CHECK(std::ranges::count(first, 0.f) < static_cast<std::ptrdiff_t>(first.size()));
}

TEST_CASE("letters have the heights in whole pixels that light hinting gives them") {
    if (fonts().files().sans.find("Roboto") == std::string::npos) return;
    struct Heights {
        float size;
        int small, capital;
    };
    GlyphBitmap letter;
    // Counted in Chromium's pictures.
    for (const Heights& heights :
         {Heights{11, 6, 8}, {12, 7, 9}, {13, 7, 9}, {14, 8, 11}, {16, 9, 12}, {18, 10, 13}, {24, 13, 17}}) {
        for (const char32_t c : {U'x', U'z', U'и'}) {
            fonts().rasterize(FontFace::sans, c, heights.size, 0, letter);
            CHECK_MESSAGE(letter.height == heights.small, "size ", heights.size);
        }
        for (const char32_t c : {U'H', U'E', U'4', U'И', U'Η'}) {
            fonts().rasterize(FontFace::sans, c, heights.size, 0, letter);
            CHECK_MESSAGE(letter.height == heights.capital, "size ", heights.size);
        }
    }
}

TEST_CASE("nothing is drawn for control characters, joiners and variation selectors, and they take no room") {
    GlyphBitmap bitmap;
    for (const char32_t c : {U'\t', U'\r', U'\x7f', U'\u0085', U'\u00ad', U'\u034f', U'\u200b', U'\u200d', U'\u200e',
                             U'\u2028', U'\u2060', U'\ufe0f', U'\ufeff', U'\U000e0061', U'\U000e0101'}) {
        for (const FontFace face : {FontFace::sans, FontFace::sans_bold, FontFace::mono}) {
            fonts().rasterize(face, c, 32, 0, bitmap);
            CHECK(bitmap.width == 0);
            CHECK(fonts().advance(face, 32, c) == 0);
        }
    }
    CHECK(is_invisible(U'\u200d'));
    for (const char32_t c : {U' ', U'\u00a0', U'a', U'\u0300', U'\u2010', U'\u2002', U'\ufffd', U'\U0001f600'})
        CHECK(!is_invisible(c));
}

TEST_CASE("a combining mark stands over the letter before it and moves the pen nowhere") {
    GlyphBitmap mark;
    for (const FontFace face : {FontFace::sans, FontFace::sans_bold, FontFace::mono}) {
        CHECK(fonts().advance(face, 32, U'\u0301') == 0);
        fonts().rasterize(face, U'\u0301', 32, 0, mark);
        REQUIRE(mark.width > 0);
        CHECK(mark.left < 0);
        CHECK(mark.left + mark.width <= 0);
        CHECK(mark.top < -16);
    }
}

TEST_CASE("every space has a width and no ink") {
    GlyphBitmap bitmap;
    for (const char32_t c : {U' ', U'\u00a0', U'\u2002', U'\u2003', U'\u2009', U'\u202f', U'\u3000'}) {
        CHECK(fonts().advance(FontFace::sans, 20, c) > 0);
        fonts().rasterize(FontFace::sans, c, 20, 0, bitmap);
        CHECK(bitmap.width == 0);
    }
}

TEST_CASE("what a face lacks comes from the fallback, and what no font has is a box with room for it") {
    const Fonts& f = fonts();
    GlyphBitmap tick, nothing;
    f.rasterize(FontFace::sans, U'\u2713', 20, 0, tick);
    CHECK(tick.width > 0);
    CHECK(f.advance(FontFace::sans, 20, U'\u2713') > 0);
    for (const char32_t unknown : {U'\U0010FFFF', static_cast<char32_t>(0xFFFFFFFF)}) {
        f.rasterize(FontFace::sans, unknown, 20, 0, nothing);
        REQUIRE(nothing.width > 2);
        CHECK(nothing.coverage.front() == 255);
        CHECK(f.advance(FontFace::sans, 20, unknown) >= nothing.left + nothing.width);
    }
}

TEST_CASE("the bold and the fixed face have fallbacks of their own, as wide as they are") {
    if (fonts().files().fallback_mono.empty() || fonts().files().fallback_bold.empty()) return;
    const float cell = fonts().advance(FontFace::mono, 20, 'x');
    CHECK(fonts().advance(FontFace::mono, 20, U'\u10d0') == doctest::Approx(cell).epsilon(0.01));
    GlyphBitmap regular, bold;
    fonts().rasterize(FontFace::sans, U'\u10d0', 32, 0, regular);
    fonts().rasterize(FontFace::sans_bold, U'\u10d0', 32, 0, bold);
    CHECK(total_coverage(bold) > total_coverage(regular) * 11 / 10);
}

TEST_CASE("further fonts of the system are found when a code point first needs them, and broken ones are passed over") {
    const fs::path folder = empty_folder("further");
    FontFiles files = installed_files();
    REQUIRE(!files.fallback.empty());
    const std::string has_ticks = files.fallback;
    files.fallback = files.fallback_bold = files.fallback_mono = {};
    files.further_folders = {folder.string()};
    const auto tick_is_a_box = [&] {
        Result<std::unique_ptr<const Fonts>> loaded = Fonts::load(files);
        REQUIRE(loaded.ok());
        GlyphBitmap tick;
        (*loaded)->rasterize(FontFace::sans, U'\u2713', 20, 0, tick);
        REQUIRE(tick.width > 0);
        return tick.coverage.front() == 255 && tick.coverage.back() == 255;
    };
    CHECK(tick_is_a_box());
    std::ofstream(folder / "NotoSansSymbols-Regular.ttf") << std::string(5000, 'x');
    CHECK(tick_is_a_box());
    fs::create_directories(folder / "deeper");
    fs::copy_file(has_ticks, folder / "deeper/Symbola.ttf");
    CHECK(!tick_is_a_box());
}

TEST_CASE("well-known fonts come in the order in which they are wanted") {
    const fs::path folder = empty_folder("well_known");
    for (const char* name : {"unifont.otf", "NotoSans-Regular.ttf", "NotoSansCJK-Regular.ttc", "Unknown.ttf"})
        std::ofstream(folder / name) << "x";
    const std::vector<std::string> folders{folder.string()};
    const std::vector<std::string> found = find_well_known_fonts(folders);
    REQUIRE(found.size() == 3);
    CHECK(found[0].find("NotoSans-Regular.ttf") != std::string::npos);
    CHECK(found[1].find("NotoSansCJK-Regular.ttc") != std::string::npos);
    CHECK(found[2].find("unifont.otf") != std::string::npos);
}

TEST_CASE("a stem two pixels wide has a column of full coverage at every place inside a pixel") {
    GlyphBitmap stem;
    for (int subpixel = 0; subpixel < Fonts::subpixel_positions; ++subpixel) {
        fonts().rasterize(FontFace::sans, 'l', 24, subpixel, stem);
        CHECK(strongest_column(stem) >= 240);
    }
}

TEST_CASE("small letters and capitals stand on a whole pixel and end at one") {
    GlyphBitmap letter;
    for (int size = 10; size <= 24; ++size) {
        for (const char32_t c : {U'x', U'z', U'H', U'E'}) {
            fonts().rasterize(FontFace::sans, c, static_cast<float>(size), 0, letter);
            CHECK(letter.top + letter.height == 0);
            // Were the height not whole, the first row would hold the rest of it alone.
            const auto ink_in = [&](int row) {
                const auto begin = letter.coverage.begin() + row * letter.width;
                return std::accumulate(begin, begin + letter.width, 0);
            };
            CHECK_MESSAGE(ink_in(0) * 5 >= ink_in(1) * 4, "size ", size);
        }
    }
}

TEST_CASE("moving a glyph inside a pixel moves its ink and keeps its amount") {
    GlyphBitmap at_0, at_2;
    fonts().rasterize(FontFace::sans, 'o', 20, 0, at_0);
    fonts().rasterize(FontFace::sans, 'o', 20, 2, at_2);
    CHECK(at_0.coverage != at_2.coverage);
    CHECK(total_coverage(at_2) == doctest::Approx(total_coverage(at_0)).epsilon(0.02));
}

TEST_CASE("two threads measure at the same time and agree") {
    const auto measure = [] {
        float sum = 0;
        for (char32_t a = 'A'; a <= 'z'; ++a) {
            for (char32_t b = 'A'; b <= 'z'; ++b) sum += fonts().kerning(FontFace::sans_bold, 16, a, b);
        }
        return sum;
    };
    fonts();
    float other = 0;
    std::thread thread([&] { other = measure(); });
    const float mine = measure();
    thread.join();
    CHECK(mine == other);
    CHECK(mine != 0);
}
