// SPDX-License-Identifier: MIT
// Puts included files in their place, numbers the sources by #line so that logs can be read, compiles and links.
#include "gpu/shader_library.h"

#include <fmt/format.h>
#include <glad/gl.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <utility>

namespace janklab {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view version_line = "#version 330 core\n";
constexpr std::string_view include_line = "#include \"";

// When a file was last written; 0 if it is not there. Allocates nothing.
std::int64_t stamp_of(const fs::path& path) {
    if (path.empty()) return 0;
    std::error_code failed;
    const fs::file_time_type written = fs::last_write_time(path, failed);
    return failed ? 0 : written.time_since_epoch().count();
}

template <class GetLength, class GetLog>
std::string log_of(unsigned object, GetLength get_length, GetLog get_log) {
    GLint length = 0;
    get_length(object, GL_INFO_LOG_LENGTH, &length);
    std::string log(static_cast<std::size_t>(std::max(length, 1)), '\0');
    get_log(object, length, &length, log.data());
    log.resize(static_cast<std::size_t>(length));
    while (!log.empty() && (log.back() == '\n' || log.back() == '\0')) log.pop_back();
    return log;
}

}  // namespace

std::string with_file_names(std::string_view log, const std::vector<std::string>& files) {
    static const std::regex place(R"(^(\d+)(?::(\d+)\(\d+\)|\((\d+)\)|:(\d+))\s*)");
    std::string named;
    std::size_t at = 0;
    while (at < log.size()) {
        const std::size_t end = std::min(log.find('\n', at), log.size());
        std::string line(log.substr(at, end - at));
        std::smatch found;
        if (std::regex_search(line, found, place)) {
            const std::size_t file = std::stoul(found[1]);
            const std::string number = found[2].matched ? found[2] : found[3].matched ? found[3] : found[4];
            std::string rest = found.suffix();
            if (!rest.starts_with(':')) rest = ": " + rest;
            if (file < files.size()) line = files[file] + ":" + number + rest;
        }
        named += line;
        if (end < log.size()) named += '\n';
        at = end + 1;
    }
    return named;
}

struct ShaderLibrary::Source {
    std::string file;  // without folder
    fs::path path;     // empty when only embedded files are used
    std::int64_t stamp = 0;

    bool changed() const { return stamp_of(path) != stamp; }
};

struct ShaderLibrary::Program {
    std::string vertex_file, fragment_file;
    unsigned gl_name = 0;
    std::vector<Source> sources;
};

ShaderLibrary::ShaderLibrary(std::string folder, Printer printer)
    : folder_(std::move(folder)), printer_(std::move(printer)) {}

ShaderLibrary::~ShaderLibrary() {
    for (const Program& program : programs_) glDeleteProgram(program.gl_name);
}

void ShaderLibrary::print_to_stderr(std::string_view text) { fmt::print(stderr, "{}\n", text); }

unsigned ShaderLibrary::program(std::size_t index) const { return programs_[index].gl_name; }

ShaderLibrary::Source ShaderLibrary::look_at(std::string_view file) const {
    Source source{std::string(file), {}, 0};
    if (!folder_.empty()) source.path = fs::path(folder_) / file;
    source.stamp = stamp_of(source.path);
    return source;
}

Result<std::string> ShaderLibrary::read(std::string_view file) const {
    if (!folder_.empty()) {
        std::ifstream stream(fs::path(folder_) / file, std::ios::binary);
        if (stream) return std::string{std::istreambuf_iterator<char>(stream), {}};
    }
    for (const EmbeddedShader& shader : embedded_shaders()) {
        if (shader.file_name == file) return std::string(shader.text);
    }
    return Error{fmt::format("the shader {} is missing: it must lie in shaders/ when the program is built{}", file,
                             folder_.empty() ? "" : ", or in " + folder_ + " while it runs")};
}

// Replaces include lines. Each file gets the number of its place in `sources`, so that the log can name it.
Result<std::string> ShaderLibrary::assemble(std::string_view file, std::vector<Source>& sources) const {
    const std::size_t number = sources.size();
    sources.push_back(look_at(file));
    Result<std::string> text = read(file);
    if (!text) return text;
    std::string assembled = fmt::format("#line 1 {}\n", number);
    std::size_t at = 0;
    for (int line = 1; at < text->size(); ++line) {
        const std::size_t end = std::min(text->find('\n', at), text->size());
        const std::string_view content = std::string_view(*text).substr(at, end - at);
        if (content.starts_with(include_line)) {
            const std::string_view rest = content.substr(include_line.size());
            const std::string_view name = rest.substr(0, rest.find('"'));
            const bool known = std::ranges::any_of(sources, [&](const Source& source) { return source.file == name; });
            if (known) return Error{fmt::format("{}:{}: {} is included twice; once is enough", file, line, name)};
            Result<std::string> included = assemble(name, sources);
            if (!included) return Error{fmt::format("{}:{}: {}", file, line, included.error().sentence)};
            assembled += *included;
            assembled += fmt::format("\n#line {} {}\n", line + 1, number);
        } else {
            assembled += content;
            assembled += '\n';
        }
        at = end + 1;
    }
    return assembled;
}

Result<unsigned> ShaderLibrary::compile(unsigned stage, std::string_view file, std::vector<Source>& sources) const {
    std::vector<Source> own;
    Result<std::string> text = assemble(file, own);
    sources.insert(sources.end(), own.begin(), own.end());
    if (!text) return text.error();
    const GLchar* parts[] = {version_line.data(), text->data()};
    const GLint lengths[] = {static_cast<GLint>(version_line.size()), static_cast<GLint>(text->size())};
    const GLuint shader = glCreateShader(stage);
    glShaderSource(shader, 2, parts, lengths);
    glCompileShader(shader);
    GLint good = GL_FALSE;
    glGetShaderiv(shader, GL_COMPILE_STATUS, &good);
    if (good) return shader;
    std::vector<std::string> files;
    for (const Source& source : own) files.push_back(source.file);
    const std::string log = with_file_names(log_of(shader, glGetShaderiv, glGetShaderInfoLog), files);
    glDeleteShader(shader);
    return Error{fmt::format("the shader {} does not compile:\n{}", file, log)};
}

Result<unsigned> ShaderLibrary::build(Program& program) const {
    program.sources.clear();
    Result<unsigned> vertex = compile(GL_VERTEX_SHADER, program.vertex_file, program.sources);
    if (!vertex) return vertex;
    Result<unsigned> fragment = compile(GL_FRAGMENT_SHADER, program.fragment_file, program.sources);
    if (!fragment) {
        glDeleteShader(*vertex);
        return fragment;
    }
    const GLuint linked = glCreateProgram();
    for (const GLuint shader : {*vertex, *fragment}) {
        glAttachShader(linked, shader);
        glDeleteShader(shader);  // goes with the program
    }
    glLinkProgram(linked);
    GLint good = GL_FALSE;
    glGetProgramiv(linked, GL_LINK_STATUS, &good);
    if (good) return linked;
    const std::string log = log_of(linked, glGetProgramiv, glGetProgramInfoLog);
    glDeleteProgram(linked);
    return Error{
        fmt::format("the shaders {} and {} do not fit together:\n{}", program.vertex_file, program.fragment_file, log)};
}

Result<std::size_t> ShaderLibrary::load(std::string_view vertex_file, std::string_view fragment_file) {
    Program program{std::string(vertex_file), std::string(fragment_file), 0, {}};
    Result<unsigned> built = build(program);
    if (!built) return built.error();
    program.gl_name = *built;
    programs_.push_back(std::move(program));
    return programs_.size() - 1;
}

bool ShaderLibrary::reload_changed(TimePoint now) {
    if (folder_.empty() || now < next_look_) return false;
    next_look_ = now + between_looks;
    bool reloaded = false;
    for (Program& program : programs_) {
        if (std::ranges::none_of(program.sources, &Source::changed)) continue;
        const std::vector<Source> before = program.sources;
        Result<unsigned> built = build(program);
        if (built) {
            glDeleteProgram(std::exchange(program.gl_name, *built));
            printer_(fmt::format("The shader {} was reloaded.", program.fragment_file));
            reloaded = true;
            continue;
        }
        printer_(built.error().sentence + "\nThe last good one stays in use.");
        // A failed build may have stopped before reading files that the good one was made of; they are watched on.
        for (const Source& source : before) {
            const bool watched =
                std::ranges::any_of(program.sources, [&](const Source& s) { return s.file == source.file; });
            if (!watched) program.sources.push_back(look_at(source.file));
        }
    }
    return reloaded;
}

}  // namespace janklab
