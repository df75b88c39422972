#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Makes the golden data of tests/page/motion_golden_test.cpp: what headless Chromium says of timing, of values between
// two, and of one element that is transitioned and animated step by step. How to run it: tests/golden/chromium.mjs.
// Takes [--seed 1] [--timings 400] [--sequences 200] [--out FOLDER]
// timing.jsonl     {"timing", "rate", "at": [ms, ...], "expect": [[progress or null, iteration], ...]}
// values.jsonl     {"property", "from", "to", "at": [progress, ...], "expect": ["value", ...]}, transforms as matrices
// sequences.jsonl  {"name", "steps": [...], "expect": [{"left", ..., "animations": [...]}, ...]}, see `step` below
import fs from 'node:fs';
import path from 'node:path';
import { asLines, randomNumbers, readOptions, withChromium } from '../../golden/chromium.mjs';

const here = path.dirname(new URL(import.meta.url).pathname);
const options = readOptions({ timings: '400', sequences: '200', out: here });

const { random, chance, pick } = randomNumbers(options.seed);

const easings = ['linear', 'ease', 'ease-in', 'ease-out', 'ease-in-out', 'cubic-bezier(0.3, -0.8, 0.7, 1.9)', 'cubic-bezier(1, 0, 0, 1)',
  'cubic-bezier(0, 0.4, 1, 0.6)', 'steps(1)', 'steps(4, jump-start)', 'steps(3, jump-end)', 'steps(3, jump-none)', 'steps(5, jump-both)', 'step-start',
  'step-end', 'steps(2, start)', 'linear(0, 0.5 25%, 1)', 'linear(0, 1.2, 0.9 60% 80%, 1)', 'linear(0.2 10%, 0.8 40%)', 'linear(0, 0.3, 0.3 50%, 2 50%, 1)'];

// -- timing ------------------------------------------------------------------------------------------------------------

function randomTiming() {
  const timing = { duration: pick([0, 400, 1000, 1000, 1500]), easing: pick(easings) };
  if (chance(0.4)) timing.delay = pick([-1700, -600, -250, 300, 500]);
  if (chance(0.25)) timing.endDelay = pick([-1200, -300, 200]);
  if (chance(0.5)) timing.iterations = pick([0, 0.5, 1.5, 2, 2.25, 3, 'Infinity']);
  if (chance(0.3)) timing.iterationStart = pick([0.25, 0.5, 1, 1.75]);
  timing.fill = pick(['none', 'forwards', 'backwards', 'both', 'both']);
  timing.direction = pick(['normal', 'reverse', 'alternate', 'alternate-reverse']);
  const delay = timing.delay ?? 0, length = timing.duration * (timing.iterations === 'Infinity' ? 4 : timing.iterations ?? 1);
  // Not quite on the edges of steps and iterations within: there Chromium's rounding decides.
  const end = delay + length + (timing.iterations === 'Infinity' ? 0.7 : 0);
  const at = [-100, 0.7, delay, delay + length / 2 + 0.7, end, end + 150.7, delay + 130.7, delay + timing.duration + 0.7, delay + 0.37 * length];
  // A negative delay has it begin at 0: what would be before is only its fill.
  return { timing, rate: chance(0.25) ? -1 : 1, at: [...new Set(at.filter(time => time >= 0 || delay >= 0))].sort((a, b) => a - b) };
}

// -- values between two ------------------------------------------------------------------------------------------------

const values = [
  ['left', '10px', '50px'], ['left', '10px', '50%'], ['left', '20%', '60%'], ['left', 'calc(50% - 10px)', '30px'], ['left', 'auto', '30px'],
  ['width', '100px', '0px'], ['width', '10%', 'calc(20% + 40px)'], ['width', 'auto', '100px'], ['max-height', 'none', '80px'], ['min-width', '10px', '90px'],
  ['padding-top', '0px', '12px'], ['margin-left', '-8px', '20px'], 
  ['opacity', '0', '1'], ['opacity', '0.2', '0.6'], ['z-index', '1', '10'], ['order', '-3', '4'], ['flex-grow', '0', '2'], ['flex-shrink', '1', '0'],
  ['flex-basis', '10px', '90px'], ['row-gap', '2px', '20px'], ['line-height', '10px', '30px'], ['line-height', '1', '2'], ['letter-spacing', '0px', '6px'],
  ['letter-spacing', '-1px', '3px'], ['font-size', '10px', '30px'], ['font-weight', '400', '800'], ['visibility', 'hidden', 'visible'],
  ['visibility', 'visible', 'hidden'], ['display', 'block', 'flex'], ['text-align', 'left', 'right'], ['position', 'relative', 'absolute'],
  ['color', 'rgb(0, 0, 0)', 'rgb(200, 100, 50)'], ['color', 'rgba(255, 0, 0, 0)', 'rgb(0, 0, 255)'], ['color', 'rgba(10, 200, 30, 0.5)', 'rgba(200, 20, 100, 0.25)'],
  ['background-color', 'transparent', 'rgb(255, 128, 0)'], ['background-color', 'hsl(120, 100%, 25%)', 'rgb(255, 255, 255)'],
  ['background-position-x', '0%', '100%'], ['background-position-x', '10px', '40%'], ['aspect-ratio', '1 / 1', '2 / 1'], ['aspect-ratio', 'auto', '2 / 1'],
  ['transform', 'none', 'none'], ['transform', 'translateX(10px)', 'translateX(110px)'], ['transform', 'translate(10%, 20px)', 'translate(60%, 40%)'],
  ['transform', 'none', 'translate(40px, 10px) rotate(90deg)'], ['transform', 'rotate(0deg)', 'rotate(720deg)'], ['transform', 'scale(1)', 'scale(2, 0.5)'],
  ['transform', 'scaleX(0)', 'scaleX(2)'], ['transform', 'scaleX(2)', 'scale(1, 3)'], ['transform', 'translateX(10px)', 'translateY(20px)'],
  ['transform', 'translateX(100px)', 'rotate(90deg)'], ['transform', 'rotate(90deg)', 'translateX(50%)'], ['transform', 'rotate(350deg)', 'scale(2)'],
  ['transform', 'translateX(100px) rotate(10deg)', 'translateX(200px)'], ['transform', 'translateX(10px) scale(2)', 'translateX(20px) rotate(45deg)'],
  ['transform', 'rotate(30deg) translate(50%, 10px)', 'scale(2) translate(10px, 25%)'], ['transform', 'scale(-1, 1)', 'rotate(60deg)'],
  ['transform', 'scale(-1, 1)', 'scale(1, -1) translateX(0px)'], ['transform', 'skewX(20deg)', 'skewX(-30deg)'], ['transform', 'skew(10deg, 20deg)', 'skew(30deg)'],
  ['transform', 'skewY(20deg)', 'rotate(20deg)'], ['transform', 'skewX(40deg) scale(2)', 'rotate(100deg) translate(10px)'],
  ['transform', 'matrix(1, 0, 0, 1, 10, 20)', 'matrix(0, 1, -1, 0, 50, 60)'], ['transform', 'matrix(2, 0.5, -0.3, 1, 10, 20)', 'none'],
  ['transform', 'matrix(1, 2, 3, 4, 5, 6)', 'translateX(40px) rotate(200deg)'], ['transform', 'scale(0)', 'rotate(90deg)'],
  ['transform', 'rotate(10deg) matrix(1, 2, 2, 4, 0, 0)', 'rotate(50deg) scale(2)'], ['transform', 'rotate(10deg) skewX(10deg)', 'rotate(20deg) scale(2) rotate(40deg)'],
  ['box-shadow', 'none', 'rgb(0, 0, 0) 4px 8px 12px 2px'], ['box-shadow', 'rgb(255, 0, 0) 0px 0px 4px 0px', 'rgb(0, 0, 255) 10px 10px 0px 4px'],
  ['border-top-left-radius', '0px', '20px'],
];
const progresses = [-0.5, 0, 0.125, 0.4, 0.5, 0.75, 1, 1.5];

// -- sequences ---------------------------------------------------------------------------------------------------------
// {"set": [name, value]}, {"remove": name}, {"animate": [keyframes, timing]}, {"frame": ms}: frames go by until nothing is
// pending, then what runs is set to this time; and of animation i: {"play" | "pause" | "reverse" | "finish" | "cancel": i},
// {"time" | "rate" | "update-rate": [i, value]}. Expected after each: computed values and
// [kind, name, state, pending, current time, rate, progress, iteration] of each animation, in the order of the stack.

const sheet = `@keyframes slide { from { left: 20px } 40% { left: 80px; animation-timing-function: steps(2) } to { left: 140px } }
  @keyframes fade { to { opacity: 0.2 } } @keyframes both { 50% { left: 200px; opacity: 0; color: rgb(10, 20, 30) } }
  @keyframes turn { from { transform: translateX(10px) } to { transform: translateX(10px) rotate(90deg) } }`;
const some = { left: ['0px', '40px', '100px', '25%', 'calc(10% + 5px)', 'auto'], opacity: ['0', '0.5', '1'], width: ['50px', '100px', '30%', 'auto'],
  color: ['rgb(0, 0, 0)', 'rgb(200, 100, 0)', 'rgba(0, 200, 40, 0.5)'], transform: ['none', 'translateX(40px)', 'rotate(90deg)', 'translateX(40px) rotate(45deg)'] };
const transitions = ['none', 'all 10s linear', 'left 10s linear', 'left 10s ease-in, opacity 5s linear', 'all 10s linear 2s', 'left 10s linear -4s, color 4s', 'transform 10s, width 5s linear',
  'left 0s 3s', 'all 0s', 'opacity 8s steps(4), left 8s ease-out 1s', 'all 10s linear, left 4s linear', 'left 10s linear allow-discrete, width 8s allow-discrete'];
const wholeAnimations = ['none', 'slide 10s linear', 'slide 10s 2 alternate both', 'turn 10s linear forwards', 'slide 10s linear paused', 'slide 20s linear 0.5 reverse forwards', 'missing 10s, turn 4s linear -1s',
  'turn 10s linear infinite, slide 6s'];
const partialAnimations = ['fade 10s linear infinite', 'slide 10s linear, fade 5s', 'both 10s linear 2s backwards', 'slide 10s linear, both 10s linear', 'both 10s linear, slide 10s linear',
  'missing 10s, fade 4s linear -1s'];
const times = [0, 1000, 2500, 4000, 5000, 7500, 9000, 12000];
// Where something is transitioned, keyframes leave nothing out: Chromium, unlike the standard, fills it with the value
// that the transition leads to.
const names = () => { const all = Object.keys(some).filter(() => chance(0.4)); return all.length ? all : ['left']; };
const declarations = names => names.map(name => `${name}: ${pick(some[name].filter(value => value !== 'auto'))}`).join('; ');
const animations = { whole: wholeAnimations, partial: [...wholeAnimations, ...partialAnimations] };

function step(transitioned) {
  const index = Math.floor(random() * 3);
  const name = pick(Object.keys(some));
  if (chance(0.36)) return { set: [name, pick(some[name])] };
  if (chance(0.08)) return { remove: name };
  if (transitioned && chance(0.12)) return { set: ['transition', pick(transitions)] };
  if (chance(0.15)) return { set: ['animation', pick(transitioned ? animations.whole : animations.partial)] };
  if (chance(0.07)) return { set: ['display', pick(['none', 'block', 'flex'])] };
  if (chance(0.05)) return { set: ['animation-play-state', pick(['paused', 'running'])] };
  const all = names(), those = () => transitioned ? all : names();
  if (chance(0.2)) return { animate: [[{ css: declarations(those()), easing: pick(['linear', 'ease']) }, ...(chance(0.3) ? [{ css: declarations(those()), offset: 0.25 }] : []), { css: declarations(those()) }],
    { duration: 10000, fill: pick(['none', 'forwards', 'both']), ...(chance(0.3) ? { delay: 2000 } : {}), ...(chance(0.3) ? { iterations: pick([2, 1.5]), direction: 'alternate' } : {}) }] };
  if (chance(0.4)) return { frame: pick(times) };
  if (chance(0.4)) return { time: [index, pick(times)] };
  if (chance(0.25)) return { [pick(['rate', 'update-rate'])]: [index, pick([-1, 0.5, 2, 0])] };
  return { [pick(['play', 'pause', 'reverse', 'finish', 'cancel'])]: index };
}
function sequence(i) {
  const transitioned = i % 2 === 0;
  const steps = Array.from({ length: 4 + Math.floor(random() * 10) }, () => step(transitioned));
  if (transitioned) steps.unshift({ set: ['transition', pick(transitions)] });
  return { name: `${options.seed}-${i}`, steps };
}

// -- Chromium's answers ------------------------------------------------------------------------------------------------

async function answerTimings(page, cases) {
  return page.evaluate(cases => cases.map(({ timing, rate, at }) => {
    const animation = box.animate({ left: ['0px', '100px'] }, { ...timing, iterations: timing.iterations === 'Infinity' ? Infinity : timing.iterations ?? 1 });
    animation.pause();
    animation.playbackRate = rate;
    const expect = at.map(time => {
      animation.currentTime = time;
      const now = animation.effect.getComputedTiming();
      return [now.progress, now.progress === null ? 0 : now.currentIteration === Infinity ? 'Infinity' : now.currentIteration];
    });
    animation.cancel();
    return expect;
  }), cases);
}

async function answerValues(page, cases) {
  return page.evaluate(cases => cases.map(({ property, from, to, at }) => {
    box.style.cssText = property.startsWith('border') || property.startsWith('outline') ? 'border-style: solid; outline-style: solid' : '';
    const camel = property.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
    const animation = box.animate([{ [camel]: from }, { [camel]: to }], { duration: 1000, easing: 'linear(-0.5, 1.5)', fill: 'both' });
    animation.pause();
    const expect = at.map(progress => {
      animation.currentTime = (progress + 0.5) * 500;
      const plain = ['transform', 'color', 'background-color', 'box-shadow', 'border-top-left-radius'].includes(property);
      return plain ? getComputedStyle(box)[camel] : box.computedStyleMap().get(property).toString();
    });
    animation.cancel();
    box.style.cssText = '';
    return expect;
  }), cases);
}

async function answerSequence(page, { steps }) {
  return page.evaluate(async steps => {
    const frame = () => new Promise(done => requestAnimationFrame(done));
    outer.replaceChildren(window.box = document.createElement('div'));
    box.id = 'box';
    getComputedStyle(box).left;
    await frame();
    await frame();
    const camel = name => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
    const keyframe = ({ css, ...rest }) => ({ ...rest, ...Object.fromEntries(css.split(';').map(one => one.split(/:(.*)/).slice(0, 2).map(part => part.trim())).map(([name, value]) => [camel(name), value])) });
    const calls = {
      set: ([name, value]) => box.style.setProperty(name, value), remove: name => box.style.removeProperty(name),
      animate: ([keyframes, timing]) => { box.animate(keyframes.map(keyframe), timing).finished.catch(() => {}); },
      frame: async time => {
        do {
          await frame();
          await frame();
        } while (box.getAnimations().some(one => one.pending));
        for (const one of box.getAnimations()) if (one.playState === 'running') one.currentTime = time;
      },
    };
    const of = (index, change) => { const all = box.getAnimations(); if (all[index]) try { change(all[index]); } catch (error) { if (error.name !== 'InvalidStateError') throw error; } };
    for (const name of ['play', 'pause', 'reverse', 'finish', 'cancel']) calls[name] = index => of(index, one => { one.ready.catch(() => {}); one.finished.catch(() => {}); one[name](); });
    calls.time = ([index, value]) => of(index, one => { one.currentTime = value; });
    calls.rate = ([index, value]) => of(index, one => { one.playbackRate = value; });
    calls['update-rate'] = ([index, value]) => of(index, one => one.updatePlaybackRate(value));
    const round = number => number === null ? null : Math.round(number * 1000) / 1000;
    const expect = [];
    for (const step of steps) {
      const [[name, value]] = Object.entries(step);
      await calls[name](value);
      // Once more: in the style update that makes a CSS animation, Chromium stacks it above those of script.
      getComputedStyle(box).left;
      box.style.setProperty('--again', expect.length);
      const style = box.computedStyleMap(), computed = getComputedStyle(box);
      const told = { left: style.get('left').toString(), width: style.get('width').toString(), opacity: computed.opacity, color: computed.color, transform: computed.transform, display: computed.display };
      told.animations = box.getAnimations().map(one => {
        const now = one.effect.getComputedTiming();
        return [one.constructor.name, one.transitionProperty ?? one.animationName ?? '', one.playState, one.pending, round(one.currentTime), one.playbackRate, round(now.progress), now.progress === null ? 0 : now.currentIteration];
      });
      expect.push(told);
    }
    for (const one of box.getAnimations()) one.cancel();
    return expect;
  }, steps);
}

const html = `<!doctype html><style>${sheet} #outer{position:relative;width:400px;height:300px} #box{box-sizing:border-box;position:relative;left:0;width:100px;height:50px;
  transform-origin:0 0}</style><div id=outer><div id=box></div></div>`;
const write = (name, lines) => fs.writeFileSync(path.join(options.out, name), asLines(lines));

await withChromium(options, html, { width: 800, height: 600 }, async (page, version) => {
  const timings = Array.from({ length: Number(options.timings) }, randomTiming);
  const timed = await answerTimings(page, timings);
  write('timing.jsonl', timings.map((one, i) => ({ ...one, expect: timed[i] })));
  const between = values.map(([property, from, to]) => ({ property, from, to, at: progresses }));
  const found = await answerValues(page, between);
  write('values.jsonl', between.map((one, i) => ({ ...one, expect: found[i] })));
  const sequences = Array.from({ length: Number(options.sequences) }, (_, i) => sequence(i));
  for (const one of sequences) one.expect = await answerSequence(page, one);
  write('sequences.jsonl', sequences);
  console.log(`${timings.length} timings, ${between.length} pairs of values and ${sequences.length} sequences, answered by Chromium ${version}`);
});
