// SPDX-License-Identifier: MIT
// The picture of a layer, pixel by pixel, with its opacity in the fill's alpha. Clips were applied inside already.
uniform vec2 u_page_size;
uniform sampler2D u_texture;

in vec2 v_pixel;
flat in vec4 v_fill;
out vec4 color;

void main() {
    ivec2 texel = ivec2(floor(v_pixel.x), u_page_size.y - 1.0 - floor(v_pixel.y));
    color = texelFetch(u_texture, texel, 0) * v_fill.a;
}
