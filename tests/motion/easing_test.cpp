// SPDX-License-Identifier: MIT
#include "motion/easing.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace janklab;

namespace {

float at(const char* text, float progress, bool before = false) {
    const std::optional<Easing> easing = parse_easing(text);
    REQUIRE_MESSAGE(easing.has_value(), text);
    return easing->at(progress, before);
}

}  // namespace

TEST_CASE("the curves that have names are CSS's") {
    // y at x = 0.25, 0.5, 0.75, worked out with the curve's equations in double precision.
    CHECK(Easing::ease().at(0.25f) == doctest::Approx(0.40851).epsilon(1e-4));
    CHECK(Easing::ease().at(0.5f) == doctest::Approx(0.80240).epsilon(1e-4));
    CHECK(Easing::ease_in().at(0.25f) == doctest::Approx(0.09346).epsilon(1e-3));
    CHECK(Easing::ease_out().at(0.75f) == doctest::Approx(1 - 0.09346).epsilon(1e-3));
    CHECK(Easing::ease_in_out().at(0.25f) == doctest::Approx(0.12916).epsilon(1e-3));
    CHECK(Easing::ease_in_out().at(0.5f) == doctest::Approx(0.5));
}

TEST_CASE("every curve begins at 0, ends at 1, and its x is found to a millionth") {
    for (float x1 : {0.f, 0.1f, 0.5f, 1.f}) {
        for (float x2 : {0.f, 0.5f, 1.f}) {
            const Easing same = Easing::cubic_bezier(x1, x1, x2, x2);  // on the diagonal
            CHECK(same.at(0) == 0);
            CHECK(same.at(1) == doctest::Approx(1));
            for (float x = 0.05f; x < 1; x += 0.05f) CHECK(same.at(x) == doctest::Approx(x).epsilon(1e-4));
        }
    }
}

TEST_CASE("beyond its ends a curve goes on along its tangents") {
    CHECK(at("cubic-bezier(0.5, 1, 0.5, 0)", -1) == doctest::Approx(-2));
    CHECK(at("cubic-bezier(0.5, 1, 0.5, 0)", 2) == doctest::Approx(3));
    CHECK(at("cubic-bezier(0, 1, 1, 0)", -1) == 0);
    CHECK(at("cubic-bezier(0, 0, 0.5, 0.25)", -1) == doctest::Approx(-0.5));
}

TEST_CASE("steps jump where their position says, also before the start") {
    CHECK(at("steps(4)", 0.24f) == 0);
    CHECK(at("steps(4)", 0.25f) == 0.25f);
    CHECK(at("steps(4, jump-start)", 0) == 0.25f);
    CHECK(at("steps(4, jump-start)", 0, true) == 0);
    CHECK(at("steps(4, jump-none)", 0.3f) == doctest::Approx(1.0 / 3));
    CHECK(at("steps(4, jump-both)", 0) == doctest::Approx(0.2));
    CHECK(at("step-start", 0.1f) == 1);
    CHECK(at("step-end", 0.99f) == 0);
    CHECK(at("step-end", 1) == 1);
    CHECK(at("steps(2, start)", 0.1f) == 0.5f);
}

TEST_CASE("linear() goes straight from point to point; missing inputs are spread evenly") {
    CHECK(at("linear(0, 0.5, 1)", 0.25f) == doctest::Approx(0.25));
    CHECK(at("linear(0, 1 20%, 1)", 0.1f) == doctest::Approx(0.5));
    CHECK(at("linear(0, 1 20%, 1)", 0.9f) == doctest::Approx(1));
    CHECK(at("linear(0, 2, 1)", 0.5f) == doctest::Approx(2));
    CHECK(at("linear(0, 0.8 25% 75%, 1)", 0.5f) == doctest::Approx(0.8));
    CHECK(at("linear(0, 1 50%, 0.5 50%, 1)", 0.5f) == doctest::Approx(0.5));  // a jump: the later point holds
    CHECK(at("linear(0, 1)", 2) == doctest::Approx(2));                       // and on, outside
    CHECK(at("linear(0 50%, 1 20%)", 0.5f) == doctest::Approx(1));            // inputs never fall
}

TEST_CASE("what is no easing function is none") {
    for (const char* text :
         {"", "swift", "ease in", "ease-in-out-in", "cubic-bezier(2, 0, 0, 1)", "cubic-bezier(0, 0, 1)", "steps(0)",
          "steps(1.5)", "steps(1, jump-none)", "steps(2, sideways)", "linear()", "linear(0)", "linear(10%, 1)",
          "linear(0 1%, 1", "cubic-bezier(nan, 0, 0, 1)", "linear(inf, 1)", "ease ease", "linear(0 0, 1)"}) {
        CHECK_MESSAGE(!parse_easing(text), text);
    }
}

TEST_CASE("text and value go back and forth") {
    for (const char* text : {"linear", "ease", "ease-in", "ease-out", "ease-in-out", "cubic-bezier(0.1, 0.7, 1, -0.5)",
                             "steps(3)", "steps(3, jump-both)", "linear(0 0%, 0.5 25%, 1 100%)"}) {
        const std::optional<Easing> easing = parse_easing(text);
        REQUIRE_MESSAGE(easing.has_value(), text);
        CHECK(easing->text() == text);
        CHECK(parse_easing(easing->text()) == easing);
    }
    CHECK(parse_easing(" cubic-bezier( .25 ,.1,.25, 1 ) ") == Easing::ease());
    CHECK_FALSE(Easing::ease() == Easing::ease_in());
    CHECK_FALSE(Easing() == Easing::steps(1));
}

TEST_CASE("a spring that is damped too little swings over, one that is damped enough does not") {
    const auto highest = [](const Spring& spring) {
        const Easing easing = easing_of(spring);
        float most = 0;
        for (float x = 0; x <= 1; x += 0.001f) most = std::max(most, easing.at(x));
        return most;
    };
    CHECK(highest({.stiffness = 170, .damping = 5}) > 1.3f);
    CHECK(highest({.stiffness = 170, .damping = 2 * std::sqrt(170.f)}) <= 1);
    CHECK(highest({.stiffness = 170, .damping = 60}) <= 1);
    // The overshoot of an underdamped spring: exp(-pi * ratio / sqrt(1 - ratio^2)).
    const double ratio = 5 / (2 * std::sqrt(170.0));
    CHECK(highest({.stiffness = 170, .damping = 5}) ==
          doctest::Approx(1 + std::exp(-3.14159265 * ratio / std::sqrt(1 - ratio * ratio))).epsilon(0.005));
}

TEST_CASE("a spring begins at rest at 0 and settles at 1, with whatever numbers") {
    for (const Spring& spring : {Spring{}, Spring{.stiffness = 0}, Spring{.damping = 0}, Spring{.mass = 0},
                                 Spring{.damping = 1000}, Spring{.velocity = 20}, Spring{.damping = NAN}}) {
        const Easing easing = easing_of(spring);
        CHECK(easing.at(0) == doctest::Approx(0));
        CHECK(easing.at(1) == doctest::Approx(1));
        CHECK(std::isfinite(easing.at(0.5f)));
        CHECK(settling_time(spring) > 0ms);
        CHECK(settling_time(spring) <= 10s + 10ms);
    }
    CHECK(settling_time({.damping = 5}) > settling_time({.damping = 20}));
}
