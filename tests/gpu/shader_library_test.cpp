// SPDX-License-Identifier: MIT
#include "gpu/shader_library.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "support/gl_for_tests.h"

using namespace janklab;

namespace {

namespace fs = std::filesystem;

constexpr const char* good_vertex = "void main() { gl_Position = vec4(0.0); }\n";
constexpr const char* good_fragment = "out vec4 color;\nvoid main() { color = vec4(1.0); }\n";
constexpr const char* bad_fragment = "out vec4 color;\n\nvoid main() { colour = vec4(1.0); }\n";

// A folder of shaders that a test changes; each change gets a later time, however coarse the file system's clock is.
class ShaderFolder {
  public:
    ShaderFolder() : path_(fs::path(JANKLAB_TEST_OUTPUT_FOLDER) / "shader_library_test") {
        fs::remove_all(path_);
        fs::create_directories(path_);
        write("a.vert", good_vertex);
        write("a.frag", good_fragment);
    }
    void write(const char* file, const std::string& text) {
        std::ofstream(path_ / file) << text;
        later_ += std::chrono::seconds(1);
        fs::last_write_time(path_ / file, fs::file_time_type::clock::now() + later_);
    }
    std::string path() const { return path_.string(); }

  private:
    fs::path path_;
    std::chrono::seconds later_{0};
};

struct Printed {
    std::vector<std::string> texts;
    ShaderLibrary::Printer printer() {
        return [this](std::string_view text) { texts.emplace_back(text); };
    }
};

bool contains(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("every shader of the project is embedded and compiles without the source tree") {
    if (!gl_for_tests()) return;
    ShaderLibrary shaders("");
    for (const char* fragment : {"solid.frag", "box.frag", "shadow.frag", "group.frag"}) {
        const Result<std::size_t> loaded = shaders.load("shape.vert", fragment);
        CHECK_MESSAGE(loaded.ok(), (loaded.ok() ? "" : loaded.error().sentence));
    }
    CHECK(shaders.load("glyph.vert", "glyph.frag").ok());
    CHECK(!shaders.reload_changed(time_zero + 1h));
}

TEST_CASE("a missing shader is an error that names it") {
    if (!gl_for_tests()) return;
    ShaderFolder folder;
    ShaderLibrary shaders(folder.path());
    const Result<std::size_t> loaded = shaders.load("a.vert", "absent.frag");
    REQUIRE(!loaded.ok());
    CHECK(loaded.error().kind == ErrorKind::environment);
    CHECK(contains(loaded.error().sentence, "absent.frag is missing"));
    CHECK(contains(loaded.error().sentence, folder.path().c_str()));
}

TEST_CASE("a shader that does not compile is an error with the file's own line") {
    if (!gl_for_tests()) return;
    ShaderFolder folder;
    folder.write("a.frag", bad_fragment);
    ShaderLibrary shaders(folder.path());
    const Result<std::size_t> loaded = shaders.load("a.vert", "a.frag");
    REQUIRE(!loaded.ok());
    CHECK_MESSAGE(contains(loaded.error().sentence, "a.frag:3:"), loaded.error().sentence);
}

TEST_CASE("an error in an included file names that file and its line, and lines after the include count on") {
    if (!gl_for_tests()) return;
    ShaderFolder folder;
    folder.write("part.glsl", "// one\nfloat one() { return 1.0; }\n");
    folder.write("a.frag", "// head\n#include \"part.glsl\"\nout vec4 color;\nvoid main() { color = vec4(one()) }\n");
    ShaderLibrary shaders(folder.path());
    Result<std::size_t> loaded = shaders.load("a.vert", "a.frag");
    REQUIRE(!loaded.ok());
    CHECK_MESSAGE(contains(loaded.error().sentence, "a.frag:4:"), loaded.error().sentence);
    folder.write("a.frag", "#include \"part.glsl\"\nout vec4 color;\nvoid main() { color = vec4(one()); }\n");
    folder.write("part.glsl", "// one\nfloat one() { return one_half; }\n");
    loaded = shaders.load("a.vert", "a.frag");
    REQUIRE(!loaded.ok());
    CHECK_MESSAGE(contains(loaded.error().sentence, "part.glsl:2:"), loaded.error().sentence);
}

TEST_CASE("a file that includes itself, or is included twice, is an error and no endless loop") {
    if (!gl_for_tests()) return;
    ShaderFolder folder;
    folder.write("part.glsl", "#include \"part.glsl\"\n");
    folder.write("a.frag", "#include \"part.glsl\"\n");
    ShaderLibrary shaders(folder.path());
    const Result<std::size_t> loaded = shaders.load("a.vert", "a.frag");
    REQUIRE(!loaded.ok());
    CHECK(contains(loaded.error().sentence, "part.glsl is included twice"));
}

TEST_CASE("stages that do not fit together are an error that names both") {
    if (!gl_for_tests()) return;
    ShaderFolder folder;
    folder.write("a.vert", "out vec2 v_point;\nvoid main() { v_point = vec2(1.0); gl_Position = vec4(0.0); }\n");
    folder.write("a.frag", "in vec4 v_point;\nout vec4 color;\nvoid main() { color = v_point; }\n");
    ShaderLibrary shaders(folder.path());
    const Result<std::size_t> loaded = shaders.load("a.vert", "a.frag");
    REQUIRE(!loaded.ok());
    CHECK(contains(loaded.error().sentence, "a.vert and a.frag do not fit together"));
}

TEST_CASE("a bad shader keeps the last good one, prints its log once, and a mended one takes over") {
    if (!gl_for_tests()) return;
    ShaderFolder folder;
    Printed printed;
    ShaderLibrary shaders(folder.path(), printed.printer());
    const std::size_t index = *shaders.load("a.vert", "a.frag");
    const unsigned good = shaders.program(index);
    TimePoint now = time_zero + 1s;
    CHECK(!shaders.reload_changed(now));

    folder.write("a.frag", bad_fragment);
    CHECK(!shaders.reload_changed(now += 1s));
    CHECK(shaders.program(index) == good);
    REQUIRE(printed.texts.size() == 1);
    CHECK(contains(printed.texts[0], "a.frag:3:"));
    CHECK(contains(printed.texts[0], "The last good one stays in use."));
    CHECK(!shaders.reload_changed(now += 1s));
    CHECK(printed.texts.size() == 1);

    folder.write("a.frag", "out vec4 color;\nvoid main() { color = vec4(0.5); }\n");
    CHECK(shaders.reload_changed(now += 1s));
    CHECK(printed.texts.size() == 2);
}

TEST_CASE("changing an included file reloads what includes it, also after it was broken") {
    if (!gl_for_tests()) return;
    ShaderFolder folder;
    folder.write("part.glsl", "float one() { return 1.0; }\n");
    folder.write("a.frag", "#include \"part.glsl\"\nout vec4 color;\nvoid main() { color = vec4(one()); }\n");
    Printed printed;
    ShaderLibrary shaders(folder.path(), printed.printer());
    REQUIRE(shaders.load("a.vert", "a.frag").ok());
    TimePoint now = time_zero + 1s;
    folder.write("a.vert", "void main() { broken }\n");  // now the fragment stage is not even read
    CHECK(!shaders.reload_changed(now += 1s));
    folder.write("a.vert", good_vertex);
    CHECK(shaders.reload_changed(now += 1s));
    folder.write("part.glsl", "float one() { return 0.5; }\n");
    CHECK(shaders.reload_changed(now += 1s));
}

TEST_CASE("the files are looked at four times a second at most") {
    if (!gl_for_tests()) return;
    ShaderFolder folder;
    Printed printed;
    ShaderLibrary shaders(folder.path(), printed.printer());
    REQUIRE(shaders.load("a.vert", "a.frag").ok());
    const TimePoint now = time_zero + 1s;
    CHECK(!shaders.reload_changed(now));
    folder.write("a.frag", good_fragment);
    CHECK(!shaders.reload_changed(now + 249ms));
    CHECK(shaders.reload_changed(now + 250ms));
}

TEST_CASE("the drivers' ways to write a place become file and line") {
    const std::vector<std::string> files{"box.frag", "clip.glsl"};
    CHECK(with_file_names("0:12(5): error: no", files) == "box.frag:12: error: no");
    CHECK(with_file_names("1(7) : error C1: no", files) == "clip.glsl:7: error C1: no");
    CHECK(with_file_names("0:3: 'x' : undeclared\n1:4: y", files) == "box.frag:3: 'x' : undeclared\nclip.glsl:4: y");
    CHECK(with_file_names("9:3: z", files) == "9:3: z");
    CHECK(with_file_names("all is well", files) == "all is well");
}
