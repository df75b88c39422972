#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Makes the golden data of inline layout: random contents, and those of inline_hand_made.json, with the rectangles that
// headless Chromium gives them. How to run it: tests/golden/chromium.mjs.
// Takes [--cases 400] [--seed 1] [--out inline_random.jsonl]
// A line is one case: {"name", "style": "css text", "children": [...], "expect": [[[x, y, width, height], ...], ...]}. A
// child is a text, or an element with style and children. Expected are, for each element and text in the order of the
// document, the rectangles of its parts (getClientRects), relative to the root's border box; those of a text are joined
// where they touch, and left out where they have no width. Elements are blocks unless their style says otherwise; the font
// is square_font.mjs, 10px/1. All have a background: of inline boxes that draw nothing Chromium tells the rectangles of
// what is in them.
import fs from 'node:fs';
import path from 'node:path';
import { asLines, randomNumbers, readOptions, withChromium } from '../../golden/chromium.mjs';
import { squareFont } from '../../golden/square_font.mjs';

const here = path.dirname(new URL(import.meta.url).pathname);
const options = readOptions({ seed: '1', cases: '400', out: '' });

// -- random contents ---------------------------------------------------------------------------------------------------

const { random, chance, pick } = randomNumbers(options.seed);
const small = () => pick([0, 1, 2, 4, 7]) + 'px';

const inherited = [
  [0.2, 'font-size', () => pick([5, 10, 15, 20, 30]) + 'px'], [0.15, 'line-height', () => pick(['1', '2', '3', '10px', '20px', '40px'])],
  [0.08, 'letter-spacing', () => pick(['1px', '3px', '-2px'])], [0.1, 'white-space', () => pick(['nowrap', 'pre', 'pre-wrap', 'pre-line', 'normal'])],
  [0.06, 'overflow-wrap', () => pick(['break-word', 'anywhere'])], [0.04, 'word-break', () => 'keep-all'],
];
const edges = [
  [0.2, 'padding', () => chance(0.5) ? small() : `${small()} ${small()} ${small()} ${small()}`],
  [0.15, 'margin', () => chance(0.15) ? '-3px' : chance(0.4) ? small() : `${small()} ${small()} ${small()} ${small()}`],
  [0.12, 'border-width', () => pick(['1px', '3px', '1px 2px 3px 4px'])],
];
const standing = [[0.2, 'vertical-align', () => pick(['middle', 'sub', 'super', 'text-top', 'text-bottom', '4px', '-6px', '50%'])]];
// In a raised box Chromium moves what stands at the top or bottom of the line, and empty blocks, together with it: these
// are outside of such. And it does not break-all between two texts: that is left to the hand-made ones.
const atEdges = [[0.1, 'vertical-align', () => pick(['top', 'bottom'])]];
const shift = [[0.06, 'position', () => 'relative'], [0.06, 'left', small], [0.06, 'top', small]];

const say = (...tables) => {
  const said = {};
  for (const [probability, name, value] of tables.flat()) if (chance(probability)) said[name] = value();
  return said;
};
const css = said => Object.entries(said).map(([name, value]) => `${name}:${value}`).join(';');
const word = () => chance(0.06) ? pick(['漢字', '漢、字', 'X漢X', 'カー', '「漢」']) : chance(0.08) ? pick(['X-X', 'XX-XXX', 'X\u00ADXX', 'X\u200BXX', 'X\u00A0X', 'X/X', 'X(X)', '(X)', 'X?X']) : 'X'.repeat(1 + Math.floor(random() * random() * 9));
const space = () => chance(0.75) ? ' ' : pick(['', '  ', '\n', ' \n ', '\t', '\n\n', '   ']);
const text = () => (chance(0.5) ? space() : '') + Array.from({ length: 1 + Math.floor(random() * 5) }, word).join(chance(0.85) ? ' ' : space()) + (chance(0.5) ? space() : '');

function contents(depth, raised = false) {
  return Array.from({ length: (depth === 0 ? 1 : 0) + Math.floor(random() * 5) }, () => {
    if (depth >= 4 || chance(0.45)) return text();
    if (chance(0.06)) return { style: css({ display: 'contents', ...say(inherited, edges) }), children: contents(depth + 1, raised) };
    if (chance(0.62)) {
      const style = css({ display: 'inline', ...say(inherited, edges, standing, shift) });
      return { style, children: contents(depth + 1, raised || style.includes('vertical-align')) };
    }
    if (chance(0.7)) {
      const fixed = chance(0.5) ? { width: pick([0, 8, 15, 33, 60]) + 'px', height: pick([0, 6, 10, 25, 40]) + 'px' } : {};
      return { style: css({ display: 'inline-block', ...fixed, ...say(inherited, edges, standing, raised ? [] : atEdges, shift, [[0.1, 'overflow', () => 'hidden'], [0.1, 'max-width', () => '40px']]) }), children: chance(0.6) ? contents(depth + 1) : [] };
    }
    if (chance(0.3)) return { style: css({ position: 'absolute', width: '7px', height: '5px', ...say([[0.5, 'display', () => 'inline']]) }), children: [] };
    if (raised) return text();
    return { style: css(say(inherited, edges, [[0.3, 'width', () => pick([20, 50, 90]) + 'px'], [0.2, 'height', () => pick([0, 10, 25]) + 'px']])), children: chance(0.7) ? contents(depth + 1) : [] };
  });
}
const randomCase = () => ({
  style: css({ width: 30 + Math.floor(random() * 170) + 'px', ...say(inherited, edges, [[0.4, 'text-align', () => pick(['left', 'center', 'right', 'start', 'end', 'justify'])]]) }),
  children: contents(0),
});

// -- Chromium's answers ------------------------------------------------------------------------------------------------

const html = `<!doctype html><style>@font-face{font-family:Square;src:url(data:font/ttf;base64,${squareFont().toString('base64')})}
    html,body{margin:0;font:10px/1 Square} div{box-sizing:border-box;border:0 solid black;background:#eee} #container>div{position:absolute}</style><div id=container></div>`;
const answers = cases => withChromium(options, html, { width: 1200, height: 1000 }, async (page, version) => {
  const all = [];
  for (let at = 0; at < cases.length; at += 200) {
    all.push(...await page.evaluate(part => part.map(one => {
      const build = box => {
        if (typeof box === 'string') return document.createTextNode(box);
        const element = document.createElement('div');
        element.style.cssText = box.style;
        for (const child of box.children ?? []) element.append(build(child));
        return element;
      };
      const root = build(one), container = document.getElementById('container');
      container.replaceChildren(root);
      const origin = root.getBoundingClientRect(), found = [];
      const rects = list => [...list].map(r => [r.left - origin.left, r.top - origin.top, r.width, r.height].map(value => Math.round(value * 100) / 100));
      // Chromium tells what it shaped apart, such as scripts, as parts of their own.
      const joined = parts => parts.filter(r => r[2] > 0).reduce((all, r) => {
        const last = all.at(-1);
        if (last && Math.abs(last[0] + last[2] - r[0]) < 0.1 && last[1] === r[1] && last[3] === r[3]) last[2] += r[2];
        else all.push(r);
        return all;
      }, []);
      (function visit(node) {
        if (node.nodeType === Node.TEXT_NODE) {
          const range = document.createRange();
          range.selectNodeContents(node);
          return found.push(joined(rects(range.getClientRects())));
        }
        found.push(rects(node.getClientRects()));
        for (const child of node.childNodes) visit(child);
      })(root);
      return found;
    }), cases.slice(at, at + 200)));
  }
  return { all, version };
});

const handMade = JSON.parse(fs.readFileSync(path.join(here, 'inline_hand_made.json'), 'utf8'));
const cases = Array.from({ length: Number(options.cases) }, (_, i) => ({ name: `${options.seed}-${i}`, ...randomCase() }));
const { all, version } = await answers([...handMade, ...cases]);
const write = (name, list, expected) =>
  fs.writeFileSync(path.resolve(name), asLines(list.map((one, i) => ({ ...one, expect: expected[i] }))));
if (!options.out) write(path.join(here, 'inline_hand_made.jsonl'), handMade, all);
write(options.out || path.join(here, 'inline_random.jsonl'), cases, all.slice(handMade.length));
console.log(`${cases.length} random and ${handMade.length} hand-made cases, answered by Chromium ${version}`);
