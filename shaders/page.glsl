// SPDX-License-Identifier: MIT
// Where a vertex goes: corners of a quad, and from the page's pixels to GL's clip space.
uniform vec2 u_page_size;

// (0,0), (1,0), (0,1), (1,1) for the four vertices of a strip.
vec2 corner() { return vec2(gl_VertexID & 1, gl_VertexID >> 1); }

vec4 to_clip_space(vec2 pixel) {
    return vec4(2.0 * pixel.x / u_page_size.x - 1.0, 1.0 - 2.0 * pixel.y / u_page_size.y, 0.0, 1.0);
}
