// SPDX-License-Identifier: MIT
// The colour of a paint on a canvas, as engine/canvas/paint_sampler.cpp finds it too. A paint is in the table:
//   0: kind, alpha, count of stops, what a picture does at its edges (see below)   1: colour
//   2, 3: matrix and offset from the canvas's pixels to the paint's own
//   4: gradients: from, to; pictures: the part that is used   5: radii; or the picture's width, height
//   then for each stop its colour and its position. No colour is premultiplied: a canvas mixes stops as they are.
// Edges: 1 repeats across, 2 repeats down, 4 nothing lies beyond those that do not repeat.
#include "blend.glsl"

uniform sampler2D u_texture;
uniform samplerBuffer u_table;
uniform samplerBuffer u_coverage;
uniform sampler2D u_below;  // what is there, where
uniform int u_blend;        // is not 0: how to blend with it

flat in ivec3 v_run;
out vec4 color;

vec4 premultiplied(vec4 color) { return vec4(color.rgb * color.a, color.a); }
vec4 stop_color(int stop) { return texelFetch(u_table, stop); }
float stop_place(int stop) { return texelFetch(u_table, stop + 1).x; }

vec4 gradient_color(float place, int first, int count) {
    int last = first + 2 * (count - 1);
    if (place < stop_place(first)) return stop_color(first);
    for (int stop = first; stop < last; stop += 2) {
        float before = stop_place(stop), behind = stop_place(stop + 2);
        if (place < behind) return mix(stop_color(stop), stop_color(stop + 2), (place - before) / (behind - before));
    }
    return stop_color(last);
}

vec4 radial_color(vec2 p, int paint, int count) {
    vec4 ends = texelFetch(u_table, paint + 4);
    vec4 radii = texelFetch(u_table, paint + 5);
    vec2 way = ends.zw - ends.xy, here = p - ends.xy;
    float grow = radii.y - radii.x;
    float a = dot(way, way) - grow * grow, b = dot(here, way) + radii.x * grow, c = dot(here, here) - radii.x * radii.x;
    float place;
    if (abs(a) < 1e-6) {
        if (abs(b) < 1e-12) return vec4(0.0);
        place = c / (2.0 * b);
    } else {
        float under = b * b - a * c;
        if (under < 0.0) return vec4(0.0);
        float root = sqrt(under);
        float larger = max((b + root) / a, (b - root) / a);
        place = radii.x + larger * grow < 0.0 ? min((b + root) / a, (b - root) / a) : larger;
    }
    if (radii.x + place * grow < 0.0) return vec4(0.0);
    return gradient_color(place, paint + 6, count);
}

vec4 picture_color(vec2 p, int paint, int edges) {
    vec4 source = texelFetch(u_table, paint + 4);
    vec2 size = texelFetch(u_table, paint + 5).xy;
    bvec2 repeats = bvec2((edges & 1) != 0, (edges & 2) != 0);
    vec2 within = clamp(p, source.xy + 0.5, max(source.xy + source.zw - 0.5, source.xy + 0.5));
    vec2 looked_up = vec2(repeats.x ? p.x : within.x, repeats.y ? p.y : within.y);
    vec4 found = texture(u_texture, looked_up / size);
    bool beyond = (!repeats.x && (p.x < 0.0 || p.x >= size.x)) || (!repeats.y && (p.y < 0.0 || p.y >= size.y));
    return (edges & 4) != 0 && beyond ? vec4(0.0) : found;
}

void main() {
    int paint = v_run.z;
    vec4 head = texelFetch(u_table, paint);
    vec4 found;
    int kind = int(head.x), count = int(head.z);
    if (kind == 0) {
        found = premultiplied(texelFetch(u_table, paint + 1));
    } else {
        vec4 matrix = texelFetch(u_table, paint + 2);
        vec2 p = matrix.xy * gl_FragCoord.x + matrix.zw * gl_FragCoord.y + texelFetch(u_table, paint + 3).xy;
        if (kind == 1) {
            vec4 ends = texelFetch(u_table, paint + 4);
            vec2 way = ends.zw - ends.xy;
            found = premultiplied(gradient_color(dot(p - ends.xy, way) / dot(way, way), paint + 6, count));
        } else if (kind == 2) {
            found = premultiplied(radial_color(p, paint, count));
        } else {
            found = picture_color(p, paint, int(head.w));
        }
    }
    float coverage = v_run.y < 0 ? 1.0 : texelFetch(u_coverage, v_run.y + int(gl_FragCoord.x) - v_run.x).r;
    color = found * (head.y * coverage);
    if (u_blend > 0) color = blend(texelFetch(u_below, ivec2(gl_FragCoord.xy), 0), color, u_blend);
}
