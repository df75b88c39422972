// SPDX-License-Identifier: MIT
#include "gpu/fonts.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
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

TEST_CASE("A and V move together, the fixed face has no kerning") {
    CHECK(fonts().kerning(FontFace::sans, 16, 'A', 'V') < 0);
    CHECK(fonts().kerning(FontFace::sans, 16, 'n', 'n') == doctest::Approx(0).epsilon(0.01));
    CHECK(fonts().kerning(FontFace::mono, 16, 'A', 'V') == 0);
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
        const auto middle = static_cast<std::size_t>(nothing.height / 2) * nothing.width + nothing.width / 2;
        CHECK(nothing.coverage[middle] == 0);
        CHECK(f.advance(FontFace::sans, 20, unknown) >= nothing.left + nothing.width);
    }
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
            const auto strongest_in = [&](int row) {
                const auto begin = letter.coverage.begin() + row * letter.width;
                return *std::max_element(begin, begin + letter.width);
            };
            CHECK_MESSAGE(strongest_in(0) >= strongest_in(1) - 40, "size ", size);
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
