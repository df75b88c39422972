// SPDX-License-Identifier: MIT
// A border some of whose sides are not solid. In the table, from `place * 4` on: the widths of the sides, from the top
// on, the colour of each (of its outer half, where the halves differ), that of each one's inner half, their styles.
// Dashes and dots stand along the middle of the line, as many as fit evenly; where a side ends in a sharp corner with a
// whole one, where it ends in a round one with the half of one that it shares with its neighbour. On straight lines
// they begin on whole pixels.
#include "clip.glsl"
#include "border.glsl"

in vec2 v_pixel;
in vec2 v_point;
flat in vec3 v_shape;
flat in vec4 v_radii;
flat in int v_clip;
out vec4 color;

const int dashed = 1, dotted = 2, two_lines = 3, two_shades = 4;
const float eighth_turn = 0.785398;

// A place on a side: along its middle line and across it, from its outer edge.
struct OnSide {
    float along, across, width;
    float length;             // of the middle line, from corner to corner
    float straight_begins;    // where on it
    float start_radius;       // of the corner before that
    bool round_start, round_end;
};

// What an arc of radius `middle` about a corner's centre says of a point: how far from its end, and from its outer
// edge.
vec2 on_arc(vec2 from_centre, float radius, float middle) {
    float angle = min(atan(from_centre.x, max(from_centre.y, 1e-3)), eighth_turn);
    return vec2(middle * angle, radius - length(from_centre));
}

OnSide on_side(int side, vec2 p, vec2 half_size, float width) {
    vec2 start = half_size + p, end = half_size - p;
    float along = vec4(start.x, start.y, end.x, end.y)[side];   // clockwise
    float inwards = vec4(start.y, end.x, end.y, start.x)[side];
    float reach = 2.0 * (side % 2 == 0 ? half_size.x : half_size.y);
    vec2 radii = vec2(v_radii[side], v_radii[(side + 1) % 4]);
    vec2 middles = max(radii - 0.5 * width, vec2(0.0));
    radii *= vec2(greaterThan(middles, vec2(0.0)));  // a corner within the line counts as sharp
    vec2 arcs = middles * eighth_turn;
    float straight = reach - radii.x - radii.y;
    OnSide found;
    found.width = width;
    found.length = arcs.x + straight + arcs.y;
    found.straight_begins = arcs.x;
    found.start_radius = radii.x;
    found.round_start = radii.x > 0.0;
    found.round_end = radii.y > 0.0;
    if (along < radii.x) {
        vec2 arc = on_arc(radii.x - vec2(along, inwards), radii.x, middles.x);
        found.along = arcs.x - arc.x;
        found.across = arc.y;
    } else if (along > reach - radii.y) {
        vec2 arc = on_arc(vec2(along - (reach - radii.y), radii.y - inwards), radii.y, middles.y);
        found.along = arcs.x + straight + arc.x;
        found.across = arc.y;
    } else {
        found.along = arcs.x + along - radii.x;
        found.across = inwards;
    }
    return found;
}

// Where the dash begins that a place is in or nearest to, if they are so long and `gap` apart at best.
float dash_begin(OnSide at, float dash, float gap, float first, float last) {
    float room = last - first - dash;
    float count = max(floor(room / (dash + gap) + 0.5), 1.0);
    float period = max(room / count, 1e-3);
    float index = clamp(floor((at.along - first - 0.5 * dash) / period + 0.5), 0.0, count);
    float begin = first + index * period;
    if (begin < at.straight_begins - 0.5 || begin + dash > at.length + 0.5) return begin;
    float corner = at.straight_begins - at.start_radius;
    return floor(begin - corner + 0.5) + corner;
}

float dash_coverage(OnSide at, int style) {
    bool round_dot = style == dotted && at.width >= 3.0;
    float dash = at.width * (style == dotted ? 1.0 : at.width >= 3.0 ? 2.0 : 3.0);
    float gap = at.width * (style == dotted || at.width >= 3.0 ? 1.0 : 2.0);
    float first = at.round_start ? -0.5 * dash : 0.0, last = at.length + (at.round_end ? 0.5 * dash : 0.0);
    float begin = dash_begin(at, dash, gap, first, last);
    if (!round_dot) return clamp(min(at.along - begin, begin + dash - at.along) + 0.5, 0.0, 1.0);
    float radius = 0.5 * at.width;
    return clamp(radius - length(vec2(at.along - begin, at.across) - radius) + 0.5, 0.0, 1.0);
}

vec4 side_color(int side, int place, vec2 half_size, vec4 widths) {
    vec4 outer = texelFetch(u_table, place + 1 + side);
    int style = int(texelFetch(u_table, place + 9)[side]);
    if (style == dashed || style == dotted)
        return outer * dash_coverage(on_side(side, v_point, half_size, widths[side]), style);
    if (style == two_lines) {
        vec4 line = floor(widths / 3.0 + 0.5);
        float between = hole_coverage(v_point, half_size, line, v_radii) -
                        hole_coverage(v_point, half_size, widths - line, v_radii);
        return outer * clamp(1.0 - between, 0.0, 1.0);
    }
    if (style == two_shades)
        return mix(outer, texelFetch(u_table, place + 5 + side),
                   hole_coverage(v_point, half_size, floor(0.5 * widths), v_radii));
    return outer;
}

void main() {
    int place = int(v_shape.z) * 4;
    vec2 half_size = v_shape.xy;
    vec4 widths = texelFetch(u_table, place);
    NearestSides sides = nearest_sides(v_point, half_size, widths);
    vec4 first = side_color(sides.first, place, half_size, widths);
    vec4 line = mix(side_color(sides.second, place, half_size, widths), first, sides.share);
    color = line * (rounded_coverage(v_point, half_size, v_radii) *
                    (1.0 - hole_coverage(v_point, half_size, widths, v_radii)) * clip_coverage(v_pixel, v_clip));
}
