// SPDX-License-Identifier: MIT
// Makes ink.txt anew: how much ink Chromium's grey antialiasing puts into lines of text. Each row: scale, text colour,
// background, font size, then the sum of coverage over the line's device pixels, from the channel in which both colours
// differ most. Needs chromium and Roboto:  node make_ink.mjs > ink.txt
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';

const font = process.env.ROBOTO ?? '/usr/share/fonts/truetype/roboto/unhinted/RobotoTTF/Roboto-Regular.ttf';
const words = 'The quick brown fox jumps over the lazy dog; SPHINX OF BLACK';
const sizes = [11, 12, 13, 14, 16, 18, 24];
const scales = [1, 1.25, 1.5, 2, 3];
const pairs = [['000000', 'ffffff'], ['ffffff', '000000'], ['808080', 'ffffff'], ['808080', '000000'],
  ['ffffff', '1a63d8'], ['1a63d8', 'ffffff'], ['cc0000', 'ffffff'], ['ffcc00', '202020']];
const folder = mkdtempSync(join(tmpdir(), 'ink-'));

/// Rows of red, green and blue.
function decode(png) {
  let at = 8, header, data = [];
  while (at < png.length) {
    const length = png.readUInt32BE(at), type = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') header = { width: body.readUInt32BE(0), height: body.readUInt32BE(4), kind: body[9] };
    if (type === 'IDAT') data.push(body);
    at += length + 12;
  }
  const channels = { 0: 1, 2: 3, 6: 4 }[header.kind], stride = header.width * channels;
  const bytes = inflateSync(Buffer.concat(data)), rows = [];
  let above = Buffer.alloc(stride);
  for (let y = 0; y < header.height; ++y) {
    const filter = bytes[y * (stride + 1)];
    const row = Buffer.from(bytes.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1)));
    for (let i = 0; i < stride; ++i) {
      const a = i >= channels ? row[i - channels] : 0, b = above[i], c = i >= channels ? above[i - channels] : 0;
      const p = a + b - c, pa = Math.abs(p - a), pb = Math.abs(p - b), pc = Math.abs(p - c);
      const guess = [0, a, b, (a + b) >> 1, pa <= pb && pa <= pc ? a : pb <= pc ? b : c][filter];
      row[i] = (row[i] + guess) & 255;
    }
    rows.push((x, channel) => row[x * channels + (channels === 1 ? 0 : channel)]);
    above = row;
  }
  return { ...header, rows };
}

function screenshot(scale, color, background) {
  let top = 0, lines = '';
  for (const size of sizes) {
    lines += `<div style="top:${top}px;font-size:${size}px;line-height:${2 * size}px">${words}</div>`;
    top += 2 * size;
  }
  writeFileSync(join(folder, 'page.html'), `<!doctype html><style>
    @font-face { font-family: R; src: url(file://${font}) }
    body { color: #${color}; background: #${background} }
    div { position: absolute; left: 8px; font-family: R; white-space: pre }</style>${lines}`);
  const picture = join(folder, 'page.png');
  spawnSync('chromium', ['--headless', '--no-sandbox', '--disable-gpu', '--disable-lcd-text', '--hide-scrollbars',
    '--allow-file-access-from-files', `--force-device-scale-factor=${scale}`, '--window-size=820,300',
    '--virtual-time-budget=2000', `--user-data-dir=${join(folder, 'profile')}`, `--screenshot=${picture}`,
    `file://${join(folder, 'page.html')}`]);
  return decode(readFileSync(picture));
}

for (const scale of scales) {
  for (const [color, background] of pairs) {
    const picture = screenshot(scale, color, background);
    const channels = [0, 2, 4].map((i) => [color, background].map((hex) => parseInt(hex.slice(i, i + 2), 16)));
    const apart = channels.map(([a, b]) => Math.abs(a - b)), channel = apart.indexOf(Math.max(...apart));
    const [ink, paper] = channels[channel];
    let top = 0;
    for (const size of sizes) {
      let sum = 0;
      for (let y = Math.round(top * scale); y < Math.round((top + 2 * size) * scale); ++y) {
        for (let x = 0; x < picture.width; ++x) sum += (picture.rows[y](x, channel) - paper) / (ink - paper);
      }
      console.log(`${scale} ${color} ${background} ${size} ${sum.toFixed(1)}`);
      top += 2 * size;
    }
  }
}
