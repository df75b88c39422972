#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Draws icon-64.png and icon-256.png: frames as bars under a budget line, and one that is over it.

Run it in this folder after changing it; needs Python 3 alone. Lengths are parts of the icon's side.
"""
import struct
import zlib

BACKGROUND = (0x16, 0x1B, 0x26)
BUDGET_LINE = (0xC9, 0xD1, 0xD9)
YELLOW, PURPLE, GREEN, RED = (0xF2, 0xC1, 0x4E), (0xA3, 0x71, 0xF7), (0x3F, 0xB9, 0x50), (0xF8, 0x51, 0x49)
BASE, WIDTH, GAP = 0.80, 0.11, 0.055
# Each bar from left to right: its parts from below, as colour and height.
BARS = [
    [(YELLOW, 0.16), (PURPLE, 0.08), (GREEN, 0.06)],
    [(YELLOW, 0.11), (PURPLE, 0.09), (GREEN, 0.06)],
    [(YELLOW, 0.44), (RED, 0.16)],
    [(YELLOW, 0.14), (PURPLE, 0.10), (GREEN, 0.05)],
]
SAMPLES = 4  # a pixel side


def in_rounded_box(x, y, left, top, right, bottom, radius):
    dx = max(left + radius - x, x - right + radius, 0)
    dy = max(top + radius - y, y - bottom + radius, 0)
    return left <= x <= right and top <= y <= bottom and dx * dx + dy * dy <= radius * radius


def color_at(x, y):
    """The colour at a point, or None outside of the icon."""
    if not in_rounded_box(x, y, 0.02, 0.02, 0.98, 0.98, 0.2):
        return None
    left = (1 - len(BARS) * WIDTH - (len(BARS) - 1) * GAP) / 2
    for number, parts in enumerate(BARS):
        bar_left = left + number * (WIDTH + GAP)
        top = BASE - sum(height for _, height in parts)
        if not in_rounded_box(x, y, bar_left, top, bar_left + WIDTH, BASE, 0.03):
            continue
        above = BASE
        for color, height in parts:
            above -= height
            if y >= above:
                return color
        return parts[-1][0]
    if abs(y - 0.40) < 0.014 and 0.14 < x < 0.86:
        return BUDGET_LINE
    return BACKGROUND


def pixel(column, row, side):
    total, covered = [0, 0, 0], 0
    for i in range(SAMPLES * SAMPLES):
        x = (column + (i % SAMPLES + 0.5) / SAMPLES) / side
        y = (row + (i // SAMPLES + 0.5) / SAMPLES) / side
        color = color_at(x, y)
        if color:
            covered += 1
            total = [t + c for t, c in zip(total, color)]
    if not covered:
        return bytes(4)
    return bytes([round(t / covered) for t in total] + [round(255 * covered / SAMPLES**2)])


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def write_png(path, side):
    rows = b"".join(b"\0" + b"".join(pixel(x, y, side) for x in range(side)) for y in range(side))
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)))
        file.write(chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


for side in (64, 256):
    write_png(f"icon-{side}.png", side)
