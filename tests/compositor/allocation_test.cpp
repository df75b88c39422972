// SPDX-License-Identifier: MIT
// A steady frame allocates nothing.
#include "compositor/scene.h"
#include "support/allocations_counted.h"

using namespace janklab;

TEST_CASE("after warm-up, neither new frames nor animations allocate") {
    if (!gl_for_tests()) return;
    TestPage page({200, 100});
    Scene scene;
    for (int i = 0; i < 20; ++i) {
        const float x = static_cast<float>(i % 5) * 40, y = static_cast<float>(i / 5) * 25;
        scene.box({x, y, 38, 23}, rgb(0x3366cc), 4).text({x + 3, y + 15}, "words", 10, rgb(0xffffff));
    }
    scene.clip({20, 20, 100, 60}, 12).layer({.layer = {9}, .origin = {70, 50}, .opacity = 0.5f});
    scene.box({50, 30, 40, 40}, rgb(0xff0000)).box({60, 40, 40, 40}, rgb(0x00ff00)).end_layer().end_clip();
    const CompositorAnimation turns{
        .layer = {9},
        .keyframes = std::make_shared<LayerKeyframes>(
            LayerKeyframes{{.offset = 0, .transform = {rotate(0)}, .opacity = 0.5f},
                           {.offset = 1, .transform = {rotate(1)}, .opacity = 0.7f, .easing = Easing::ease_in()}}),
        .timing = {.duration = 1s, .iterations = infinite_iterations}};
    CompositorAnimation fades = turns;
    fades.property = LayerProperty::opacity;
    scene.frame.animations = {turns, fades};
    TimePoint now = time_zero;
    const auto draw = [&] {
        scene.frame.id.value += 1;
        return page.draw(scene.frame, now += 16ms);
    };
    for (int i = 0; i < 70; ++i) draw();
    const AllocationCount before = allocations();
    std::uint32_t drawn = 0;
    for (int i = 0; i < 100; ++i) drawn += draw().drawn;
    CHECK(allocations() == before);
    CHECK(drawn == 100);
}
