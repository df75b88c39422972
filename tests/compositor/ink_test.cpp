// SPDX-License-Identifier: MIT
// Whether text is as dark and as light as browsers make it: the ink of lines beside what Chromium's grey antialiasing
// gave them (golden/ink.txt, made by golden/make_ink.mjs), at every scale and for dark and light colours.
#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <map>
#include <string>

#include "compositor/scene.h"

using namespace janklab;

namespace {

constexpr const char* words = "The quick brown fox jumps over the lazy dog; SPHINX OF BLACK";
constexpr std::array sizes{11.f, 12.f, 13.f, 14.f, 16.f, 18.f, 24.f};
constexpr Size page{820, 300};

struct Case {
    float scale = 1;
    std::uint32_t color = 0, background = 0;
    auto operator<=>(const Case&) const = default;
};

/// By font size.
using Inks = std::map<float, double>;

std::map<Case, Inks> chromium() {
    std::map<Case, Inks> all;
    std::ifstream file(JANKLAB_TEST_SOURCE_FOLDER "/tests/compositor/golden/ink.txt");
    Case of;
    float size = 0;
    double ink = 0;
    while (file >> of.scale >> std::hex >> of.color >> of.background >> std::dec >> size >> ink) all[of][size] = ink;
    return all;
}

/// The line with kerning, its baseline in the middle of twice its size.
void add_line(Scene& scene, float top, float size, Color color) {
    TextItem item{.first = static_cast<std::uint32_t>(scene.frame.list.glyphs.size()),
                  .font_size = size,
                  .color = color,
                  .bounds = {0, top, page.width, 2 * size}};
    float x = 8;
    char32_t before = 0;
    for (const char* c = words; *c; ++c) {
        const auto now = static_cast<char32_t>(*c);
        if (before) x += fonts_for_tests().kerning(FontFace::sans, size, before, now);
        scene.frame.list.glyphs.push_back({now, {x, top + std::round(1.35f * size)}});
        x += fonts_for_tests().advance(FontFace::sans, size, now);
        before = now;
        ++item.count;
    }
    scene.add(item);
}

Inks measured(const Case& of) {
    Scene scene;
    scene.frame.background = rgb(of.background);
    float top = 0;
    for (const float size : sizes) {
        add_line(scene, top, size, rgb(of.color));
        top += 2 * size;
    }
    TestPage target({static_cast<int>(page.width * of.scale), static_cast<int>(page.height * of.scale)}, of.scale);
    const Image picture = target.picture_of(scene);
    const Color ink = rgb(of.color), paper = rgb(of.background);
    const std::array apart{std::abs(ink.r - paper.r), std::abs(ink.g - paper.g), std::abs(ink.b - paper.b)};
    const auto channel = std::ranges::max_element(apart) - apart.begin();
    const auto value = [&](Color c) { return static_cast<double>(channel == 0 ? c.r : channel == 1 ? c.g : c.b); };
    Inks inks;
    top = 0;
    for (const float size : sizes) {
        double sum = 0;
        for (long y = std::lround(top * of.scale); y < std::lround((top + 2 * size) * of.scale); ++y) {
            for (int x = 0; x < picture.size.width; ++x)
                sum += (value(picture.at(x, static_cast<int>(y))) - value(paper)) / (value(ink) - value(paper));
        }
        inks[size] = sum;
        top += 2 * size;
    }
    return inks;
}

}  // namespace

TEST_CASE("dark text is as dark and light text as light as in Chromium, at every scale") {
    if (!gl_for_tests() || fonts_for_tests().files().sans.find("Roboto") == std::string::npos) return;
    const std::map<Case, Inks> golden = chromium();
    REQUIRE(golden.size() == 40);
    for (const auto& [of, expected] : golden) {
        REQUIRE(expected.size() == sizes.size());
        const Inks seen = measured(of);
        double mean = 0;
        for (const auto& [size, ink] : expected) {
            const double ratio = seen.at(size) / ink;
            mean += ratio / static_cast<double>(expected.size());
            // A line can differ by a stem that stands a quarter of a pixel elsewhere, or a row of pixels.
            CHECK_MESSAGE(std::abs(ratio - 1) < 0.05, "scale ", of.scale, ", colour ", of.color, ", size ", size,
                          ", ratio ", ratio);
        }
        CHECK_MESSAGE(std::abs(mean - 1) < 0.02, "scale ", of.scale, ", colour ", of.color, " on ", of.background, ": ",
                      mean);
    }
}
