// SPDX-License-Identifier: MIT
// Text over what is there. Coverage is a share of light, but colours are blended as sRGB numbers, which makes light
// text on dark too thin and dark text on light too bold; a_weight (draw_plan.h, text_weight) bends the coverage to mend
// that.
#include "clip.glsl"

uniform sampler2D u_texture;

in vec2 v_pixel;
in vec2 v_texture_point;
flat in vec4 v_color;
flat in float v_weight;
flat in int v_clip;
out vec4 color;

void main() {
    float coverage = texture(u_texture, v_texture_point).r;
    coverage += v_weight * coverage * (1.0 - coverage);
    color = v_color * coverage * clip_coverage(v_pixel, v_clip);
}
