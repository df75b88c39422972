// SPDX-License-Identifier: MIT
// Composite operations beside Chromium's answers (golden/make_composite.mjs).
#include <rapidjson/document.h>

#include <algorithm>
#include <fstream>
#include <string>

#include "canvas/drawing.h"

using namespace janklab;

namespace {

/// Eight bits a channel, premultiplied and back.
constexpr int tolerance = 3;

constexpr std::pair<const char*, CompositeOperation> names[] = {
    {"source-over", CompositeOperation::source_over},
    {"source-in", CompositeOperation::source_in},
    {"source-out", CompositeOperation::source_out},
    {"source-atop", CompositeOperation::source_atop},
    {"destination-over", CompositeOperation::destination_over},
    {"destination-in", CompositeOperation::destination_in},
    {"destination-out", CompositeOperation::destination_out},
    {"destination-atop", CompositeOperation::destination_atop},
    {"lighter", CompositeOperation::lighter},
    {"xor", CompositeOperation::exclusive_or},
    {"copy", CompositeOperation::copy},
    {"multiply", CompositeOperation::multiply},
    {"screen", CompositeOperation::screen},
    {"overlay", CompositeOperation::overlay},
    {"darken", CompositeOperation::darken},
    {"lighten", CompositeOperation::lighten},
    {"color-dodge", CompositeOperation::color_dodge},
    {"color-burn", CompositeOperation::color_burn},
    {"hard-light", CompositeOperation::hard_light},
    {"soft-light", CompositeOperation::soft_light},
    {"difference", CompositeOperation::difference},
    {"exclusion", CompositeOperation::exclusion},
    {"hue", CompositeOperation::hue},
    {"saturation", CompositeOperation::saturation},
    {"color", CompositeOperation::color},
    {"luminosity", CompositeOperation::luminosity},
};

Color color_of(const rapidjson::Value& css) {
    const auto channel = [&](rapidjson::SizeType i) { return static_cast<std::uint8_t>(css[i].GetInt()); };
    return {channel(0), channel(1), channel(2), static_cast<std::uint8_t>(std::lround(css[3].GetFloat() * 255))};
}

void draw(Canvas2D& canvas, const rapidjson::Value& one, CompositeOperation operation) {
    const std::string special = one["special"].GetString();
    canvas.set_fill_style(color_of(one["below"]));
    canvas.fill_rect(0, 0, 8, 8);
    canvas.set_global_composite_operation(operation);
    canvas.set_fill_style(color_of(one["shape"]));
    if (special == "clip") {
        canvas.rect(0, 0, 12, 6);
        canvas.clip();
    }
    if (special == "shadow") {
        canvas.set_shadow_color({0, 0, 255, 128});
        canvas.set_shadow_offset({-2, 4});
    }
    canvas.fill_rect(4, 0, 8, 4);
}

/// The largest difference of a channel, weighed by how much of it is seen.
int difference_of(Color ours, const rapidjson::Value& theirs) {
    const int alpha = theirs[5].GetInt();
    int most = std::abs(ours.a - alpha);
    const int channels[] = {ours.r, ours.g, ours.b};
    for (rapidjson::SizeType i = 0; i < 3; ++i)
        most = std::max(most, std::abs(channels[i] * ours.a - theirs[2 + i].GetInt() * alpha) / 255);
    return most;
}

}  // namespace

TEST_CASE("every composite operation gives the pixels that Chromium gives, also within a clip and with a shadow") {
    std::ifstream lines(JANKLAB_TEST_SOURCE_FOLDER "/tests/canvas/golden/composite.jsonl");
    int cases = 0;
    for (std::string line; std::getline(lines, line); ++cases) {
        rapidjson::Document one;
        one.Parse(line.c_str());
        REQUIRE_FALSE(one.HasParseError());
        const std::string_view name = one["operation"].GetString();
        const auto operation =
            std::ranges::find(names, name, [](const auto& entry) { return std::string_view(entry.first); });
        REQUIRE(operation != std::end(names));
        Canvas2D canvas({12, 8});
        draw(canvas, one, operation->second);
        for (const rapidjson::Value& theirs : one["pixels"].GetArray()) {
            const int x = theirs[0].GetInt(), y = theirs[1].GetInt();
            const Color ours = pixel(canvas, x, y);
            CAPTURE(line);
            CAPTURE(x);
            CAPTURE(y);
            CAPTURE(std::to_string(ours.r) + " " + std::to_string(ours.g) + " " + std::to_string(ours.b) + " " +
                    std::to_string(ours.a));
            CHECK(difference_of(ours, theirs) <= tolerance);
        }
    }
    CHECK(cases == 26 * 7);
}
