// SPDX-License-Identifier: MIT
// The lists of transitions and animations: reading, writing, sharing.
#include "style/motion_style.h"

#include <doctest/doctest.h>

#include "style/declarations.h"

namespace janklab {
namespace {

std::string read_back(std::string_view name, std::string_view value) {
    DeclarationBlock block;
    return block.set(name, value) ? block.get(name) : "not understood";
}

}  // namespace

TEST_CASE("the longhands of transition and animation are lists") {
    CHECK(read_back("transition-property", "left, MARGIN, --my-Color, foo") == "left, margin, --my-Color, foo");
    CHECK(read_back("transition-property", "none") == "none");
    CHECK(read_back("transition-property", "left, none") == "not understood");
    CHECK(read_back("transition-duration", "1s, 250ms") == "1s, 0.25s");
    CHECK(read_back("transition-duration", "-1s") == "not understood");
    CHECK(read_back("transition-duration", "1") == "not understood");
    CHECK(read_back("transition-delay", "-1s") == "-1s");
    CHECK(read_back("transition-timing-function", "EASE-IN, cubic-bezier(0, 0, 1, 1), steps(3, jump-both)") ==
          "ease-in, cubic-bezier(0, 0, 1, 1), steps(3, jump-both)");
    CHECK(read_back("animation-timing-function", "linear(0, 0.5 75%, 1)") == "linear(0 0%, 0.5 75%, 1 100%)");
    CHECK(read_back("animation-timing-function", "bounce") == "not understood");
    CHECK(read_back("animation-name", "spin, none, \"two words\"") == "spin, none, two\\ words");
    CHECK(read_back("animation-iteration-count", "infinite, 2.5") == "infinite, 2.5");
    CHECK(read_back("animation-iteration-count", "-1") == "not understood");
    CHECK(read_back("animation-direction", "alternate, normal") == "alternate, normal");
    CHECK(read_back("animation-fill-mode", "both") == "both");
    CHECK(read_back("animation-play-state", "paused, running") == "paused, running");
}

TEST_CASE("the first time of a shorthand is the duration, the second the delay; what is left out is initial") {
    DeclarationBlock block;
    CHECK(block.set("transition", "left 1s ease-in 2s, 3s"));
    CHECK(block.get("transition-property") == "left, all");
    CHECK(block.get("transition-duration") == "1s, 3s");
    CHECK(block.get("transition-timing-function") == "ease-in, ease");
    CHECK(block.get("transition-delay") == "2s, 0s");
    CHECK(read_back("transition", "none") == "none");
    CHECK(read_back("transition", "left -1s 2s") == "left 2s ease -1s");  // no duration is negative
    CHECK(read_back("transition", "left 1s, none") == "not understood");
    CHECK(read_back("transition", "left 1s 1s 1s") == "not understood");
    CHECK(read_back("transition", "") == "not understood");
    CHECK(block.set("animation", "3s linear infinite alternate both paused spin, none 1s 2s reverse"));
    CHECK(block.get("animation-name") == "spin, none");
    CHECK(block.get("animation-play-state") == "paused, running");
    CHECK(block.get("animation-fill-mode") == "both, none");
    // A word that another part understands is that part's first.
    CHECK(read_back("animation", "linear linear 1s") == "1s linear 0s 1 normal none running linear");
    CHECK(read_back("animation", "1s spin twirl") == "not understood");
}

TEST_CASE("copies of lists share them until one is changed, and the default ones are equal to themselves") {
    TransitionStyle a = {{"left", 300ms}, {.property = "top", .duration = 1s, .delay = -1s}};
    TransitionStyle b = a;
    CHECK(&*std::as_const(a) == &*std::as_const(b));
    CHECK(a == b);
    b->durations[0] = 1s;
    CHECK(std::as_const(a)->durations[0] == 300ms);
    CHECK_FALSE(a == b);
    CHECK(std::as_const(a)->properties[0].covers.has(PropertyId::left));
    TransitionStyle fresh;
    CHECK(fresh.is_default());
    fresh->durations[0] = 0s;  // written, but to what it was
    CHECK(fresh == TransitionStyle());
    const AnimationStyle animation = {{.name = "spin", .duration = 1s, .iterations = infinite_iterations}};
    CHECK(animation->names == std::vector<std::string>{"spin"});
    CHECK(animation->play_states[0] == PlayState::running);
}

}  // namespace janklab
