// SPDX-License-Identifier: MIT
// Pictures and gradients in tiles. What draws them lies in the table from `paint * 4` on:
//   0: the tile's left, top, width, height, from the shape's centre   1: what its edges do across and down
// (0: nothing beyond them, 1: it repeats, 2: the shape ends where they are), two more numbers
// and further entries, which each shader describes.
struct Tile {
    vec2 point;      // from the corner of the tile
    float coverage;  // 0 where no tile lies
};

Tile tile_at(vec2 p, vec4 tile, vec2 edges) {
    Tile found;
    found.point = p - tile.xy;
    vec2 inside = clamp(0.5 * tile.zw - abs(found.point - 0.5 * tile.zw) + 0.5, vec2(0.0), vec2(1.0));
    inside = max(inside, min(edges, vec2(1.0)));
    found.coverage = inside.x * inside.y;
    return found;
}
