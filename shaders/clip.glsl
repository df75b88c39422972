// SPDX-License-Identifier: MIT
// Clips that are not plain rectangles: each is four entries of the table, and names the one around it.
//   0: matrix from page pixels to the clip's own   1: offset x, offset y, clip around it (-1: none)
//   2: centre x, centre y, half width, half height   3: radii, as rounded.glsl has them
#include "rounded.glsl"

float clip_coverage(vec2 pixel, int clip) {
    float coverage = 1.0;
    while (clip >= 0) {
        vec4 matrix = texelFetch(u_table, clip * 4);
        vec4 more = texelFetch(u_table, clip * 4 + 1);
        vec4 box = texelFetch(u_table, clip * 4 + 2);
        vec2 p = matrix.xy * pixel.x + matrix.zw * pixel.y + more.xy;
        coverage *= rounded_coverage(p - box.xy, box.zw, texelFetch(u_table, clip * 4 + 3));
        clip = int(more.z);
    }
    return coverage;
}
