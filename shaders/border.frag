// SPDX-License-Identifier: MIT
// A border whose sides differ in width or colour. In the table, from `place * 4` on: the widths of the sides, from the
// top on, then the colour of each.
#include "clip.glsl"
#include "border.glsl"

in vec2 v_pixel;
in vec2 v_point;
flat in vec3 v_shape;
flat in vec4 v_radii;
flat in int v_clip;
out vec4 color;

void main() {
    int place = int(v_shape.z) * 4;
    vec2 half_size = v_shape.xy;
    vec4 widths = texelFetch(u_table, place);
    NearestSides sides = nearest_sides(v_point, half_size, widths, ellipses_of(v_radii));
    vec4 line = mix(texelFetch(u_table, place + 1 + sides.second), texelFetch(u_table, place + 1 + sides.first),
                    sides.share);
    color = line * (ring_coverage(v_point, half_size, widths, v_radii) * clip_coverage(v_pixel, v_clip));
}
