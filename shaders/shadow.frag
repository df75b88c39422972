// SPDX-License-Identifier: MIT
// The shadow of a rounded box: the box convolved with a Gaussian. Across, a row of the box is an interval, whose
// integral is a difference of two error functions; down, the integral is summed over a few rows.
#include "clip.glsl"

in vec2 v_pixel;
in vec2 v_point;
flat in vec3 v_shape;
flat in vec4 v_radii;
flat in vec4 v_fill;
flat in int v_clip;
out vec4 color;

const int rows = 6;

// The integral of the normal distribution up to x, within 0.0008: a logistic curve with a cubic term.
float normal_integral(float x) { return 1.0 / (1.0 + exp(-1.5976 * x - 0.07056 * x * x * x)); }

// Of what lies between `left` and `right`.
float row_coverage(float x, float left, float right, float sigma) {
    return normal_integral((right - x) / sigma) - normal_integral((left - x) / sigma);
}

// How far the arc of a corner leaves the side free, `into_corner` above its centre.
float cut_by(float radius, float into_corner) {
    return radius - sqrt(max(radius * radius - into_corner * into_corner, 0.0));
}

void main() {
    vec2 half_size = v_shape.xy;
    float sigma = v_shape.z;
    float shade = 0.0;
    if (v_radii == vec4(0.0)) {
        shade = row_coverage(v_point.x, -half_size.x, half_size.x, sigma) *
                row_coverage(v_point.y, -half_size.y, half_size.y, sigma);
    } else {
        float top = max(-half_size.y, v_point.y - 3.0 * sigma), bottom = min(half_size.y, v_point.y + 3.0 * sigma);
        float height = max(bottom - top, 0.0) / float(rows);
        for (int i = 0; i < rows; ++i) {
            float upper = top + height * float(i), y = upper + 0.5 * height;
            vec2 radii = y < 0.0 ? v_radii.xy : v_radii.wz;  // left and right
            vec2 into_corner = max(abs(y) - (half_size.y - radii), vec2(0.0));
            float left = -half_size.x + cut_by(radii.x, into_corner.x);
            float right = half_size.x - cut_by(radii.y, into_corner.y);
            float weight = normal_integral((upper + height - v_point.y) / sigma) -
                           normal_integral((upper - v_point.y) / sigma);
            shade += weight * row_coverage(v_point.x, left, right, sigma);
        }
    }
    color = v_fill * clamp(shade, 0.0, 1.0) * clip_coverage(v_pixel, v_clip);
}
