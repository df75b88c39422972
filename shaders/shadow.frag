// SPDX-License-Identifier: MIT
// The soft shadow of a rounded box.
#include "clip.glsl"
#include "shadow.glsl"

in vec2 v_pixel;
in vec2 v_point;
flat in vec3 v_shape;
flat in vec4 v_radii;
flat in vec4 v_fill;
flat in int v_clip;
out vec4 color;

void main() {
    color = v_fill * (shade_at(v_point, v_shape.xy, v_radii, v_shape.z) * clip_coverage(v_pixel, v_clip));
}
