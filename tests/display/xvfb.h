// SPDX-License-Identifier: MIT
// An X server of the test's own, on a display number that is free, for as long as the object lives. And a hand that
// clicks and types there.
#pragma once

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace janklab {

/// Runs a program found in PATH. -1: it is not there.
inline int run_program(const std::vector<std::string>& words) {
    const pid_t child = fork();
    if (child == 0) {
        std::vector<char*> arguments;
        for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);
        execvp(arguments[0], arguments.data());
        _exit(127);
    }
    int status = 0;
    waitpid(child, &status, 0);
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return code == 127 ? -1 : code;
}

/// Sets DISPLAY for this process, and puts the old value back.
class Xvfb {
  public:
    explicit Xvfb(const std::vector<std::string>& more_options = {})
        : old_display_(std::getenv("DISPLAY") ? std::getenv("DISPLAY") : "") {
        int ends[2];
        if (pipe(ends) != 0) return;
        server_ = fork();
        if (server_ == 0) {
            close(ends[0]);
            std::vector<std::string> words{"Xvfb",      "-displayfd", std::to_string(ends[1]),
                                           "-screen",   "0",          "1280x800x24",
                                           "-nolisten", "tcp",        "-noreset"};
            words.insert(words.end(), more_options.begin(), more_options.end());
            std::vector<char*> arguments;
            for (std::string& word : words) arguments.push_back(word.data());
            arguments.push_back(nullptr);
            if (!freopen("/dev/null", "w", stderr)) _exit(127);
            execvp(arguments[0], arguments.data());
            _exit(127);
        }
        close(ends[1]);
        std::string number;
        char letter = 0;
        while (read(ends[0], &letter, 1) == 1 && letter != '\n') number += letter;
        close(ends[0]);
        if (number.empty()) return;
        display_ = ":" + number;
        setenv("DISPLAY", display_.c_str(), 1);
    }
    ~Xvfb() {
        if (server_ > 0) {
            kill(server_, SIGTERM);
            waitpid(server_, nullptr, 0);
        }
        if (old_display_.empty()) unsetenv("DISPLAY");
        else setenv("DISPLAY", old_display_.c_str(), 1);
    }
    Xvfb(const Xvfb&) = delete;
    Xvfb& operator=(const Xvfb&) = delete;

    /// False where Xvfb is not installed.
    explicit operator bool() const { return !display_.empty(); }

  private:
    std::string old_display_, display_;
    pid_t server_ = -1;
};

}  // namespace janklab
