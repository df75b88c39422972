// SPDX-License-Identifier: MIT
#include "trace/function_name.h"

namespace janklab {

std::string_view short_function_name(std::string_view pretty) {
    // What stands in angle brackets belongs to types: their parentheses begin no parameters.
    int depth = 0;
    std::size_t parameters = pretty.size(), start = 0;
    for (std::size_t i = 0; i < pretty.size() && parameters == pretty.size(); ++i) {
        const char c = pretty[i];
        if (c == '<') ++depth;
        else if (c == '>' && depth > 0) --depth;
        else if (depth > 0) continue;
        else if (c == ' ' || c == ':' || c == '*' || c == '&') start = i + 1;
        else if (c == '(') parameters = i;
    }
    const std::string_view name = pretty.substr(start, parameters - start);
    return name.empty() ? pretty : name;
}

}  // namespace janklab
