// SPDX-License-Identifier: MIT
// What of a shadow lies outside of a rounded box; or, of an inset one, inside of it and outside of a hole. In the
// table, from `place * 4` on: sigma and whether it is inset; the centre and half size of what casts it, or of the hole,
// from the shape's centre; its radii; the same two of the box.
#include "clip.glsl"
#include "shadow.glsl"

in vec2 v_pixel;
in vec2 v_point;
flat in vec3 v_shape;
flat in vec4 v_fill;
flat in int v_clip;
out vec4 color;

const float sharpest = 0.3;  // less is an edge

void main() {
    int place = int(v_shape.z) * 4;
    vec4 kind = texelFetch(u_table, place), casting = texelFetch(u_table, place + 1);
    vec4 radii = texelFetch(u_table, place + 2), box = texelFetch(u_table, place + 3);
    vec2 p = v_point - casting.xy;
    float shade = kind.x < sharpest ? rounded_coverage(p, casting.zw, radii) : shade_at(p, casting.zw, radii, kind.x);
    float inside = rounded_coverage(v_point - box.xy, box.zw, texelFetch(u_table, place + 4));
    float seen = kind.y > 0.0 ? inside * (1.0 - shade) : shade * (1.0 - inside);
    color = v_fill * (seen * clip_coverage(v_pixel, v_clip));
}
