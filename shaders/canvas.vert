// SPDX-License-Identifier: MIT
// Runs of pixels on a canvas, whose first row is the lowest of its texture, so that it is looked up as a picture is.
#include "page.glsl"

layout(location = 0) in ivec2 a_place;
layout(location = 1) in ivec2 a_size;
layout(location = 2) in ivec2 a_ink;  // first byte of coverage or -1, index of the paint

flat out ivec3 v_run;  // left end, first byte of coverage or -1, index of the paint

void main() {
    v_run = ivec3(a_place.x, a_ink);
    vec2 pixel = vec2(a_place) + corner() * vec2(a_size);
    gl_Position = vec4(2.0 * pixel / u_page_size - 1.0, 0.0, 1.0);
}
