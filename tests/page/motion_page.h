// SPDX-License-Identifier: MIT
// MotionPage: a page in virtual time with what tests of its animations need.
#pragma once

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

#include "page/test_page.h"
#include "style/animation.h"
#include "style/cascade.h"
#include "style/style_rules.h"

namespace doctest {
template <>
struct StringMaker<std::vector<std::string>> {
    static String convert(const std::vector<std::string>& all);
};
template <>
struct StringMaker<std::optional<janklab::Duration>> {
    static String convert(const std::optional<janklab::Duration>& time);
};
}  // namespace doctest

namespace janklab {

using Notes = std::vector<std::string>;

class MotionPage : public TestPage {
  public:
    using TestPage::TestPage;
    static constexpr Duration frame = 16'666'667ns;

    void frames(int count) { run.advance(count * frame); }
    Element& box(Style style) {
        if (style.width.is_auto()) style.width = px(10);
        if (style.height.is_auto()) style.height = px(10);
        return page().body().append(style);
    }
    std::string value(const Element& element, const char* property) { return computed_property(element, property); }
    /// Notes "type name elapsed-ms" of all CSS events of an element.
    void note_events(Element& element);
    int rendered() const { return count(EventType::rendering_started); }
};

}  // namespace janklab
