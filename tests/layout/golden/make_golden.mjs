#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Makes the golden data of tests/layout: random trees of boxes, and those of hand_made.json, with the rectangles that
// headless Chromium gives them. How to run it: tests/golden/chromium.mjs.
// Takes [--trees 1000] [--seed 1] [--out random_trees.jsonl]
// A line is one tree: {"name", "style": "css text", "text"?, "canvas"? [width, height], "children"?, "expect": [[x, y, width, height], ...]} with
// rectangles relative to the root's, depth first. Every box is display:flex, position:relative, box-sizing:border-box;
// text is 10px/1 in a font whose every glyph is a square.
import fs from 'node:fs';
import path from 'node:path';
import { asLines, randomNumbers, readOptions, withChromium } from '../../golden/chromium.mjs';
import { squareFont } from '../../golden/square_font.mjs';

const here = path.dirname(new URL(import.meta.url).pathname);
const options = readOptions({ trees: '1000', out: '' });

// -- random trees ------------------------------------------------------------------------------------------------------

const { random, chance, pick } = randomNumbers(options.seed);
const small = () => pick([0, 1, 2, 4, 7, 11]) + 'px';
const large = () => pick([0, 9, 17, 30, 44, 70, 120, 190]) + 'px';
const part = () => pick([10, 20, 33, 50, 75, 100]) + '%';
const sum = () => `calc(${pick([10, 25, 50])}% ${pick(['+', '-'])} ${pick([3, 8, 20])}px)`;
const size = () => chance(0.6) ? large() : chance(0.6) ? part() : chance(0.5) ? sum() : pick(['min-content', 'max-content', 'fit-content']);

/// [probability, property, value]: what a box may say.
const container = [
  [0.45, 'flex-direction', () => pick(['row', 'column', 'row-reverse', 'column-reverse'])],
  [0.3, 'flex-wrap', () => pick(['wrap', 'wrap-reverse', 'nowrap'])],
  [0.3, 'justify-content', () => pick(['flex-start', 'flex-end', 'start', 'end', 'center', 'space-between', 'space-around', 'space-evenly'])],
  [0.35, 'align-items', () => pick(['stretch', 'flex-start', 'flex-end', 'start', 'end', 'center', 'baseline'])],
  [0.2, 'align-content', () => pick(['stretch', 'flex-start', 'flex-end', 'center', 'space-between', 'space-around', 'space-evenly'])],
  [0.1, 'row-gap', small], [0.1, 'column-gap', small], [0.08, 'gap', () => pick(['5%', '6px 2%', '9px'])],
];
const item = [
  [0.4, 'width', size], [0.35, 'height', () => chance(0.75) ? large() : chance(0.7) ? part() : sum()],
  [0.3, 'flex-grow', () => pick([0.2, 0.5, 1, 2])], [0.25, 'flex-shrink', () => pick([0, 0.4, 1, 3])],
  [0.2, 'flex-basis', () => chance(0.6) ? large() : chance(0.5) ? part() : pick(['auto', 'content'])],
  [0.15, 'align-self', () => pick(['stretch', 'flex-start', 'flex-end', 'center', 'baseline'])],
  [0.1, 'order', () => pick([-1, 1, 2])],
  [0.2, 'padding', () => chance(0.5) ? small() : `${small()} ${small()} ${small()} ${small()}`],
  [0.08, 'padding', () => pick(['5%', '3% 10%', '0 25%', 'calc(4% + 3px) 2px'])],
  [0.2, 'margin', () => chance(0.2) ? 'auto' : chance(0.2) ? `${small()} auto` : chance(0.2) ? '-4px 3%' : `${small()} ${small()} ${small()} ${small()}`],
  [0.12, 'border-width', () => pick(['1px', '3px', '1px 2px 3px 4px'])],
  [0.1, 'min-width', size], [0.1, 'max-width', size], [0.1, 'min-height', large], [0.1, 'max-height', large],
  [0.1, 'box-sizing', () => 'content-box'], [0.06, 'overflow', () => 'hidden'], [0.03, 'display', () => 'none'],
  [0.05, 'left', small], [0.05, 'top', small], [0.04, 'direction', () => 'rtl'],
];
const absolute = [
  [1, 'position', () => 'absolute'], [0.4, 'left', small], [0.4, 'top', small], [0.4, 'right', small], [0.4, 'bottom', small],
];

function randomBox(depth) {
  const said = {};
  const say = table => { for (const [probability, name, value] of table) if (chance(probability)) said[name] = value(); };
  say(container);
  if (depth > 0) say(item);
  else Object.assign(said, { width: 80 + Math.floor(random() * 240) + 'px', height: 60 + Math.floor(random() * 180) + 'px' });
  if (depth > 0 && chance(0.07)) say(absolute);
  const box = { style: Object.entries(said).map(([name, value]) => `${name}:${value}`).join(';') };
  if (depth < 3 && chance(depth === 0 ? 1 : 0.45)) box.children = Array.from({ length: 1 + Math.floor(random() * 4) }, () => randomBox(depth + 1));
  else if (depth > 0 && chance(0.35)) box.text = Array.from({ length: 1 + Math.floor(random() * 3) }, () => 'X'.repeat(1 + Math.floor(random() * 4))).join(' ');
  return box;
}

// -- Chromium's answers ------------------------------------------------------------------------------------------------

const base = `div,canvas{box-sizing:border-box;position:relative;display:flex;border:0 solid black;margin:0;padding:0}
  html,body{margin:0;font:10px/1 Square} #container{position:absolute;left:0;top:0;display:block;width:max-content;height:max-content}
  #container>div{position:absolute}`;

const html = `<!doctype html><style>@font-face{font-family:Square;src:url(data:font/ttf;base64,${squareFont().toString('base64')})}${base}</style><div id=container></div>`;
const answers = trees => withChromium(options, html, { width: 1200, height: 1000 }, async (page, version) => {
  const all = [];
  for (let at = 0; at < trees.length; at += 200) {
    all.push(...await page.evaluate(part => part.map(tree => {
      const build = box => {
        const element = document.createElement(box.canvas ? 'canvas' : 'div');
        if (box.canvas) [element.width, element.height] = box.canvas;
        element.style.cssText = box.style;
        if (box.text) element.textContent = box.text;
        for (const child of box.children ?? []) element.append(build(child));
        return element;
      };
      const root = build(tree), container = document.getElementById('container');
      container.replaceChildren(root);
      const origin = root.getBoundingClientRect();
      return [root, ...root.querySelectorAll('*')].map(element => {
        const r = element.getBoundingClientRect();
        return [r.left - origin.left, r.top - origin.top, r.width, r.height].map(value => Math.round(value * 100) / 100);
      });
    }), trees.slice(at, at + 200)));
  }
  return { all, version };
});

const handMade = JSON.parse(fs.readFileSync(path.join(here, 'hand_made.json'), 'utf8'));
const trees = Array.from({ length: Number(options.trees) }, (_, i) => ({ name: `${options.seed}-${i}`, ...randomBox(0) }));
const { all, version } = await answers([...handMade, ...trees]);
const write = (name, list, expected) =>
  fs.writeFileSync(path.resolve(name), asLines(list.map((tree, i) => ({ ...tree, expect: expected[i] }))));
if (!options.out) write(path.join(here, 'hand_made.jsonl'), handMade, all);
write(options.out || path.join(here, 'random_trees.jsonl'), trees, all.slice(handMade.length));
console.log(`${trees.length} random and ${handMade.length} hand-made trees, answered by Chromium ${version}`);
