// SPDX-License-Identifier: MIT
// One glyph: a rectangle of the atlas, placed by its corner and its two edges in the page's pixels.
#include "page.glsl"

layout(location = 0) in vec4 a_corner_and_across;
layout(location = 1) in vec2 a_down;
layout(location = 2) in vec4 a_texels;  // left, top, right, bottom
layout(location = 3) in vec4 a_color;
layout(location = 4) in float a_weight;
layout(location = 5) in int a_clip;

uniform sampler2D u_texture;

out vec2 v_pixel;
out vec2 v_texture_point;
flat out vec4 v_color;
flat out float v_weight;
flat out int v_clip;

void main() {
    vec2 along = corner();
    v_pixel = a_corner_and_across.xy + a_corner_and_across.zw * along.x + a_down * along.y;
    v_texture_point = mix(a_texels.xy, a_texels.zw, along) / vec2(textureSize(u_texture, 0));
    v_color = a_color;
    v_weight = a_weight;
    v_clip = a_clip;
    gl_Position = to_clip_space(v_pixel);
}
