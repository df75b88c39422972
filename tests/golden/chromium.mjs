// SPDX-License-Identifier: MIT
// What the makers of golden data share: their options, their random numbers, and a page of headless Chromium to ask.
// Run them by tests/rebase, or one by hand: node MAKER.mjs --modules FOLDER_WITH_NODE_MODULES [--chromium
// /usr/bin/chromium] [what the maker takes]. Needs npm's playwright-core and a Chromium; the tests need neither.
import path from 'node:path';
import { createRequire } from 'node:module';

/// Those of the command line, over `defaults`.
export function readOptions(defaults) {
  const options = { modules: '.', chromium: '/usr/bin/chromium', seed: '1', ...defaults };
  for (let i = 2; i < process.argv.length; i += 2) {
    const name = process.argv[i].replace(/^--/, '');
    if (!(name in options) || process.argv[i + 1] === undefined) throw new Error(`${process.argv[i]}: one of --${Object.keys(options).join(', --')}, with a value`);
    options[name] = process.argv[i + 1];
  }
  return options;
}

/// The same seed gives the same numbers.
export function randomNumbers(seed) {
  let state = Number(seed) * 2654435761 >>> 0;
  const random = () => {
    state = state + 0x6D2B79F5 >>> 0;
    let t = Math.imul(state ^ state >>> 15, state | 1);
    t ^= t + Math.imul(t ^ t >>> 7, t | 61);
    return ((t ^ t >>> 14) >>> 0) / 4294967296;
  };
  return { random, chance: probability => random() < probability, pick: list => list[Math.floor(random() * list.length)] };
}

/// Calls ask(page, version) with a page that holds `html`, its fonts loaded, and gives what that gives. Text is smoothed in
/// grey.
export async function withChromium(options, html, { width, height, scale = 1 }, ask) {
  const { chromium } = createRequire(path.resolve(options.modules, 'x.js'))('playwright-core');
  const browser = await chromium.launch({ executablePath: options.chromium, args: ['--no-sandbox', '--disable-lcd-text'] });
  try {
    const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale });
    await page.setContent(html);
    await page.evaluate(() => Promise.all([...document.fonts].map(font => font.load())));
    return await ask(page, browser.version());
  } finally {
    await browser.close();
  }
}

export const asLines = values => values.map(value => JSON.stringify(value)).join('\n') + '\n';
