// SPDX-License-Identifier: MIT
// How much of a pixel lies inside a rounded rectangle: 0 to 1. All lengths in pixels, `p` from the rectangle's centre;
// radii from the top left corner on.

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

float rounded_coverage(vec2 p, vec2 half_size, vec4 radii) {
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
