// SPDX-License-Identifier: MIT
#include "motion/easing.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace janklab {

namespace {

struct Curve {
    std::string_view name;
    Easing easing;
};
const Curve (&named_curves())[4] {
    static const Curve curves[4] = {{"ease", Easing::ease()},
                                    {"ease-in", Easing::ease_in()},
                                    {"ease-out", Easing::ease_out()},
                                    {"ease-in-out", Easing::ease_in_out()}};
    return curves;
}
constexpr std::string_view step_positions[] = {"jump-start", "jump-end", "jump-none", "jump-both"};

/// One coordinate of a Bézier curve from 0 to 1 with these control values.
double bezier(double first, double second, double t) {
    const double rest = 1 - t;
    return 3 * rest * rest * t * first + 3 * rest * t * t * second + t * t * t;
}
double bezier_slope(double first, double second, double t) {
    const double rest = 1 - t;
    return 3 * rest * rest * first + 6 * rest * t * (second - first) + 3 * t * t * (1 - second);
}

/// The parameter at which the curve's x is `x`: Newton's steps while they help, then bisection, which always does.
double parameter_at(double x1, double x2, double x) {
    double t = x;
    for (int i = 0; i < 8; ++i) {
        const double off = bezier(x1, x2, t) - x, slope = bezier_slope(x1, x2, t);
        if (std::abs(off) < 1e-7) return t;
        if (std::abs(slope) < 1e-6) break;
        t = std::clamp(t - off / slope, 0.0, 1.0);
    }
    double low = 0, high = 1;
    while (high - low > 1e-7) {
        t = (low + high) / 2;
        (bezier(x1, x2, t) < x ? low : high) = t;
    }
    return t;
}

}  // namespace

Easing Easing::cubic_bezier(float x1, float y1, float x2, float y2) {
    Easing easing;
    easing.kind_ = Kind::cubic_bezier;
    easing.x1_ = std::clamp(x1, 0.f, 1.f);
    easing.y1_ = y1;
    easing.x2_ = std::clamp(x2, 0.f, 1.f);
    easing.y2_ = y2;
    return easing;
}

Easing Easing::steps(int count, StepPosition position) {
    Easing easing;
    easing.kind_ = Kind::steps;
    easing.steps_ = std::max(count, position == StepPosition::jump_none ? 2 : 1);
    easing.position_ = position;
    return easing;
}

Easing Easing::through(std::vector<Point> points) {
    float largest = points.empty() ? 0 : points.front().input;
    for (Point& point : points) point.input = largest = std::max(largest, point.input);
    Easing easing;
    easing.kind_ = Kind::points;
    easing.points_ = std::make_shared<const std::vector<Point>>(std::move(points));
    return easing;
}

float Easing::at(float progress, bool before) const {
    switch (kind_) {
        case Kind::linear:
            return progress;
        case Kind::cubic_bezier:
            return on_curve(progress);
        case Kind::steps:
            return on_stairs(progress, before);
        case Kind::points:
            return between_points(progress);
    }
    return progress;
}

/// https://drafts.csswg.org/css-easing-2/#cubic-bezier-algo: outside of 0 to 1 it goes on along the tangent of its end.
float Easing::on_curve(float progress) const {
    if (progress < 0) {
        if (x1_ > 0) return progress * y1_ / x1_;
        if (y1_ == 0 && x2_ > 0) return progress * y2_ / x2_;
        return 0;
    }
    if (progress > 1) {
        if (x2_ < 1) return 1 + (progress - 1) * (y2_ - 1) / (x2_ - 1);
        if (y2_ == 1 && x1_ < 1) return 1 + (progress - 1) * (y1_ - 1) / (x1_ - 1);
        return 1;
    }
    return static_cast<float>(bezier(y1_, y2_, parameter_at(x1_, x2_, progress)));
}

/// https://drafts.csswg.org/css-easing-2/#step-easing-algo
float Easing::on_stairs(float progress, bool before) const {
    const bool start = position_ == StepPosition::jump_start || position_ == StepPosition::jump_both;
    float step = std::floor(progress * static_cast<float>(steps_));
    if (start) ++step;
    if (before && std::fmod(progress * static_cast<float>(steps_), 1.f) == 0) --step;
    if (progress >= 0) step = std::max(step, 0.f);
    const int jumps = position_ == StepPosition::jump_both   ? steps_ + 1
                      : position_ == StepPosition::jump_none ? steps_ - 1
                                                             : steps_;
    if (progress <= 1) step = std::min(step, static_cast<float>(jumps));
    return step / static_cast<float>(jumps);
}

/// https://drafts.csswg.org/css-easing-2/#linear-easing-function-output
float Easing::between_points(float progress) const {
    const std::vector<Point>& points = *points_;
    if (points.empty()) return progress;
    if (points.size() == 1) return points[0].output;
    // The last point at or before, but never the last of all: outside, the first and last stretch go on.
    std::size_t first = 0;
    while (first + 2 < points.size() && points[first + 1].input <= progress) ++first;
    const Point &from = points[first], &to = points[first + 1];
    if (from.input == to.input) return progress < from.input ? from.output : to.output;
    return from.output + (to.output - from.output) * (progress - from.input) / (to.input - from.input);
}

std::string Easing::text() const {
    switch (kind_) {
        case Kind::linear:
            return "linear";
        case Kind::cubic_bezier:
            for (const auto& [name, curve] : named_curves()) {
                if (curve == *this) return std::string(name);
            }
            return fmt::format("cubic-bezier({:g}, {:g}, {:g}, {:g})", x1_, y1_, x2_, y2_);
        case Kind::steps:
            if (position_ == StepPosition::jump_end) return fmt::format("steps({})", steps_);
            return fmt::format("steps({}, {})", steps_, step_positions[static_cast<int>(position_)]);
        case Kind::points:
            break;
    }
    std::string text = "linear(";
    for (const Point& point : *points_) {
        if (text.size() > 7) text += ", ";
        text += fmt::format("{:g} {:g}%", point.output, point.input * 100);
    }
    return text + ")";
}

bool operator==(const Easing& a, const Easing& b) {
    if (a.kind_ != b.kind_) return false;
    switch (a.kind_) {
        case Easing::Kind::linear:
            return true;
        case Easing::Kind::cubic_bezier:
            return a.x1_ == b.x1_ && a.y1_ == b.y1_ && a.x2_ == b.x2_ && a.y2_ == b.y2_;
        case Easing::Kind::steps:
            return a.steps_ == b.steps_ && a.position_ == b.position_;
        case Easing::Kind::points:
            return *a.points_ == *b.points_;
    }
    return false;
}

// -- parsing
// -----------------------------------------------------------------------------------------------------------

namespace {

/// Words, numbers and punctuation of an easing function, one after the other.
class Reader {
  public:
    explicit Reader(std::string_view text) : rest_(text) { skip_space(); }
    bool at_end() const { return rest_.empty(); }
    bool take(std::string_view expected) {
        if (!rest_.starts_with(expected)) return false;
        rest_.remove_prefix(expected.size());
        skip_space();
        return true;
    }
    /// A word must end where it ends: "ease" is not the beginning of "ease-in".
    bool take_word(std::string_view word) {
        const auto goes_on = [](char c) { return c == '-' || c == '(' || (c >= 'a' && c <= 'z'); };
        if (!rest_.starts_with(word) || (rest_.size() > word.size() && goes_on(rest_[word.size()]))) return false;
        return take(word);
    }
    std::optional<float> number() {
        const std::string text(rest_.substr(0, 40));
        if (text.empty() || std::isalpha(static_cast<unsigned char>(text[0]))) return std::nullopt;
        char* end = nullptr;
        const float value = std::strtof(text.c_str(), &end);
        const auto length = static_cast<std::size_t>(end - text.c_str());
        if (length == 0 || !std::isfinite(value)) return std::nullopt;
        rest_.remove_prefix(length);
        const bool unit_follows = !rest_.empty() && rest_[0] == '%';
        if (!unit_follows) skip_space();
        return value;
    }

  private:
    void skip_space() {
        while (!rest_.empty() && std::isspace(static_cast<unsigned char>(rest_[0]))) rest_.remove_prefix(1);
    }
    std::string_view rest_;
};

std::optional<Easing> parse_bezier(Reader& in) {
    float values[4];
    for (int i = 0; i < 4; ++i) {
        const std::optional<float> value = in.number();
        if (!value || !in.take(i < 3 ? "," : ")")) return std::nullopt;
        values[i] = *value;
    }
    if (values[0] < 0 || values[0] > 1 || values[2] < 0 || values[2] > 1) return std::nullopt;
    return Easing::cubic_bezier(values[0], values[1], values[2], values[3]);
}

std::optional<Easing> parse_steps(Reader& in) {
    const std::optional<float> count = in.number();
    if (!count || *count != std::floor(*count) || *count < 1 || *count > 1e6f) return std::nullopt;
    StepPosition position = StepPosition::jump_end;
    if (in.take(",")) {
        int known = -1;
        for (int i = 0; i < 4; ++i) {
            if (in.take_word(step_positions[i])) known = i;
        }
        if (in.take_word("start")) known = static_cast<int>(StepPosition::jump_start);
        if (in.take_word("end")) known = static_cast<int>(StepPosition::jump_end);
        if (known < 0) return std::nullopt;
        position = static_cast<StepPosition>(known);
    }
    if (!in.take(")") || (position == StepPosition::jump_none && *count < 2)) return std::nullopt;
    return Easing::steps(static_cast<int>(*count), position);
}

/// Points without an input are spread evenly between those with one: the first is at 0, the last at 1.
Easing with_inputs(std::vector<Easing::Point> points, const std::vector<bool>& given) {
    std::size_t last_given = 0;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const bool last = i + 1 == points.size();
        if (!given[i] && !last) continue;
        if (!given[i]) points[i].input = std::max(1.f, points[last_given].input);
        points[i].input = std::max(points[i].input, points[last_given].input);
        for (std::size_t k = last_given + 1; k < i; ++k) {
            points[k].input = points[last_given].input + (points[i].input - points[last_given].input) *
                                                             static_cast<float>(k - last_given) /
                                                             static_cast<float>(i - last_given);
        }
        last_given = i;
    }
    return Easing::through(std::move(points));
}

std::optional<Easing> parse_points(Reader& in) {
    std::vector<Easing::Point> points;
    std::vector<bool> given;
    do {
        std::optional<float> output;
        float inputs[2];
        int input_count = 0;
        while (const std::optional<float> value = in.number()) {
            if (in.take("%")) {
                if (input_count == 2) return std::nullopt;
                inputs[input_count++] = *value / 100;
            } else {
                if (output) return std::nullopt;
                output = *value;
            }
        }
        if (!output) return std::nullopt;
        for (int i = 0; i < std::max(1, input_count); ++i) {
            points.push_back({input_count ? inputs[i] : 0, *output});
            given.push_back(input_count > 0);
        }
    } while (in.take(","));
    if (!in.take(")") || points.size() < 2) return std::nullopt;
    return with_inputs(std::move(points), given);
}

std::optional<Easing> parse_function(Reader& in) {
    if (in.take_word("linear")) return Easing();
    if (in.take_word("step-start")) return Easing::steps(1, StepPosition::jump_start);
    if (in.take_word("step-end")) return Easing::steps(1, StepPosition::jump_end);
    for (const auto& [name, curve] : named_curves()) {
        if (in.take_word(name)) return curve;
    }
    if (in.take("cubic-bezier(")) return parse_bezier(in);
    if (in.take("steps(")) return parse_steps(in);
    if (in.take("linear(")) return parse_points(in);
    return std::nullopt;
}

}  // namespace

std::optional<Easing> parse_easing(std::string_view text) {
    Reader in(text);
    std::optional<Easing> easing = parse_function(in);
    return in.at_end() ? easing : std::nullopt;
}

// -- springs
// -----------------------------------------------------------------------------------------------------------

namespace {

constexpr double longest_spring = 10;  // seconds

/// Where the weight is after `t` seconds: the damped oscillator's closed form.
double spring_at(const Spring& spring, double t) {
    const double mass = std::max(1e-3, static_cast<double>(spring.mass));
    const double frequency = std::sqrt(std::max(1e-3, static_cast<double>(spring.stiffness)) / mass);
    const double ratio = std::max(0.0, static_cast<double>(spring.damping)) / (2 * frequency * mass);
    const double v = -static_cast<double>(spring.velocity);  // of the distance to the end, which is 1 at first
    if (ratio < 1) {
        const double turned = frequency * std::sqrt(1 - ratio * ratio);
        return 1 - std::exp(-ratio * frequency * t) *
                       (std::cos(turned * t) + (v + ratio * frequency) / turned * std::sin(turned * t));
    }
    if (ratio < 1.0001) return 1 - std::exp(-frequency * t) * (1 + (v + frequency) * t);
    const double root = frequency * std::sqrt(ratio * ratio - 1), decay = ratio * frequency;
    const double slow = root - decay, fast = -root - decay, share = (v - fast) / (slow - fast);
    return 1 - (share * std::exp(slow * t) + (1 - share) * std::exp(fast * t));
}

}  // namespace

Duration settling_time(const Spring& spring) {
    constexpr double step = 1.0 / 240, near = 0.001;
    double last_away = 0;
    for (double t = 0; t < longest_spring; t += step) {
        if (std::abs(spring_at(spring, t) - 1) > near) last_away = t;
    }
    return from_ms((last_away + step) * 1000);
}

Easing easing_of(const Spring& spring) {
    const double length = to_ms(settling_time(spring)) / 1000;
    // A hundredth of a second between points: finer than a frame, and straight lines between look round.
    const int stretches = std::clamp(static_cast<int>(length * 100), 10, 400);
    std::vector<Easing::Point> points;
    for (int i = 0; i <= stretches; ++i) {
        const double input = static_cast<double>(i) / stretches;
        const double output = i == stretches ? 1 : spring_at(spring, input * length);
        points.push_back({static_cast<float>(input), static_cast<float>(output)});
    }
    return Easing::through(std::move(points));
}

}  // namespace janklab
