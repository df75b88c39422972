// SPDX-License-Identifier: MIT
#include "demos/program/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "demos/program/durations.h"

namespace janklab {

namespace {

/// The texts as CLI11 found them; turned into values afterwards, so that each error is a sentence of ours.
struct Texts {
    std::string clock, hz, run_time, frames, seed, throttle, policy, size, scale, show, report, trace, screenshot;
};

Error usage(std::string sentence) { return {std::move(sentence), ErrorKind::usage}; }

Result<double> parse_number(const std::string& text, std::string_view option, double least, double most,
                            std::string_view example) {
    char* end = nullptr;
    const double number = std::strtod(text.c_str(), &end);
    if (text.empty() || *end != '\0' || !std::isfinite(number) || number < least || number > most)
        return usage(fmt::format("{} does not take '{}': it needs a number from {:g} to {:g}, as in {}={}", option,
                                 text, least, most, option, example));
    return number;
}

Result<std::uint64_t> parse_count(const std::string& text, std::string_view option, std::string_view example) {
    std::uint64_t number = 0;
    const auto [rest, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure == std::errc::result_out_of_range)
        return usage(fmt::format("{} does not take '{}': it is too large, {} is the most", option, text,
                                 std::numeric_limits<std::uint64_t>::max()));
    if (failure != std::errc{} || rest != text.data() + text.size())
        return usage(
            fmt::format("{} does not take '{}': it needs a whole number, as in {}={}", option, text, option, example));
    return number;
}

Result<Size> parse_size(const std::string& text) {
    int width = 0, height = 0;
    char rest = 0;
    if (std::sscanf(text.c_str(), "%dx%d%c", &width, &height, &rest) != 2 || width < 200 || height < 150 ||
        width > 8192 || height > 8192)
        return usage(
            fmt::format("--size does not take '{}': it needs WIDTHxHEIGHT from 200x150 to 8192x8192, as in "
                        "--size=1280x720",
                        text));
    return Size{static_cast<float>(width), static_cast<float>(height)};
}

template <class T, class Target>
std::optional<Error> store(Result<T> parsed, Target& target) {
    if (!parsed) return parsed.error();
    target = *parsed;
    return std::nullopt;
}

std::optional<Error> interpret(const Texts& texts, Options& options) {
    std::optional<Error> error;
    if (!texts.clock.empty()) {
        if (texts.clock == "real") options.clock = ClockKind::real;
        else if (texts.clock == "virtual") options.clock = ClockKind::virtual_time;
        else return usage(fmt::format("--clock does not take '{}': it is 'real' or 'virtual'", texts.clock));
    }
    if (!texts.hz.empty()) error = store(parse_number(texts.hz, "--hz", 1, 1000, "120"), options.hz);
    if (!error && !texts.run_time.empty()) error = store(parse_duration(texts.run_time, "--for"), options.run_time);
    if (!error && !texts.frames.empty()) error = store(parse_count(texts.frames, "--frames", "300"), options.frames);
    if (!error && !texts.seed.empty()) error = store(parse_count(texts.seed, "--seed", "7"), options.seed);
    if (!error && !texts.throttle.empty())
        error = store(parse_number(texts.throttle, "--throttle", 0.1, 1000, "4"), options.throttle);
    if (!error && !texts.size.empty()) error = store(parse_size(texts.size), options.size);
    if (!error && !texts.scale.empty()) error = store(parse_number(texts.scale, "--scale", 0.5, 4, "2"), options.scale);
    if (error) return error;
    if (!texts.policy.empty()) {
        const std::optional<Policy> policy = policy_from(texts.policy.c_str());
        if (!policy)
            return usage(fmt::format("--policy does not take '{}': it is 'fifo', 'browser' or 'strict'", texts.policy));
        options.policy = *policy;
    }
    if (!texts.show.empty()) {
        const std::optional<Annotations> shown = annotations_from(texts.show);
        if (!shown)
            return usage(
                fmt::format("--show does not take '{}': it is one or more of 'layout', 'paint' and 'layers', "
                            "as in --show=layout,paint",
                            texts.show));
        options.annotations = *shown;
    }
    if (options.run_time && options.frames) return usage("--for and --frames both say when to end: give one of them");
    if (options.run_time && *options.run_time == Duration{0}) return usage("--for=0 would end before the first frame");
    if (options.frames && *options.frames == 0) return usage("--frames=0 would end before the first frame");
    if (!texts.report.empty()) options.report_file = texts.report;
    if (!texts.trace.empty()) options.trace_file = texts.trace;
    if (!texts.screenshot.empty() && !texts.screenshot.ends_with(".png"))
        return usage(fmt::format("--screenshot does not take '{}': pictures are PNG, as in --screenshot=last.png",
                                 texts.screenshot));
    if (!texts.screenshot.empty()) options.screenshot_file = texts.screenshot;
    return std::nullopt;
}

/// What to say of words that mean nothing.
std::string unexpected(const std::vector<std::string>& words, bool after_report, bool after_command) {
    const std::string& first = words.front();
    if (first.starts_with("-"))
        return fmt::format("there is no option '{}'; `janklab --help` lists the options", first);
    if (after_report && first.ends_with(".json"))
        return fmt::format("'{}' stands alone; --report takes its file with '=', as in --report={}", first, first);
    if (after_command) return fmt::format("'{}' is one word too many; `janklab --help` lists the options", first);
    return fmt::format("'{}' is no command; `janklab --help` lists the commands and options", first);
}

/// The first word that ends in the '=' of an option: CLI11 would take the next word for its value.
std::optional<Error> without_value(const std::vector<std::string>& words) {
    const auto found = std::ranges::find_if(
        words, [](const std::string& word) { return word.starts_with("--") && word.find('=') == word.size() - 1; });
    if (found == words.end()) return std::nullopt;
    const std::string option = found->substr(0, found->size() - 1);
    if (option == "--report") return usage("--report= names no file; write --report=FILE.json, or --report alone");
    return usage(fmt::format("{} has no value behind its '='; `janklab --help` says what it takes", option));
}

/// The first option that took the next option for its value.
std::optional<Error> with_an_option_for_value(const CLI::App& app) {
    for (const CLI::Option* option : app.get_options()) {
        if (option->count() == 0 || !option->results().front().starts_with("--")) continue;
        return usage(fmt::format("{} needs a value before '{}'; `janklab --help` says what it takes",
                                 option->get_name(), option->results().front()));
    }
    return std::nullopt;
}

/// "--for: 1 required TIME missing" and "--for: At Most 1 required but received 2" are CLI11's words for these two.
Error wrong_count(std::string_view message) {
    const std::string_view option = message.substr(0, message.find(':'));
    if (message.find("missing") != message.npos)
        return usage(fmt::format("{} needs a value; `janklab --help` says what it takes", option));
    return usage(fmt::format("{} is given more than once: give it once", option));
}

void add_options(CLI::App& app, Texts& texts, Options& options) {
    app.add_flag("--headless", options.headless, "no window; the same pipeline");
    app.add_option("--clock", texts.clock, "real, or virtual: a simulation that is equal every time")
        ->type_name("real|virtual");
    app.add_option("--hz", texts.hz, "refresh rate to pace or simulate at")->type_name("RATE");
    app.add_option("--for", texts.run_time, "end after this time, as in 5s or 500ms")->type_name("TIME");
    app.add_option("--frames", texts.frames, "end after so many vsyncs")->type_name("COUNT");
    app.add_option("--seed", texts.seed, "of what is random in a demo (default 1)")->type_name("NUMBER");
    app.add_option("--throttle", texts.throttle, "work takes so many times longer")->type_name("FACTOR");
    app.add_option("--policy", texts.policy, "which queue is next: fifo, browser (default) or strict")
        ->type_name("POLICY");
    app.add_flag("--single-thread", options.single_thread,
                 "page and display in turn on one thread: watch the window freeze");
    app.add_flag("--lockstep", options.lockstep, "one task per vsync, as diagrams draw it");
    app.add_flag_callback(
        "--no-inspector", [&options] { options.inspector = false; }, "the page alone");
    app.add_option("--show", texts.show, "over the page: boxes (layout), repaints (paint), layers; in any combination")
        ->type_name("layout,paint,layers");
    app.add_option("--report", texts.report, "print the figures; with =FILE.json: write them there as JSON")
        ->type_name("[=FILE.json]");
    app.add_option("--trace", texts.trace, "write a trace for ui.perfetto.dev")->type_name("FILE.json");
    app.add_option("--screenshot", texts.screenshot, "write the last frame as a picture")->type_name("FILE.png");
    app.add_option("--size", texts.size, "of the window (default 1280x720)")->type_name("WIDTHxHEIGHT");
    app.add_option("--scale", texts.scale, "headless: device pixels a CSS pixel (default 1)")->type_name("FACTOR");
}

}  // namespace

Result<Options> parse_options(const std::vector<std::string>& words) {
    Options options;
    Texts texts;
    CLI::App app{"Janklab: a browser-style frame loop that you can see inside.", "janklab"};
    app.footer("Without a command the gallery opens. `janklab list` names the demos.");
    app.set_version_flag("--version", JANKLAB_VERSION);
    CLI::App* list = app.add_subcommand("list", "every demo, one line each");
    CLI::App* demo = app.add_subcommand("demo", "one demo: janklab demo NAME [options]");
    demo->add_option("NAME", options.demo, "which one; `janklab list` names them")->required();
    app.require_subcommand(0, 1);
    app.fallthrough();
    list->fallthrough();
    demo->fallthrough();
    add_options(app, texts, options);

    if (const std::optional<Error> error = without_value(words)) return *error;
    // `--report` stands alone or brings its file after '=': it never takes the word behind it.
    std::vector<std::string> reversed(words.rbegin(), words.rend());
    options.report_table = std::erase(reversed, "--report") > 0;
    try {
        app.parse(reversed);
    } catch (const CLI::CallForHelp&) {
        options.command = Options::Command::help;
        // Also behind a command: app.help() would then be that command's, which has no options of its own.
        options.help_text = app.get_formatter()->make_help(&app, app.get_name(), CLI::AppFormatMode::Normal);
        return options;
    } catch (const CLI::CallForVersion&) {
        options.command = Options::Command::version;
        return options;
    } catch (const CLI::RequiredError&) {
        return usage("demo needs a name, as in `janklab demo long-task`; `janklab list` shows them all");
    } catch (const CLI::ExtrasError&) {
        const bool after_command = list->parsed() || demo->parsed();
        return usage(unexpected(app.remaining(true), options.report_table, after_command));
    } catch (const CLI::ArgumentMismatch& error) {
        return wrong_count(error.what());
    } catch (const CLI::ParseError& error) {
        std::string why = error.what();
        if (const auto line = why.find('\n'); line != std::string::npos) why.resize(line);
        return usage(fmt::format("{}; `janklab --help` lists the commands and options", why));
    }
    if (const std::optional<Error> error = with_an_option_for_value(app)) return *error;
    if (list->parsed()) options.command = Options::Command::list;
    if (demo->parsed()) options.command = Options::Command::demo;
    if (const std::optional<Error> error = interpret(texts, options)) return *error;
    return options;
}

}  // namespace janklab
