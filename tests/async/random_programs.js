// SPDX-License-Identifier: MIT
// Writes random_programs.txt: random programs of promises, each followed by what a JavaScript engine prints for it.
// Run by hand when the programs are to change: node random_programs.js 150 > random_programs.txt
//
// A program is a list of instructions; each makes one promise, numbered from 0. OUTCOME is what a callback returns:
// `value 3`, `promise 2` (that promise), `throw 3`, `thenable 3`.
//   resolved N | rejected N | pending | then P OUTCOME | catch P OUTCOME | both P OUTCOME OUTCOME | finally P OUTCOME
//   all P... | race P... | any P... | settled P... | async P Q OUTCOME (awaits P and catches, then Q)
//   settle P OUTCOME (settles a pending one from a microtask; its own promise is resolved)
let seed = 7;
const below = (n) => { seed = (seed * 1103515245 + 12345) % 2147483648; return Math.floor(seed / 65536) % n; };
const pick = (list) => list[below(list.length)];

function randomProgram() {
  const length = 3 + below(9), instructions = [];
  const outcome = () => pick(['value', 'value', 'promise', 'promise', 'throw', 'thenable']) + ' ' + below(length);
  for (let i = 0; i < length; i++) {
    const earlier = () => below(i);
    const several = () => Array.from({ length: below(4) }, () => ' ' + earlier()).join('');
    const kind = i < 2 ? pick(['resolved', 'rejected', 'pending'])
      : pick(['resolved', 'rejected', 'pending', 'then', 'then', 'then', 'catch', 'both', 'finally', 'finally', 'async',
              'async', 'settle', 'all', 'race', 'any', 'settled']);
    instructions.push(kind + {
      resolved: () => ' ' + i, rejected: () => ' ' + i, pending: () => '',
      then: () => ` ${earlier()} ${outcome()}`, catch: () => ` ${earlier()} ${outcome()}`,
      finally: () => ` ${earlier()} ${outcome()}`, both: () => ` ${earlier()} ${outcome()} ${outcome()}`,
      async: () => ` ${earlier()} ${below(length)} ${outcome()}`, settle: () => ` ${earlier()} ${outcome()}`,
      all: several, race: several, any: several, settled: several }[kind]());
  }
  return instructions.join('; ');
}

function run(program, log) {
  const promises = [], resolvers = [];
  const text = (e) => e instanceof Error ? e.name : String(e);
  const come = (kind, n) => {
    if (kind === 'promise') return promises[n];
    if (kind === 'throw') throw n;
    return kind === 'thenable' ? { then(resolve) { log('then' + n); resolve(n); } } : n;
  };
  const digits = (values) => values.reduce((a, b) => a * 10 + b, 0) % 1000;
  const makers = {
    resolved: (id, [n]) => Promise.resolve(n), rejected: (id, [n]) => Promise.reject(n),
    pending: (id) => new Promise((resolve, reject) => resolvers[id] = { resolve, reject }),
    then: (id, [p, kind, n]) => promises[p].then((v) => { log(`${id}=${v}`); return come(kind, n); }),
    catch: (id, [p, kind, n]) => promises[p].catch((e) => { log(`${id}!${text(e)}`); return come(kind, n); }),
    both: (id, [p, kind, n, kind2, n2]) => promises[p].then((v) => { log(`${id}=${v}`); return come(kind, n); },
      (e) => { log(`${id}!${text(e)}`); return come(kind2, n2); }),
    finally: (id, [p, kind, n]) => promises[p].finally(() => { log(`${id}f`); return come(kind, n); }),
    all: (id, ps) => Promise.all(ps.map((p) => promises[p])).then(digits),
    race: (id, ps) => Promise.race(ps.map((p) => promises[p])),
    any: (id, ps) => Promise.any(ps.map((p) => promises[p])),
    settled: (id, ps) => Promise.allSettled(ps.map((p) => promises[p]))
      .then((v) => digits(v.map((s) => s.status === 'fulfilled' ? s.value : 5))),
    async: (id, [p, q, kind, n]) => (async () => {
      log(id + 'start');
      try { log(`${id}a${await promises[p]}`); } catch (e) { log(`${id}e${text(e)}`); }
      log(`${id}b${await promises[q]}`);
      return come(kind, n);
    })(),
    settle: (id, [p, kind, n]) => {
      queueMicrotask(() => {
        if (!resolvers[p]) return;
        log(id + 'settles');
        if (kind === 'throw') resolvers[p].reject(n); else resolvers[p].resolve(come(kind, n));
      });
      return Promise.resolve(id);
    },
  };
  let clock = Promise.resolve();
  for (let i = 0; i < 10; i++) clock = clock.then(() => log('t' + i));
  for (const instruction of program.split('; ')) {
    const [kind, ...rest] = instruction.split(' ');
    promises.push(makers[kind](promises.length, rest.map((x) => /\d/.test(x) ? Number(x) : x)));
  }
  promises.forEach((p, i) => p.then((v) => log(`>${i}=${v}`), (e) => log(`>${i}!${text(e)}`)));
}

process.on('unhandledRejection', () => {});
(async () => {
  for (let i = 0; i < Number(process.argv[2]); i++) {
    const program = randomProgram(), lines = [];
    await new Promise((done) => setTimeout(() => { run(program, (line) => lines.push(line)); setTimeout(done); }));
    console.log(program + '\n' + lines.join(' '));
  }
})();
