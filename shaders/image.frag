// SPDX-License-Identifier: MIT
// A rounded box filled with a picture, with an opacity in the fill's alpha. The sampler repeats and chooses a level.
#include "clip.glsl"
#include "tiles.glsl"

uniform sampler2D u_texture;

in vec2 v_pixel;
in vec2 v_point;
flat in vec3 v_shape;
flat in vec4 v_radii;
flat in vec4 v_fill;
flat in int v_clip;
out vec4 color;

void main() {
    int paint = int(v_shape.z) * 4;
    vec4 tile = texelFetch(u_table, paint), more = texelFetch(u_table, paint + 1);
    Tile here = tile_at(v_point, tile, more.xy);
    float coverage = here.coverage * rounded_coverage(v_point, v_shape.xy, v_radii) * clip_coverage(v_pixel, v_clip);
    color = texture(u_texture, here.point / tile.zw) * (v_fill.a * coverage);
}
