// SPDX-License-Identifier: MIT
// The shadow of a rounded box: the box convolved with a Gaussian. Across, a row of the box is an interval, whose
// integral is a difference of two error functions; down, the integral is summed over a few rows.
const int rows = 6;

// The integral of the normal distribution up to x, within 0.0008: a logistic curve with a cubic term.
float normal_integral(float x) { return 1.0 / (1.0 + exp(-1.5976 * x - 0.07056 * x * x * x)); }

// Of what lies between `left` and `right`.
float row_coverage(float x, float left, float right, float sigma) {
    return normal_integral((right - x) / sigma) - normal_integral((left - x) / sigma);
}

// How far the arc of two corners leaves the side free, `into_corner` above their centres as a part of the vertical
// radii.
vec2 cut_by(vec2 across, vec2 into_corner) {
    return across * (1.0 - sqrt(max(1.0 - into_corner * into_corner, vec2(0.0))));
}

// `p` from the centre of the box that casts it; `sigma` above 0.
float shade_at(vec2 p, vec2 half_size, vec4 all_radii, float sigma) {
    if (all_radii == vec4(0.0))
        return clamp(row_coverage(p.x, -half_size.x, half_size.x, sigma) *
                     row_coverage(p.y, -half_size.y, half_size.y, sigma), 0.0, 1.0);
    Ellipses radii = ellipses_of(all_radii);
    vec4 into = 1.0 / max(radii.down, vec4(1e-3));
    float shade = 0.0;
    float top = max(-half_size.y, p.y - 3.0 * sigma), bottom = min(half_size.y, p.y + 3.0 * sigma);
    float height = max(bottom - top, 0.0) / float(rows);
    for (int i = 0; i < rows; ++i) {
        float upper = top + height * float(i), y = upper + 0.5 * height;
        bool above = y < 0.0;  // left and right
        vec2 into_corner = max(abs(y) - (half_size.y - (above ? radii.down.xy : radii.down.wz)), vec2(0.0));
        vec2 cut = cut_by(above ? radii.across.xy : radii.across.wz, into_corner * (above ? into.xy : into.wz));
        float left = -half_size.x + cut.x, right = half_size.x - cut.y;
        float weight = normal_integral((upper + height - p.y) / sigma) - normal_integral((upper - p.y) / sigma);
        shade += weight * row_coverage(p.x, left, right, sigma);
    }
    return clamp(shade, 0.0, 1.0);
}
