// SPDX-License-Identifier: MIT
#include "base/utf8.h"

namespace janklab {

char32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at++);
    if (lead < 0x80) return lead;
    int more = 0;
    char32_t code = 0;
    // The bounds of the second byte keep out overlong forms, surrogates and what is over U+10FFFF.
    unsigned char least = 0x80, most = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) more = 1, code = lead & 0x1F;
    else if (lead >= 0xE0 && lead <= 0xEF) {
        more = 2, code = lead & 0x0F;
        if (lead == 0xE0) least = 0xA0;
        if (lead == 0xED) most = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        more = 3, code = lead & 0x07;
        if (lead == 0xF0) least = 0x90;
        if (lead == 0xF4) most = 0x8F;
    } else return replacement_character;
    for (; more > 0; --more) {
        if (at >= text.size() || byte(at) < least || byte(at) > most) return replacement_character;
        code = code << 6 | (byte(at++) & 0x3F);
        least = 0x80, most = 0xBF;
    }
    return code;
}

std::string utf8(char32_t code) {
    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) code = replacement_character;
    const auto tail = [&](int shift) { return static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
    if (code < 0x80) return {static_cast<char>(code)};
    if (code < 0x800) return {static_cast<char>(0xC0 | code >> 6), tail(0)};
    if (code < 0x10000) return {static_cast<char>(0xE0 | code >> 12), tail(6), tail(0)};
    return {static_cast<char>(0xF0 | code >> 18), tail(12), tail(6), tail(0)};
}

}  // namespace janklab
