// SPDX-License-Identifier: MIT
// How much of a pixel lies inside a rounded rectangle: 0 to 1. All lengths in pixels, `p` from the rectangle's centre.
// `radii` from the top left corner on: those of circles; or of ellipses, then the first is -1 - place, and the table
// has the horizontal ones at `place * 4` and the vertical ones behind.
uniform samplerBuffer u_table;

struct Ellipses {
    vec4 across, down;  // from the top left corner on
};

bool are_ellipses(vec4 radii) { return radii.x < 0.0; }

Ellipses ellipses_of(vec4 radii) {
    if (!are_ellipses(radii)) return Ellipses(radii, radii);
    int place = int(-1.0 - radii.x) * 4;
    return Ellipses(texelFetch(u_table, place), texelFetch(u_table, place + 1));
}

// Straight edges: the part of the pixel that is covered, right for boxes thinner than a pixel too.
float straight_coverage(vec2 p, vec2 half_size) {
    vec2 covered = clamp(half_size - abs(p) + 0.5, vec2(0.0), min(2.0 * half_size, vec2(1.0)));
    return covered.x * covered.y;
}

// `inwards`: how far in from the two edges of the corner.
float corner_coverage(vec2 inwards, float radius) {
    vec2 q = radius - inwards;
    return q.x > 0.0 && q.y > 0.0 ? clamp(radius - length(q) + 0.5, 0.0, 1.0) : 1.0;
}

// `q` from the centre, as parts of the radii: about how far outside of the ellipse that is.
float beyond_ellipse(vec2 q, vec2 radii) {
    float reach = length(q);
    return (reach - 1.0) * reach / length(q / radii);
}

float ellipse_coverage(vec2 inwards, vec2 radii) {
    if (radii.x <= 0.0 || radii.y <= 0.0) return 1.0;
    vec2 q = (radii - inwards) / radii;
    return q.x > 0.0 && q.y > 0.0 ? clamp(0.5 - beyond_ellipse(q, radii), 0.0, 1.0) : 1.0;
}

float elliptical_coverage(vec2 p, vec2 half_size, Ellipses radii) {
    float coverage = straight_coverage(p, half_size);
    vec2 from_start = half_size + p, from_end = half_size - p;
    coverage = min(coverage, ellipse_coverage(from_start, vec2(radii.across.x, radii.down.x)));
    coverage = min(coverage, ellipse_coverage(vec2(from_end.x, from_start.y), vec2(radii.across.y, radii.down.y)));
    coverage = min(coverage, ellipse_coverage(from_end, vec2(radii.across.z, radii.down.z)));
    return min(coverage, ellipse_coverage(vec2(from_start.x, from_end.y), vec2(radii.across.w, radii.down.w)));
}

float rounded_coverage(vec2 p, vec2 half_size, vec4 radii) {
    if (are_ellipses(radii)) return elliptical_coverage(p, half_size, ellipses_of(radii));
    float coverage = straight_coverage(p, half_size);
    float largest = max(max(radii.x, radii.y), max(radii.z, radii.w));
    if (largest <= 0.0) return coverage;
    if (largest <= min(half_size.x, half_size.y) + 0.1) {  // no corner reaches beyond its quarter
        float radius = p.y < 0.0 ? (p.x < 0.0 ? radii.x : radii.y) : (p.x < 0.0 ? radii.w : radii.z);
        return min(coverage, corner_coverage(half_size - abs(p), radius));
    }
    vec2 from_start = half_size + p, from_end = half_size - p;
    coverage = min(coverage, corner_coverage(from_start, radii.x));
    coverage = min(coverage, corner_coverage(vec2(from_end.x, from_start.y), radii.y));
    coverage = min(coverage, corner_coverage(from_end, radii.z));
    return min(coverage, corner_coverage(vec2(from_start.x, from_end.y), radii.w));
}
