// SPDX-License-Identifier: MIT
// How much of a pixel lies inside a rounded rectangle: 0 to 1. All lengths in pixels, `p` from the rectangle's centre.
float rounded_coverage(vec2 p, vec2 half_size, float radius) {
    // Straight edges: the part of the pixel that is covered, right for boxes thinner than a pixel too.
    vec2 covered = clamp(half_size - abs(p) + 0.5, vec2(0.0), min(2.0 * half_size, vec2(1.0)));
    float coverage = covered.x * covered.y;
    if (radius > 0.0) {
        vec2 q = abs(p) - half_size + radius;
        if (q.x > 0.0 && q.y > 0.0) coverage = min(coverage, clamp(radius - length(q) + 0.5, 0.0, 1.0));
    }
    return coverage;
}
