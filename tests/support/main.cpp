// SPDX-License-Identifier: MIT
// The main function of every test program. A test case that hangs is named and ends the program, instead of being
// killed from outside without a word.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
#include <unistd.h>

#include <csignal>
#include <cstring>

namespace {

constexpr unsigned kLongestTestSeconds = 900;  // The thread sanitizer makes a test up to twenty times slower.
const char* running_test = "";

void end_hanging_test(int) {
    const auto say = [](const char* text) {
        [[maybe_unused]] const ssize_t n = write(STDERR_FILENO, text, strlen(text));
    };
    say("This test case did not end in time: ");
    say(running_test);
    say("\n");
    _exit(1);
}

struct HangWatch : doctest::IReporter {
    explicit HangWatch(const doctest::ContextOptions&) { std::signal(SIGALRM, end_hanging_test); }
    void test_case_start(const doctest::TestCaseData& test) override {
        running_test = test.m_name;
        alarm(kLongestTestSeconds);
    }
    void test_case_end(const doctest::CurrentTestCaseStats&) override { alarm(0); }

    void report_query(const doctest::QueryData&) override {}
    void test_run_start() override {}
    void test_run_end(const doctest::TestRunStats&) override {}
    void test_case_reenter(const doctest::TestCaseData&) override {}
    void test_case_exception(const doctest::TestCaseException&) override {}
    void subcase_start(const doctest::SubcaseSignature&) override {}
    void subcase_end() override {}
    void log_assert(const doctest::AssertData&) override {}
    void log_message(const doctest::MessageData&) override {}
    void test_case_skipped(const doctest::TestCaseData&) override {}
};
REGISTER_LISTENER("hang watch", 1, HangWatch);

}  // namespace
