// SPDX-License-Identifier: MIT
// Boxes, shadows and groups. The shape's own pixels become the page's by a matrix and an offset.
#include "page.glsl"

layout(location = 0) in vec4 a_quad;    // left, top, right, bottom of what is drawn
layout(location = 1) in vec4 a_shape;   // centre x, centre y, half width, half height
layout(location = 2) in vec4 a_matrix;  // columns
layout(location = 3) in vec3 a_more;    // offset x, offset y; border width, blur, or the place in the table
layout(location = 4) in vec4 a_radii;   // top left, top right, bottom right, bottom left, in sixteenths; or see below
layout(location = 5) in vec4 a_fill;
layout(location = 6) in vec4 a_border;
layout(location = 7) in int a_clip;

out vec2 v_pixel;               // of the page
out vec2 v_point;               // from the shape's centre
flat out vec3 v_shape;          // half width, half height; border width, blur, or the place in the table
flat out vec4 v_radii;          // as rounded.glsl has them
flat out vec4 v_fill;
flat out vec4 v_border;
flat out int v_clip;

void main() {
    vec2 own = mix(a_quad.xy, a_quad.zw, corner());
    v_pixel = a_matrix.xy * own.x + a_matrix.zw * own.y + a_more.xy;
    v_point = own - a_shape.xy;
    v_shape = vec3(a_shape.zw, a_more.z);
    // Of ellipses the first is 65535, the next two are their place in the table.
    v_radii = a_radii.x < 65535.0 ? a_radii / 16.0 : vec4(-1.0 - a_radii.y - 65536.0 * a_radii.z, 0.0, 0.0, 0.0);
    v_fill = a_fill;
    v_border = a_border;
    v_clip = a_clip;
    gl_Position = to_clip_space(v_pixel);
}
