// SPDX-License-Identifier: MIT
// Rejection: why a promise was rejected. Holds what was thrown, and a name and a message that people can read. A cheap
// copy: all copies share one reason.
#pragma once

#include <exception>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace janklab {

class Rejection : public std::exception {
  public:
    /// `new Error(message)`, or an error of another name.
    explicit Rejection(std::string message, std::string name = "Error");
    static Rejection type_error(std::string message) { return Rejection(std::move(message), "TypeError"); }
    /// From "AbortError: why"; what does not begin with one word and a colon is the message of an Error.
    static Rejection from_text(const std::string& text);
    /// What `any` rejects with: the reasons of all its promises, in their order.
    static Rejection aggregate_error(std::vector<Rejection> errors);
    /// Only inside a `catch`: what was caught. A Rejection stays itself; of another std::exception the message is kept,
    /// and the exception, so that `co_await` throws it again.
    static Rejection from_current_exception();

    const std::string& name() const { return reason_->name; }
    const std::string& message() const { return reason_->message; }
    /// "TypeError: ...", as a console prints it. Lives as long as any copy.
    const char* what() const noexcept override { return reason_->text.c_str(); }
    /// Of an AggregateError; otherwise empty.
    std::span<const Rejection> errors() const { return reason_->errors; }

    /// Throws what was thrown once; if nothing was, this.
    [[noreturn]] void rethrow() const;
    /// The same reason, not one that reads the same.
    friend bool operator==(const Rejection& a, const Rejection& b) { return a.reason_ == b.reason_; }

  private:
    struct Reason {
        std::string name, message, text;
        std::vector<Rejection> errors;
        std::exception_ptr thrown;
    };
    explicit Rejection(std::shared_ptr<const Reason> reason) : reason_(std::move(reason)) {}
    static std::shared_ptr<const Reason> make(std::string name, std::string message, std::vector<Rejection> errors,
                                              std::exception_ptr thrown);

    std::shared_ptr<const Reason> reason_;
};

}  // namespace janklab
