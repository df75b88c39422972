// SPDX-License-Identifier: MIT
// Borders whose sides differ. Sides are numbered from the top on, clockwise; they meet on the diagonals of the corners,
// and a round corner is shared by its two sides alone. The inner corners are parts of ellipses.

// The two sides that a pixel is nearest to.
struct NearestSides {
    int first, second;
    float share;  // of the first: 0.5 to 1
};

// The sides, as 1 each, that a pixel can belong to: in a round corner its two, if there is a line in one of them, else
// all. A pixel whose middle is at the end of a corner is outside of it, however its place is rounded.
vec4 sides_at(vec4 inwards, vec4 widths, Ellipses radii) {
    for (int corner = 0; corner < 4; ++corner) {  // between the side of the same number and the one before
        int before = (corner + 3) % 4;
        vec2 reach = vec2(radii.across[corner], radii.down[corner]);
        if (corner % 2 == 0) reach = reach.yx;
        reach -= 0.01;
        bool has_line = widths[corner] > 0.0 || widths[before] > 0.0;
        if (has_line && inwards[corner] < reach.x && inwards[before] < reach.y) {
            vec4 sides = vec4(0.0);
            sides[corner] = sides[before] = 1.0;
            return sides;
        }
    }
    return vec4(1.0);
}

// `p` from the centre. How deep the pixel lies in each side, as a part of that side's width: the least deep has it.
NearestSides nearest_sides(vec2 p, vec2 half_size, vec4 widths, Ellipses radii) {
    vec4 inwards = vec4(half_size.y + p.y, half_size.x - p.x, half_size.y - p.y, half_size.x + p.x);
    vec4 shown = min(widths, sides_at(inwards, widths, radii));
    vec4 depths = mix(vec4(1e9), inwards / max(widths, vec4(1e-6)), greaterThan(shown, vec4(0.0)));
    NearestSides found;
    found.first = 0;
    for (int side = 1; side < 4; ++side) if (depths[side] < depths[found.first]) found.first = side;
    found.second = found.first == 0 ? 1 : 0;
    for (int side = 0; side < 4; ++side) {
        if (side != found.first && depths[side] < depths[found.second]) found.second = side;
    }
    float pixels = (depths[found.second] - depths[found.first]) *
                   min(widths[found.first], max(widths[found.second], 1e-6));
    found.share = clamp(0.5 + 0.5 * pixels, 0.5, 1.0);
    return found;
}

// How much of the pixel lies inside of a border of these widths; `radii` are those of its outer edge.
float hole_coverage(vec2 p, vec2 half_size, vec4 widths, Ellipses radii) {
    vec2 start = -half_size + widths.wx, end = half_size - widths.yz;
    vec2 half_hole = max(0.5 * (end - start), vec2(0.0));
    return elliptical_coverage(p - 0.5 * (start + end), half_hole,
                               Ellipses(radii.across - widths.wyyw, radii.down - widths.xxzz));
}

// How much of the pixel the border covers. Where it has no width both edges are the same, and nothing is left.
float ring_coverage(vec2 p, vec2 half_size, vec4 widths, vec4 radii) {
    float hole = hole_coverage(p, half_size, widths, ellipses_of(radii));
    return max(rounded_coverage(p, half_size, radii) - hole, 0.0);
}
