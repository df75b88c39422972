// SPDX-License-Identifier: MIT
// Random programs of promises run in the order in which a JavaScript engine runs them. random_programs.js made the
// programs and the expected lines, and says what the instructions mean.
#include <doctest/doctest.h>

#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "async/async_page.h"
#include "async/combinators.h"

using namespace janklab;
using test::AsyncPage;

namespace {

struct Outcome {
    std::string kind;
    int number = 0;
};

struct Program : AsyncPage {
    std::vector<Promise<int>> promises;
    std::vector<std::optional<PromiseResolver<int>>> resolvers;
    std::string printed;

    void print(const std::string& line) { printed += (printed.empty() ? "" : " ") + line; }
    /// To be called in a task: the script.
    void run(const std::string& source);
    Promise<int> instruction(int id, std::istream& words);
};

struct NumberThenable {
    using promised_type = int;
    Program* program;
    int number;
    void then(PromiseResolver<int> resolver) const {
        program->print("then" + std::to_string(number));
        resolver.resolve(number);
    }
};

std::string text(const Rejection& reason) { return reason.name() == "Error" ? reason.message() : reason.name(); }
Rejection number_thrown(int number) { return Rejection(std::to_string(number)); }

// Calls `use` with a callback that comes to the outcome: what it returns has a type of its own for each kind.
template <class Use>
auto with_callback(Program& program, const Outcome& outcome, Use use) {
    const int n = outcome.number;
    if (outcome.kind == "promise") return use([&program, n] { return program.promises[n]; });
    if (outcome.kind == "thenable") return use([&program, n] { return NumberThenable{&program, n}; });
    if (outcome.kind == "throw") return use([n]() -> int { throw number_thrown(n); });
    return use([n] { return n; });
}

Promise<int> async_function(Program& program, int id, int p, int q, Outcome outcome) {
    const std::string name = std::to_string(id);
    program.print(name + "start");
    try {
        program.print(name + "a" + std::to_string(co_await program.promises[p]));
    } catch (const Rejection& reason) {
        program.print(name + "e" + text(reason));
    }
    program.print(name + "b" + std::to_string(co_await program.promises[q]));
    if (outcome.kind == "promise") co_return program.promises[outcome.number];
    if (outcome.kind == "thenable") co_return NumberThenable{&program, outcome.number};
    if (outcome.kind == "throw") throw number_thrown(outcome.number);
    co_return outcome.number;
}

int digits(const std::vector<int>& values) {
    long number = 0;
    for (const int value : values) number = number * 10 + value;
    return static_cast<int>(number % 1000);
}
int digits_of_settled(const std::vector<Settled<int>>& outcomes) {
    std::vector<int> values;
    for (const Settled<int>& outcome : outcomes) values.push_back(outcome.value.value_or(5));
    return digits(values);
}

void settle(Program& program, int id, int p, const Outcome& outcome) {
    if (!program.resolvers[p]) return;
    program.print(std::to_string(id) + "settles");
    const PromiseResolver<int>& resolver = *program.resolvers[p];
    if (outcome.kind == "throw") resolver.reject(number_thrown(outcome.number));
    else with_callback(program, outcome, [&](auto callback) { resolver.resolve(callback()); });
}

Promise<int> Program::instruction(int id, std::istream& words) {
    const std::string name = std::to_string(id);
    const auto number = [&] {
        int n = 0;
        words >> n;
        return n;
    };
    const auto outcome = [&] {
        Outcome read;
        words >> read.kind >> read.number;
        return read;
    };
    std::string kind;
    words >> kind;
    if (kind == "resolved") return async().resolved(number());
    if (kind == "rejected") return async().rejected<int>(number_thrown(number()));
    if (kind == "pending") {
        auto [promise, resolver] = async().with_resolvers<int>();
        resolvers[id] = resolver;
        return promise;
    }
    if (kind == "all" || kind == "race" || kind == "any" || kind == "settled") {
        std::vector<Promise<int>> elements;
        for (int n = 0; words >> n;) elements.push_back(promises[n]);
        if (kind == "all") return all(async(), "all", elements).then("digits", digits);
        if (kind == "race") return race(async(), "race", elements);
        if (kind == "any") return any(async(), "any", elements);
        return all_settled(async(), "settled", elements).then("digits", digits_of_settled);
    }
    const Promise<int>& promise = promises[number()];
    if (kind == "finally") {
        return with_callback(*this, outcome(), [&](auto callback) {
            return promise.finally("finally", [this, name, callback] {
                print(name + "f");
                return callback();
            });
        });
    }
    const auto fulfilled = [this, name](auto callback) {
        return [this, name, callback](int value) {
            print(name + "=" + std::to_string(value));
            return callback();
        };
    };
    const auto rejected = [this, name](auto callback) {
        return [this, name, callback](const Rejection& reason) {
            print(name + "!" + text(reason));
            return callback();
        };
    };
    if (kind == "then") {
        return with_callback(*this, outcome(), [&](auto f) { return promise.then("then", fulfilled(f)); });
    }
    if (kind == "catch") {
        return with_callback(*this, outcome(), [&](auto g) { return promise.catch_error("catch", rejected(g)); });
    }
    if (kind == "both") {
        return with_callback(*this, outcome(), [&](auto f) {
            return with_callback(*this, outcome(),
                                 [&](auto g) { return promise.then("both", fulfilled(f), rejected(g)); });
        });
    }
    const auto p = static_cast<int>(&promise - promises.data());
    if (kind == "async") {
        const int q = number();
        return async_function(*this, id, p, q, outcome());
    }
    REQUIRE(kind == "settle");
    loop.queue_a_microtask("settle", [this, id, p, how = outcome()] { settle(*this, id, p, how); });
    return async().resolved(id);
}

void Program::run(const std::string& source) {
    async().rejections().on_unhandled_rejection([](RejectionEvent& event) { event.prevent_default(); });
    Promise<> ticks = async().resolved();
    for (int i = 0; i < 10; ++i) {
        ticks = ticks.then("tick", [this, i] { print("t" + std::to_string(i)); });
    }
    std::istringstream stream(source);
    for (std::string part; std::getline(stream, part, ';');) {
        std::istringstream words(part);
        resolvers.emplace_back();
        promises.push_back(instruction(static_cast<int>(promises.size()), words));
    }
    for (std::size_t i = 0; i < promises.size(); ++i) {
        const std::string name = ">" + std::to_string(i);
        promises[i].then(
            "end", [this, name](int value) { print(name + "=" + std::to_string(value)); },
            [this, name](const Rejection& reason) { print(name + "!" + text(reason)); });
    }
}

}  // namespace

TEST_CASE("1.9 two hundred random programs of promises run in the order of a JavaScript engine") {
    std::ifstream file(JANKLAB_TEST_SOURCE_FOLDER "/tests/async/random_programs.txt");
    int count = 0;
    for (std::string source, expected; std::getline(file, source) && std::getline(file, expected); ++count) {
        Program program;
        program.loop.queue_a_task(TaskSource::dom_manipulation, "script", [&] { program.run(source); });
        program.finish();
        CHECK_MESSAGE(program.printed == expected, source, "\n  printed  ", program.printed, "\n  expected ", expected);
    }
    CHECK(count == 200);
}
