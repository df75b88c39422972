// SPDX-License-Identifier: MIT
#include "async/rejection.h"

namespace janklab {

Rejection::Rejection(std::string message, std::string name)
    : reason_(make(std::move(name), std::move(message), {}, nullptr)) {}

std::shared_ptr<const Rejection::Reason> Rejection::make(std::string name, std::string message,
                                                         std::vector<Rejection> errors, std::exception_ptr thrown) {
    std::string text = message.empty() ? name : name + ": " + message;
    return std::make_shared<const Reason>(
        Reason{std::move(name), std::move(message), std::move(text), std::move(errors), std::move(thrown)});
}

Rejection Rejection::from_text(const std::string& text) {
    const std::size_t colon = text.find(": ");
    if (colon == std::string::npos || text.find(' ') < colon) return Rejection(text);
    return Rejection(text.substr(colon + 2), text.substr(0, colon));
}

Rejection Rejection::aggregate_error(std::vector<Rejection> errors) {
    return Rejection(make("AggregateError", "All promises were rejected", std::move(errors), nullptr));
}

Rejection Rejection::from_current_exception() {
    try {
        throw;
    } catch (const Rejection& rejection) {
        return rejection;
    } catch (const std::exception& exception) {
        return Rejection(make("Error", exception.what(), {}, std::current_exception()));
    } catch (...) {
        return Rejection(
            make("Error", "something that is not a std::exception was thrown", {}, std::current_exception()));
    }
}

void Rejection::rethrow() const {
    if (reason_->thrown) std::rethrow_exception(reason_->thrown);
    throw *this;
}

}  // namespace janklab
