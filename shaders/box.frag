// SPDX-License-Identifier: MIT
// A box with a border inside its edge; the fill reaches under the border, as CSS backgrounds do.
#include "clip.glsl"

in vec2 v_pixel;
in vec2 v_point;
flat in vec3 v_shape;
flat in vec4 v_radii;
flat in vec4 v_fill;
flat in vec4 v_border;
flat in int v_clip;
out vec4 color;

void main() {
    vec2 half_size = v_shape.xy;
    float border = v_shape.z;
    vec4 inside = v_fill;
    if (border > 0.0) {
        vec2 half_hole = max(half_size - border, vec2(0.0));
        float hole;
        if (are_ellipses(v_radii)) {
            Ellipses outer = ellipses_of(v_radii);
            hole = elliptical_coverage(v_point, half_hole, Ellipses(outer.across - border, outer.down - border));
        } else {
            hole = rounded_coverage(v_point, half_hole, max(v_radii - border, vec4(0.0)));
        }
        vec4 line = v_border * (1.0 - hole);
        inside = line + v_fill * (1.0 - line.a);
    }
    color = inside * rounded_coverage(v_point, half_size, v_radii) * clip_coverage(v_pixel, v_clip);
}
