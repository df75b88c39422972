// SPDX-License-Identifier: MIT
// Pictures on a page: when they arrive, what is sent, how large they are, and what is painted. In virtual time, and
// once with a real decoder thread.
#include <doctest/doctest.h>

#include <fstream>
#include <thread>

#include "canvas/canvas_2d.h"
#include "gpu/image.h"
#include "page/rendering.h"
#include "page/test_page.h"
#include "style/style.h"

using namespace janklab;

namespace {

std::vector<std::byte> png_of(PixelSize size) {
    const std::string path = std::string(JANKLAB_TEST_OUTPUT_FOLDER) + "/images_test.png";
    Image image{size, std::vector<std::uint8_t>(static_cast<std::size_t>(size.width * size.height) * 4, 255)};
    REQUIRE(write_png(path, image).ok());
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const std::span<const std::byte> bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

Element& add_image(Page& page, const char* source) {
    const Ref<Element> image = page.document().create_element("img");
    page.body().append_child(image);
    image->set_attribute("src", source);
    return *image;
}
std::string shown(TestPage& page) { return dump(page.run.link().current()->list); }

}  // namespace

TEST_CASE("an image arrives in a task of its own, tells its listeners, and takes its size") {
    TestPage test;
    Page& page = test.page();
    page.add_image("picture", png_of({200, 100}));
    Element& image = add_image(page, "picture");
    image.on("load", "loaded", [&](Event&) { test.note("load " + std::to_string(image.natural_size().width)); });
    image.on("error", "failed", [&](Event&) { test.note("error"); });
    CHECK(!image.complete());
    CHECK(image.offset_width() == 0);
    test.run.advance(100ms);
    CHECK(test.happened == std::vector<std::string>{"load 200"});
    CHECK(image.complete());
    CHECK(image.offset_width() == 200);
    CHECK(image.offset_height() == 100);
    CHECK(shown(test) == "image 0,0 200x100 tile 0,0 200x100 of 200x100\n");
}

TEST_CASE("decoding has its price in virtual time, the same each time") {
    const auto arrives_at = [] {
        TestPage test;
        test.page().add_image("picture", png_of({1000, 500}));
        Element& image = add_image(test.page(), "picture");
        TimePoint at;
        image.on("load", "loaded", [&](Event&) { at = test.run.clock().stamp(); });
        test.run.advance(100ms);
        return at;
    };
    CHECK(arrives_at() == arrives_at());
    CHECK(arrives_at() - time_zero >= ImageLoader::pixel_cost * 500'000);
    CHECK(arrives_at() - time_zero < ImageLoader::pixel_cost * 500'000 + 1ms);
}

TEST_CASE("what cannot be loaded sends error with the sentence, which is on the trace too, and shows nothing") {
    TestPage test;
    Page& page = test.page();
    page.set_image_folder(JANKLAB_TEST_OUTPUT_FOLDER);
    std::vector<std::byte> cut = png_of({20, 20});
    cut.resize(cut.size() / 2);
    page.add_image("cut", std::move(cut));
    for (const char* source : {"nowhere.png", ".", "cut"}) {
        Element& image = add_image(page, source);
        image.on("load", "loaded", [&](Event&) { test.note("load"); });
        image.on("error", "failed", [&](Event& event) { test.note(event.text); });
    }
    test.run.advance(100ms);
    REQUIRE(test.happened.size() == 3);
    CHECK(test.happened[0].find("nowhere.png does not exist") != std::string::npos);
    CHECK(test.happened[1].find("is no file") != std::string::npos);
    CHECK(test.happened[2].find("cut: the picture cannot be decoded") != std::string::npos);
    CHECK(test.count(EventType::log) == 3);
    CHECK(shown(test).empty());
}

TEST_CASE("an image whose source changes before it arrives shows the later one alone") {
    TestPage test;
    Page& page = test.page();
    page.add_image("first", png_of({50, 50}));
    page.add_image("second", png_of({30, 20}));
    Element& image = add_image(page, "first");
    image.on("load", "loaded", [&](Event&) { test.note("load " + std::to_string(image.natural_size().width)); });
    image.set_attribute("src", "second");
    test.run.advance(100ms);
    CHECK(test.happened == std::vector<std::string>{"load 30"});
    image.set_attribute("src", "first");
    test.run.advance(100ms);
    CHECK(test.happened.back() == "load 50");
}

TEST_CASE("a picture behind an element is painted once it has arrived") {
    TestPage test;
    Page& page = test.page();
    page.add_image("picture", png_of({10, 10}));
    page.body().append({.width = px(100), .height = px(30), .background_image = image_url("picture")});
    page.body().append({.width = px(40),
                        .height = px(40),
                        .background_image = image_url("picture"),
                        .background_size = BackgroundFit::cover});
    test.run.advance(100ms);
    CHECK(shown(test) ==
          "image 0,0 100x30 tile 0,0 10x10 repeat-x repeat-y of 10x10\n"
          "image 0,30 40x40 tile 0,30 40x40 of 10x10\n");
}

TEST_CASE("the width and height of an <img> are its size, also before the picture comes; one alone goes by the ratio") {
    TestPage test;
    Page& page = test.page();
    page.add_image("picture", png_of({200, 100}));
    const auto sized = [&](const char* width, const char* height, const char* source) -> Element& {
        Element& image = add_image(page, source);
        if (width) image.set_attribute("width", width);
        if (height) image.set_attribute("height", height);
        return image;
    };
    const auto size = [](const Element& image) { return Size{image.offset_width(), image.offset_height()}; };
    Element& missing = sized("30", "20", "nowhere.png");
    Element& wide = sized("64", nullptr, "picture");
    Element& high = sized(nullptr, "10", "picture");
    Element& both = sized("64", "20", "picture");
    Element& odd = sized("a lot", "-5", "picture");
    test.run.advance(100ms);
    CHECK(size(missing) == Size{30, 20});
    CHECK(size(wide) == Size{64, 32});
    CHECK(size(high) == Size{20, 10});
    CHECK(size(both) == Size{64, 20});
    CHECK(both.natural_size() == PixelSize{200, 100});
    CHECK(size(odd) == Size{200, 100});
    both.style([](Style& s) { s.width = px(32); });
    CHECK(size(both) == Size{32, 10});
    both.remove_attribute("height");
    CHECK(size(both) == Size{32, 16});
}

TEST_CASE("a picture keeps its ratio where one side is given, within limits, and as a flex item") {
    TestPage test;
    Page& page = test.page();
    page.add_image("picture", png_of({200, 100}));
    struct Sizes {
        Style style;
        Size expected;
    };
    const Sizes all[] = {
        {{.width = px(50)}, {50, 25}},
        {{.height = px(30)}, {60, 30}},
        {{.width = px(50), .height = px(70)}, {50, 70}},
        {{.max_width = px(80)}, {80, 40}},
        {{.max_height = px(20)}, {40, 20}},
        {{.min_width = px(400)}, {400, 200}},
        {{.width = percent(50)}, {400, 200}},
        {{.width = px(100), .padding = all_around(px(10))}, {100, 60}},
        {{.padding = all_around(px(10))}, {220, 120}},
        {{.padding = {px(0), px(0), px(0), percent(10)}}, {280, 100}},
        {{.padding = all_around(percent(5))}, {280, 180}},
        {{.box_sizing = BoxSizing::content_box, .padding = all_around(percent(5))}, {280, 180}},
        {{.max_height = percent(5)}, {60, 30}},
        {{.width = px(100), .aspect_ratio = 1}, {100, 100}},
        {{.position = Position::absolute}, {200, 100}},
        {{.position = Position::absolute, .inset = {px(0), px(0), px(0), px(0)}}, {200, 100}},
        {{.position = Position::absolute, .padding = all_around(percent(5))}, {280, 180}},
    };
    std::vector<Element*> images;
    for (const Sizes& one : all) {
        images.push_back(&add_image(page, "picture"));
        images.back()->set_style(one.style);
    }
    Element& row = page.body().append({.display = Display::flex, .width = px(100), .align_items = Align::flex_start});
    const Ref<Element> item = page.document().create_element("img");
    row.append_child(item);
    item->set_attribute("src", "picture");
    test.run.advance(100ms);
    for (std::size_t i = 0; i < images.size(); ++i) {
        CAPTURE(i);
        CHECK(images[i]->offset_width() == all[i].expected.width);
        CHECK(images[i]->offset_height() == all[i].expected.height);
    }
    CHECK(item->offset_width() == 200);  // its own size is its automatic minimum
    CHECK(item->offset_height() == 100);
}

TEST_CASE("a canvas is painted where it lies, and only when something was drawn is there a new frame") {
    TestPage test;
    const Ref<Element> canvas = test.page().document().create_element("canvas");
    test.page().body().append_child(canvas);
    canvas->set_attribute("width", "60");
    canvas->set_attribute("height", "40");
    canvas->canvas_2d().fill_rect(0, 0, 5, 5);
    test.run.advance(100ms);
    CHECK(shown(test) == "image 0,0 60x40 tile 0,0 60x40 of canvas 60x40\n");
    const int commits = test.count(EventType::commit);
    test.run.advance(100ms);
    CHECK(test.count(EventType::commit) == commits);
    canvas->canvas_2d().fill_rect(5, 5, 5, 5);
    test.run.advance(100ms);
    CHECK(test.count(EventType::commit) == commits + 1);
    CHECK(test.run.link().current()->damage == Rect{0, 0, 60, 40});
}

TEST_CASE("paint tells how many commands its canvases have recorded, and virtual time charges each as an item") {
    TestPage test;
    const Ref<Element> canvas = test.page().document().create_element("canvas");
    const Ref<Element> hidden = test.page().document().create_element("canvas");
    test.page().body().append_child(canvas);
    test.run.advance(100ms);
    const std::size_t before = test.run.recording().size();
    test.page().request_animation_frame("draws", [&](TimePoint) {
        for (int i = 0; i < 1000; ++i) hidden->canvas_2d().fill_rect(0, 0, 5, 5);
        for (int i = 0; i < 500; ++i) canvas->canvas_2d().fill_rect(0, 0, 5, 5);
        canvas->canvas_2d().draw_image(hidden->canvas_2d(), 0, 0);
    });
    test.run.advance(100ms);
    TimePoint started;
    int paints = 0;
    for (std::size_t i = before; i < test.run.recording().size(); ++i) {
        const TraceEvent& event = test.run.recording()[i];
        if (event.type == EventType::paint_started) started = event.time;
        if (event.type != EventType::paint_ended || event.arg2 == 0) continue;
        ++paints;
        CHECK(event.arg2 == 1501);
        CHECK(event.time - started >= 1501 * Rendering::item_cost);
    }
    CHECK(paints == 1);
}

TEST_CASE("in real time another thread decodes, and the page hears of it in a task") {
    RealClock clock;
    Trace trace(clock);
    PageLink link;
    LoopControl control;
    const FixedText text;
    std::thread::id loaded_on;
    std::thread page_thread([&] {
        Page page({.clock = &clock, .trace = &trace, .link = &link, .control = &control, .text = &text});
        link.set_wake_page([&page] { page.wake(); });
        page.add_image("picture", png_of({64, 64}));
        Element& image = add_image(page, "picture");
        image.on("load", "loaded", [&](Event&) {
            loaded_on = std::this_thread::get_id();
            page.leave();
        });
        page.run();
        loaded_on = loaded_on == std::this_thread::get_id() ? loaded_on : std::thread::id{};
    });
    page_thread.join();
    CHECK(loaded_on != std::thread::id{});
}
