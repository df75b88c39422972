// SPDX-License-Identifier: MIT
// Random changes of the texts in corpus/, read as style. Input i of a seed is the same on every machine:
//   JANKLAB_FUZZ_RUNS=1000000 JANKLAB_FUZZ_SEED=7 build/release/tests/fuzz_tests    more of them
//   JANKLAB_FUZZ_FROM=1234 JANKLAB_FUZZ_RUNS=1 ...                                  the one that ended the program
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "fuzz/style_target.h"
#include "style/properties.h"

namespace janklab {
namespace {

constexpr std::size_t longest_input = 4000;

/// What the inputs are made of.
struct Texts {
    std::vector<std::string> corpus, pieces;
};

class Mutator {
  public:
    Mutator(const Texts& texts, std::uint64_t seed, std::uint64_t number)
        : texts_(texts),
          random_(static_cast<std::uint32_t>((seed * 0x9e3779b97f4a7c15u + number * 0xbf58476d1ce4e5b9u) >> 16)) {}

    std::string input() {
        std::string text = texts_.corpus[below(texts_.corpus.size())];
        const std::size_t changes = 1 + below(8);
        for (std::size_t i = 0; i < changes; ++i) change(text);
        if (text.size() > longest_input) text.resize(longest_input);
        return text;
    }

  private:
    std::size_t below(std::size_t end) { return random_() % std::max<std::size_t>(end, 1); }
    std::string piece() {
        if (below(3) > 0) return texts_.pieces[below(texts_.pieces.size())];
        std::string name(info_of(static_cast<PropertyId>(below(property_count))).name);
        return below(2) ? name + ": " : name;
    }
    /// A stretch of it: mostly short.
    std::pair<std::size_t, std::size_t> stretch(const std::string& text) {
        const std::size_t from = below(text.size() + 1);
        return {from, std::min(below(below(4) ? 8 : 200), text.size() - from)};
    }
    void change(std::string& text) {
        const auto [from, length] = stretch(text);
        switch (below(7)) {
            case 0:
                text.erase(from, length);
                break;
            case 1:
                text.insert(from, piece());
                break;
            case 2:
                text.replace(from, length, piece());
                break;
            case 3:
                if (from < text.size()) text[from] = static_cast<char>(below(256));
                break;
            case 4:
                text.insert(from, text.substr(below(text.size() + 1), length));
                break;
            case 5: {
                const std::string& other = texts_.corpus[below(texts_.corpus.size())];
                text.insert(from, other.substr(below(other.size() + 1), length * 4));
                break;
            }
            default: {  // many of one kind
                const std::string one = piece();
                std::string many;
                for (std::size_t i = below(below(8) ? 10 : 600); i > 0; --i) many += one;
                text.insert(from, many);
                break;
            }
        }
    }

    const Texts& texts_;
    std::mt19937 random_;
};

const std::string folder = std::string(JANKLAB_TEST_SOURCE_FOLDER) + "/tests/fuzz/";

/// A line of libFuzzer's dictionaries: "text", with \\, \" and \xAB.
std::string read_piece(const std::string& line) {
    std::string piece;
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
        if (line[i] != '\\') {
            piece += line[i];
        } else if (line[++i] == 'x') {
            piece += static_cast<char>(std::stoi(line.substr(i + 1, 2), nullptr, 16));
            i += 2;
        } else {
            piece += line[i];
        }
    }
    return piece;
}

Texts read_texts() {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder + "corpus")) paths.push_back(entry.path());
    std::ranges::sort(paths);
    Texts texts;
    for (const auto& path : paths) {
        std::ifstream file(path);
        texts.corpus.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    std::ifstream dictionary(folder + "style.dict");
    for (std::string line; std::getline(dictionary, line);) {
        if (line.starts_with('"')) texts.pieces.push_back(read_piece(line));
    }
    return texts;
}

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
    const char* text = std::getenv(variable);
    return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

// For the handler of a signal, which may only write.
char how_to_repeat[120];
void tell_input(int signal) {
    static_cast<void>(!write(STDERR_FILENO, how_to_repeat, std::strlen(how_to_repeat)));
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

}  // namespace

TEST_CASE("whatever text is read as style, it is survived, written as it is read, and gives finite boxes") {
    const Texts texts = read_texts();
    REQUIRE(texts.corpus.size() >= 10);
    REQUIRE(texts.pieces.size() >= 50);
    const std::uint64_t seed = number_from("JANKLAB_FUZZ_SEED", 1), from = number_from("JANKLAB_FUZZ_FROM", 0);
    const std::uint64_t runs = number_from("JANKLAB_FUZZ_RUNS", 3000);
    for (const int signal : {SIGABRT, SIGSEGV, SIGALRM}) std::signal(signal, tell_input);
    const auto about_to_run = [](const std::string& what) {
        *fmt::format_to_n(how_to_repeat, sizeof how_to_repeat - 1, "the input was: {}\n", what).out = 0;
        alarm(20);  // one that hangs is ended, and told
    };
    for (std::size_t i = 0; i < texts.corpus.size() && from == 0; ++i) {
        about_to_run(fmt::format("text {} of the corpus", i));
        fuzz_style(texts.corpus[i]);
    }
    for (std::uint64_t i = from; i < from + runs; ++i) {
        about_to_run(fmt::format("JANKLAB_FUZZ_SEED={} JANKLAB_FUZZ_FROM={} JANKLAB_FUZZ_RUNS=1", seed, i));
        const std::string input = Mutator(texts, seed, i).input();
        if (runs == 1) fmt::print("{}\n", input);
        fuzz_style(input);
    }
    alarm(0);
    for (const int signal : {SIGABRT, SIGSEGV, SIGALRM}) std::signal(signal, SIG_DFL);
}

}  // namespace janklab
