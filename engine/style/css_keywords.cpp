// SPDX-License-Identifier: MIT
// The keywords of the enumerated properties. The first row with a value is how it is written, further ones are only
// read.
#include <array>

#include "style/css_values.h"

namespace janklab {
namespace {

template <class Enum>
struct Keyword {
    std::string_view name;
    Enum value;
};
template <class Enum>
constexpr int no_keywords = 0;
template <class Enum>
constexpr auto keywords = no_keywords<Enum>;

template <>
constexpr auto keywords<Display> = std::to_array<Keyword<Display>>({{"block", Display::block},
                                                                    {"flex", Display::flex},
                                                                    {"inline", Display::inline_text},
                                                                    {"inline-block", Display::inline_block},
                                                                    {"inline-flex", Display::inline_flex},
                                                                    {"contents", Display::contents},
                                                                    {"none", Display::none}});
template <>
constexpr auto keywords<PlaybackDirection> =
    std::to_array<Keyword<PlaybackDirection>>({{"normal", PlaybackDirection::normal},
                                               {"reverse", PlaybackDirection::reverse},
                                               {"alternate", PlaybackDirection::alternate},
                                               {"alternate-reverse", PlaybackDirection::alternate_reverse}});
template <>
constexpr auto keywords<AnimationComposition> =
    std::to_array<Keyword<AnimationComposition>>({{"replace", AnimationComposition::replace},
                                                  {"add", AnimationComposition::add},
                                                  {"accumulate", AnimationComposition::accumulate}});
template <>
constexpr auto keywords<AnimationFill> = std::to_array<Keyword<AnimationFill>>({{"none", AnimationFill::none},
                                                                                {"forwards", AnimationFill::forwards},
                                                                                {"backwards", AnimationFill::backwards},
                                                                                {"both", AnimationFill::both}});
template <>
constexpr auto keywords<TransitionBehavior> = std::to_array<Keyword<TransitionBehavior>>(
    {{"normal", TransitionBehavior::normal}, {"allow-discrete", TransitionBehavior::allow_discrete}});
template <>
constexpr auto keywords<PlayState> = std::to_array<Keyword<PlayState>>({{"running", PlayState::running},
                                                                        {"paused", PlayState::paused}});
template <>
constexpr auto keywords<Position> = std::to_array<Keyword<Position>>({{"static", Position::in_flow},
                                                                      {"relative", Position::relative},
                                                                      {"absolute", Position::absolute},
                                                                      {"fixed", Position::fixed},
                                                                      {"sticky", Position::sticky}});
template <>
constexpr auto keywords<Overflow> = std::to_array<Keyword<Overflow>>({{"visible", Overflow::visible},
                                                                      {"hidden", Overflow::hidden},
                                                                      {"scroll", Overflow::scroll},
                                                                      {"auto", Overflow::automatic},
                                                                      {"clip", Overflow::hidden}});
template <>
constexpr auto keywords<OverscrollBehavior> =
    std::to_array<Keyword<OverscrollBehavior>>({{"auto", OverscrollBehavior::automatic},
                                                {"contain", OverscrollBehavior::contain},
                                                {"none", OverscrollBehavior::contain}});
template <>
constexpr auto keywords<BoxSizing> = std::to_array<Keyword<BoxSizing>>({{"border-box", BoxSizing::border_box},
                                                                        {"content-box", BoxSizing::content_box}});
template <>
constexpr auto keywords<FlexDirection> =
    std::to_array<Keyword<FlexDirection>>({{"row", FlexDirection::row},
                                           {"column", FlexDirection::column},
                                           {"row-reverse", FlexDirection::row_reverse},
                                           {"column-reverse", FlexDirection::column_reverse}});
template <>
constexpr auto keywords<FlexWrap> = std::to_array<Keyword<FlexWrap>>({{"nowrap", FlexWrap::nowrap},
                                                                      {"wrap", FlexWrap::wrap},
                                                                      {"wrap-reverse", FlexWrap::wrap_reverse}});
template <>
constexpr auto keywords<Direction> = std::to_array<Keyword<Direction>>({{"ltr", Direction::ltr},
                                                                        {"rtl", Direction::rtl}});
template <>
constexpr auto keywords<BoxVisibility> = std::to_array<Keyword<BoxVisibility>>({{"visible", BoxVisibility::visible},
                                                                                {"hidden", BoxVisibility::hidden},
                                                                                {"collapse", BoxVisibility::collapse}});
template <>
constexpr auto keywords<LineStyle> = std::to_array<Keyword<LineStyle>>({{"auto", LineStyle::automatic},
                                                                        {"none", LineStyle::none},
                                                                        {"hidden", LineStyle::hidden},
                                                                        {"solid", LineStyle::solid},
                                                                        {"dashed", LineStyle::dashed},
                                                                        {"dotted", LineStyle::dotted},
                                                                        {"double", LineStyle::double_line},
                                                                        {"groove", LineStyle::groove},
                                                                        {"ridge", LineStyle::ridge},
                                                                        {"inset", LineStyle::inset},
                                                                        {"outset", LineStyle::outset}});
template <>
constexpr auto keywords<FontFace> = std::to_array<Keyword<FontFace>>({{"sans", FontFace::sans},
                                                                      {"sans-bold", FontFace::sans_bold},
                                                                      {"mono", FontFace::mono}});
template <>
constexpr auto keywords<FontFamily> = std::to_array<Keyword<FontFamily>>({{"sans-serif", FontFamily::sans},
                                                                          {"monospace", FontFamily::mono},
                                                                          {"mono", FontFamily::mono},
                                                                          {"ui-monospace", FontFamily::mono},
                                                                          {"sans", FontFamily::sans},
                                                                          {"serif", FontFamily::sans},
                                                                          {"system-ui", FontFamily::sans},
                                                                          {"ui-sans-serif", FontFamily::sans}});
template <>
constexpr auto keywords<TextAlign> = std::to_array<Keyword<TextAlign>>({{"start", TextAlign::start},
                                                                        {"left", TextAlign::left},
                                                                        {"center", TextAlign::center},
                                                                        {"right", TextAlign::right},
                                                                        {"end", TextAlign::end},
                                                                        {"justify", TextAlign::justify}});
template <>
constexpr auto keywords<WhiteSpace> = std::to_array<Keyword<WhiteSpace>>({{"normal", WhiteSpace::normal},
                                                                          {"nowrap", WhiteSpace::nowrap},
                                                                          {"pre", WhiteSpace::pre},
                                                                          {"pre-wrap", WhiteSpace::pre_wrap},
                                                                          {"pre-line", WhiteSpace::pre_line}});
template <>
constexpr auto keywords<OverflowWrap> = std::to_array<Keyword<OverflowWrap>>({{"normal", OverflowWrap::normal},
                                                                              {"break-word", OverflowWrap::break_word},
                                                                              {"anywhere", OverflowWrap::anywhere}});
template <>
constexpr auto keywords<WordBreak> = std::to_array<Keyword<WordBreak>>({{"normal", WordBreak::normal},
                                                                        {"break-all", WordBreak::break_all},
                                                                        {"keep-all", WordBreak::keep_all}});
template <>
constexpr auto keywords<VerticalAlign::Kind> =
    std::to_array<Keyword<VerticalAlign::Kind>>({{"baseline", VerticalAlign::baseline},
                                                 {"sub", VerticalAlign::sub},
                                                 {"super", VerticalAlign::super},
                                                 {"text-top", VerticalAlign::text_top},
                                                 {"text-bottom", VerticalAlign::text_bottom},
                                                 {"middle", VerticalAlign::middle},
                                                 {"top", VerticalAlign::top},
                                                 {"bottom", VerticalAlign::bottom}});
template <>
constexpr auto keywords<TextOverflow> = std::to_array<Keyword<TextOverflow>>({{"clip", TextOverflow::clip},
                                                                              {"ellipsis", TextOverflow::ellipsis}});
template <>
constexpr auto keywords<Cursor> = std::to_array<Keyword<Cursor>>({{"default", Cursor::arrow},
                                                                  {"auto", Cursor::arrow},
                                                                  {"pointer", Cursor::pointer},
                                                                  {"text", Cursor::text},
                                                                  {"grab", Cursor::grab},
                                                                  {"grabbing", Cursor::grabbing},
                                                                  {"crosshair", Cursor::crosshair},
                                                                  {"not-allowed", Cursor::not_allowed}});
template <>
constexpr auto keywords<PointerEvents> = std::to_array<Keyword<PointerEvents>>({{"auto", PointerEvents::automatic},
                                                                                {"none", PointerEvents::none}});

template <>
constexpr auto keywords<BackgroundRepeat> = std::to_array<Keyword<BackgroundRepeat>>(
    {{"repeat", BackgroundRepeat::repeat}, {"no-repeat", BackgroundRepeat::no_repeat}});
template <>
constexpr auto keywords<ObjectFit> = std::to_array<Keyword<ObjectFit>>({{"fill", ObjectFit::fill},
                                                                        {"contain", ObjectFit::contain},
                                                                        {"cover", ObjectFit::cover},
                                                                        {"none", ObjectFit::none},
                                                                        {"scale-down", ObjectFit::scale_down}});
template <>
constexpr auto keywords<ImageRendering> =
    std::to_array<Keyword<ImageRendering>>({{"auto", ImageRendering::automatic},
                                            {"pixelated", ImageRendering::pixelated},
                                            {"crisp-edges", ImageRendering::pixelated}});

template <class Enum>
bool read_keyword(CssTokens& tokens, Enum& into) {
    const CssToken& token = tokens.peek_solid();
    if (token.kind != CssTokenKind::ident) return false;
    for (const Keyword<Enum>& one : keywords<Enum>) {
        if (!same_word(one.name, token.text)) continue;
        into = one.value;
        tokens.next();
        return true;
    }
    return false;
}

template <class Enum>
std::string keyword_of(Enum value) {
    for (const Keyword<Enum>& one : keywords<Enum>) {
        if (one.value == value) return std::string(one.name);
    }
    return {};
}

}  // namespace

template <class Enum>
requires std::is_enum_v<Enum>
bool CssValueReader::read(Syntax, Enum& into) { return read_keyword(tokens_, into); }

template <class Enum>
requires std::is_enum_v<Enum> std::string to_css(Syntax, Enum value) { return keyword_of(value); }

#define JL_ENUM(Enum)                                  \
    template bool CssValueReader::read(Syntax, Enum&); \
    template std::string to_css(Syntax, Enum);
JL_ENUM(Display)
JL_ENUM(Position)
JL_ENUM(Overflow)
JL_ENUM(OverscrollBehavior)
JL_ENUM(BoxSizing)
JL_ENUM(FlexDirection)
JL_ENUM(Direction)
JL_ENUM(BoxVisibility)
JL_ENUM(FontFace)
JL_ENUM(TextAlign)
JL_ENUM(WhiteSpace)
JL_ENUM(OverflowWrap)
JL_ENUM(WordBreak)
JL_ENUM(TextOverflow)
JL_ENUM(Cursor)
JL_ENUM(PointerEvents)
JL_ENUM(PlaybackDirection)
JL_ENUM(AnimationFill)
JL_ENUM(AnimationComposition)
JL_ENUM(PlayState)
JL_ENUM(TransitionBehavior)
JL_ENUM(BackgroundRepeat)
JL_ENUM(ObjectFit)
JL_ENUM(ImageRendering)
#undef JL_ENUM

/// nowrap | [wrap | wrap-reverse] || balance
bool CssValueReader::read(Syntax, FlexWrap& into) {
    FlexWrap lines{};
    const bool balanced_first = tokens_.take_ident("balance");
    const bool has_lines = read_keyword(tokens_, lines);
    if (has_lines && lines == FlexWrap::nowrap) {
        if (!balanced_first) into = lines;
        return !balanced_first;
    }
    const bool balanced = balanced_first || (has_lines && tokens_.take_ident("balance"));
    if (!balanced && !has_lines) return false;
    const bool reversed = has_lines && lines == FlexWrap::wrap_reverse;
    into = balanced ? reversed ? FlexWrap::balance_reverse : FlexWrap::balance : lines;
    return true;
}
std::string to_css(Syntax, FlexWrap value) {
    if (value == FlexWrap::balance) return "balance";
    return value == FlexWrap::balance_reverse ? "wrap-reverse balance" : keyword_of(value);
}

/// One set of words for borders and outlines, but for one word each.
bool CssValueReader::read(Syntax syntax, LineStyle& into) {
    const LineStyle others = syntax == Syntax::outline_style ? LineStyle::hidden : LineStyle::automatic;
    const CssTokens start = tokens_;
    LineStyle value{};
    if (!read_keyword(tokens_, value)) return false;
    if (value == others) return tokens_ = start, false;
    into = value;
    return true;
}
std::string to_css(Syntax, LineStyle value) { return keyword_of(value); }

bool CssValueReader::read(Syntax, VerticalAlign& into) {
    VerticalAlign::Kind word{};
    if (read_keyword(tokens_, word)) return into = word, true;
    Length by;
    if (!read_length(by)) return false;
    into = by;
    return true;
}
std::string to_css(Syntax, const VerticalAlign& value) {
    return value.kind == VerticalAlign::raised ? to_css(Syntax::size, value.by) : keyword_of(value.kind);
}

/// A list of names: the first that is known decides.
bool CssValueReader::read(Syntax, FontFamily& into) {
    bool any = false, decided = false;
    do {
        if (tokens_.peek_solid().kind == CssTokenKind::string) {
            tokens_.next();
        } else {
            FontFamily value{};
            const bool known = read_keyword(tokens_, value);
            if (!known && tokens_.peek().kind != CssTokenKind::ident) return false;
            while (tokens_.peek_solid().kind == CssTokenKind::ident) tokens_.next();  // a name of several words
            if (known && !decided) into = value;
            decided |= known;
        }
        any = true;
    } while (tokens_.take(','));
    return any;
}
std::string to_css(Syntax, FontFamily value) { return keyword_of(value); }

}  // namespace janklab
