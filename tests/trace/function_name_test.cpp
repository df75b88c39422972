// SPDX-License-Identifier: MIT
#include "trace/function_name.h"

#include <doctest/doctest.h>

#include <source_location>
#include <string>

using namespace janklab;

namespace {

std::string name_here(std::source_location here = std::source_location::current()) {
    return std::string(short_function_name(here.function_name()));
}

std::string plain(int) { return name_here(); }
std::string with_lambda() {
    return [](float) { return name_here(); }(1);
}

}  // namespace

TEST_CASE("a function is called by its own name, without return type, namespaces and parameters") {
    CHECK(plain(1) == "plain");
    CHECK(short_function_name("void app::{anonymous}::move(Box&, int)") == "move");
    CHECK(short_function_name("std::function<void(int)> app::make(std::vector<int>)") == "make");
    CHECK(short_function_name("const Box* find(int)") == "find");
    CHECK(short_function_name("int main()") == "main");
}

TEST_CASE("a lambda is called by the function that it stands in") {
    CHECK(with_lambda() == "with_lambda");
    CHECK(short_function_name("app::build(app::Page&)::<lambda(app::Event&)>") == "build");
}

TEST_CASE("a name of no known form stays as it is") {
    CHECK(short_function_name("") == "");
    CHECK(short_function_name("measure") == "measure");
    CHECK(short_function_name("(strange)") == "(strange)");
}
