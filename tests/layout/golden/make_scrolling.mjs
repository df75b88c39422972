#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Makes scrolling.jsonl (hand-made) and scrolling_random.jsonl: trees with scroll containers and sticky boxes, scrolled, with the rectangles, extents and
// positions that headless Chromium gives them. How to run it: tests/golden/chromium.mjs.
// Takes [--trees 150] [--seed 1] [--out scrolling_random.jsonl]
// A line is a tree as in make_golden.mjs (every box is display:block, position:static, box-sizing:border-box), with
// "scrolls": [[index, x, y], ...], done in this order; -1 is the page. "page": the root is the body, of fixed height.
// "expect" has rectangles relative to the viewport (page) or the root; "scrolled" for each box [scrollWidth,
// scrollHeight, scrollLeft, scrollTop].
import fs from 'node:fs';
import path from 'node:path';
import { asLines, randomNumbers, readOptions, withChromium } from '../../golden/chromium.mjs';

const here = path.dirname(new URL(import.meta.url).pathname);
const options = readOptions({ trees: '150', out: '' });

// -- hand-made ---------------------------------------------------------------------------------------------------------

const tall = (height, more = '') => ({ style: `height:${height}px;${more}` });
const port = 'width:100px;height:50px;overflow:auto;';
const section = (sticky, rows = 80) => ({ style: '', children: [tall(20, `position:sticky;${sticky}`), tall(rows)] });
const handMade = [
  { name: 'padding and margin at the end of a block', style: port + 'padding:4px 6px 8px 10px;border-width:3px', children: [tall(100, 'width:150px;margin:5px 7px 11px 13px')], scrolls: [[0, 999, 999]] },
  { name: 'padding and margin at the end of a flex container', style: port + 'display:flex;padding:4px 6px 8px 10px', children: [tall(100, 'flex:none;width:150px;margin:5px 7px 11px 13px')], scrolls: [[0, 999, 999]] },
  { name: 'overflow of a child has no padding after it', style: port + 'padding:10px', children: [{ style: 'height:20px', children: [tall(100, 'width:200px')] }], scrolls: [[0, 999, 999]] },
  { name: 'right to left begins at the right', style: port + 'direction:rtl;padding:4px 6px 8px 10px', children: [tall(100, 'width:150px;margin:5px 7px 11px 13px')], scrolls: [[0, -30, 20]] },
  { name: 'right to left ends at the left', style: port + 'direction:rtl;padding:4px 6px 8px 10px', children: [tall(100, 'width:150px;margin:5px 7px 11px 13px')], scrolls: [[0, -999, 999]] },
  { name: 'a reversed column begins at the bottom', style: port + 'display:flex;flex-direction:column-reverse;padding:4px 6px 8px 10px', children: [tall(100, 'flex:none;width:150px;margin:5px 7px 11px 13px')], scrolls: [[0, 20, -30]] },
  { name: 'a reversed row begins at the right', style: port + 'display:flex;flex-direction:row-reverse;padding:4px 6px 8px 10px', children: [tall(100, 'flex:none;width:150px')], scrolls: [[0, -20, 30]] },
  { name: 'lines that wrap in reverse begin at the bottom', style: port + 'display:flex;flex-wrap:wrap-reverse;padding:4px 6px 8px 10px', children: [tall(100, 'flex:none;width:60px'), tall(70, 'flex:none;width:60px')], scrolls: [[0, 0, -30]] },
  { name: 'columns that wrap in reverse begin at the right', style: port + 'display:flex;flex-direction:column;flex-wrap:wrap-reverse;padding:4px', children: [tall(30, 'flex:none;width:150px'), tall(30, 'flex:none;width:70px')], scrolls: [[0, -20, 0]] },
  { name: 'columns that wrap in reverse from right to left begin at the left', style: port + 'display:flex;flex-direction:column;flex-wrap:wrap-reverse;direction:rtl', children: [tall(20, 'flex:none;width:150px')], scrolls: [[0, 20, 0]] },
  { name: 'relative by a percentage of nothing', style: 'width:100px;overflow:scroll', children: [tall(20, 'position:relative;bottom:25%')], scrolls: [[0, 0, 99]] },
  { name: 'relative by a percentage', style: port, children: [tall(40, 'position:relative;top:25%')], scrolls: [[0, 0, 99]] },
  { name: 'a box without width is reached to its lower edge', style: port + '', children: [{ style: 'width:0;height:300px' }], scrolls: [[0, 999, 999]] },
  { name: 'a box without area is reached with its margins', style: port + '', children: [{ style: 'width:0;height:0;margin:300px 0 0 200px' }], scrolls: [[0, 999, 999]] },
  { name: 'an absolute box without area is nothing to scroll to', style: port + 'position:relative', children: [{ style: 'position:absolute;left:200px;top:300px;width:10px;height:0' }], scrolls: [[0, 999, 999]] },
  { name: 'an item without area is reached with its margins', style: port + 'display:flex', children: [{ style: 'width:0;height:0;margin:300px 0 0 200px' }], scrolls: [[0, 999, 999]] },
  { name: 'an item without area is reached where a negative margin leaves it', style: port + 'display:flex;flex-direction:column;align-items:end', children: [{ style: 'width:0;height:0;margin-right:-420px' }], scrolls: [[0, 999, 999]] },
  { name: 'what lies wholly before the beginning is nothing to scroll to', style: port + 'position:relative', children: [{ style: 'position:absolute;left:-50px;top:100px;width:50px;height:20px' }], scrolls: [[0, 999, 999]] },
  { name: 'what reaches over the beginning is', style: port + 'position:relative', children: [{ style: 'position:absolute;left:-50px;top:100px;width:60px;height:20px' }], scrolls: [[0, 999, 999]] },
  { name: 'what lies wholly above the beginning is not', style: port + 'position:relative', children: [{ style: 'position:absolute;left:150px;top:-100px;width:60px;height:20px' }], scrolls: [[0, 999, 999]] },
  { name: 'what lies wholly beyond the beginning, right to left, is not', style: port + 'position:relative;direction:rtl', children: [{ style: 'position:absolute;right:-50px;top:100px;width:50px;height:20px' }], scrolls: [[0, -999, 999]] },
  { name: 'what lies before the beginning cannot be reached', style: port + 'position:relative', children: [tall(60, 'position:absolute;left:-50px;top:-50px;width:60px')], scrolls: [[0, -10, -10]] },
  { name: 'absolute boxes are reached without their margins', style: port + 'position:relative;padding:10px', children: [tall(60, 'position:absolute;left:90px;top:70px;width:60px;margin:5px')], scrolls: [[0, 999, 999]] },
  { name: 'relative boxes are reached where they are moved', style: port + 'padding:10px', children: [tall(60, 'position:relative;left:90px;top:70px;width:60px;margin:5px')], scrolls: [[0, 999, 999]] },
  { name: 'turned boxes are reached with their corners', style: port + 'padding:10px', children: [tall(100, 'transform:rotate(45deg);width:100px')], scrolls: [[0, 999, 999]] },
  { name: 'enlarged boxes with what is in them', style: port, children: [{ style: 'transform:scale(2);transform-origin:0 0;width:100px;height:100px', children: [tall(120)] }], scrolls: [[0, 999, 999]] },
  { name: 'what a child clips cannot be reached', style: port, children: [{ style: 'overflow:hidden;height:40px;width:50px', children: [tall(500, 'width:500px')] }], scrolls: [[0, 999, 999], [1, 30, 40]] },
  { name: 'margins through the last child', style: port, children: [{ style: '', children: [tall(40, 'margin-bottom:30px')] }], scrolls: [[0, 0, 999]] },
  { name: 'a negative margin at the end', style: port + 'padding:10px', children: [tall(100, 'margin-bottom:-30px')], scrolls: [[0, 0, 999]] },
  { name: 'one axis hidden, the other visible', style: 'width:100px;height:50px;overflow-x:hidden', children: [tall(100, 'width:150px')], scrolls: [[0, 20, 30]] },
  { name: 'sticks to the top', style: port, children: [section('top:0'), section('top:0')], scrolls: [[0, 0, 30]] },
  { name: 'the next section pushes it out', style: port, children: [section('top:0'), section('top:0')], scrolls: [[0, 0, 90]] },
  { name: 'sticks to the bottom', style: port, children: [tall(70), section('bottom:5px', 20), tall(100)], scrolls: [[0, 0, 10]] },
  { name: 'sticks to the top below an inset', style: port + 'padding:10px;border-width:2px', children: [tall(30), tall(10, 'position:sticky;top:8px;margin:3px'), tall(200)], scrolls: [[0, 0, 100]] },
  { name: 'sticks on both sides', style: port, children: [tall(60), tall(10, 'position:sticky;top:4px;bottom:4px'), tall(100)], scrolls: [[0, 0, 5]] },
  { name: 'larger than the room between its insets', style: port, children: [tall(60), tall(48, 'position:sticky;top:4px;bottom:4px'), tall(100)], scrolls: [[0, 0, 30]] },
  { name: 'sticks sideways', style: port, children: [{ style: 'width:300px;height:20px;display:flex', children: [tall(20, 'flex:none;width:30px;position:sticky;left:5px'), tall(20, 'flex:none;width:200px')] }], scrolls: [[0, 90, 0]] },
  { name: 'sticks to the right', style: port, children: [{ style: 'width:300px;height:20px;display:flex', children: [tall(20, 'flex:none;width:200px'), tall(20, 'flex:none;width:30px;position:sticky;right:5px')] }], scrolls: [[0, 20, 0]] },
  { name: 'sticks sideways from right to left', style: port + 'direction:rtl', children: [{ style: 'width:300px;height:20px;display:flex', children: [tall(20, 'flex:none;width:30px;position:sticky;right:5px'), tall(20, 'flex:none;width:200px')] }], scrolls: [[0, -90, 0]] },
  { name: 'a percentage of the port', style: port, children: [tall(30), tall(10, 'position:sticky;top:20%'), tall(200)], scrolls: [[0, 0, 100]] },
  { name: 'an inset by calc()', style: port, children: [tall(30), tall(10, 'position:sticky;top:calc(20% - 3px)'), tall(200)], scrolls: [[0, 0, 100]] },
  { name: 'in a flex column', style: port + 'display:flex;flex-direction:column', children: [tall(20, 'flex:none;position:sticky;top:0'), tall(200, 'flex:none')], scrolls: [[0, 0, 70]] },
  { name: 'as an item of a flex row, aligned at its start', style: port, children: [{ style: 'display:flex;align-items:flex-start;height:200px', children: [tall(20, 'width:20px;position:sticky;top:3px'), tall(200, 'width:20px')] }], scrolls: [[0, 0, 70]] },
  { name: 'stretched, an item has no way to go', style: port, children: [{ style: 'display:flex;height:200px', children: [{ style: 'width:20px;position:sticky;top:3px' }, tall(200, 'width:20px')] }], scrolls: [[0, 0, 70]] },
  { name: 'one in the other', style: port, children: [{ style: 'position:sticky;top:5px;height:30px', children: [tall(6, 'position:sticky;top:10px'), tall(4)] }, tall(200)], scrolls: [[0, 0, 50]] },
  { name: 'one in the other, deeper', style: port, children: [{ style: '', children: [{ style: 'position:sticky;top:5px;height:40px', children: [{ style: 'height:38px', children: [tall(6, 'position:sticky;top:20px'), tall(4)] }] }, tall(100)] }, tall(200)], scrolls: [[0, 0, 110]] },
  { name: 'sticks to the nearest scroll container', style: port, children: [{ style: 'width:80px;height:40px;overflow:auto', children: [tall(10, 'position:sticky;top:2px'), tall(100)] }, tall(100)], scrolls: [[0, 0, 20], [1, 0, 30]] },
  { name: 'a box that only clips counts as one', style: port, children: [{ style: 'width:80px;height:40px;overflow:hidden', children: [tall(10, 'position:sticky;top:2px'), tall(100)] }, tall(100)], scrolls: [[0, 0, 20]] },
  { name: 'in a transformed box', style: port, children: [{ style: 'transform:translate(10px,5px);height:200px', children: [tall(10, 'position:sticky;top:2px')] }], scrolls: [[0, 0, 60]] },
  { name: 'an absolute box in a sticky one', style: port, children: [tall(20, 'position:sticky;top:2px'), tall(200)].map((box, i) => i ? box : { ...box, children: [tall(5, 'position:absolute;bottom:0;width:5px')] }), scrolls: [[0, 0, 60]] },
  { name: 'an absolute box of the outer container is not scrolled by the inner one', style: port + 'position:relative', children: [{ style: 'width:80px;height:40px;overflow:auto', children: [tall(10, 'position:absolute;left:5px;top:5px;width:5px'), tall(100)] }, tall(100)], scrolls: [[0, 0, 20], [1, 0, 30]] },
  { name: 'a static absolute box of the outer container', style: port + 'position:relative', children: [{ style: 'width:80px;height:40px;overflow:auto', children: [tall(15), tall(10, 'position:absolute;width:5px'), tall(100)] }, tall(100)], scrolls: [[0, 0, 20], [1, 0, 30]] },
  { name: 'the page scrolls', page: true, style: 'padding:8px 0 0 8px', children: [tall(700), tall(600, 'width:1000px')], scrolls: [[-1, 50, 200]] },
  { name: 'the page to its end', page: true, style: 'display:flex;flex-direction:column', children: [tall(700, 'flex:none'), tall(600, 'flex:none')], scrolls: [[-1, 0, 9999]] },
  { name: 'sticks to the viewport', page: true, style: '', children: [tall(100), tall(30, 'position:sticky;top:10px'), tall(1200)], scrolls: [[-1, 0, 400]] },
  { name: 'fixed boxes stay', page: true, style: '', children: [tall(100), tall(30, 'position:fixed;top:10px;width:20px'), { style: 'height:200px;overflow:auto', children: [tall(30, 'position:fixed;width:20px;right:10px;bottom:5px'), tall(500)] }, tall(1200)], scrolls: [[-1, 0, 100], [3, 0, 60]] },
  { name: 'fixed boxes of a transformed one scroll with it', page: true, style: '', children: [{ style: 'transform:translate(5px,0);height:300px', children: [tall(30, 'position:fixed;top:10px;width:20px')] }, tall(1200)], scrolls: [[-1, 0, 100]] },
  { name: 'a fixed box is nothing to scroll to', page: true, style: '', children: [tall(30, 'position:fixed;top:900px;width:20px'), tall(10)], scrolls: [[-1, 0, 100]] },
];

// -- random ------------------------------------------------------------------------------------------------------------

const { random, chance, pick } = randomNumbers(options.seed);
const small = () => pick([0, 1, 3, 6, 10]) + 'px';
const large = () => pick([12, 25, 40, 70, 110, 160]) + 'px';

function randomBox(depth) {
  const said = [];
  if (chance(0.4)) said.push('display:flex', `flex-direction:${pick(['row', 'column', 'column', 'row-reverse', 'column-reverse'])}`);
  if (depth === 0 || chance(0.25)) said.push(`overflow:${pick(['auto', 'scroll', 'hidden'])}`);
  if (depth === 0) said.push(`width:${60 + Math.floor(random() * 120)}px`, `height:${50 + Math.floor(random() * 100)}px`);
  else {
    if (chance(0.4)) said.push(`width:${large()}`);
    if (chance(0.6)) said.push(`height:${large()}`);
    if (chance(0.5)) said.push('flex:none');
    if (chance(0.25)) said.push(`margin:${small()} ${small()} ${small()} ${small()}`);
    if (chance(0.05)) said.push('direction:rtl');
    if (chance(0.35)) {
      said.push('position:sticky');
      for (const side of ['top', 'bottom', 'left', 'right']) if (chance(side === 'top' ? 0.6 : 0.3)) said.push(`${side}:${chance(0.8) ? small() : '10%'}`);
    } else if (chance(0.1)) {
      said.push('position:relative', `top:${small()}`, `left:${small()}`);
    }
  }
  if (depth === 0 && chance(0.2)) said.push('direction:rtl');
  if (chance(0.3)) said.push(`padding:${small()} ${small()} ${small()} ${small()}`);
  if (chance(0.15)) said.push('border-width:2px');
  const box = { style: said.join(';') };
  if (depth < 4 && chance(depth === 0 ? 1 : 0.5)) box.children = Array.from({ length: 1 + Math.floor(random() * 4) }, () => randomBox(depth + 1));
  return box;
}
function randomTree(i) {
  const tree = { name: `${options.seed}-${i}`, ...randomBox(0) };
  const boxes = [];
  (function walk(box) { boxes.push(box); for (const child of box.children ?? []) walk(child); })(tree);
  tree.scrolls = boxes.flatMap((box, index) => box.style.includes('overflow') ? [[index, Math.floor(random() * 120) - 30, Math.floor(random() * 160) - 30]] : []);
  return tree;
}

// -- Chromium's answers ------------------------------------------------------------------------------------------------

const html = `<!doctype html><style>div{border:0 solid black} *{box-sizing:border-box} html,body{margin:0}
    #container{position:absolute;left:0;top:0;width:max-content;height:max-content}</style><body></body>`;
const answers = trees => withChromium(options, html, { width: 800, height: 600 }, async (page, version) => {
  const all = [];
  for (const tree of trees) {
    all.push(await page.evaluate(tree => {
      const build = box => {
        const element = document.createElement('div');
        element.style.cssText = box.style;
        for (const child of box.children ?? []) element.append(build(child));
        return element;
      };
      document.body.replaceChildren();
      document.body.style.cssText = '';
      window.scrollTo(0, 0);
      let root = document.body;
      if (tree.page) {
        root.style.cssText = tree.style;
        const s = getComputedStyle(root);
        root.style.height = `calc(100vh - ${s.marginTop} - ${s.marginBottom})`;
        for (const child of tree.children ?? []) root.append(build(child));
      } else {
        root = build(tree);
        const container = document.createElement('div');
        container.id = 'container';
        container.append(root);
        document.body.append(container);
      }
      const boxes = [root, ...root.querySelectorAll('*')];
      for (const [index, x, y] of tree.scrolls) index < 0 ? window.scrollTo(x, y) : boxes[index].scrollTo(x, y);
      const round = value => Math.round(value * 100) / 100;
      const origin = tree.page ? { left: 0, top: 0 } : root.getBoundingClientRect();
      return {
        expect: boxes.map(element => {
          const r = element.getBoundingClientRect();
          return [r.left - origin.left, r.top - origin.top, r.width, r.height].map(round);
        }),
        scrolled: boxes.map((element, i) => {
          const e = tree.page && i === 0 ? document.documentElement : element;
          return [e.scrollWidth, e.scrollHeight, e.scrollLeft, e.scrollTop].map(round);
        }),
      };
    }, tree));
  }
  return { all, version };
});

const trees = [...handMade, ...Array.from({ length: Number(options.trees) }, (_, i) => randomTree(i))];
const { all, version } = await answers(trees);
const lines = trees.map((tree, i) => ({ base: 'block', ...tree, ...all[i] }));
if (!options.out) fs.writeFileSync(path.join(here, 'scrolling.jsonl'), asLines(lines.slice(0, handMade.length)));
fs.writeFileSync(path.resolve(options.out || path.join(here, 'scrolling_random.jsonl')), asLines(lines.slice(handMade.length)));
console.log(`${trees.length} trees, ${handMade.length} of them hand-made, answered by Chromium ${version}`);
