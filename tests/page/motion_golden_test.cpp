// SPDX-License-Identifier: MIT
// Motion beside Chromium's: the cases in tests/page/golden were made, and answered by headless Chromium, by
// golden/make_motion.mjs, which says what they hold.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <rapidjson/document.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "page/motion_page.h"
#include "style/element_style.h"

namespace janklab {
namespace {

using Json = rapidjson::Value;

/// Calls `check` with each line; what it returns, where it is not empty, is what differs there.
template <class Check>
void check_lines(const char* file_name, int at_least, Check&& check) {
    std::ifstream file(std::string(JANKLAB_TEST_SOURCE_FOLDER) + "/tests/page/golden/" + file_name);
    int cases = 0, differing = 0;
    std::string differences;
    for (std::string line; std::getline(file, line);) {
        rapidjson::Document parsed;
        parsed.Parse(line.c_str());
        REQUIRE(!parsed.HasParseError());
        ++cases;
        const std::string difference = check(parsed);
        if (difference.empty()) continue;
        if (++differing <= 30) differences += "  " + difference + '\n';
    }
    REQUIRE(cases >= at_least);
    INFO(differing << " of " << cases << " differ:\n" << differences);
    CHECK(differing == 0);
}

double number_or(const Json& object, const char* name, double otherwise) {
    if (!object.HasMember(name)) return otherwise;
    return object[name].IsString() ? infinite_iterations : object[name].GetDouble();
}
std::string text_or(const Json& object, const char* name, const char* otherwise) {
    return object.HasMember(name) ? object[name].GetString() : otherwise;
}

template <class E>
E by_name(std::initializer_list<const char*> names, const std::string& name) {
    int index = 0;
    for (const char* one : names) {
        if (name == one) return static_cast<E>(index);
        ++index;
    }
    FAIL("unknown: ", name);
    return {};
}

AnimationTiming read_timing(const Json& json) {
    return {.delay = from_ms(number_or(json, "delay", 0)),
            .end_delay = from_ms(number_or(json, "endDelay", 0)),
            .duration = from_ms(number_or(json, "duration", 0)),
            .iterations = number_or(json, "iterations", 1),
            .iteration_start = number_or(json, "iterationStart", 0),
            .fill = by_name<AnimationFill>({"none", "forwards", "backwards", "both"}, text_or(json, "fill", "none")),
            .direction = by_name<PlaybackDirection>({"normal", "reverse", "alternate", "alternate-reverse"},
                                                    text_or(json, "direction", "normal")),
            .easing = parse_easing(text_or(json, "easing", "linear")).value()};
}

// -- comparing values
// --------------------------------------------------------------------------------------------------------

/// The words of a value, with its numbers apart: "calc(10% - 4px)" is "calc(% px)" and 10, -4.
struct Words {
    std::string words;
    std::vector<double> numbers;
};
Words words_of(const std::string& text) {
    Words all;
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        const bool sign = c == '-' && i + 1 < text.size() && std::isdigit(static_cast<unsigned char>(text[i + 1]));
        if (std::isdigit(static_cast<unsigned char>(c)) || sign) {
            char* end = nullptr;
            double number = std::strtod(text.c_str() + i, &end);
            if (all.words.ends_with("- ")) number = -number, all.words.resize(all.words.size() - 2);
            else if (all.words.ends_with("+ ")) all.words.resize(all.words.size() - 2);
            all.numbers.push_back(number);
            i = static_cast<std::size_t>(end - text.c_str());
        } else {
            all.words += c;
            ++i;
        }
    }
    return all;
}
/// A length as a sum of both units.
bool read_sum(const Words& value, double& percent, double& px) {
    percent = px = 0;
    if (value.words == "%") percent = value.numbers[0];
    else if (value.words == "px") px = value.numbers[0];
    else if (value.words == "calc(% px)") percent = value.numbers[0], px = value.numbers[1];
    else return false;
    return true;
}
bool near(double a, double b, double tolerance) { return std::abs(a - b) <= tolerance + std::abs(b) * 1e-4; }

bool same_value(const std::string& ours, const std::string& theirs) {
    const Words a = words_of(ours), b = words_of(theirs);
    double a_percent, a_px, b_percent, b_px;
    if (read_sum(a, a_percent, a_px) && read_sum(b, b_percent, b_px))
        return near(a_percent, b_percent, 0.01) && near(a_px, b_px, 0.01);
    const auto is_color = [](const Words& value) { return value.words.find("rgb") != std::string::npos; };
    if (is_color(a) && is_color(b)) {  // what is opaque is written without alpha
        Words x = a, y = b;
        for (Words* one : {&x, &y}) {
            if (one->words.starts_with("rgb(")) one->numbers.insert(one->numbers.begin() + 3, 1);
            one->words = one->words.substr(one->words.find(')'));
        }
        if (x.words != y.words || x.numbers.size() != y.numbers.size()) return false;
        for (std::size_t i = 0; i < x.numbers.size(); ++i) {
            if (!near(x.numbers[i], y.numbers[i], i < 3 ? 1.01 : 0.005)) return false;
        }
        return true;
    }
    if (a.words != b.words || a.numbers.size() != b.numbers.size()) return false;
    for (std::size_t i = 0; i < a.numbers.size(); ++i) {
        if (!near(a.numbers[i], b.numbers[i], 0.006)) return false;
    }
    return true;
}

std::string matrix_text(const Element& element, Size box) {
    const TransformList& transform = style_of(element).specified.transform;
    if (transform.empty()) return "none";
    const Transform m = transform.matrix(box);
    return fmt::format("matrix({:.6g}, {:.6g}, {:.6g}, {:.6g}, {:.6g}, {:.6g})", m.a, m.b, m.c, m.d, m.e, m.f);
}

// -- one element, step by step
// -----------------------------------------------------------------------------------------------

/// A box of 100 x 50 pixels in one of 400 x 300.
class MotionSequence {
  public:
    explicit MotionSequence(const char* sheet) : sheet_(add_style_sheet(test_.page().document(), sheet)) {
        Element& outer =
            test_.page().body().append({.position = Position::relative, .width = px(400), .height = px(300)});
        box_ = &outer.append();
        box_->set_id("box");
        test_.frames(2);
    }
    Element& box() { return *box_; }
    MotionPage& page() { return test_; }
    std::string value(const char* property) {
        box_->offset_width();
        if (std::string_view(property) == "transform") return matrix_text(*box_, {100, 50});
        return computed_property(*box_, property);
    }
    void step(const Json& step);

  private:
    void animate(const Json& arguments);
    MotionPage test_;
    AddedStyleSheet sheet_;
    Element* box_;
};

void MotionSequence::animate(const Json& arguments) {
    std::vector<Keyframe> keyframes;
    for (const Json& one : arguments[0].GetArray()) {
        Keyframe& keyframe = keyframes.emplace_back();
        keyframe.css = one["css"].GetString();
        keyframe.easing = parse_easing(text_or(one, "easing", "linear")).value();
        if (one.HasMember("offset")) keyframe.offset = one["offset"].GetDouble();
    }
    box_->animate(std::move(keyframes), read_timing(arguments[1]));
}

void MotionSequence::step(const Json& step) {
    const std::string name = step.MemberBegin()->name.GetString();
    const Json& argument = step.MemberBegin()->value;
    if (name == "set") {
        CHECK(set_style_property(*box_, argument[0].GetString(), argument[1].GetString()));
    } else if (name == "remove") {
        remove_style_property(*box_, argument.GetString());
    } else if (name == "animate") {
        animate(argument);
    } else if (name == "frame") {
        test_.frames(2);
        for (const Ref<Animation>& one : box_->animations()) {
            if (one->play_state() == AnimationPlayState::running) one->set_current_time(from_ms(argument.GetDouble()));
        }
    } else {
        const std::vector<Ref<Animation>> all = box_->animations();
        const auto index = static_cast<std::size_t>(argument.IsArray() ? argument[0].GetInt() : argument.GetInt());
        if (index >= all.size()) return;
        Animation& one = *all[index];
        if (name == "play") one.play();
        else if (name == "pause") one.pause();
        else if (name == "reverse") one.reverse();
        else if (name == "finish") one.finish();
        else if (name == "cancel") one.cancel();
        else if (name == "time") one.set_current_time(from_ms(argument[1].GetDouble()));
        else if (name == "rate") one.set_playback_rate(argument[1].GetDouble());
        else if (name == "update-rate") one.update_playback_rate(argument[1].GetDouble());
        else FAIL("unknown step: ", name);
    }
}

std::string in_words(const Animation& animation) {
    const char* kinds[] = {"CSSTransition", "CSSAnimation", "Animation"};
    const char* states[] = {"idle", "running", "paused", "finished"};
    const std::optional<Duration> now = animation.current_time();
    const TimingState state = animation.timing_state();
    // One that is set beyond its end is pending no more in Chromium; the standard has it so until the next frame.
    const bool finished = animation.play_state() == AnimationPlayState::finished;
    return fmt::format("{} {} {}{} at {} x {}, {}", kinds[static_cast<int>(animation.animation_class())],
                       animation.name(), states[static_cast<int>(animation.play_state())],
                       animation.pending() && !finished ? ", pending," : "",
                       now ? fmt::format("{:.1f}", to_ms(*now)) : "no time", animation.playback_rate(),
                       state.progress ? fmt::format("{:.3f} of {}", *state.progress, state.iteration) : "no progress");
}
std::string in_words(const Json& expected) {
    const bool finished = std::string_view(expected[2].GetString()) == "finished";
    return fmt::format(
        "{} {} {}{} at {} x {}, {}", expected[0].GetString(), expected[1].GetString(), expected[2].GetString(),
        expected[3].GetBool() && !finished ? ", pending," : "",
        expected[4].IsNull() ? "no time" : fmt::format("{:.1f}", expected[4].GetDouble()), expected[5].GetDouble(),
        expected[6].IsNull() ? "no progress"
                             : fmt::format("{:.3f} of {}", expected[6].GetDouble(), expected[7].GetDouble()));
}

std::string difference_after_step(MotionSequence& sequence, const Json& expected) {
    std::string differences;
    for (const char* property : {"left", "width", "opacity", "color", "transform", "display"}) {
        const std::string ours = sequence.value(property), theirs = expected[property].GetString();
        // Without a box Chromium tells no transform.
        if (std::string_view(property) == "transform" && theirs == "none" && !sequence.box().box()) continue;
        if (!same_value(ours, theirs)) differences += fmt::format("{} {}, Chromium {}; ", property, ours, theirs);
    }
    std::string ours, theirs;
    for (const Ref<Animation>& one : sequence.box().animations()) ours += in_words(*one) + " | ";
    for (const Json& one : expected["animations"].GetArray()) theirs += in_words(one) + " | ";
    if (!same_value(ours, theirs)) differences += fmt::format("\n    {}\n    Chromium {}", ours, theirs);
    return differences;
}

const char* const sheet = R"(
    #box { position: relative; left: 0; width: 100px; height: 50px; box-sizing: border-box; transform-origin: 0 0 }
    @keyframes slide { from { left: 20px } 40% { left: 80px; animation-timing-function: steps(2) } to { left: 140px } }
    @keyframes fade { to { opacity: 0.2 } }
    @keyframes both { 50% { left: 200px; opacity: 0; color: rgb(10, 20, 30) } }
    @keyframes turn { from { transform: translateX(10px) } to { transform: translateX(10px) rotate(90deg) } })";

}  // namespace

TEST_CASE("phases, iterations, directions, fill and easing agree with Chromium") {
    check_lines("timing.jsonl", 400, [](const Json& one) -> std::string {
        const AnimationTiming timing = sensible(read_timing(one["timing"]));
        for (rapidjson::SizeType i = 0; i < one["at"].Size(); ++i) {
            const Json& expected = one["expect"][i];
            const TimingState state =
                timing_at(timing, from_ms(one["at"][i].GetDouble()), one["rate"].GetDouble() >= 0);
            const bool same_progress = state.progress.has_value() == !expected[0].IsNull() &&
                                       (!state.progress || near(*state.progress, expected[0].GetDouble(), 1e-3));
            const double iteration = expected[1].IsString() ? infinite_iterations : expected[1].GetDouble();
            if (same_progress && (!state.progress || state.iteration == iteration)) continue;
            return fmt::format("{} at {} ms: {} of {}, Chromium {} of {}",
                               text_or(one["timing"], "easing", "") + ' ' + text_or(one["timing"], "direction", ""),
                               one["at"][i].GetDouble(), state.progress.value_or(-99), state.iteration,
                               expected[0].IsNull() ? -99 : expected[0].GetDouble(), iteration);
        }
        return {};
    });
}

TEST_CASE("values between two, and beyond, agree with Chromium") {
    check_lines("values.jsonl", 60, [](const Json& one) -> std::string {
        const std::string property = one["property"].GetString();
        const std::string from = one["from"].GetString(), to = one["to"].GetString();
        MotionSequence sequence("#box { position: relative; width: 100px; height: 50px; transform-origin: 0 0 }");
        const auto frame = [&](const std::string& value) { return Keyframe{.css = property + ": " + value}; };
        const Ref<Animation> animation = sequence.box().animate(
            {frame(from), frame(to)},
            {.duration = 1s, .fill = AnimationFill::both, .easing = parse_easing("linear(-0.5, 1.5)").value()});
        animation->pause();
        for (rapidjson::SizeType i = 0; i < one["at"].Size(); ++i) {
            const double progress = one["at"][i].GetDouble();
            animation->set_current_time(from_ms((progress + 0.5) * 500));
            std::string ours = sequence.value(property.c_str()), theirs = one["expect"][i].GetString();
            for (std::string* one : {&ours, &theirs}) {
                if (property == "letter-spacing" && *one == "normal") *one = "0px";
                if (property == "box-shadow" && *one == "none") *one = "rgba(0, 0, 0, 0) 0px 0px 0px 0px";
            }
            if (same_value(ours, theirs)) continue;
            return fmt::format("{}: {} to {} at {}: {}, Chromium {}", property, from, to, progress, ours, theirs);
        }
        return {};
    });
}

TEST_CASE("an element that is transitioned and animated step by step agrees with Chromium after each step") {
    check_lines("sequences.jsonl", 100, [](const Json& one) -> std::string {
        MotionSequence sequence(sheet);
        for (rapidjson::SizeType i = 0; i < one["steps"].Size(); ++i) {
            sequence.step(one["steps"][i]);
            const std::string difference = difference_after_step(sequence, one["expect"][i]);
            if (difference.empty()) continue;
            return fmt::format("{} after step {}: {}", one["name"].GetString(), i, difference);
        }
        return {};
    });
}

}  // namespace janklab
