// SPDX-License-Identifier: MIT
// Blend modes, numbered from 1 as the last ones of CompositeOperation in engine/canvas/composite.h are. The same
// formulas as in composite.cpp beside it. https://drafts.fxtf.org/compositing-1/#blending
float hard_light(float below, float source) {
    return source <= 0.5 ? 2.0 * below * source : below + (2.0 * source - 1.0) - below * (2.0 * source - 1.0);
}

float soft_light(float below, float source) {
    if (source <= 0.5) return below - (1.0 - 2.0 * source) * below * (1.0 - below);
    float d = below <= 0.25 ? ((16.0 * below - 12.0) * below + 4.0) * below : sqrt(below);
    return below + (2.0 * source - 1.0) * (d - below);
}

float blended(float below, float source, int mode) {
    switch (mode) {
        case 1: return below * source;
        case 2: return below + source - below * source;
        case 3: return hard_light(source, below);
        case 4: return min(below, source);
        case 5: return max(below, source);
        case 6: return below <= 0.0 ? 0.0 : source >= 1.0 ? 1.0 : min(1.0, below / (1.0 - source));
        case 7: return below >= 1.0 ? 1.0 : source <= 0.0 ? 0.0 : 1.0 - min(1.0, (1.0 - below) / source);
        case 8: return hard_light(below, source);
        case 9: return soft_light(below, source);
        case 10: return abs(below - source);
        default: return below + source - 2.0 * below * source;
    }
}

float lightness(vec3 c) { return dot(c, vec3(0.3, 0.59, 0.11)); }
float least_of(vec3 c) { return min(c.r, min(c.g, c.b)); }
float most_of(vec3 c) { return max(c.r, max(c.g, c.b)); }
float saturation(vec3 c) { return most_of(c) - least_of(c); }

vec3 with_lightness(vec3 color, float wanted) {
    color += wanted - lightness(color);
    float light = lightness(color), least = least_of(color), most = most_of(color);
    if (least < 0.0) color = light + (color - light) * light / (light - least);
    if (most > 1.0) color = light + (color - light) * (1.0 - light) / (most - light);
    return color;
}
vec3 with_saturation(vec3 color, float wanted) {
    float range = saturation(color);
    return range > 0.0 ? (color - least_of(color)) * wanted / range : vec3(0.0);
}

vec3 blended_color(vec3 below, vec3 source, int mode) {
    switch (mode) {
        case 12: return with_lightness(with_saturation(source, saturation(below)), lightness(below));
        case 13: return with_lightness(with_saturation(below, saturation(source)), lightness(below));
        case 14: return with_lightness(source, lightness(below));
        case 15: return with_lightness(below, lightness(source));
        default:
            return vec3(blended(below.r, source.r, mode), blended(below.g, source.g, mode),
                        blended(below.b, source.b, mode));
    }
}

vec3 divided_by_alpha(vec4 color) { return color.a > 0.0 ? min(color.rgb / color.a, vec3(1.0)) : vec3(0.0); }

// Both premultiplied.
vec4 blend(vec4 below, vec4 source, int mode) {
    float both = source.a * below.a;
    vec3 mixed = blended_color(divided_by_alpha(below), divided_by_alpha(source), mode);
    return vec4(source.rgb * (1.0 - below.a) + below.rgb * (1.0 - source.a) + both * mixed,
                source.a + below.a - both);
}
