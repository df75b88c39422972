// SPDX-License-Identifier: MIT
// Each rule finds what it forbids and lets pass what it allows.
#include "house/rules.h"

#include <doctest/doctest.h>

namespace {
const std::string kHead = "// SPDX-License-Identifier: MIT\n// What it is for.\n";
}

TEST_CASE("a folder may include itself and the folders before it, and none after it") {
    CHECK(include_faults({"engine/loop/a.h", "#include \"loop/b.h\"\n#include \"base/time.h\"\n#include <vector>\n"})
              .empty());
    CHECK(include_faults({"engine/loop/a.h", "#include \"dom/node.h\"\n"}).size() == 1);
    CHECK(include_faults({"engine/inspector/a.cpp", "  #  include \"demos/gallery.h\"\n"}).size() == 1);
    CHECK(
        include_faults({"demos/long_task.cpp", "#include \"inspector/panel.h\"\n#include \"demos/demo.h\"\n"}).empty());
}

TEST_CASE("an include in quotation marks names its folder") {
    CHECK(include_faults({"engine/loop/a.cpp", "#include \"a.h\"\n"}).size() == 1);
    CHECK(include_faults({"engine/loop/a.cpp", "#include \"engine/loop/a.h\"\n"}).size() == 1);
}

TEST_CASE("the tests of a folder may include the support of tests, and no folder after theirs") {
    CHECK(include_faults({"tests/loop/a_test.cpp", "#include \"support/x.h\"\n#include \"loop/a.h\"\n"}).empty());
    CHECK(include_faults({"tests/loop/a_test.cpp", "#include \"page/page.h\"\n"}).size() == 1);
    CHECK(
        include_faults({"tests/program/a_test.cpp", "#include \"page/page.h\"\n#include \"demos/demo.h\"\n"}).empty());
}

TEST_CASE("each third-party library is included in one folder alone") {
    CHECK(include_faults({"engine/gpu/a.cpp", "#include <glad/gl.h>\n#include <stb_truetype.h>\n"}).empty());
    CHECK(include_faults({"engine/compositor/a.cpp", "#include <glad/gl.h>\n"}).size() == 1);
    CHECK(include_faults({"engine/page/a.cpp", "#include <GL/gl.h>\n"}).size() == 1);
    CHECK(include_faults({"engine/inspector/a.cpp", "#include <imgui.h>\n#include <backends/imgui_impl_glfw.h>\n"})
              .empty());
    CHECK(include_faults({"demos/a.cpp", "#include <imgui.h>\n#include <stb_image.h>\n"}).size() == 2);
    CHECK(include_faults({"engine/inspector/a.cpp", "#include <xcb/xcb.h>\n"}).size() == 1);
}

TEST_CASE("GLFW is included without the GL that it would bring along") {
    CHECK(include_faults({"engine/display/a.cpp", "#include <GLFW/glfw3.h>\n"}).size() == 1);
    CHECK(include_faults({"engine/display/a.cpp", "#define GLFW_INCLUDE_NONE\n#include <GLFW/glfw3.h>\n"}).empty());
}

TEST_CASE("heavy libraries stay out of headers") {
    CHECK(include_faults({"engine/trace/a.h", "#include <fmt/format.h>\n"}).size() == 1);
    CHECK(include_faults({"engine/trace/a.cpp", "#include <fmt/format.h>\n#include <rapidjson/writer.h>\n"}).empty());
}

TEST_CASE("a file opens with its licence and says what it is for in at most eight lines") {
    CHECK(head_faults({"engine/loop/a.h", kHead + "#pragma once\n"}).empty());
    CHECK(head_faults({"engine/loop/a.h", "#pragma once\n"}).size() == 1);
    CHECK(head_faults({"engine/loop/a.h", ""}).size() == 1);
    CHECK(head_faults({"engine/loop/a.h", "// SPDX-License-Identifier: MIT\n#pragma once\n"}).size() == 1);
    CHECK(head_faults({"engine/loop/a.h", kHead + "//\n//\n//\n//\n//\n//\n//\n"}).empty());
    CHECK(head_faults({"engine/loop/a.h", kHead + "//\n//\n//\n//\n//\n//\n//\n//\n"}).size() == 1);
    CHECK(head_faults({"engine/loop/a.cpp", "// SPDX-License-Identifier: MIT\n"}).empty());
    CHECK(head_faults({"demos/a.cpp", "// SPDX-License-Identifier: MIT\n"}).size() == 1);
    CHECK(head_faults({"cmake/a.cmake", "# SPDX-License-Identifier: MIT\n"}).empty());
    CHECK(head_faults({"run", "#!/usr/bin/env bash\n# SPDX-License-Identifier: MIT\n"}).empty());
    CHECK(head_faults({"shaders/a.frag", "#version 330 core\n// SPDX-License-Identifier: MIT\n"}).size() == 1);
}

TEST_CASE("headers have at most 250 lines and sources 600") {
    const auto lines = [](size_t count) {
        std::string text;
        while (count-- > 0) text += "\n";
        return text;
    };
    CHECK(length_faults({"engine/loop/a.h", lines(250)}).empty());
    CHECK(length_faults({"engine/loop/a.h", lines(251)}).size() == 1);
    CHECK(length_faults({"engine/loop/a.cpp", lines(600)}).empty());
    CHECK(length_faults({"engine/loop/a.cpp", lines(601)}).size() == 1);
}

TEST_CASE("a line has at most 120 columns, counted in characters") {
    CHECK(width_faults({"engine/loop/a.cpp", std::string(120, 'x') + "\n"}).empty());
    CHECK(width_faults({"engine/loop/a.cpp", std::string(121, 'x') + "\n"}).size() == 1);
    std::string wide = "// ";
    for (int i = 0; i < 117; ++i) wide += "\u00e9";
    CHECK(width_faults({"engine/loop/a.cpp", wide}).empty());
}

TEST_CASE("names that say nothing are found") {
    CHECK(name_faults({"engine/loop/a.h", "class TaskManager {\n"}).size() == 1);
    CHECK(name_faults({"engine/loop/a.h", "struct Context;\n"}).size() == 1);
    CHECK(name_faults({"engine/loop/a.h", "class TaskQueue {  // no Manager\n"}).empty());
}
