// SPDX-License-Identifier: MIT
// A border whose sides differ. In the table, from `place * 4` on: the widths of the sides, from the top on, then the
// colour of each. Sides meet on the diagonals of the corners; the inner corners are parts of ellipses.
#include "clip.glsl"

in vec2 v_pixel;
in vec2 v_point;
flat in vec3 v_shape;
flat in vec4 v_radii;
flat in int v_clip;
out vec4 color;

// `inwards`: how far in from the two edges of the corner. About a pixel's distance from the ellipse.
float ellipse_coverage(vec2 inwards, vec2 radii) {
    if (radii.x <= 0.0 || radii.y <= 0.0) return 1.0;
    vec2 q = (radii - inwards) / radii;
    if (q.x <= 0.0 || q.y <= 0.0) return 1.0;
    float reach = length(q);
    return clamp(0.5 - (reach - 1.0) * reach / length(q / radii), 0.0, 1.0);
}

float hole_coverage(vec2 p, vec2 half_size, vec4 widths) {
    vec2 start = -half_size + widths.wx, end = half_size - widths.yz;
    vec2 half_hole = max(0.5 * (end - start), vec2(0.0));
    float coverage = straight_coverage(p - 0.5 * (start + end), half_hole);
    vec2 from_start = p - start, from_end = end - p;
    coverage = min(coverage, ellipse_coverage(from_start, v_radii.x - widths.wx));
    coverage = min(coverage, ellipse_coverage(vec2(from_end.x, from_start.y), v_radii.y - widths.yx));
    coverage = min(coverage, ellipse_coverage(from_end, v_radii.z - widths.yz));
    return min(coverage, ellipse_coverage(vec2(from_start.x, from_end.y), v_radii.w - widths.wz));
}

void main() {
    int place = int(v_shape.z) * 4;
    vec2 half_size = v_shape.xy;
    vec4 widths = texelFetch(u_table, place);
    // How deep the pixel lies in each side, as a part of that side's width: the least deep has it.
    vec4 inwards = vec4(half_size.y + v_point.y, half_size.x - v_point.x, half_size.y - v_point.y,
                        half_size.x + v_point.x);
    vec4 depths = mix(vec4(1e9), inwards / max(widths, vec4(1e-6)), greaterThan(widths, vec4(0.0)));
    int first = 0;
    for (int side = 1; side < 4; ++side) if (depths[side] < depths[first]) first = side;
    int second = first == 0 ? 1 : 0;
    for (int side = 0; side < 4; ++side) if (side != first && depths[side] < depths[second]) second = side;
    float pixels = (depths[second] - depths[first]) * min(widths[first], max(widths[second], 1e-6));
    vec4 line = mix(texelFetch(u_table, place + 1 + second), texelFetch(u_table, place + 1 + first),
                    clamp(0.5 + 0.5 * pixels, 0.5, 1.0));
    color = line * (rounded_coverage(v_point, half_size, v_radii) * (1.0 - hole_coverage(v_point, half_size, widths)) *
                    clip_coverage(v_pixel, v_clip));
}
