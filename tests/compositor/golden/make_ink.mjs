#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Makes ink.txt: how much ink Chromium's grey antialiasing puts into lines of text. Each row: scale, text colour,
// background, font size, then the sum of coverage over the line's device pixels, from the channel in which both colours
// differ most. How to run it: tests/golden/chromium.mjs. Takes [--font Roboto-Regular.ttf]
import fs from 'node:fs';
import path from 'node:path';
import { readOptions, withChromium } from '../../golden/chromium.mjs';

const here = path.dirname(new URL(import.meta.url).pathname);
const options = readOptions({ font: '/usr/share/fonts/truetype/roboto/unhinted/RobotoTTF/Roboto-Regular.ttf' });
const words = 'The quick brown fox jumps over the lazy dog; SPHINX OF BLACK';
const sizes = [11, 12, 13, 14, 16, 18, 24];
const scales = [1, 1.25, 1.5, 2, 3];
const pairs = [['000000', 'ffffff'], ['ffffff', '000000'], ['808080', 'ffffff'], ['808080', '000000'],
  ['ffffff', '1a63d8'], ['1a63d8', 'ffffff'], ['cc0000', 'ffffff'], ['ffcc00', '202020']];
const face = `@font-face{font-family:R;src:url(data:font/ttf;base64,${fs.readFileSync(options.font).toString('base64')})}`;
const text = sizes.map(size => `<div style="font-size:${size}px;line-height:${2 * size}px">${words}</div>`).join('');

/// The bytes of red, green, blue and alpha of what the page shows.
async function pixels(page) {
  const png = (await page.screenshot()).toString('base64');
  const bytes = await page.evaluate(async png => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context.drawImage(image, 0, 0);
    let all = '';
    for (const byte of context.getImageData(0, 0, image.width, image.height).data) all += String.fromCharCode(byte);
    return btoa(all);
  }, png);
  return Buffer.from(bytes, 'base64');
}

const rows = [];
for (const scale of scales) {
  const html = `<!doctype html><style>${face} body{margin:0} div{padding-left:8px;font-family:R;white-space:pre}</style>${text}`;
  await withChromium(options, html, { width: 820, height: 300, scale }, async page => {
    for (const [color, background] of pairs) {
      await page.evaluate(([color, background]) => { document.body.style.cssText = `color:#${color};background:#${background}`; }, [color, background]);
      const picture = await pixels(page), width = Math.round(820 * scale);
      const channels = [0, 2, 4].map(i => [color, background].map(hex => parseInt(hex.slice(i, i + 2), 16)));
      const apart = channels.map(([a, b]) => Math.abs(a - b)), channel = apart.indexOf(Math.max(...apart));
      const [ink, paper] = channels[channel];
      let top = 0;
      for (const size of sizes) {
        let sum = 0;
        for (let y = Math.round(top * scale); y < Math.round((top + 2 * size) * scale); ++y) {
          for (let x = 0; x < width; ++x) sum += (picture[4 * (y * width + x) + channel] - paper) / (ink - paper);
        }
        rows.push(`${scale} ${color} ${background} ${size} ${sum.toFixed(1)}`);
        top += 2 * size;
      }
    }
  });
}
fs.writeFileSync(path.join(here, 'ink.txt'), rows.join('\n') + '\n');
console.log(`${rows.length} lines of text, drawn by Chromium`);
