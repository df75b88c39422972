// SPDX-License-Identifier: MIT
#include "demos/program/options.h"

#include <doctest/doctest.h>

#include "demos/program/durations.h"

using namespace janklab;

namespace {

std::string sentence_of(const std::vector<std::string>& words) {
    const Result<Options> options = parse_options(words);
    REQUIRE_FALSE(options.ok());
    CHECK(options.error().kind == ErrorKind::usage);
    return options.error().sentence;
}

Options accepted(const std::vector<std::string>& words) {
    Result<Options> options = parse_options(words);
    REQUIRE_MESSAGE(options.ok(), (options.ok() ? "" : options.error().sentence));
    return *options;
}

bool contains(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("durations are read with every unit") {
    CHECK(parse_duration("5s", "--for").value() == 5s);
    CHECK(parse_duration("500ms", "--for").value() == 500ms);
    CHECK(parse_duration("16.7ms", "--for").value() == 16'700us);
    CHECK(parse_duration("250us", "--for").value() == 250us);
    CHECK(parse_duration("10ns", "--for").value() == 10ns);
    CHECK(parse_duration("2min", "--for").value() == 120s);
}

TEST_CASE("a duration without a unit, with a wrong one, negative, or endless is refused with a sentence") {
    for (const char* text : {"5", "", "s", "5 s", "5sec", "-5s", "1e30s", "inf", "nan s", "5ss"}) {
        CAPTURE(text);
        const Result<Duration> parsed = parse_duration(text, "--for");
        REQUIRE_FALSE(parsed.ok());
        CHECK(parsed.error().kind == ErrorKind::usage);
        CHECK(contains(parsed.error().sentence, "--for does not take"));
        CHECK(contains(parsed.error().sentence, "5s"));
    }
}

TEST_CASE("--show takes any of layout, paint and layers, and refuses other words with a sentence") {
    CHECK(accepted({"--show=layout"}).annotations == Annotations{.layout = true});
    CHECK(accepted({"--show=layers,paint"}).annotations == Annotations{.paint = true, .layers = true});
    for (const char* words : {"--show=boxes", "--show=layout,", "--show=,paint"}) {
        CAPTURE(words);
        CHECK(contains(sentence_of({words}), "'layout', 'paint' and 'layers'"));
    }
}

TEST_CASE("no words open the gallery") { CHECK(accepted({}).command == Options::Command::gallery); }

TEST_CASE("the command line of the issue is understood") {
    const Options options = accepted({"demo", "long-task", "--headless", "--clock=virtual", "--hz=60", "--for=5s",
                                      "--report=FILE.json", "--seed=7"});
    CHECK(options.command == Options::Command::demo);
    CHECK(options.demo == "long-task");
    CHECK(options.headless);
    CHECK(options.clock == ClockKind::virtual_time);
    CHECK(options.hz == 60.0);
    CHECK(options.run_time == Duration{5s});
    CHECK(options.report_file == "FILE.json");
    CHECK_FALSE(options.report_table);
    CHECK(options.seed == 7);
}

TEST_CASE("--report never takes the word behind it") {
    const Options options = accepted({"demo", "--report", "long-task"});
    CHECK(options.report_table);
    CHECK_FALSE(options.report_file);
    CHECK(options.demo == "long-task");
}

TEST_CASE("--report without a file asks for the table") {
    const Options options =
        accepted({"demo", "long-task", "--report", "--policy=strict", "--lockstep", "--single-thread"});
    CHECK(options.report_table);
    CHECK_FALSE(options.report_file);
    CHECK(options.policy == Policy::strict);
    CHECK(options.lockstep);
    CHECK(options.single_thread);
}

TEST_CASE("options may stand before the command") { CHECK(accepted({"--hz=144", "demo", "drag"}).hz == 144.0); }

TEST_CASE("list and help are commands of their own") {
    CHECK(accepted({"list"}).command == Options::Command::list);
    CHECK(accepted({"list", "--headless"}).command == Options::Command::list);
    const Options help = accepted({"--help"});
    CHECK(help.command == Options::Command::help);
    CHECK(contains(help.help_text, "--screenshot"));
    CHECK(accepted({"demo", "long-task", "--help"}).help_text == help.help_text);
}

TEST_CASE("what the command line cannot mean is said in a sentence") {
    CHECK(contains(sentence_of({"--frobnicate"}), "--frobnicate"));
    CHECK(contains(sentence_of({"dance"}), "dance"));
    CHECK(contains(sentence_of({"demo"}), "demo long-task"));
    CHECK(contains(sentence_of({"demo", "x", "--for=5"}), "the unit is missing"));
    CHECK(contains(sentence_of({"demo", "x", "--for=5parsecs"}), "parsecs"));
    CHECK(contains(sentence_of({"demo", "x", "--hz=0"}), "--hz does not take '0'"));
    CHECK(contains(sentence_of({"demo", "x", "--hz=fast"}), "--hz=120"));
    CHECK(contains(sentence_of({"demo", "x", "--policy=lifo"}), "'fifo', 'browser' or 'strict'"));
    CHECK(contains(sentence_of({"demo", "x", "--clock=sundial"}), "'real' or 'virtual'"));
    CHECK(contains(sentence_of({"demo", "x", "--seed=-1"}), "--seed"));
    CHECK(contains(sentence_of({"demo", "x", "--frames=0"}), "--frames=0"));
    CHECK(contains(sentence_of({"demo", "x", "--for=1s", "--frames=60"}), "give one of them"));
    CHECK(contains(sentence_of({"demo", "x", "--size=big"}), "--size=1280x720"));
    CHECK(contains(sentence_of({"demo", "x", "--throttle=nan"}), "--throttle"));
    CHECK(contains(sentence_of({"demo", "x", "y"}), "'y' is one word too many"));
    CHECK(contains(sentence_of({"demo", "x", "--hz=60", "--hz=120"}), "--hz is given more than once"));
    CHECK(contains(sentence_of({"demo", "x", "--seed=", "--headless"}), "--seed has no value"));
    CHECK(contains(sentence_of({"demo", "x", "--report="}), "--report=FILE.json"));
    CHECK(contains(sentence_of({"demo", "x", "--trace"}), "--trace needs a value"));
    CHECK(contains(sentence_of({"demo", "x", "--trace", "--clock=virtual"}),
                   "--trace needs a value before '--clock=virtual'"));
    CHECK(contains(sentence_of({"demo", "x", "--screenshot=x.jpg"}), "pictures are PNG"));
    CHECK(contains(sentence_of({"demo", "x", "--seed=99999999999999999999"}), "too large"));
}
