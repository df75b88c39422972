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

// A place on a side: along its middle line and across it, from its outer edge.
struct OnSide {
    float along, across, width;
    float length;             // of the middle line, from corner to corner
    float straight_begins;    // where on it
    float start_radius;       // of the corner before that
    bool round_start, round_end;
};

// A side's part of a corner: up to where the line between the two sides cuts the middle of this one.
struct Arc {
    vec2 outer, middle;  // radii, along the side and across it; all 0: a sharp corner
    float angle;         // of the middle line, from where it leaves the straight part, as the ellipse's parameter
    float length;        // of that
    bool round;
};

// Of an ellipse's arc from where it is parallel to the side; of a circle's exactly. Simpson's rule.
float length_to(float angle, vec2 radii) {
    vec3 angles = angle * vec3(0.0, 0.5, 1.0);
    vec3 along = radii.x * cos(angles), across = radii.y * sin(angles);
    vec3 speeds = sqrt(along * along + across * across);
    return angle / 6.0 * (speeds.x + 4.0 * speeds.y + speeds.z);
}

// A corner within the line counts as sharp. `beside`: the width of the side that it leads to.
Arc arc_of(vec2 outer, float width, float beside) {
    Arc arc = Arc(vec2(0.0), vec2(0.0), 0.0, 0.0, false);
    vec2 middle = outer - 0.5 * width;
    if (middle.x <= 0.0 || middle.y <= 0.0) return arc;
    vec2 corner = outer / middle, inwards = vec2(max(beside, 1e-3), width) / middle;
    float a = dot(inwards, inwards), b = dot(corner, inwards), c = dot(corner, corner) - 1.0;
    vec2 cut = max(corner - inwards * ((b - sqrt(max(b * b - a * c, 0.0))) / a), vec2(0.0, 1e-3));
    float angle = atan(cut.x, cut.y);
    return Arc(outer, middle, angle, length_to(angle, middle), true);
}

// The parameter of the place on an ellipse that is nearest to a point of its quarter: a few steps towards the centre of
// curvature, of which a circle needs none.
float nearest_angle(vec2 p, vec2 radii) {
    vec2 t = normalize(max(p / radii, vec2(1e-3)));
    for (int i = 0; i < 3; ++i) {
        vec2 centre = vec2(1.0, -1.0) * (radii.x * radii.x - radii.y * radii.y) * t * t * t / radii;
        vec2 from = p - centre;
        float curvature = length(radii * t - centre);
        t = normalize(max((from * (curvature / max(length(from), 1e-3)) + centre) / radii, vec2(1e-4)));
    }
    return atan(t.x, t.y);
}

// What an arc about a corner's centre says of a point: how far from its end, and from its outer edge.
vec2 on_arc(vec2 from_centre, Arc arc) {
    float angle = min(nearest_angle(max(from_centre, vec2(0.0)), arc.middle), arc.angle);
    return vec2(length_to(angle, arc.middle), -beyond_ellipse(from_centre / arc.outer, arc.outer));
}

OnSide on_side(int side, vec2 p, vec2 half_size, vec4 widths, Ellipses corners) {
    vec2 start = half_size + p, end = half_size - p;
    float along = vec4(start.x, start.y, end.x, end.y)[side];   // clockwise
    float inwards = vec4(start.y, end.x, end.y, start.x)[side];
    float reach = 2.0 * (side % 2 == 0 ? half_size.x : half_size.y);
    int next = (side + 1) % 4, before = (side + 3) % 4;
    float width = widths[side];
    vec2 first = vec2(corners.across[side], corners.down[side]), last = vec2(corners.across[next], corners.down[next]);
    Arc start_arc = arc_of(side % 2 == 0 ? first : first.yx, width, widths[before]);
    Arc end_arc = arc_of(side % 2 == 0 ? last : last.yx, width, widths[next]);
    float straight = reach - start_arc.outer.x - end_arc.outer.x;
    OnSide found;
    found.width = width;
    found.length = start_arc.length + straight + end_arc.length;
    found.straight_begins = start_arc.length;
    found.start_radius = start_arc.outer.x;
    found.round_start = start_arc.round;
    found.round_end = end_arc.round;
    if (start_arc.round && along < start_arc.outer.x) {
        vec2 place = on_arc(start_arc.outer - vec2(along, inwards), start_arc);
        found.along = start_arc.length - place.x;
        found.across = place.y;
    } else if (end_arc.round && along > reach - end_arc.outer.x) {
        vec2 place = on_arc(vec2(along - (reach - end_arc.outer.x), end_arc.outer.y - inwards), end_arc);
        found.along = start_arc.length + straight + place.x;
        found.across = place.y;
    } else {
        found.along = start_arc.length + along - start_arc.outer.x;
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

vec4 side_color(int side, int place, vec2 half_size, vec4 widths, Ellipses radii) {
    vec4 outer = texelFetch(u_table, place + 1 + side);
    int style = int(texelFetch(u_table, place + 9)[side]);
    if (style == dashed || style == dotted)
        return outer * dash_coverage(on_side(side, v_point, half_size, widths, radii), style);
    if (style == two_lines) {
        vec4 line = mix(floor(widths / 3.0 + 0.5), widths / 3.0, lessThan(widths, vec4(3.0)));
        float between = hole_coverage(v_point, half_size, line, radii) -
                        hole_coverage(v_point, half_size, widths - line, radii);
        return outer * clamp(1.0 - between, 0.0, 1.0);
    }
    if (style == two_shades)
        return mix(outer, texelFetch(u_table, place + 5 + side),
                   hole_coverage(v_point, half_size, floor(0.5 * widths), radii));
    return outer;
}

void main() {
    int place = int(v_shape.z) * 4;
    vec2 half_size = v_shape.xy;
    vec4 widths = texelFetch(u_table, place);
    Ellipses radii = ellipses_of(v_radii);
    NearestSides sides = nearest_sides(v_point, half_size, widths, radii);
    vec4 first = side_color(sides.first, place, half_size, widths, radii);
    vec4 line = mix(side_color(sides.second, place, half_size, widths, radii), first, sides.share);
    color = line * (ring_coverage(v_point, half_size, widths, v_radii) * clip_coverage(v_pixel, v_clip));
}
