// SPDX-License-Identifier: MIT
// A rectangle of one colour. Its edges lie on pixels, so that no pixel is covered in part.
#include "clip.glsl"

in vec2 v_pixel;
flat in vec4 v_fill;
flat in int v_clip;
out vec4 color;

void main() { color = v_fill * clip_coverage(v_pixel, v_clip); }
