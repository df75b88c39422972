// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "gpu/framebuffer.h"
#include "gpu/gpu_timer.h"
#include "gpu/quad_renderer.h"
#include "support/gl_for_tests.h"

using namespace janklab;

TEST_CASE("software renderers are known by their names") {
    CHECK(is_software_renderer("llvmpipe (LLVM 15.0.6, 256 bits)"));
    CHECK(is_software_renderer("softpipe"));
    CHECK(is_software_renderer("Software Rasterizer"));
    CHECK(is_software_renderer("zink (llvmpipe (LLVM 15.0.6, 256 bits))"));
    CHECK(!is_software_renderer("Mesa Intel(R) UHD Graphics 620 (KBL GT2)"));
    CHECK(!is_software_renderer("NVIDIA GeForce RTX 3060/PCIe/SSE2"));
}

TEST_CASE("without a loader that finds anything, the device is an error and not a crash") {
    const Result<GlDevice> device = GlDevice::open([](const char*) -> GlFunction { return nullptr; });
    REQUIRE(!device.ok());
    CHECK(device.error().sentence.find("GL 3.3") != std::string::npos);
}

TEST_CASE("no platform to try is an error that says what would be right") {
    const Result<OffscreenGl> gl = OffscreenGl::create(std::span<const OffscreenPlatform>{});
    REQUIRE(!gl.ok());
    CHECK(gl.error().kind == ErrorKind::environment);
    CHECK(gl.error().sentence.find("libgl1-mesa-dri") != std::string::npos);
}

TEST_CASE("the device says what draws, and a software renderer has no GPU times") {
    const OffscreenGl* gl = gl_for_tests();
    if (!gl) return;
    CHECK(!gl->device().renderer().empty());
    CHECK(gl->device().sentence().find(gl->device().renderer()) != std::string::npos);
    GpuTimer timer(gl->device());
    timer.begin();
    timer.end();
    if (gl->device().software()) CHECK(!timer.take_result());
}

TEST_CASE("a framebuffer without size is an error that says what sizes can be") {
    if (!gl_for_tests()) return;
    for (const PixelSize size : {PixelSize{0, 10}, PixelSize{10, -1}, PixelSize{1 << 24, 10}}) {
        const Result<Framebuffer> made = Framebuffer::create(size);
        REQUIRE(!made.ok());
        CHECK(made.error().sentence.find("both sides must be 1 to") != std::string::npos);
    }
}

TEST_CASE("what is cleared in a part of a framebuffer is read back there, counted from the top left") {
    if (!gl_for_tests()) return;
    Result<Framebuffer> picture = Framebuffer::create({8, 6});
    REQUIRE(picture.ok());
    ShaderLibrary shaders;
    Result<QuadRenderer> renderer = QuadRenderer::create(shaders, {});
    REQUIRE(renderer.ok());
    renderer->begin_target(picture->gl_name(), picture->size(), {1, 2, 6, 4});
    renderer->set_scissor({0, 0, 2, 1});
    renderer->clear(rgb(0x102030));
    renderer->end();
    const Image image = picture->read();
    for (int y = 0; y < 6; ++y) {
        for (int x = 0; x < 8; ++x) {
            const bool within = y == 2 && (x == 1 || x == 2);
            CHECK(image.at(x, y) == (within ? Color{0x10, 0x20, 0x30, 255} : transparent));
        }
    }
}

TEST_CASE("clearing fills all of a framebuffer") {
    if (!gl_for_tests()) return;
    Result<Framebuffer> picture = Framebuffer::create({5, 4});
    REQUIRE(picture.ok());
    clear(picture->gl_name(), picture->size(), rgb(0x123456));
    const Image image = picture->read();
    for (int i = 0; i < 20; ++i) CHECK(image.at(i % 5, i / 5) == rgb(0x123456));
}

TEST_CASE("a framebuffer is copied to another at the place that is asked for") {
    if (!gl_for_tests()) return;
    Result<Framebuffer> small = Framebuffer::create({2, 2}), large = Framebuffer::create({5, 4});
    REQUIRE(small.ok());
    REQUIRE(large.ok());
    ShaderLibrary shaders;
    Result<QuadRenderer> renderer = QuadRenderer::create(shaders, {});
    renderer->begin_target(small->gl_name(), small->size(), {0, 0, 2, 2});
    renderer->set_scissor({0, 0, 2, 1});
    renderer->clear(rgb(0xff0000));
    renderer->set_scissor({0, 1, 2, 1});
    renderer->clear(rgb(0x0000ff));
    renderer->end();
    small->copy_to(large->gl_name(), large->size(), 3, 1);
    const Image image = large->read();
    CHECK(image.at(3, 1) == rgb(0xff0000));
    CHECK(image.at(4, 2) == rgb(0x0000ff));
    CHECK(image.at(2, 1) == transparent);
    CHECK(image.at(3, 3) == transparent);
    CHECK(image.at(3, 0) == transparent);
}

TEST_CASE("rectangles of pixels are joined and cut as sets are") {
    const PixelRect a{0, 0, 4, 4}, b{2, 3, 4, 4}, none{9, 9, 0, 5};
    CHECK(intersected(a, b) == PixelRect{2, 3, 2, 1});
    CHECK(intersected(a, PixelRect{4, 0, 2, 2}).empty());
    CHECK(united(a, b) == PixelRect{0, 0, 6, 7});
    CHECK(united(a, none) == a);
    CHECK(united(none, b) == b);
}
