// SPDX-License-Identifier: MIT
// A TrueType font whose every glyph is a square of one em, 0.8 of it above the baseline, so that a text's size can be
// counted. As the bytes of a file. https://learn.microsoft.com/typography/opentype/spec/
const em = 1280, above = 1024, below = 256;  // every size that is a multiple of five makes whole 1/64 px of them

const u16 = value => [value >> 8 & 255, value & 255];
const u32 = value => [...u16(value >>> 16), ...u16(value & 0xFFFF)];
const zeros = count => Array(count).fill(0);

/// [first, last] of the code points that have the glyph.
const covered = [[0x20, 0x17F], [0x300, 0x36F], [0x2010, 0x2027], [0x20AC, 0x20AC], [0x3000, 0x30FF], [0x5B57, 0x5B57], [0x6F22, 0x6F22], [0xAC00, 0xACFF], [0xFF01, 0xFF60]];

function cmap() {
  const groups = covered.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => [...u32(first + i), ...u32(first + i), ...u32(1)]));
  const body = [...u16(12), ...u16(0), ...u32(16 + 12 * groups.length), ...u32(0), ...u32(groups.length), ...groups.flat()];
  return [...u16(0), ...u16(1), ...u16(3), ...u16(10), ...u32(12), ...body];
}

const square = [...u16(1), ...u16(0), ...u16(-below), ...u16(em), ...u16(above), ...u16(3), ...u16(0), 1, 1, 1, 1,
  ...u16(0), ...u16(0), ...u16(em), ...u16(0), ...u16(-below), ...u16(em), ...u16(0), ...u16(-em), 0, 0];

function name() {
  const texts = [[1, 'Square'], [2, 'Regular'], [3, 'Square'], [4, 'Square'], [5, '1.0'], [6, 'Square']];
  let at = 0, strings = [];
  const records = texts.flatMap(([id, text]) => {
    const bytes = [...text].flatMap(c => u16(c.charCodeAt(0)));
    const record = [...u16(3), ...u16(1), ...u16(0x409), ...u16(id), ...u16(bytes.length), ...u16(at)];
    at += bytes.length;
    strings.push(...bytes);
    return record;
  });
  return [...u16(0), ...u16(texts.length), ...u16(6 + records.length), ...records, ...strings];
}

const tables = {
  'OS/2': [...u16(4), ...u16(em), ...u16(400), ...u16(5), ...u16(0), ...zeros(20), ...u16(0), ...zeros(10), ...zeros(16), ...zeros(4),
    ...u16(64), ...u16(0x20), ...u16(0xFFFF), ...u16(above), ...u16(-below), ...u16(0), ...u16(above), ...u16(below), ...zeros(8),
    ...u16(above), ...u16(above), ...u16(0), ...u16(0x20), ...u16(1)],
  cmap: cmap(),
  glyf: [...square, ...square],
  head: [...u32(0x10000), ...u32(0x10000), ...u32(0), ...u32(0x5F0F3CF5), ...u16(3), ...u16(em), ...zeros(16),
    ...u16(0), ...u16(-below), ...u16(em), ...u16(above), ...u16(0), ...u16(8), ...u16(2), ...u16(1), ...u16(0)],
  hhea: [...u32(0x10000), ...u16(above), ...u16(-below), ...u16(0), ...u16(em), ...u16(0), ...u16(0), ...u16(em), ...u16(1), ...u16(0), ...u16(0),
    ...zeros(8), ...u16(0), ...u16(2)],
  hmtx: [...u16(em), ...u16(0), ...u16(em), ...u16(0)],
  loca: [0, square.length, 2 * square.length].flatMap(u32),
  maxp: [...u32(0x10000), ...u16(2), ...u16(4), ...u16(1), ...u16(0), ...u16(0), ...u16(2), ...zeros(16)],
  name: name(),
  post: [...u32(0x30000), ...u32(0), ...u16(0), ...u16(0), ...u32(0), ...zeros(16)],
};

const checksum = bytes => {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 4) sum = sum + ((bytes[i] << 24 | (bytes[i + 1] ?? 0) << 16 | (bytes[i + 2] ?? 0) << 8 | (bytes[i + 3] ?? 0)) >>> 0) >>> 0;
  return sum;
};

export function squareFont() {
  const names = Object.keys(tables).sort();
  let at = 12 + 16 * names.length;
  const directory = [...u32(0x10000), ...u16(names.length), ...u16(128), ...u16(3), ...u16(names.length * 16 - 128)], data = [];
  for (const name of names) {
    const bytes = tables[name];
    directory.push(...[...name].map(c => c.charCodeAt(0)), ...u32(checksum(bytes)), ...u32(at), ...u32(bytes.length));
    const padded = [...bytes, ...zeros(-bytes.length & 3)];
    data.push(...padded);
    at += padded.length;
  }
  return Buffer.from([...directory, ...data]);
}
