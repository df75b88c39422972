// SPDX-License-Identifier: MIT
// Shorthands, and logical sides (margin-inline-start), which are longhands as soon as the direction is known.
#include <array>
#include <span>

#include "style/declarations.h"

namespace janklab {
namespace {

using enum PropertyId;

/// All parts are set by one value, by two in turn, or by four as margin's.
struct Sides {
    std::string_view name;
    std::array<PropertyId, 4> parts;  // top, right, bottom, left
};
constexpr Sides four_sides[] = {
    {"margin", {margin_top, margin_right, margin_bottom, margin_left}},
    {"padding", {padding_top, padding_right, padding_bottom, padding_left}},
    {"border-width", {border_top_width, border_right_width, border_bottom_width, border_left_width}},
    {"inset", {top, right, bottom, left}},
    {"border-style", {border_top_style, border_right_style, border_bottom_style, border_left_style}},
    {"border-color", {border_top_color, border_right_color, border_bottom_color, border_left_color}},
};
/// One or two values.
struct Pair {
    std::string_view name;
    PropertyId first, second;
};
constexpr Pair pairs[] = {
    {"gap", row_gap, column_gap},
    {"overflow", overflow_x, overflow_y},
    {"margin-block", margin_top, margin_bottom},
    {"padding-block", padding_top, padding_bottom},
    {"inset-block", top, bottom},
    {"margin-inline", margin_left, margin_right},
    {"padding-inline", padding_left, padding_right},
    {"inset-inline", left, right},
};
/// Left or right, as the direction has it.
struct Logical {
    std::string_view name;
    PropertyId left_to_right, right_to_left;
};
constexpr Logical logical_sides[] = {
    {"margin-inline-start", margin_left, margin_right},
    {"margin-inline-end", margin_right, margin_left},
    {"padding-inline-start", padding_left, padding_right},
    {"padding-inline-end", padding_right, padding_left},
    {"inset-inline-start", left, right},
    {"inset-inline-end", right, left},
    {"border-inline-start-width", border_left_width, border_right_width},
    {"border-inline-end-width", border_right_width, border_left_width},
    {"border-inline-start-style", border_left_style, border_right_style},
    {"border-inline-end-style", border_right_style, border_left_style},
    {"border-inline-start-color", border_left_color, border_right_color},
    {"border-inline-end-color", border_right_color, border_left_color},
};
struct Name {
    std::string_view name;
    PropertyId id;
};
/// Other names: block sides, which never turn round here.
constexpr Name other_names[] = {
    {"margin-block-start", margin_top},
    {"margin-block-end", margin_bottom},
    {"padding-block-start", padding_top},
    {"padding-block-end", padding_bottom},
    {"inset-block-start", top},
    {"inset-block-end", bottom},
    {"grid-row-gap", row_gap},
    {"grid-column-gap", column_gap},
};
/// Width, style, colour in any order, for one side or for all of them.
struct Line {
    std::string_view name;
    std::array<PropertyId, 4> widths, styles, colors;
    std::size_t count;  // of each
};
constexpr Line lines[] = {
    {"border",
     {border_top_width, border_right_width, border_bottom_width, border_left_width},
     {border_top_style, border_right_style, border_bottom_style, border_left_style},
     {border_top_color, border_right_color, border_bottom_color, border_left_color},
     4},
    {"border-top", {border_top_width}, {border_top_style}, {border_top_color}, 1},
    {"border-right", {border_right_width}, {border_right_style}, {border_right_color}, 1},
    {"border-bottom", {border_bottom_width}, {border_bottom_style}, {border_bottom_color}, 1},
    {"border-left", {border_left_width}, {border_left_style}, {border_left_color}, 1},
    {"outline", {outline_width}, {outline_style}, {outline_color}, 1},
};
/// Lines that are left or right, as the direction has it.
struct LogicalLine {
    std::string_view name, left_to_right, right_to_left;
};
constexpr LogicalLine logical_lines[] = {
    {"border-inline-start", "border-left", "border-right"},
    {"border-inline-end", "border-right", "border-left"},
};

template <class Row, std::size_t n>
const Row* find(const Row (&rows)[n], std::string_view name) {
    for (const Row& row : rows) {
        if (row.name == name) return &row;
    }
    return nullptr;
}

/// Reads one value and gives it to the property.
bool read_part(PropertyId id, CssValueReader& reader, Style& style, PropertySet& set) {
    if (!read_longhand(id, reader, style)) return false;
    set.add(id);
    return true;
}

bool read_sides(const Sides& sides, CssValueReader& reader, Style& style, PropertySet& set) {
    // Each value is read again for every side that it is for: values are short.
    std::array<CssTokens, 4> starts{reader.tokens(), reader.tokens(), reader.tokens(), reader.tokens()};
    int count = 0;
    for (; count < 4 && !reader.tokens().at_end(); ++count) {
        starts[static_cast<std::size_t>(count)] = reader.tokens();
        if (!read_part(sides.parts[static_cast<std::size_t>(count)], reader, style, set)) return false;
    }
    if (count == 0) return false;
    constexpr int source[5][4] = {{}, {0, 0, 0, 0}, {0, 1, 0, 1}, {0, 1, 2, 1}, {0, 1, 2, 3}};
    const CssTokens behind = reader.tokens();
    for (int side = count; side < 4; ++side) {
        reader.tokens() = starts[static_cast<std::size_t>(source[count][side])];
        if (!read_part(sides.parts[static_cast<std::size_t>(side)], reader, style, set)) return false;
    }
    reader.tokens() = behind;
    return true;
}

bool read_pair(PropertyId first, PropertyId second, CssValueReader& reader, Style& style, PropertySet& set) {
    const CssTokens start = reader.tokens();
    if (!read_part(first, reader, style, set)) return false;
    if (!reader.tokens().at_end()) return read_part(second, reader, style, set);
    reader.tokens() = start;
    return read_part(second, reader, style, set);
}

/// What is not said has its initial value. https://drafts.csswg.org/css-backgrounds-3/#propdef-border
bool read_line(const Line& line, CssValueReader& reader, Style& style, PropertySet& set) {
    const std::array parts{&line.widths, &line.styles, &line.colors};
    std::array<bool, 3> said{};
    for (const auto* part : parts) {
        set_initial((*part)[0], style);
        for (std::size_t side = 0; side < line.count; ++side) set.add((*part)[side]);
    }
    // The initial style of an outline is the focus ring, which one that is declared turns off.
    if (line.styles[0] == outline_style) style.outline.style = LineStyle::none;
    while (!reader.tokens().at_end()) {
        std::size_t next = 0;
        while (next < parts.size() && (said[next] || !read_longhand((*parts[next])[0], reader, style))) ++next;
        if (next == parts.size()) return false;
        said[next] = true;
    }
    if (line.count == 4) {
        style.border.width = PixelEdges(style.border.width.top);
        style.border.style = EdgeStyles(style.border.style.top);
        style.border.color = EdgeColors(style.border.color.top);
    }
    return said[0] || said[1] || said[2];
}

/// https://drafts.csswg.org/css-flexbox-1/#flex-property
bool read_flex(CssValueReader& reader, Style& style, PropertySet& set) {
    float grow = 1, shrink = 1;
    Length basis = percent(0);
    if (reader.tokens().take_ident("none")) {
        grow = shrink = 0;
        basis = automatic;
    } else {
        bool has_numbers = false, has_basis = false;
        while (!reader.tokens().at_end()) {
            if (!has_numbers && reader.read(Syntax::positive_number, grow)) {
                has_numbers = true;
                reader.read(Syntax::positive_number, shrink);
            } else if (!has_basis && reader.read(Syntax::basis, basis)) {
                has_basis = true;
            } else {
                return false;
            }
        }
        if (!has_numbers && !has_basis) return false;
    }
    style.flex_grow = grow;
    style.flex_shrink = shrink;
    style.flex_basis = basis;
    for (PropertyId id : {flex_grow, flex_shrink, flex_basis}) set.add(id);
    return true;
}

bool read_flex_flow(CssValueReader& reader, Style& style, PropertySet& set) {
    set_initial(flex_direction, style), set_initial(flex_wrap, style);
    bool has_direction = false, has_wrap = false;
    while (!reader.tokens().at_end()) {
        if (!has_direction && read_part(flex_direction, reader, style, set)) has_direction = true;
        else if (!has_wrap && read_part(flex_wrap, reader, style, set)) has_wrap = true;
        else return false;
    }
    set.add(flex_direction), set.add(flex_wrap);
    return has_direction || has_wrap;
}

constexpr std::array radius_parts{border_top_left_radius, border_top_right_radius, border_bottom_right_radius,
                                  border_bottom_left_radius};

/// Up to four values from the top left corner on, what is missing being the one diagonally across or the first.
bool read_radii(CssValueReader& reader, std::array<Length, 4>& into) {
    std::size_t count = 0;
    while (count < 4 && reader.read(Syntax::padding, into[count])) ++count;
    if (count == 0) return false;
    if (count < 2) into[1] = into[0];
    if (count < 3) into[2] = into[0];
    if (count < 4) into[3] = into[1];
    return true;
}

/// Horizontal radii, then perhaps a slash and the vertical ones.
bool read_border_radius(CssValueReader& reader, Style& style, PropertySet& set) {
    std::array<Length, 4> across, down;
    if (!read_radii(reader, across)) return false;
    down = across;
    if (reader.tokens().take('/') && !read_radii(reader, down)) return false;
    style.radius = {{across[0], down[0]}, {across[1], down[1]}, {across[2], down[2]}, {across[3], down[3]}};
    for (PropertyId id : radius_parts) set.add(id);
    return true;
}

constexpr std::array background_parts{background,   background_image,    background_size,    background_x,
                                      background_y, background_repeat_x, background_repeat_y};

/// repeat-x, repeat-y, or one or two of repeat and no-repeat. https://drafts.csswg.org/css-backgrounds-3/#repeat-style
bool read_repeat(CssValueReader& reader, Style& style) {
    const bool x = reader.tokens().take_ident("repeat-x");
    if (x || reader.tokens().take_ident("repeat-y")) {
        style.background_repeat_x = x ? BackgroundRepeat::repeat : BackgroundRepeat::no_repeat;
        style.background_repeat_y = x ? BackgroundRepeat::no_repeat : BackgroundRepeat::repeat;
        return true;
    }
    if (!read_longhand(background_repeat_x, reader, style)) return false;
    if (!read_longhand(background_repeat_y, reader, style)) style.background_repeat_y = style.background_repeat_x;
    return true;
}

bool is_part_of_place(const CssToken& token) {
    for (const char* name : {"left", "right", "top", "bottom", "center"}) {
        if (token.is_ident(name)) return true;
    }
    return begins_length(token);
}

/// One or two of a <position>, or an offset from a named side for each: "right 10px bottom 20%".
/// https://drafts.csswg.org/css-values-4/#position
bool read_place(PropertyId x, PropertyId y, CssValueReader& reader, Style& style) {
    CssTokens& tokens = reader.tokens();
    const auto member = [&](PropertyId id) -> Length& {
        return id == background_x   ? style.background_x
               : id == background_y ? style.background_y
               : id == object_x     ? style.object_x
                                    : style.object_y;
    };
    const auto offset_follows = [&] {
        const CssToken& token = tokens.peek_solid();
        return is_part_of_place(token) && token.kind != CssTokenKind::ident;
    };
    const auto read_from_side = [&](PropertyId id) {
        const CssToken side = tokens.peek_solid();
        const bool far = side.is_ident("right") || side.is_ident("bottom");
        Length offset;
        if (!read_longhand(id, reader, style)) return false;
        if (side.kind != CssTokenKind::ident || side.is_ident("center") || !offset_follows()) return true;
        if (!reader.read_length(offset)) return false;
        if (!far) return member(id) = offset, true;
        LengthSum rest{.percent = 100, .has_percent = true};
        rest.add(sum_of(offset), -1);
        const std::optional<Length> from_far = length_of(rest);
        if (from_far) member(id) = *from_far;
        return from_far.has_value();
    };
    const CssTokens start = tokens;
    const Length x_before = member(x), y_before = member(y);
    // Two values that begin with a keyword and a length are one for each direction; four have a side each.
    const CssToken first = tokens.peek_solid();
    int values = 0;
    for (CssTokens ahead = tokens; is_part_of_place(ahead.peek_solid()); ++values) {
        if (ahead.next().kind == CssTokenKind::function) ahead.take_until(")"), ahead.next();
    }
    const bool sides = values >= 3 && first.kind == CssTokenKind::ident;
    const auto read_one = [&](PropertyId id) { return sides ? read_from_side(id) : read_longhand(id, reader, style); };
    member(x) = member(y) = percent(50);
    const auto more = [&] { return is_part_of_place(tokens.peek_solid()); };
    if (read_one(x)) {
        if (more()) read_one(y);
        return true;
    }
    tokens = start;
    if (!read_one(y)) {
        member(x) = x_before;
        member(y) = y_before;
        return false;
    }
    if (more()) read_one(x);
    return true;
}

/// All of them are drawn as scroll.
bool take_attachment(CssTokens& tokens) {
    return tokens.take_ident("scroll") || tokens.take_ident("fixed") || tokens.take_ident("local");
}

bool read_background(CssValueReader& reader, Style& style, PropertySet& set) {
    for (PropertyId id : background_parts) set_initial(id, style), set.add(id);
    bool any = false, has_color = false, has_image = false, has_place = false, has_repeat = false;
    bool has_attachment = false;
    for (; !reader.tokens().at_end(); any = true) {
        if (!has_image && read_longhand(background_image, reader, style)) {
            has_image = true;
        } else if (!has_repeat && read_repeat(reader, style)) {
            has_repeat = true;
        } else if (!has_place && read_place(background_x, background_y, reader, style)) {
            has_place = true;
            if (reader.tokens().take('/') && !read_longhand(background_size, reader, style)) return false;
        } else if (!has_attachment && take_attachment(reader.tokens())) {
            has_attachment = true;
        } else if (!has_color && read_longhand(background, reader, style)) {
            has_color = true;
        } else {
            return false;
        }
    }
    return any;
}

bool read_background_repeat(CssValueReader& reader, Style& style, PropertySet& set) {
    set.add(background_repeat_x), set.add(background_repeat_y);
    return read_repeat(reader, style);
}
bool read_background_position(CssValueReader& reader, Style& style, PropertySet& set) {
    set.add(background_x), set.add(background_y);
    return read_place(background_x, background_y, reader, style);
}
bool read_object_position(CssValueReader& reader, Style& style, PropertySet& set) {
    set.add(object_x), set.add(object_y);
    return read_place(object_x, object_y, reader, style);
}

/// A style, variant or width of the letters, which the fonts here do not have: 1, 2 or 4 for each; 0: it is none.
unsigned take_font_look(CssValueReader& reader) {
    CssTokens& tokens = reader.tokens();
    if (tokens.take_ident("italic")) return 1;
    if (tokens.take_ident("oblique")) {
        float turns = 0;
        if (tokens.peek_solid().kind != CssTokenKind::number) reader.read_turns(turns);
        return 1;
    }
    if (tokens.take_ident("small-caps")) return 2;
    for (const char* width : {"ultra-condensed", "extra-condensed", "condensed", "semi-condensed", "semi-expanded",
                              "expanded", "extra-expanded", "ultra-expanded"}) {
        if (tokens.take_ident(width)) return 4;
    }
    return 0;
}

/// [style || variant || weight || width] size[/line-height] family; each of the first four may be normal.
/// https://drafts.csswg.org/css-fonts-4/#font-prop
bool read_font(CssValueReader& reader, Style& style, PropertySet& set) {
    set_initial(font_weight, style), set_initial(line_height, style);
    unsigned seen = 0;
    for (int words = 0; words < 4; ++words) {
        if (reader.tokens().take_ident("normal")) continue;
        unsigned look = take_font_look(reader);
        if (look == 0 && read_part(font_weight, reader, style, set)) look = 8;
        if (look == 0) break;
        if (seen & look) return false;
        seen |= look;
    }
    if (!read_part(font_size, reader, style, set)) return false;
    if (reader.tokens().take('/') && !read_part(line_height, reader, style, set)) return false;
    if (!read_part(font_family, reader, style, set)) return false;
    set.add(font_weight), set.add(line_height);
    return true;
}

bool read_origin(CssValueReader& reader, Style& style, PropertySet& set) {
    set_initial(origin_x, style), set_initial(origin_y, style);
    set.add(origin_x), set.add(origin_y);
    if (read_longhand(origin_x, reader, style))
        return reader.tokens().at_end() || read_longhand(origin_y, reader, style);
    if (!read_longhand(origin_y, reader, style)) return false;
    return reader.tokens().at_end() || read_longhand(origin_x, reader, style);
}

struct Special {
    std::string_view name;
    bool (*read)(CssValueReader&, Style&, PropertySet&);
    std::array<PropertyId, 9> parts;
    int count;
};
constexpr Special specials[] = {
    {"flex", read_flex, {flex_grow, flex_shrink, flex_basis}, 3},
    {"flex-flow", read_flex_flow, {flex_direction, flex_wrap}, 2},
    {"border-radius",
     read_border_radius,
     {border_top_left_radius, border_top_right_radius, border_bottom_right_radius, border_bottom_left_radius},
     4},
    {"background",
     read_background,
     {background, background_image, background_size, background_x, background_y, background_repeat_x,
      background_repeat_y},
     7},
    {"background-repeat", read_background_repeat, {background_repeat_x, background_repeat_y}, 2},
    {"background-position", read_background_position, {background_x, background_y}, 2},
    {"object-position", read_object_position, {object_x, object_y}, 2},
    {"font", read_font, {font_weight, font_size, line_height, font_family}, 4},
    {"transform-origin", read_origin, {origin_x, origin_y}, 2},
    {"transition",
     read_transition,
     {transition_property, transition_duration, transition_easing, transition_delay, transition_behavior},
     5},
    {"animation",
     read_animation,
     {animation_name, animation_duration, animation_easing, animation_delay, animation_iterations, animation_direction,
      animation_fill, animation_play_state, animation_composition},
     9},
};

}  // namespace

PropertySet properties_of(std::string_view name) {
    PropertySet set;
    const auto add = [&](std::span<const PropertyId> parts) {
        for (PropertyId id : parts) set.add(id);
    };
    if (name == "all") {  // https://drafts.csswg.org/css-cascade-4/#all-shorthand
        set = all_properties();
        set.remove(direction);
    } else if (const std::optional<PropertyId> id = property_named(name)) set.add(*id);
    else if (const Sides* sides = find(four_sides, name)) add(sides->parts);
    else if (const Pair* pair = find(pairs, name)) set.add(pair->first), set.add(pair->second);
    else if (const Logical* side = find(logical_sides, name))
        set.add(side->left_to_right), set.add(side->right_to_left);
    else if (const LogicalLine* side_line = find(logical_lines, name))
        set = properties_of(side_line->left_to_right) | properties_of(side_line->right_to_left);
    else if (const Name* other = find(other_names, name)) set.add(other->id);
    else if (const Line* line = find(lines, name))
        for (const auto* part : {&line->widths, &line->styles, &line->colors}) add(std::span(*part).first(line->count));
    else if (const Special* special = find(specials, name))
        add(std::span(special->parts).first(static_cast<std::size_t>(special->count)));
    return set;
}

Shorthand shorthand_named(std::string_view name) {
    Shorthand all;
    const auto add = [&](std::span<const PropertyId> parts) {
        for (PropertyId id : parts) all.parts[all.count++] = id;
    };
    if (const Sides* sides = find(four_sides, name)) {
        all.form = Shorthand::Form::sides;
        add(sides->parts);
    } else if (const Pair* pair = find(pairs, name)) {
        all.form = Shorthand::Form::pair;
        add(std::array{pair->first, pair->second});
    } else if (const Line* line = find(lines, name)) {
        all.form = Shorthand::Form::line;
        for (const auto* part : {&line->widths, &line->styles, &line->colors}) add(std::span(*part).first(line->count));
    } else if (const Name* other = find(other_names, name)) {
        add(std::array{other->id});
    } else if (const Special* special = find(specials, name)) {
        all.form = Shorthand::Form::special;
        add(std::span(special->parts).first(static_cast<std::size_t>(special->count)));
    }
    return all;
}

bool read_shorthand(std::string_view name, CssValueReader& reader, Style& style, PropertySet& set) {
    if (const Sides* sides = find(four_sides, name)) return read_sides(*sides, reader, style, set);
    if (const Pair* pair = find(pairs, name)) {
        // The first value of an inline pair is the start's.
        if (pair->first == margin_left || pair->first == padding_left || pair->first == left) {
            const UnitBase* base = reader.base();
            if (!base) return false;
            const bool turned = base->direction == Direction::rtl;
            return read_pair(turned ? pair->second : pair->first, turned ? pair->first : pair->second, reader, style,
                             set);
        }
        return read_pair(pair->first, pair->second, reader, style, set);
    }
    const auto side_of = [](const Logical& side, const UnitBase& base) {
        return base.direction == Direction::rtl ? side.right_to_left : side.left_to_right;
    };
    if (const Logical* side = find(logical_sides, name)) {
        const UnitBase* base = reader.base();
        return base && read_part(side_of(*side, *base), reader, style, set);
    }
    if (const LogicalLine* side = find(logical_lines, name)) {
        const UnitBase* base = reader.base();
        if (!base) return false;
        const bool turned = base->direction == Direction::rtl;
        return read_line(*find(lines, turned ? side->right_to_left : side->left_to_right), reader, style, set);
    }
    if (const Name* other = find(other_names, name)) return read_part(other->id, reader, style, set);
    if (const Line* line = find(lines, name)) return read_line(*line, reader, style, set);
    const Special* special = find(specials, name);
    return special && special->read(reader, style, set);
}

}  // namespace janklab
