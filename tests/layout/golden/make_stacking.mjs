#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Makes stacking.jsonl (hand-made) and stacking_random.jsonl: trees of boxes that overlap, with the box that headless Chromium finds under each point of
// a grid (elementFromPoint), which is the topmost one in painting order. How to run it: tests/golden/chromium.mjs.
// Takes [--trees 300] [--seed 1] [--out stacking_random.jsonl]
// A line is a page as in make_scrolling.mjs, with "hits": one string a row of the grid, a letter a point: the index of the box, depth first, as a letter
// of the alphabet below. Points are at 4, 12, 20, ... CSS pixels.
import fs from 'node:fs';
import path from 'node:path';
import { asLines, randomNumbers, readOptions, withChromium } from '../../golden/chromium.mjs';

const here = path.dirname(new URL(import.meta.url).pathname);
const options = readOptions({ trees: '300', out: '' });
const alphabet = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

// -- hand-made ---------------------------------------------------------------------------------------------------------

const at = (left, top, more = '', children = undefined) => ({ style: `position:absolute;left:${left}px;top:${top}px;width:80px;height:80px;${more}`, children });
const block = (more = '', children = undefined) => ({ style: `width:80px;height:40px;${more}`, children });
const page = (name, children, scrolls = []) => ({ name, page: true, style: 'font-size:0;line-height:0;padding-top:1px', children, scrolls });
const handMade = [
  page('a positioned box with z-index auto lets what is inside rise above its siblings', [at(0, 0, '', [at(20, 20, 'z-index:2')]), at(40, 40, 'z-index:1')]),
  page('one with z-index 0 does not', [at(0, 0, 'z-index:0', [at(20, 20, 'z-index:2')]), at(40, 40, 'z-index:1')]),
  page('a negative z-index goes below the positioned box around it, down to the context', [block('height:100px;width:150px', [at(0, 0, '', [at(20, 20, 'z-index:-1')])])]),
  page('below the flow of a box that is a context, above its background', [at(0, 0, 'z-index:0', [at(20, 20, 'z-index:-1'), block()])]),
  page('opacity keeps what is inside together', [block('opacity:0.5', [at(10, 10, 'z-index:3')]), at(40, 40, 'z-index:1')]),
  page('a transform does', [block('transform:translate(10px,0)', [at(10, 10, 'z-index:3')]), at(40, 40, 'z-index:1')]),
  page('will-change does', [block('will-change:opacity', [at(10, 10, 'z-index:3')]), at(40, 40, 'z-index:1')]),
  page('a fixed box does', [{ style: 'position:fixed;left:0;top:0;width:50px;height:50px', children: [at(10, 10, 'z-index:3')] }, at(40, 40, 'z-index:1')]),
  page('a sticky box does', [block('position:sticky;top:0', [at(10, 10, 'z-index:3')]), at(40, 40, 'z-index:1')]),
  page('a flex item with a z-index does', [{ style: 'display:flex', children: [block('z-index:0', [at(10, 10, 'z-index:3')])] }, at(40, 40, 'z-index:1')]),
  page('a flex item without does not', [{ style: 'display:flex', children: [block('', [at(10, 10, 'z-index:3')])] }, at(40, 40, 'z-index:1')]),
  page('z-index says nothing of boxes in flow', [block('z-index:5'), block('margin-top:-20px')]),
  page('overflow does not', [block('overflow:hidden;position:relative', [at(10, 10, 'z-index:3')]), at(40, 20, 'z-index:1')]),
  page('overflow clips what is stacked inside, wherever it is painted', [block('overflow:hidden;position:relative', [block('position:relative;height:100px;z-index:2')]), block('margin-top:-10px')]),
  page('overflow does not clip an absolute box of a block further out', [block('overflow:hidden', [at(20, 20)]), block()]),
  page('nor one of two that clip', [block('position:relative;overflow:hidden;height:60px', [block('overflow:hidden;height:20px', [at(20, 10)])]), block('margin-top:-10px')]),
  page('the outer one of two clips', [block('overflow:hidden;height:60px', [block('position:relative;overflow:hidden;height:30px', [at(20, 10)])]), block('margin-top:-10px')]),
  page('a fixed box is clipped by none of them', [block('overflow:hidden;position:relative;z-index:1', [{ style: 'position:fixed;left:20px;top:20px;width:60px;height:90px' }]), at(0, 60)]),
  page('but by one with a transform', [block('overflow:hidden;transform:translate(5px,5px)', [{ style: 'position:fixed;left:20px;top:20px;width:60px;height:90px' }]), at(0, 60)]),
  page('an absolute box out of a clip in a context that is not its containing block', [block('overflow:hidden', [block('opacity:0.5;height:30px', [at(20, 20, 'z-index:1')])]), block('position:relative')]),
  page('a fixed box out of a context that is clipped', [block('overflow:hidden', [block('position:relative;z-index:1', [{ style: 'position:fixed;left:20px;top:10px;width:60px;height:90px' }])]), at(0, 60)]),
  page('the background of a block that clips is below the contents of those before it', [block('', [{ style: 'display:inline-block;width:60px;height:70px' }]), block('overflow:hidden', [block('height:30px')])]),
  page('and its contents are clipped below and above', [block('overflow:hidden', [block('height:30px'), { style: 'display:inline-block;width:60px;height:70px' }]), block()]),
  page('an inline-block is painted in one piece', [block('', [{ style: 'display:inline-block;width:60px;height:30px', children: [block('width:70px')] }, { style: 'display:inline-block;width:60px;height:30px;margin-left:-20px', children: [block('width:30px')] }])]),
  page('but what is stacked in it is not', [block('', [{ style: 'display:inline-block;width:60px;height:30px', children: [block('width:70px;position:relative;z-index:1')] }, { style: 'display:inline-block;width:60px;height:30px;margin-left:-20px' }])]),
  page('flex items are painted one after the other', [{ style: 'display:flex', children: [block('flex:none', [block('width:120px')]), block('flex:none', [block('width:50px')])] }]),
  page('in the order of `order`', [{ style: 'display:flex', children: [block('flex:none;order:1;margin-left:-30px'), block('flex:none')] }]),
  page('positioned boxes with z-index auto and 0 in the order of the tree', [at(0, 0, 'z-index:0'), at(20, 10), at(40, 20, 'z-index:0'), at(60, 30, '', [at(10, 10, 'z-index:0')]), at(80, 50)]),
  page('what is scrolled moves what is stacked inside', [block('overflow:hidden;position:relative', [block('height:60px'), block('height:60px;position:relative;z-index:1')]), at(40, 20)], [[1, 0, 40]]),
  page('what is absolute out of a scrolled box stays', [{ style: 'position:relative', children: [block('overflow:hidden', [block('height:60px'), at(10, 10, 'height:20px'), block('height:60px')])] }], [[2, 0, 40]]),
  page('a relative box in an absolute one out of a scrolled box', [{ style: 'position:relative', children: [block('overflow:hidden', [block('height:90px'), at(10, 10, 'height:60px', [block('position:relative;left:30px;height:30px')])])] }, at(0, 20, 'height:20px')], [[2, 0, 30]]),
  page('what clips in an absolute box out of a clip', [{ style: 'position:relative;z-index:0', children: [block('overflow:hidden;height:20px', [at(10, 10, 'height:30px;overflow:hidden', [block('position:relative;left:30px;height:90px')])])] }, block()]),
];

// -- random ------------------------------------------------------------------------------------------------------------

const { random, chance, pick } = randomNumbers(options.seed);
const shift = () => pick([-24, -11, 0, 9, 17, 33, 60]) + 'px';

// An inline-block stands alone and where it is in its line: lines and anonymous blocks that reach out of their block can be hit in Chromium.
let left = 0;
function randomBox(depth, inline) {
  const said = [`width:${pick([30, 50, 70, 90, 120])}px`, `height:${pick([20, 30, 50, 80])}px`];
  const kind = random();
  if (inline) said.push('display:inline-block', 'vertical-align:top');
  else if (kind < 0.2) said.push('display:flex');
  const position = random();
  if (position < 0.22 && !inline) said.push('position:relative', `left:${shift()}`, `top:${shift()}`);
  else if (position < 0.42) said.push('position:absolute', `left:${shift()}`, `top:${shift()}`);
  else if (position < 0.47) said.push('position:fixed', `left:${shift()}`, `top:${shift()}`);
  else if (position < 0.52 && !inline) said.push('position:sticky', `top:${pick([0, 10, 30])}px`);
  if (chance(0.3)) said.push(`z-index:${pick([-1, 0, 1, 2])}`);
  if (chance(0.2)) said.push(`overflow:${pick(['hidden', 'hidden', 'scroll'])}`);
  if (chance(0.12)) said.push('opacity:0.5');
  if (chance(0.08) && !inline) said.push(`transform:translate(${shift()},${shift()})`);
  if (chance(0.04)) said.push('will-change:opacity');
  if (chance(0.25) && !inline) said.push(`margin-${pick(['top', 'left', 'bottom'])}:${shift()}`);
  if (chance(0.3)) said.push('flex:none');
  if (chance(0.05) && !inline) said.push('pointer-events:none');
  if (chance(0.05) && !inline) said.push(`visibility:${pick(['hidden', 'visible'])}`);
  const box = { style: said.join(';') };
  if (depth < 5 && chance(0.7)) box.children = randomChildren(depth, 3);
  return box;
}
const randomChildren = (depth, most) => {
  const children = [], inline = chance(0.15);
  for (let count = inline ? 1 : 1 + Math.floor(random() * most); count > 0 && left > 0; --count, --left) children.push(randomBox(depth + 1, inline));
  return children;
};
function randomTree(i) {
  left = 15;
  const tree = page(`${options.seed}-${i}`, randomChildren(0, 4));
  const boxes = [];
  (function walk(box) { boxes.push(box); for (const child of box.children ?? []) walk(child); })(tree);
  const holdsAbsolute = box => (box.children ?? []).some(child => /absolute|fixed/.test(child.style) || holdsAbsolute(child));
  tree.scrolls = boxes.flatMap((box, index) => box.style.includes('overflow') && !holdsAbsolute(box) && chance(0.8) ? [[index, Math.floor(random() * 30), Math.floor(random() * 40)]] : []);
  return tree;
}

// -- Chromium's answers ------------------------------------------------------------------------------------------------

const html = '<!doctype html><style>div{border:0 solid black} *{box-sizing:border-box} html,body{margin:0}</style><body></body>';
const answers = trees => withChromium(options, html, { width: 800, height: 600 }, async (tab, version) => {
  const all = [];
  for (const tree of trees) {
    all.push(await tab.evaluate(({ tree, alphabet }) => {
      const build = box => {
        const element = document.createElement('div');
        element.style.cssText = box.style;
        for (const child of box.children ?? []) element.append(build(child));
        return element;
      };
      const root = document.body;
      root.style.cssText = tree.style + ';height:100vh;position:relative;z-index:0';  // in Janklab it is the root
      root.replaceChildren(...(tree.children ?? []).map(build));
      const boxes = [root, ...root.querySelectorAll('*')];
      for (const [index, x, y] of tree.scrolls) boxes[index].scrollTo(x, y);
      const round = value => Math.round(value * 100) / 100;
      const hits = [];
      for (let y = 4; y < 200; y += 8) {
        let row = '';
        for (let x = 4; x < 240; x += 8) row += alphabet[Math.max(0, boxes.indexOf(document.elementFromPoint(x, y)))];
        hits.push(row);
      }
      return {
        expect: boxes.map(element => {
          const r = element.getBoundingClientRect();
          return [r.left, r.top, r.width, r.height].map(round);
        }),
        hits,
      };
    }, { tree, alphabet }));
  }
  return { all, version };
});

const trees = [...handMade, ...Array.from({ length: Number(options.trees) }, (_, i) => randomTree(i))];
const { all, version } = await answers(trees);
const lines = trees.map((tree, i) => ({ base: 'block', ...tree, ...all[i] }));
if (!options.out) fs.writeFileSync(path.join(here, 'stacking.jsonl'), asLines(lines.slice(0, handMade.length)));
fs.writeFileSync(path.resolve(options.out || path.join(here, 'stacking_random.jsonl')), asLines(lines.slice(handMade.length)));
console.log(`${trees.length} trees, ${handMade.length} of them hand-made, answered by Chromium ${version}`);
