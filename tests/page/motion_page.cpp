// SPDX-License-Identifier: MIT
#include "page/motion_page.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

doctest::String doctest::StringMaker<std::vector<std::string>>::convert(const std::vector<std::string>& all) {
    return fmt::format("{}", fmt::join(all, "; ")).c_str();
}

doctest::String doctest::StringMaker<std::optional<janklab::Duration>>::convert(
    const std::optional<janklab::Duration>& time) {
    return time ? fmt::format("{} ms", janklab::to_ms(*time)).c_str() : "nothing";
}

namespace janklab {

void MotionPage::note_events(Element& element) {
    for (const char* type : {"transitionrun", "transitionstart", "transitionend", "transitioncancel", "animationstart",
                             "animationiteration", "animationend", "animationcancel"}) {
        element.on(type, type, [this](Event& event) {
            note(fmt::format("{} {} {}", event.type, event.animation_name, std::lround(to_ms(event.elapsed_time))));
        });
    }
}

}  // namespace janklab
