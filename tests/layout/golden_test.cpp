// SPDX-License-Identifier: MIT
// Layout beside Chromium's: the cases in tests/layout/golden were made, and answered by headless Chromium, by
// golden/make_golden.mjs. With JANKLAB_LAYOUT_CASES=FILE the cases of that file are compared and told, too.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include "layout/inline_witness.h"
#include "layout/witness.h"

namespace janklab {
namespace {

const std::string golden_folder = std::string(JANKLAB_TEST_SOURCE_FOLDER) + "/tests/layout/golden/";

struct Score {
    int cases = 0, agreeing = 0, boxes = 0, boxes_agreeing = 0;
    std::string differing;  // names and first differences, the first forty
};

using Check = WitnessResult (*)(std::string_view);

Score score_file(const std::string& path, Check check = check_witness) {
    std::ifstream file(path);
    Score score;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.find("\"disabled\":true") != std::string::npos) continue;
        const WitnessResult result = check(line);
        ++score.cases;
        score.agreeing += result.agrees;
        score.boxes += result.boxes;
        score.boxes_agreeing += result.boxes_agreeing;
        if (result.agrees || score.cases - score.agreeing > 400) continue;
        score.differing += fmt::format("  {}: {}", result.name, result.difference);
        for (const std::string& one : result.not_understood) score.differing += " [" + one + "]";
        score.differing += '\n';
    }
    return score;
}

}  // namespace

TEST_CASE("at least 99 % of the random trees agree with Chromium within half a pixel") {
    const Score score = score_file(golden_folder + "random_trees.jsonl");
    REQUIRE(score.cases == 1000);
    INFO(score.agreeing << " of " << score.cases << " agree; these do not:\n" << score.differing);
    CHECK(score.agreeing >= score.cases * 99 / 100);
}

TEST_CASE("every hand-made tree agrees with Chromium within half a pixel") {
    const Score score = score_file(golden_folder + "hand_made.jsonl");
    REQUIRE(score.cases > 100);
    INFO(score.differing);
    CHECK(score.agreeing == score.cases);
}

// Those that differ scroll by a part of a pixel, which Chromium rounds.
TEST_CASE("at least 98 % of the random trees with scroll containers and sticky boxes agree with Chromium") {
    const Score score = score_file(golden_folder + "scrolling_random.jsonl");
    REQUIRE(score.cases == 150);
    INFO(score.agreeing << " of " << score.cases << " agree; these do not:\n" << score.differing);
    CHECK(score.agreeing >= score.cases * 98 / 100);
}

TEST_CASE("every hand-made tree with scroll containers and sticky boxes agrees with Chromium within half a pixel") {
    const Score score = score_file(golden_folder + "scrolling.jsonl");
    REQUIRE(score.cases > 40);
    INFO(score.differing);
    CHECK(score.agreeing == score.cases);
}

TEST_CASE("cases of others begin with the initial values of those others") {
    // Yoga's: columns, nothing shrinks. Taffy's: leaves are blocks, the root is in flow.
    const char* cases[] = {
        R"({"name": "a Yoga column", "base": "yoga", "style": {"width": 100, "height": 50}, "children": [
            {"style": {"height": 40}}, {"style": {"height": 40}}],
            "expect": [[0, 0, 100, 50], [0, 0, 100, 40], [0, 40, 100, 40]]})",
        R"({"name": "a Taffy row", "base": "taffy", "style": "width: 100px; height: 50px", "children": [
            {"style": "width: 80px", "leaf": true}, {"style": "width: 80px", "leaf": true}],
            "expect": [[0, 0, 100, 50], [0, 0, 50, 50], [50, 0, 50, 50]]})"};
    for (const char* one : cases) {
        const WitnessResult result = check_witness(one);
        INFO(result.name << ": " << result.difference);
        CHECK(result.agrees);
        CHECK(result.not_understood.empty());
    }
    const WitnessResult wrong = check_witness(
        R"({"name": "", "base": "css", "style": "width: 10px; height: 5px; colour: red", "expect": [[0, 0, 11, 5]]})");
    CHECK_FALSE(wrong.agrees);
    CHECK(wrong.not_understood.size() == 1);
}

TEST_CASE("every hand-made tree of boxes over each other has the same ones on top as in Chromium") {
    const Score score = score_file(golden_folder + "stacking.jsonl");
    REQUIRE(score.cases >= 30);
    INFO(score.differing);
    CHECK(score.agreeing == score.cases);
}

TEST_CASE("random trees of boxes over each other have the same ones on top as in Chromium") {
    const Score score = score_file(golden_folder + "stacking_random.jsonl");
    REQUIRE(score.cases == 300);
    INFO(score.agreeing << " of " << score.cases << " agree; these do not:\n" << score.differing);
    CHECK(score.agreeing == score.cases);
}

TEST_CASE("every hand-made inline content agrees with Chromium within half a pixel") {
    const Score score = score_file(golden_folder + "inline_hand_made.jsonl", check_inline_witness);
    REQUIRE(score.cases >= 100);
    INFO(score.differing);
    CHECK(score.agreeing == score.cases);
}

// Those that differ are long: one box in them is a line off, or a part of no width is on the line before.
TEST_CASE("at least 98 % of the random inline contents agree with Chromium within half a pixel") {
    const Score score = score_file(golden_folder + "inline_random.jsonl", check_inline_witness);
    REQUIRE(score.cases == 400);
    INFO(score.agreeing << " of " << score.cases << " agree; these do not:\n" << score.differing);
    CHECK(score.agreeing >= score.cases * 98 / 100);
}

TEST_CASE("inline cases of another file agree" * doctest::skip(!std::getenv("JANKLAB_INLINE_CASES"))) {
    const Score score = score_file(std::getenv("JANKLAB_INLINE_CASES"), check_inline_witness);
    fmt::print("{} of {} cases ({:.2f} %), {} of {} nodes agree\n{}", score.agreeing, score.cases,
               100.0 * score.agreeing / score.cases, score.boxes_agreeing, score.boxes, score.differing);
}

TEST_CASE("cases of another file agree with Chromium" * doctest::skip(!std::getenv("JANKLAB_LAYOUT_CASES"))) {
    const Score score = score_file(std::getenv("JANKLAB_LAYOUT_CASES"));
    fmt::print("{} of {} trees ({:.2f} %), {} of {} boxes agree\n{}", score.agreeing, score.cases,
               100.0 * score.agreeing / score.cases, score.boxes_agreeing, score.boxes, score.differing);
}

}  // namespace janklab
