#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Makes composite.jsonl: what Chromium's canvas shows where two rectangles lie apart, over one another, and where neither
// is, by every composite operation. One line: operation, colours, what is special, then the pixels. How to run it:
// tests/golden/chromium.mjs.
import fs from 'node:fs';
import path from 'node:path';
import { asLines, readOptions, withChromium } from '../../golden/chromium.mjs';

const here = path.dirname(new URL(import.meta.url).pathname);
const operations = ['source-over', 'source-in', 'source-out', 'source-atop', 'destination-over', 'destination-in',
  'destination-out', 'destination-atop', 'lighter', 'xor', 'copy', 'multiply', 'screen', 'overlay', 'darken', 'lighten',
  'color-dodge', 'color-burn', 'hard-light', 'soft-light', 'difference', 'exclusion', 'hue', 'saturation', 'color', 'luminosity'];
const colors = [[[200, 60, 20, 1], [40, 90, 220, 1]], [[200, 60, 20, 0.6], [90, 200, 120, 0.5]], [[30, 240, 128, 0.8], [255, 0, 128, 1]],
  [[255, 255, 255, 1], [10, 100, 200, 0.7]], [[0, 0, 0, 1], [10, 100, 200, 1]]];
const cases = [];
for (const operation of operations) {
  for (const [below, shape] of colors) cases.push({ operation, below, shape, special: 'none' });
  for (const special of ['clip', 'shadow']) cases.push({ operation, below: colors[1][0], shape: colors[1][1], special });
}

/// Below: the left two thirds. The shape: the upper half of the right two thirds. What is read lies away from all edges.
function draw(cases) {
  const css = ([r, g, b, a]) => `rgba(${r}, ${g}, ${b}, ${a})`;
  return cases.map(({ operation, below, shape, special }) => {
    const canvas = new OffscreenCanvas(12, 8), context = canvas.getContext('2d', { willReadFrequently: true });
    context.fillStyle = css(below);
    context.fillRect(0, 0, 8, 8);
    context.globalCompositeOperation = operation;
    context.fillStyle = css(shape);
    if (special === 'clip') {
      context.rect(0, 0, 12, 6);
      context.clip();
    }
    if (special === 'shadow') {
      context.shadowColor = 'rgba(0, 0, 255, 0.5)';
      context.shadowOffsetX = -2;
      context.shadowOffsetY = 4;
    }
    context.fillRect(4, 0, 8, 4);
    const pixels = [];
    for (const y of [1, 5, 7]) {
      for (const x of [1, 3, 5, 9, 11]) pixels.push([x, y, ...context.getImageData(x, y, 1, 1).data]);
    }
    return { operation, below, shape, special, pixels };
  });
}

const results = await withChromium(readOptions({}), '<!doctype html>', { width: 100, height: 100 },
  page => page.evaluate(draw, cases));
fs.writeFileSync(path.join(here, 'composite.jsonl'), asLines(results));
console.log(`${results.length} compositions, drawn by Chromium`);
