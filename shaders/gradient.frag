// SPDX-License-Identifier: MIT
// A rounded box filled with a gradient, with an opacity in the fill's alpha. In the table:
//   1 (more): ... 1 if radial, 1 if repeating   2: a, b, c, d   3: the count of stops
//   then for each stop its colour (premultiplied) and its position.
// Linear: position = a x + b y + c; radial: the length of (a x + c, b y + d); x, y from the corner of the tile.
#include "clip.glsl"
#include "tiles.glsl"

in vec2 v_pixel;
in vec2 v_point;
flat in vec3 v_shape;
flat in vec4 v_radii;
flat in vec4 v_fill;
flat in int v_clip;
out vec4 color;

vec4 stop_color(int stop) { return texelFetch(u_table, stop); }
float stop_place(int stop) { return texelFetch(u_table, stop + 1).x; }

vec4 color_at(float place, int first, int count, bool repeating) {
    int last = first + 2 * (count - 1);
    float start = stop_place(first), end = stop_place(last);
    if (repeating && end > start) place = start + mod(place - start, end - start);
    if (place < start) return stop_color(first);
    for (int stop = first; stop < last; stop += 2) {
        float before = stop_place(stop), behind = stop_place(stop + 2);
        if (place < behind) return mix(stop_color(stop), stop_color(stop + 2), (place - before) / (behind - before));
    }
    return stop_color(last);
}

void main() {
    int paint = int(v_shape.z) * 4;
    vec4 tile = texelFetch(u_table, paint), more = texelFetch(u_table, paint + 1);
    vec4 line = texelFetch(u_table, paint + 2);
    Tile here = tile_at(v_point, tile, more.xy);
    vec2 p = here.point;
    if (more.x == 1.0) p.x = mod(p.x, tile.z);
    if (more.y == 1.0) p.y = mod(p.y, tile.w);
    float place = more.z > 0.0 ? length(line.xy * p + line.zw) : line.x * p.x + line.y * p.y + line.z;
    float coverage = here.coverage * rounded_coverage(v_point, v_shape.xy, v_radii) * clip_coverage(v_pixel, v_clip);
    int count = int(texelFetch(u_table, paint + 3).x);
    color = color_at(place, paint + 4, count, more.w > 0.0) * (v_fill.a * coverage);
}
